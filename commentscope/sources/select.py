"""Any other page: the user says with CSS selectors where a comment is, and what in it is what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commentscope.comments import DTYPES, Comment
from commentscope.errors import UsageError
from commentscope.sources import values
from commentscope.sources.threads import Discussion
from commentscope.sources.titles import title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4.element import Tag

    from commentscope.sources.documents import Document
    from commentscope.sources.reading import Reading

name = "select"
carries = ("id", "article", "author", "avatar", "likes", "replies", "posted", "parent", "reply")

FIELDS = ("item", *(one for one in DTYPES if one not in {"source", "url", "series"}))
"""What a selector can be given for."""

# `time@datetime`: the attribute, not the text.
_ATTRIBUTE = re.compile(r"(.*?)@([A-Za-z][\w:-]*)", re.DOTALL)
_TELLING = {"time": "datetime", "img": "src"}


def check(select: Mapping[str, str]) -> None:
    """Makes sure that the selectors can be used.

    Raises:
        UsageError: there is no such field, a selector is none, or that of the items is missing.
    """
    import soupsieve  # noqa: PLC0415  only where selectors are given

    if "item" not in select:
        raise UsageError("select-without-item")
    for field, selector in select.items():
        if field not in FIELDS:
            raise UsageError("field-unknown", field=field, known=", ".join(FIELDS))
        try:
            soupsieve.compile(_parted(selector)[0] or "*")
        except soupsieve.SelectorSyntaxError as error:
            reason = str(error).split("\n", 1)[0]
            raise UsageError("selector-wrong", selector=selector, reason=reason) from error


def recognises(document: Document) -> bool:
    """Whether the user gave selectors, and the items' finds one."""
    select = dict(document.hints.select)
    return (
        bool(select) and document.kind == "text" and "<" in document.text and bool(_items(document, select))
    )


def read(document: Document) -> Reading:
    """All items. One within another is a reply to it, and no part of it."""
    select = dict(document.hints.select)
    gathered = Discussion()
    items = _items(document, select)
    places = {id(item): place for place, item in enumerate(items)}
    names: list[str | None] = []
    for item in items:
        above = next((places[id(one)] for one in item.parents if id(one) in places), None)
        found = {
            field: _value(item, selector, places, field)
            for field, selector in select.items()
            if field != "item"
        }
        if "text" not in select:
            found["text"] = _value(item, "", places, "text")
        own = values.key(found.get("id") or item.get("id") or item.get("data-id"))
        names.append(own or f"{document.url}#{len(names) + 1}")
        gathered.add(
            Comment(
                source=name,
                article=found.get("article") or title(document),
                url=document.url,
                text=found["text"] or "",
                author=found.get("author"),
                avatar=found.get("avatar") or None,
                likes=values.count(found.get("likes")),
                replies=values.count(found.get("replies")),
                posted=values.moment(found.get("posted")),
                parent=values.key(found.get("parent")) or (names[above] if above is not None else None),
                reply=found.get("reply") or None,
                id=names[-1],
            )
        )
    return gathered.reading()


def _items(document: Document, select: Mapping[str, str]) -> list[Tag]:
    from commentscope.sources.markup import body  # noqa: PLC0415  heavy

    return list(body(document.text).select(_parted(select["item"])[0]))


def _value(item: Tag, selector: str, places: Mapping[int, int], field: str) -> str | None:
    """What the selector finds first in the item, and not in an item within it."""
    from commentscope.sources.markup import reveal  # noqa: PLC0415  heavy
    from commentscope.sources.prose import element_text  # noqa: PLC0415

    path, attribute = _parted(selector)
    found = item.select(path) if path else [item]
    tag = next((one for one in found if one is item or _owner(one, places) == places[id(item)]), None)
    if tag is None:
        return None
    stated = tag.get(attribute or _TELLING.get(tag.name, ""))
    if isinstance(stated, str):
        return reveal(stated).strip()
    text = element_text(tag)
    counted = re.search(r"[0-9][0-9.,]*\s*[万千亿kKwWmM]?", text) if field in {"likes", "replies"} else None
    return counted[0] if counted else text


def _owner(tag: Tag, places: Mapping[int, int]) -> int | None:
    return next((places[id(one)] for one in tag.parents if id(one) in places), None)


def _parted(selector: str) -> tuple[str, str]:
    """A selector and the attribute behind it, if one is."""
    parts = _ATTRIBUTE.fullmatch(selector.strip())
    return (parts[1].strip(), parts[2]) if parts else (selector.strip(), "")
