"""The GeekTime (极客时间) archive: articles that end in an HTML block of 精选留言.

The regular block, which is nearly every one there is, is read here by one anchored pattern, item after item.
Whatever that doesn't consume exactly, to the closing tag and the declared number, is left to `geekbang_soup`,
which reads the same block with Beautiful Soup. A test holds the two equal, field by field, on the whole
archive.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from commentscope.comments import Comment, Damage, Provenance
from commentscope.sources.reading import Reading
from commentscope.sources.titles import series, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from commentscope.sources.documents import Document

name = "geekbang"
carries = ("article", "series", "author", "avatar", "likes", "replies", "posted")

_LABEL = "留言（"
_BEFORE = len("<strong>精选")
# From `<strong>` to the list. Between the two may stand what closes the header, or wraps the list. Possessive
# repetition: where the list doesn't follow, nothing is tried twice.
_HEADER = re.compile(
    r"<strong>(?:精选|全部)留言（\s*+([0-9]{1,9})\s*+）\s*+</strong>\s*+"
    r"(?:</?(?:div|p|h[1-6]|br|section)\b[^<>]*>\s*+)*+(?:<ul\b[^<>]*>|(?=<li\b))"
)
# A text that ends before the list begins. Without the closing bracket the number may have lost digits.
_CUT_HEADER = re.compile(
    r"<strong>(?:精选|全部)留言（\s*+(?:[0-9]{0,9}\s*+\Z|([0-9]{1,9})\s*+）\s*+"
    r"(?:</?(?:strong|div|p|h[1-6]|br|section)\b[^<>]*>\s*+)*+(?:<[^<>]*+)?\Z)"
)
# One item. `<` can't stand in a name or text here, so no part can run into the next, and nothing is tried
# twice.
_ITEM = re.compile(
    r'<li>(?:<img src="([^"<>]*+)"(?: [\w-]+="[^"<>]*+")*+ ?/?>)?<span>([^<]*+)</span>'
    r" 👍（(-?[0-9]{1,18})） 💬（(-?[0-9]{1,18})）"
    r"<(div|p)>([^<]*+)</\5>([0-9]{4}-[0-9]{2}-[0-9]{2})</li>(?:<br ?/?>)?\s*+"
)
_SPACE = re.compile(r"\s*+")


@dataclass(frozen=True)
class Block:
    """Where one discussion stands in a document."""

    declared: int | None
    """The number in its header; `None` where the document ends before it."""
    start: int
    """Where the header begins."""
    items: int
    """Where the first item may begin."""
    end: int
    """Where the next header begins, or the text ends."""


@dataclass(frozen=True)
class Heading:
    """What all comments of a document have in common."""

    article: str | None
    series: str | None
    url: str


def recognises(document: Document) -> bool:
    """Whether a header stands anywhere in the text."""
    return next(blocks(document.text), None) is not None


def read(document: Document) -> Reading:
    """All comments of all blocks: one a file in the archive, more where files were joined."""
    heading = Heading(title(document), series(document.input.path), document.url)
    found = list(blocks(document.text))
    comments: list[Comment] = []
    declared = 0
    damaged: list[Damage] = []
    for block in found:
        items = regular(document.text, block, heading)
        lost: Iterable[Damage] = ()
        if items is None:
            from commentscope.sources.geekbang_soup import soup  # noqa: PLC0415  heavy, and rarely needed

            items, lost = soup(document, block, heading)
            if not items and len(found) > 1 and "<li" not in document.text[block.items : block.end]:
                continue  # an article that shows the header, and has a discussion of its own elsewhere
        comments += items
        damaged += lost
        declared += block.declared or 0
    return Reading(comments, Provenance(declared=declared, damaged=tuple(damaged)))


def blocks(text: str) -> Iterator[Block]:
    """The discussions in a text.

    A header is markup. Article prose and comments may speak of 精选留言（…）, but have no raw `<strong>`
    before it and no list behind.
    """
    before: re.Match[str] | None = None
    at = text.find(_LABEL)
    while at >= 0:
        start = at - _BEFORE
        header = (_HEADER.match(text, start) or _CUT_HEADER.match(text, start)) if start >= 0 else None
        if header:
            if before:
                yield _block(before, header.start())
            before = header
        at = text.find(_LABEL, header.end() if header else at + 1)
    if before:
        yield _block(before, len(text))


def regular(text: str, block: Block, heading: Heading) -> list[Comment] | None:
    """The comments of a block that is wholly regular; `None` if anything in it is not."""
    at = _SPACE.match(text, block.items).end()  # type: ignore[union-attr]  # matches anywhere
    comments = []
    article, of, url = heading.article, heading.series, heading.url
    while item := _ITEM.match(text, at):
        avatar, author, likes, replies, _, words, date_ = item.groups()
        # Most hold no entity, and asking is far cheaper than decoding.
        if "&" in words:
            words = html.unescape(words)
        if "&" in author:
            author = html.unescape(author)
        if avatar and "&" in avatar:
            avatar = html.unescape(avatar)
        posted = day(date_)
        if posted is None:
            return None
        comments.append(
            Comment(name, article, url, words, author, avatar or None, int(likes), int(replies), posted, of)
        )
        at = item.end()
    whole = text.startswith("</ul>", at) and at < block.end
    return comments if whole and len(comments) == block.declared else None


@lru_cache(maxsize=1 << 14)
def day(posted: str) -> str | None:
    """The day, if the calendar has it."""
    try:
        return date.fromisoformat(posted).isoformat()
    except ValueError:
        return None


def _block(header: re.Match[str], end: int) -> Block:
    return Block(int(header[1]) if header[1] else None, header.start(), header.end(), end)
