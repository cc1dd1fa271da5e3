"""Options of the form `--option NAME=VALUE`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def pairs(option: str, given: Sequence[str] | None, example: str) -> dict[str, str]:
    """The values by their names.

    Args:
        option: the option's name, for the error.
        given: what was given with it, each time.
        example: how it could be used, for the error.

    Raises:
        UsageError: one has no name, no equals sign or no value.
    """
    from commentscope.errors import UsageError  # noqa: PLC0415

    split = [(one, *one.partition("=")) for one in given or ()]
    for one, name, equals, value in split:
        if not (name.strip() and equals and value.strip()):
            raise UsageError("pair-wrong", option=option, given=one, example=example)
    return {name.strip(): value.strip() for _, name, _, value in split}
