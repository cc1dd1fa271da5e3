"""GeekTime articles clipped from the browser as Markdown: a list under `## 精选留言(49)`, in one of three orders.

Name, text, answer, date, counts; or name, date, text, answer, counts; or name, date, likes, text, answer. The number
in the heading is the site's, not that of the items that follow. Names and texts may be cut short by the site.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commentscope.comments import Comment, Damage, Provenance
from commentscope.messages import Message
from commentscope.sources import values
from commentscope.sources.prose import markdown_text
from commentscope.sources.reading import EXCERPT, Reading
from commentscope.sources.titles import series, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commentscope.sources.documents import Document

name = "geekbang-clip"
carries = ("article", "series", "author", "avatar", "likes", "replies", "posted", "reply")

_HEADING = re.compile(r"^#{1,6} +(?:精选|全部)留言\([0-9]{1,9}\)[ \t]*$", re.MULTILINE)
_ITEM = re.compile(
    r"^[-*](?:[ \t]+|$)(?:!\[[^\]\n]*\]\(([^()\n]*)\))?[ \t]*$|^[-*] !\[[^\n]*\Z", re.MULTILINE
)
_END = re.compile(r"^#{1,6} ", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_COUNT = re.compile(r"\*\*([0-9]*)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9:]{5,8})?")
_ANSWER = re.compile(r"(?:作者|编辑)回复[:：] ?")
_MORE = "展开**"
_PINNED = {"置顶", "[置顶]"}


def recognises(document: Document) -> bool:
    """Whether the heading stands in the text, and an item behind it."""
    return "留言(" in document.text and any(_lists(document.text))


def read(document: Document) -> Reading:
    """All items of all lists; one without a date, as the last one often is, is in doubt."""
    article, of = title(document), series(document.input.path)
    comments: list[Comment] = []
    damaged: list[Damage] = []
    for start, stop in _lists(document.text):
        marks = list(_ITEM.finditer(document.text, start, stop))
        for mark, end in zip(marks, [*(one.start() for one in marks[1:]), stop], strict=False):
            read_item = _item(
                [_unindented(part) for part in _BLANK.split(document.text[mark.end() : end]) if part.strip()]
            )
            if read_item:
                comments.append(
                    read_item._replace(article=article, series=of, url=document.url, avatar=mark[1] or None)
                )
            cut = (
                end == stop
                and read_item
                and read_item.likes is None
                and any(each.likes is not None for each in comments)
            )
            if cut or read_item is None or read_item.posted is None:
                excerpt = document.text[mark.start() : end][:EXCERPT]
                reason = Message("item-cut" if end == stop else "item-broken")
                damaged.append(Damage(document.url, document.line(mark.start()), reason, excerpt))
    return Reading(comments, Provenance(damaged=tuple(damaged)))


def _lists(text: str) -> list[tuple[int, int]]:
    """Where the items of each discussion begin and end."""
    found = []
    for heading in _HEADING.finditer(text):
        end = _END.search(text, heading.end())
        stop = end.start() if end else len(text)
        if first := _ITEM.search(text, heading.end(), stop):
            found.append((first.start(), stop))
    return found


def _item(parts: Sequence[str]) -> Comment | None:
    """The comment in an item's paragraphs, still without its place; `None` if there is no text."""
    author, rest = (parts[0], list(parts[1:])) if parts else ("", [])
    counts: list[int] = []
    while rest and len(counts) < 2 and (count := _COUNT.fullmatch(rest[-1])):  # noqa: PLR2004  replies and likes
        counts.insert(0, int(count[1] or 0))
        rest.pop()
    dates = [place for place in (0, len(rest) - 1) if 0 <= place < len(rest) and _DATE.fullmatch(rest[place])]
    posted = values.moment(rest.pop(dates[0])) if dates else None
    if rest and dates and dates[0] == 0 and not counts and (count := _COUNT.fullmatch(rest[0])):
        counts.append(int(count[1] or 0))
        rest.pop(0)
    answer = next((place for place, part in enumerate(rest) if _ANSWER.match(part)), len(rest))
    said = rest[:answer]
    if said and said[-1] == _MORE:
        said.pop()
    if said and said[0] in _PINNED:
        said.pop(0)
    text = markdown_text("\n\n".join(said))
    if not text:
        return None
    reply = _ANSWER.sub("", markdown_text("\n\n".join(rest[answer:])), count=1)
    return Comment(
        source=name,
        article=None,
        url="",
        text=text,
        author=markdown_text(author),
        likes=counts[-1] if counts else None,
        replies=counts[0] if len(counts) > 1 else None,
        posted=posted,
        reply=reply or None,
    )


def _unindented(part: str) -> str:
    return "\n".join(line.removeprefix("  ") for line in part.strip("\n").split("\n")).strip()
