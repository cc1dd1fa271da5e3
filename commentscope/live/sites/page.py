"""Any page: what `analyze` would read of it as a file, or what CSS selectors find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commentscope.errors import FetchError
from commentscope.live.exchange import Answer, Ask
from commentscope.live.sites.site import Cursor, Page, Target, page_of
from commentscope.sources import Hints, Input, read_document
from commentscope.sources.documents import NO_HINTS, open_document

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True)
class AnyPage:
    """The web.

    Args:
        hints: where the user says that comments are.
    """

    hints: Hints = NO_HINTS
    name: str = "page"
    interval: float = 1.0
    threads: bool = False

    def target(self, url: httpx.URL, *, sure: bool = False) -> Target | None:  # noqa: ARG002  every address is one
        """The page itself."""
        return Target(self.name, str(url.copy_with(fragment=None)))

    def first(self, target: Target) -> Cursor:  # noqa: ARG002  there is only one
        """The page."""
        return {}

    def ask(self, target: Target, cursor: Cursor) -> Ask:  # noqa: ARG002
        """The request for it, if robots.txt allows it."""
        return Ask(target.url, page=True)

    def read(self, target: Target, cursor: Cursor, answer: Answer) -> Page:  # noqa: ARG002
        """Its comments."""
        data = answer.text.encode() if answer.charset else answer.body
        reading = read_document(open_document(Input(None, size=len(data), data=data), self.hints))
        if not reading.comments:
            raise FetchError("fetch-no-comments", url=answer.url)
        return page_of(reading, target, declared=reading.origin.declared or None, local=True)
