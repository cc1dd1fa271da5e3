"""What a user writes behind `--select`: where in a page a field of a comment stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commentscope.comments import DTYPES
from commentscope.errors import UsageError
from commentscope.sources import values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4.element import Tag

FIELDS = ("item", *(one for one in DTYPES if one not in {"source", "url", "series"}))
"""What a selector can be given for."""

# `time@datetime`: the attribute, not the text.
_ATTRIBUTE = re.compile(r"(.*?)@([A-Za-z][\w:-]*)", re.DOTALL)
_TELLING = {"time": "datetime", "img": "src"}
_COUNT = re.compile(r"[0-9][0-9.,]*\s*[万千亿kKwWmM]?")


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


def found(page: str, selector: str) -> list[Tag]:
    """The elements of a page that a selector finds."""
    from commentscope.sources.markup import body  # noqa: PLC0415  heavy

    return list(body(page).select(_parted(selector)[0])) if "<" in page else []


def value(item: Tag, selector: str, places: Mapping[int, int]) -> str | None:
    """What a selector finds first in an item, and not in an item within it.

    Args:
        item: the element of a comment.
        selector: as the user wrote it.
        places: the items' places, by `id` of the element.
    """
    from commentscope.sources.markup import reveal  # noqa: PLC0415  heavy
    from commentscope.sources.prose import element_text  # noqa: PLC0415

    path, attribute = _parted(selector)
    tags = item.select(path) if path else [item]
    tag = next((one for one in tags if one is item or owner(one, places) == places[id(item)]), None)
    if tag is None:
        return None
    stated = tag.get(attribute or _TELLING.get(tag.name, ""))
    return reveal(stated).strip() if isinstance(stated, str) else element_text(tag, without=places)


def owner(tag: Tag, places: Mapping[int, int]) -> int | None:
    """The place of the item that an element lies in, if it lies in one."""
    return next((places[id(one)] for one in tag.parents if id(one) in places), None)


def count(said: str | None) -> int | None:
    """The number in `赞 1.5万` or `12 replies`."""
    number = _COUNT.search(said or "")
    return values.count(number[0]) if number else None


def _parted(selector: str) -> tuple[str, str]:
    """A selector and the attribute behind it, if one is."""
    parts = _ATTRIBUTE.fullmatch(selector.strip())
    return (parts[1].strip(), parts[2]) if parts else (selector.strip(), "")
