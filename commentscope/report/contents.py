"""A table of contents for a Markdown page, its links as GitHub names the headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = "<!-- contents -->"
"""Where the table of contents goes; no defused text holds it."""
_FEWEST = 3
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|[`*]")
# GitHub keeps letters, marks, digits, `_`, `-` and blanks, which become `-`.
_DROPPED = re.compile(r"[^\w\- ]")


def with_contents(page: str) -> str:
    """The page with a list of its headings at `PLACE`, those of the third level below those of the second.

    Fewer than three sections need none.
    """
    lines = [
        f"{'  ' * (level - 2)}- [{heading}](#{anchor})"
        for level, heading, anchor in _headings(page)
        if level > 1
    ]
    sections = sum(not line.startswith(" ") for line in lines)
    return page.replace(PLACE, "\n".join(lines) if sections >= _FEWEST else "", 1)


def slug(heading: str) -> str:
    r"""The name that GitHub gives a heading, but for the number that tells equal ones apart.

    >>> slug(r"Node\.js & 边缘计算")
    'nodejs--边缘计算'
    """
    return _DROPPED.sub("", _MARKS.sub(r"\1", heading).lower()).replace(" ", "-")


def _headings(page: str) -> Iterator[tuple[int, str, str]]:
    """Level, Markdown and anchor of each heading. Only this program's own lines begin with `#`."""
    seen: dict[str, int] = {}
    for marks, heading in _HEADING.findall(page):
        name = anchor = slug(heading)
        while anchor in seen:
            seen[name] += 1
            anchor = f"{name}-{seen[name]}"
        seen[anchor] = 0
        yield len(marks), heading, anchor
