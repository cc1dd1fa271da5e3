"""Hacker News: a story with all its comments in one answer of the public API (hn.algolia.com/api)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commentscope.live.exchange import Answer, Ask
from commentscope.live.sites.site import Cursor, Page, Target, decode, page_of, unknown
from commentscope.sources import hackernews
from commentscope.sources.threads import dig

if TYPE_CHECKING:
    import httpx

API = "https://hn.algolia.com/api/v1/items/{}"
ITEM = "https://news.ycombinator.com/item?id={}"

_API = re.compile(r"/api/v1/items/([0-9]{1,12})")


@dataclass(frozen=True)
class HackerNews:
    """The site."""

    name: str = hackernews.NAME
    interval: float = 1.0
    threads: bool = False

    def target(self, url: httpx.URL, *, sure: bool = False) -> Target | None:
        """A story, given as on the site or as in the API."""
        if (match := _API.fullmatch(url.path)) and (sure or url.host == "hn.algolia.com"):
            return Target(self.name, str(url) if sure else ITEM.format(match[1]), match[1])
        number = url.params.get("id", "")
        if url.host == "news.ycombinator.com" and url.path == "/item" and number.isdecimal():
            return Target(self.name, ITEM.format(number), number)
        return None

    def first(self, target: Target) -> Cursor:  # noqa: ARG002  there is only one
        """The one answer."""
        return {}

    def ask(self, target: Target, cursor: Cursor) -> Ask:  # noqa: ARG002
        """The request for the whole tree."""
        return Ask(API.format(target.key) if target.url == ITEM.format(target.key) else target.url)

    def read(self, target: Target, cursor: Cursor, answer: Answer) -> Page:  # noqa: ARG002
        """The whole tree."""
        decoded = decode(answer)
        if not isinstance(dig(decoded, "children"), list):
            raise unknown(answer)
        return page_of(hackernews.parse(decoded, url=target.url), target, title=dig(decoded, "title"))
