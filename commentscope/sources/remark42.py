"""Remark42's backup: a first line on the site, then JSON Lines of comments. The body is HTML."""

from __future__ import annotations

from typing import Any

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.prose import html_text
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, dig, entries

NAME = "remark42"


def fits(answer: object) -> bool:
    """Whether an entry has the places that Remark42 gives its comments."""
    return any(_is_comment(one) for one in entries(answer)[:3])


def parse(answer: object, *, url: str = "", article: str | None = None) -> Reading:
    """All comments; those of an administrator are answers."""
    gathered = Discussion()
    for item in entries(answer):
        if not _is_comment(item):
            continue
        comment = Comment(
            source=NAME,
            article=values.text(item.get("title")) or article,
            url=values.text(dig(item, "locator", "url")) or url,
            text=html_text(values.text(item.get("text")) or ""),
            author=values.text(dig(item, "user", "name")),
            avatar=values.text(dig(item, "user", "picture")) or None,
            likes=values.count(item.get("score")),
            posted=values.moment(item.get("time")),
            series=values.text(dig(item, "locator", "site")),
            parent=values.key(item.get("pid")),
            id=values.key(item.get("id")),
        )
        gone = "deleted" if item.get("delete") is True else None
        gathered.add(comment, by_author=dig(item, "user", "admin") is True, reason=gone)
    return gathered.reading()


def _is_comment(item: dict[str, Any]) -> bool:
    return dig(item, "locator", "url") is not None and "pid" in item and "user" in item


source = JsonSource(
    NAME, ("id", "article", "series", "author", "avatar", "likes", "posted", "parent", "reply"), fits, parse
)
