"""The second reading of the archive's block: with Beautiful Soup and lxml, for whatever isn't regular.

Blocks that were cut off, items that lack a part, markup within texts, and pages whose renderer took a code
fence in a comment for one of the article's. The block is cut into items first, and each is parsed by itself,
so a broken one can't swallow its neighbours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4.element import NavigableString, Tag

from commentscope.comments import Comment, Damage
from commentscope.messages import Message
from commentscope.sources.geekbang import day, name
from commentscope.sources.markup import parse, plain, reveal, unfence
from commentscope.sources.reading import EXCERPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4.element import PageElement

    from commentscope.sources.documents import Document
    from commentscope.sources.geekbang import Block, Heading

NEAR = 120
"""Characters before an item in which the end of the one before it must lie."""
SHORT = 20
"""Characters behind a text that may be a date in other words; more than that is text."""

_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
# What may stand between two items, and between the last one and the end of the list.
_BETWEEN = r"(?:\s|</?(?:br|p)\b[^<>]{0,20}>)*+"
_ITEM = re.compile(r"<li\b[^<>]*>(\s*+<(?:img|span)\b)?")
_CLOSED = re.compile(rf"{_DATE}\s*</li>{_BETWEEN}\Z")
_END = re.compile(rf"{_DATE}\s*+</li>{_BETWEEN}</ul>")
_COUNTS = re.compile(r"\s*+👍（(-?[0-9]{1,18})）\s*+💬（(-?[0-9]{1,18})）\s*+")
_POSTED = re.compile(rf"({_DATE})\s*\Z")


def soup(document: Document, block: Block, heading: Heading) -> tuple[list[Comment], list[Damage]]:
    """The comments of a block, whatever state it is in.

    Returns:
        The comments that could be read, and what is to be said of the others: one damage for each item that
        could not, and one for those that the header promises and of which there is no trace.
    """
    source, moved = unfence(document.text[block.items : block.end])
    places, whole = _places(source)
    comments: list[Comment] = []
    damaged: list[Damage] = []
    unread = False
    for start, end in places:
        item = _item(source[start:end])
        unread = item is None
        reason = Message("geekbang-item") if unread else None
        if item is not None:
            comments.append(item._replace(article=heading.article, series=heading.series, url=heading.url))
            if item.posted is None:
                reason = Message("geekbang-day")
        if reason:
            line = document.line(block.items + moved(start))
            damaged.append(Damage(document.url, line, reason, source[start : min(end, start + EXCERPT)]))
    # A cut explains the item it goes through and all that were to follow: one damage for them together.
    through = damaged.pop() if unread and not whole else None
    difference = _difference(document, block, through, len(comments), len(places), whole=whole)
    return comments, [*damaged, difference] if difference else damaged


def _places(source: str) -> tuple[list[tuple[int, int]], bool]:
    """Cuts a block into its items.

    An item begins at a `<li>` that looks like one (an image or a name follows), or at any other where the
    item before is complete: those inside of an item are lists in a comment's text.

    Returns:
        Where the items begin and end, and whether the end of the list is there.
    """
    starts: list[int] = []
    for item in _ITEM.finditer(source):
        if (
            item[1]
            or not starts
            or _CLOSED.search(source, max(starts[-1], item.start() - NEAR), item.start())
        ):
            starts.append(item.start())
    end = _end(source, starts)
    whole = end is not None
    if end is None:
        end = source.rfind("<") if source.rfind(">") < source.rfind("<") else len(source)
    starts = [start for start in starts if start < end]
    return list(zip(starts, [*starts[1:], end], strict=False)), whole


def _end(source: str, starts: Sequence[int]) -> int | None:
    """Where the list ends: behind the last complete item that closes one, else behind the last item."""
    last = None
    for last in _END.finditer(source):  # noqa: B007  the last one is what is wanted
        pass
    if last:
        return last.end()
    end = source.find("</ul>", starts[-1] if starts else 0)
    return end if end >= 0 else None


def _item(source: str) -> Comment | None:
    """The comment in an item's source, still without its place; `None` if it lacks its counts or its end."""
    if not _COUNTS.search(source):
        return None
    root = parse(source)
    author, image = _first(root, "span"), _first(root, "img")
    lead = ""
    nodes = iter(_behind(author) if author else list(root.children))
    body = None
    for node in nodes:
        if isinstance(node, Tag) and node.name in {"div", "p"}:
            body = node
            break
        lead += _text(node)
    counts = _COUNTS.fullmatch(lead)
    if body is None or counts is None:
        return None
    text, tail = plain(body), "".join(map(_text, nodes))
    posted = _POSTED.search(tail)
    if posted is None and "</li>" not in source:
        return None
    rest = tail[: posted.start()] if posted else tail
    if len(rest.strip()) > (0 if posted else SHORT):
        text += rest  # the text's first paragraph was taken for all of it
    return Comment(
        source=name,
        article=None,
        url="",
        text=text,
        author=plain(author) if author else None,
        avatar=(reveal(str(image.get("src") or "")) or None) if image else None,
        likes=int(counts[1]),
        replies=int(counts[2]),
        posted=day(posted[1]) if posted else None,
    )


def _first(root: Tag, tag: str) -> Tag | None:
    found = root.find(tag)
    return found if isinstance(found, Tag) else None


def _behind(node: Tag) -> list[PageElement]:
    """All that follows a node within its item."""
    nodes = list(node.next_siblings)
    for parent in node.parents:
        if parent.name in {"li", "body"}:
            break
        nodes += parent.next_siblings
    return nodes


def _text(node: PageElement) -> str:
    if isinstance(node, Tag):
        return "\n" if node.name == "br" else plain(node)
    return reveal(str(node)) if isinstance(node, NavigableString) else ""


def _difference(  # noqa: PLR0913  what the header says against what was found
    document: Document, block: Block, through: Damage | None, read: int, found: int, *, whole: bool
) -> Damage | None:
    """What is to be said where the header's number is not that of the items found; counted without those.

    Args:
        document: where the block stands.
        block: the block.
        through: the damage of the item that a cut went through.
        read: comments that were read.
        found: items found, those that could not be read included.
        whole: whether the end of the list is there.
    """
    missing = (block.declared or 0) - found
    if missing == 0 and not through and block.declared is not None:
        return None
    line = through.line if through else document.line(block.start)
    excerpt = through.excerpt if through else document.text[block.start : block.start + EXCERPT]
    if block.declared is None:
        return Damage(document.url, line, Message("geekbang-cut-header"), excerpt)
    kind = "geekbang-missing" if missing > 0 else "geekbang-surplus"
    if through or (missing > 0 and not whole):
        kind = "geekbang-cut"
        missing = max(missing, 0) + (1 if through else 0)
    values = {"declared": block.declared, "read": read, "missing": abs(missing)}
    return Damage(document.url, line, Message(kind, values), excerpt, max(missing, 0))
