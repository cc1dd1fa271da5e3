"""Templates: one way to open them, in which nothing is missing without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment


def environment(finalize: Callable[[object], object] | None = None) -> Environment:
    """Jinja2 for this package's templates.

    Args:
        finalize: sees every printed value, in place of HTML's escaping; a value has no way around it.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  only where a report is wanted

    return Environment(
        loader=PackageLoader("commentscope.report"),
        autoescape=finalize is None,  # noqa: S701  without HTML's escaping something else escapes
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=finalize is not None,
    )
