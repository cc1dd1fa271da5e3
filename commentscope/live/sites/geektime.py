"""GeekTime (极客时间): the comments of an article over its site's API, and the threads behind them.

The API is not documented. Version 1 goes on by the `score` of the last comment; of version 4, public clients disagree
on what `prev` is. So how to go on is a choice, and whatever is chosen, a page without a new comment ends the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commentscope.errors import FetchError, SignInError
from commentscope.live.exchange import Answer, Ask
from commentscope.live.sites.site import Cursor, Page, Target, decode, page_of, unknown
from commentscope.sources import geekbang_api, values
from commentscope.sources.threads import dig, entries

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

HOME = "https://time.geekbang.org"
SIZE = 20
"""Answers a page of a thread."""
SIGNED_OUT = {-2000, -3050}
"""The site's codes for: not signed in."""

_ARTICLE = re.compile(r"/column/article/([0-9]{1,12})/?")


def _by_score(last: dict[str, Any], page: int) -> str:  # noqa: ARG001  each way has the same arguments
    """The score of the last comment: its likes * 2**32 + the second it was posted."""
    likes, posted = (values.count(last.get(name)) or 0 for name in ("like_count", "comment_ctime"))
    return str(last.get("score") or likes * 2**32 + posted)


def _by_page(last: dict[str, Any], page: int) -> int:  # noqa: ARG001
    return page + 1


def _by_id(last: dict[str, Any], page: int) -> Any:  # noqa: ANN401, ARG001  as the site writes it
    return last.get("id")


WAYS: dict[str, tuple[Any, Callable[[dict[str, Any], int], Any]]] = {
    "score": ("0", _by_score),
    "page": (1, _by_page),
    "id": (0, _by_id),
}
"""How lists go on: the first `prev`, and the next one from the last comment of a page and the page's number."""


@dataclass(frozen=True)
class GeekTime:
    """The site.

    Args:
        version: of the API: `v1` or `v4`.
        way: how lists go on, one of `WAYS`; by default `score` for v1, `page` for v4.
        threads: whether the threads behind the comments are fetched, too: at least one request more for each comment
            that has answers, or that may have some: version 1 does not always tell.
    """

    version: str = "v1"
    way: str | None = None
    threads: bool = False
    name: str = geekbang_api.NAME
    interval: float = 3.0

    def target(self, url: httpx.URL, *, sure: bool = False) -> Target | None:
        """The article at an address like `https://time.geekbang.org/column/article/780`."""
        match = _ARTICLE.fullmatch(url.path)
        if not match or not (sure or url.host == "time.geekbang.org"):
            return None
        return Target(self.name, str(url.copy_with(query=None, fragment=None)).rstrip("/"), match[1])

    def first(self, target: Target) -> Cursor:  # noqa: ARG002  the same for all
        """The first page."""
        return {"page": 1, "prev": WAYS[self._way][0]}

    def ask(self, target: Target, cursor: Cursor) -> Ask:
        """The request for a page of the article's comments, or of a thread."""
        home = target.url.partition("/column/")[0]
        headers = {"Origin": home, "Referer": target.url}
        prev = cursor["prev"]
        if "thread" in cursor:
            body = {
                "use_likes_order": True,
                "target_id": cursor["thread"],
                "target_type": 1,
                "page_type": 1,
                "prev": prev,
                "size": SIZE,
            }
            return Ask(f"{home}/serv/discussion/v1/root_list", body, headers)
        if self.version == "v4":
            return Ask(
                f"{home}/serv/v4/comment/list", {"aid": int(target.key), "prev": prev, "order": 1}, headers
            )
        return Ask(f"{home}/serv/v1/comments", {"aid": target.key, "prev": prev}, headers)

    def read(self, target: Target, cursor: Cursor, answer: Answer) -> Page:
        """The page; whether it ends the list says `more`."""
        decoded = decode(answer)
        if (code := dig(decoded, "error", "code")) is not None:
            if code in SIGNED_OUT:
                raise SignInError("sign-in", url=target.url, code=str(code))
            raise FetchError(
                "fetch-refused", url=target.url, code=str(code), reason=str(dig(decoded, "error", "msg"))
            )
        if not isinstance(dig(decoded, "data", "list"), list):
            raise unknown(answer)
        items = entries(decoded["data"]["list"])
        thread = cursor.get("thread")
        reading = geekbang_api.parse(
            decoded, url=target.url, article=target.title, parent=None if thread is None else str(thread)
        )
        more = bool(items) and dig(decoded, "data", "page", "more") is not False
        if thread is not None:
            return page_of(
                reading, target, following={"thread": thread, "prev": cursor["prev"] + 1} if more else None
            )
        asked = (
            [one["id"] for one in items if "id" in one and one.get("discussion_count") != 0]
            if self.threads
            else []
        )
        return page_of(
            reading,
            target,
            following=self._following(items[-1], cursor) if more else None,
            threads=[{"thread": one, "prev": 1} for one in asked],
            declared=dig(decoded, "data", "page", "count"),
            entries=len(items),
        )

    @property
    def _way(self) -> str:
        return self.way or {"v1": "score", "v4": "page"}[self.version]

    def _following(self, last: dict[str, Any], cursor: Cursor) -> Cursor:
        return {"page": cursor["page"] + 1, "prev": WAYS[self._way][1](last, cursor["page"])}
