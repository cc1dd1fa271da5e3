"""GeekTime articles made into e-books, as geektime_dl does: a list headed 精选留言."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commentscope.comments import Comment, Damage, Provenance
from commentscope.messages import Message
from commentscope.sources import values
from commentscope.sources.reading import EXCERPT, Reading
from commentscope.sources.titles import series, title

if TYPE_CHECKING:
    from bs4.element import Tag

    from commentscope.sources.documents import Document

name = "geekbang-ebook"
carries = ("article", "series", "author", "likes", "posted", "reply")

_HEADING = re.compile(r"<h[1-6][^<>]*>\s*精选留言[:：]\s*</h[1-6]>\s*<ul\b")
_ITEM = re.compile(r"<li\b[^<>]*>\s*<div\b")
_HEAD = re.compile(r"(.*?) {2}([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})", re.DOTALL)
_LIKES = re.compile(r"\s*\[([0-9]+)赞\]\Z")


def recognises(document: Document) -> bool:
    """Whether the heading stands before a list."""
    return "精选留言" in document.text and _HEADING.search(document.text) is not None


def read(document: Document) -> Reading:
    """All items of all lists."""
    article, of, text = title(document), series(document.input.path), document.text
    comments: list[Comment] = []
    damaged: list[Damage] = []
    for heading in _HEADING.finditer(text):
        after = _HEADING.search(text, heading.end())
        stop = after.start() if after else len(text)
        starts = [item.start() for item in _ITEM.finditer(text, heading.end(), stop)]
        for start, end in zip(starts, [*starts[1:], stop], strict=False):
            if item := _item(text[start:end]):
                comments.append(item._replace(article=article, series=of, url=document.url))
            else:
                reason = Message("item-cut" if end == stop else "item-broken")
                damaged.append(Damage(document.url, document.line(start), reason, text[start:end][:EXCERPT]))
    return Reading(comments, Provenance(damaged=tuple(damaged)))


def _item(source: str) -> Comment | None:
    from commentscope.sources.markup import parse, plain  # noqa: PLC0415  heavy, and only wanted here

    outer = parse(source).find("div")
    parts = _divs(outer) if outer is not None else []
    head = _HEAD.fullmatch(plain(parts[0]).strip()) if parts else None
    if head is None or len(parts) < 2 or "</div>" not in source:  # noqa: PLR2004  the head and the text
        return None
    text = plain(parts[1]).strip()
    likes = _LIKES.search(text)
    answer = _divs(parts[2]) if len(parts) > 2 else []  # noqa: PLR2004  the third, if any, is the answer
    return Comment(
        source=name,
        article=None,
        url="",
        text=text[: likes.start()] if likes else text,
        author=head[1],
        likes=int(likes[1]) if likes else 0,
        posted=values.moment(head[2]),
        reply=plain(answer[1]).strip() or None if len(answer) > 1 else None,
    )


def _divs(tag: Tag) -> list[Tag]:
    return list(tag.find_all("div", recursive=False))
