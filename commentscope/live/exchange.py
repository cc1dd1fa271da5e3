"""What goes out and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commentscope.errors import FetchError


@dataclass(frozen=True)
class Ask:
    """A request to send. It holds no credentials: those are the client's own."""

    url: str
    body: Any = None
    """What to send as JSON, by POST; `None` for GET."""
    headers: Mapping[str, str] = field(default_factory=dict)
    page: bool = False
    """Whether it is a page, which robots.txt has a say in, and not an API."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    url: str
    """Where from, redirects followed."""
    body: bytes
    """Decompressed."""
    charset: str | None = None
    """As the headers state it."""

    @property
    def text(self) -> str:
        """The body as text."""
        try:
            return self.body.decode(self.charset or "utf-8", "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")


class Passing(Exception):  # noqa: N818  not an error unless it stays
    """Something that may be over in a moment; `error` is what it is if not."""

    def __init__(self, error: FetchError) -> None:
        super().__init__(str(error))
        self.error = error
