"""What a source is, and what reading one input gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from commentscope.comments import Damage, Provenance
from commentscope.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from commentscope.comments import Comment
    from commentscope.sources.documents import Document

EXCERPT = 200
"""Characters of a damaged place that are quoted."""


@dataclass(frozen=True)
class Reading:
    """The discussion of one input, or of several."""

    comments: list[Comment] = field(default_factory=list)
    """In the order in which they stand there."""
    origin: Provenance = field(default_factory=Provenance)


class Source(Protocol):
    """One kind of input. A module with these four names is one; so is an object."""

    @property
    def name(self) -> str:
        """What the comments table's `source` column, and `--from`, call it."""

    @property
    def carries(self) -> Sequence[str]:
        """The columns of the comments table that it can fill, beside `source`, `url` and `text`."""

    def recognises(self, document: Document) -> bool:
        """Whether the document is of this kind, from its content, as cheaply as that can be told."""

    def read(self, document: Document) -> Reading:
        """The discussion in a document of this kind.

        Never raises on what a document holds: what can't be read is in `origin.damaged`. `origin.files` and
        `origin.silent` are left to the caller.
        """


@dataclass(frozen=True)
class JsonSource:
    """A source whose inputs are JSON: to tell it by the shape, and to read what was decoded."""

    name: str
    carries: tuple[str, ...]
    fits: Callable[[Any], bool]
    """Whether decoded JSON is of this kind, told by names that no other kind has."""
    parse: Callable[..., Reading]
    """The discussion in decoded JSON, called with it and `url`. An answer from the network can be given to it, too."""

    def recognises(self, document: Document) -> bool:
        """Whether the document is JSON of this shape."""
        decoded = document.json
        return decoded is not None and self.fits(decoded.value)

    def read(self, document: Document) -> Reading:
        """The discussion; where the JSON breaks off, that is a damage."""
        decoded = document.json
        if decoded is None:
            return Reading()
        reading = self.parse(decoded.value, url=document.url)
        return Reading(reading.comments, reading.origin + Provenance(damaged=broken_json(document)))


def broken_json(document: Document) -> tuple[Damage, ...]:
    """The damages of a document that is JSON, but not wholly."""
    decoded = document.json
    if decoded is None:
        return ()
    key = "json-line-broken" if decoded.lines else "json-broken"
    return tuple(
        Damage(document.url, document.line(at), Message(key), document.text[at : at + EXCERPT])
        for at in decoded.broken
    )
