"""What the commands on labelled comments share: options of pairs, and what of a file could not be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commentscope.cli.terminal import note, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commentscope.sources.labelled import Left


def pairs(options: Sequence[str] | None) -> dict[str, str]:
    """Options of the form `name=value`.

    Raises:
        UsageError: one is not of that form.
    """
    from commentscope.errors import UsageError  # noqa: PLC0415

    split = [option.partition("=") for option in options or ()]
    for name, sign, value in split:
        if not (name.strip() and sign and value.strip()):
            raise UsageError("pair-wrong", option=f"{name}{sign}{value}")
    return {name.strip(): value.strip() for name, _, value in split}


def say_left(left: Left, lang: str) -> None:
    """Says what of a labelled file could not be used."""
    from commentscope.messages import say  # noqa: PLC0415

    if left.blank:
        note(say(lang, "labelled-blank", rows=left.blank))
    if left.unknown:
        warn(say(lang, "labelled-unknown-intents", intents=", ".join(left.unknown)))
