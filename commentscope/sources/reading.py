"""What a source is, and what reading one input gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from commentscope.comments import Provenance

if TYPE_CHECKING:
    from commentscope.comments import Comment
    from commentscope.sources.documents import Document


@dataclass(frozen=True)
class Reading:
    """The discussion of one input, or of several."""

    comments: list[Comment] = field(default_factory=list)
    """In the order in which they stand there."""
    origin: Provenance = field(default_factory=Provenance)


class Source(Protocol):
    """One kind of input. A module with these three names is one; so is an object."""

    @property
    def name(self) -> str:
        """What the comments table's `source` column, and `--from`, call it."""

    def recognises(self, document: Document) -> bool:
        """Whether the document is of this kind, from its content, as cheaply as that can be told."""

    def read(self, document: Document) -> Reading:
        """The discussion in a document of this kind.

        Never raises on what a document holds: what can't be read is in `origin.damaged`. `origin.files` and
        `origin.silent` are left to the caller.
        """
