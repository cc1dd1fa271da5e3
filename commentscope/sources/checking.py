"""What a file is taken for, and what was found in it: for a user who wants to know before trusting it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commentscope.comments import DTYPES, Provenance
from commentscope.sources import find_source, read_document
from commentscope.sources.documents import NO_HINTS, open_document
from commentscope.sources.registry import recognise

if TYPE_CHECKING:
    from commentscope.comments import Comment
    from commentscope.sources import Hints, Input

EXAMPLES = 3
"""Comments that are shown."""

_GIVEN = ("source", "url", "text")
"""Columns that every comment has."""


@dataclass(frozen=True)
class Checked:
    """What came of one input."""

    url: str
    format: str | None
    """What it is taken for; `None` where it fits no format, or several."""
    candidates: tuple[str, ...]
    """Every format that it fits."""
    comments: int
    origin: Provenance
    filled: dict[str, int]
    """How many comments have each column, beside those that all have."""
    carries: tuple[str, ...]
    """The columns that the format can fill."""
    examples: tuple[Comment, ...]

    @property
    def missing(self) -> list[str]:
        """The columns that no comment has, though the format can carry them; an author's answer may well be none."""
        return [name for name in self.carries if not self.filled.get(name) and name != "id"]

    def as_json(self) -> dict[str, Any]:
        """The same for other programs."""
        return {
            "file": self.url,
            "format": self.format,
            "candidates": list(self.candidates),
            "comments": self.comments,
            "declared": self.origin.declared,
            "left_out": dict(self.origin.left_out),
            "damaged": [
                {"line": one.line, "reason": str(one.reason), "comments": one.comments}
                for one in self.origin.damaged
            ],
            "filled": self.filled,
            "missing": self.missing,
            "examples": [
                {name: value for name, value in one._asdict().items() if value is not None}
                for one in self.examples
            ],
        }


def check(one: Input, source: str | None = None, hints: Hints = NO_HINTS) -> Checked:
    """Reads an input and says what it is.

    Args:
        one: what to check.
        source: the format it must have; `None` finds it from the content.
        hints: what the user says of it.

    Raises:
        InputError: it can't be opened.
        FormatError: there is no source of that name.
    """
    document = open_document(one, hints)
    wanted = find_source(source) if source else None
    fitting = recognise(document)
    reading = read_document(document, wanted)
    taken = wanted or (fitting[0] if len(fitting) == 1 else None)
    comments = reading.comments
    filled = {
        name: sum(getattr(comment, name) is not None for comment in comments)
        for name in DTYPES
        if name not in _GIVEN
    }
    return Checked(
        url=one.url,
        format=taken.name if taken else None,
        candidates=tuple(each.name for each in fitting),
        comments=len(comments),
        origin=reading.origin,
        filled=filled,
        carries=tuple(taken.carries) if taken else (),
        examples=tuple(comments[:EXAMPLES]),
    )
