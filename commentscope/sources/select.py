"""Any other page: the user says with CSS selectors where a comment is, and what in it is what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.selectors import count, found, owner, value
from commentscope.sources.threads import Discussion
from commentscope.sources.titles import title

if TYPE_CHECKING:
    from commentscope.sources.documents import Document
    from commentscope.sources.reading import Reading

name = "select"
carries = ("id", "article", "author", "avatar", "likes", "replies", "posted", "parent", "reply")


def recognises(document: Document) -> bool:
    """Whether the user gave selectors, and the items' finds one."""
    select = dict(document.hints.select)
    return bool(select) and document.kind == "text" and bool(found(document.text, select["item"]))


def read(document: Document) -> Reading:
    """All items. One within another is a reply to it, and no part of it."""
    select = dict(document.hints.select)
    gathered = Discussion()
    items = found(document.text, select.pop("item"))
    places = {id(item): place for place, item in enumerate(items)}
    names: list[str | None] = []
    for item in items:
        above = owner(item, places)
        said = {field: value(item, path, places) for field, path in ({"text": ""} | select).items()}
        own = values.key(said.get("id") or item.get("id") or item.get("data-id"))
        names.append(own or f"{document.url}#{len(names) + 1}")
        gathered.add(
            Comment(
                source=name,
                article=said.get("article") or title(document),
                url=document.url,
                text=said["text"] or "",
                author=said.get("author"),
                avatar=said.get("avatar") or None,
                likes=count(said.get("likes")),
                replies=count(said.get("replies")),
                posted=values.moment(said.get("posted")),
                parent=values.key(said.get("parent")) or (names[above] if above is not None else None),
                reply=said.get("reply") or None,
                id=names[-1],
            )
        )
    return gathered.reading()
