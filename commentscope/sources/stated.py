"""What a page states for search engines: JSON-LD, microdata and RDFa, all three as the objects of JSON-LD."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from commentscope.sources import json_documents, values
from commentscope.sources.threads import dig, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4.element import Tag


class _Notation(NamedTuple):
    """The attributes of elements that state objects."""

    kind: str
    """Its types; an element that has it, or the next, begins an object."""
    scope: str
    properties: tuple[str, ...]
    """Which property of the object around it an element is."""
    names: tuple[str, ...]
    """What an object is called."""


_NOTATIONS: Final = (
    _Notation("itemtype", "itemscope", ("itemprop",), ("itemid", "id")),
    _Notation("typeof", "typeof", ("property", "rel"), ("about", "resource", "id")),
)
_SCRIPT = re.compile(r"""<script\b[^<>]*\btype\s*=\s*["']?application/ld\+json\b[^<>]*>""", re.IGNORECASE)
_LINKING = {"url", "image", "parentItem", "mainEntityOfPage", "interactionType"}
_MARKUP = {"text", "commentText"}
_LIKES = ("LikeAction", "VoteAction")


def states(page: str, kind: str) -> Iterator[list[Any]]:
    """What the page states in each notation that it uses, JSON-LD first: a page may say the same in two.

    Texts are HTML, whatever the notation.

    Args:
        page: HTML.
        kind: a word in the types that are wanted. A page without it is not parsed.
    """
    if "application/ld+json" in page:
        yield list(_scripts(page))
    lower = page.lower()  # most pages have none of it, and a search that minds no case is slow
    for notation in _NOTATIONS:
        if notation.kind in lower and re.search(rf"{notation.kind}\s*=[^<>]{{0,200}}{kind.lower()}", lower):
            yield _objects(page, notation)


def types(item: dict[str, Any]) -> set[str]:
    """The types of an object, without the vocabulary that stands before them."""
    stated = item.get("@type")
    listed = stated if isinstance(stated, list) else [stated]
    return {re.split("[/:#]", one)[-1] for one in listed if isinstance(one, str)}


def first(item: dict[str, Any], *names: str) -> Any:  # noqa: ANN401  whatever is stated
    """The first value that an object has under one of these names; each may be a list."""
    for name in names:
        value = item.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if value not in (None, "", []):
            return value
    return None


def objects(item: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects that an object has under a name, be it one or a list."""
    value = item.get(name)
    return entries(value if isinstance(value, list) else [value])


def name_of(item: object) -> str | None:
    """What tells an object from others."""
    return next(filter(None, (values.key(dig(item, key)) for key in ("@id", "identifier", "url"))), None)


def address(value: object) -> str | None:
    """A web address, as a text or as an object's."""
    found = value if isinstance(value, str) else dig(value, "@id") or dig(value, "url")
    return found if isinstance(found, str) and found.startswith(("http://", "https://")) else None


def likes(item: dict[str, Any]) -> object:
    """How many liked it, as it is stated."""
    if "upvoteCount" in item:
        return item["upvoteCount"]
    for one in objects(item, "interactionStatistic"):
        kind = one.get("interactionType")
        if str(dig(kind, "@type") if isinstance(kind, dict) else kind).endswith(_LIKES):
            return one.get("userInteractionCount")
    return None


def _scripts(page: str) -> Iterator[Any]:
    script = _SCRIPT.search(page)
    while script and (end := page.find("</script", script.end())) >= 0:
        if decoded := json_documents.decode(page[script.end() : end].strip()):
            yield decoded.value
        script = _SCRIPT.search(page, end)


def _objects(page: str, notation: _Notation) -> list[Any]:
    """The objects that belong to no other one, with those that do in them."""
    from bs4.element import Tag  # noqa: PLC0415  heavy

    from commentscope.sources.markup import body  # noqa: PLC0415

    tops: list[Any] = []
    # An element, the object around it, and the properties that the next object is of that one.
    waiting: list[tuple[Tag, dict[str, Any] | None, list[str]]] = [(body(page), None, [])]
    while waiting:
        tag, owner, due = waiting.pop()
        own = _properties(tag, notation)
        if tag.has_attr(notation.scope):
            made = _object(tag, notation)
            # Drupal: an element begins an object, and is a property of it.
            literal = tag.has_attr("datatype")
            for name in own if literal else ():
                _put(made, name, _value(tag, name))
            belongs = due if literal or not own else own
            if owner is None or not belongs:
                tops.append(made)
            else:
                for name in belongs:
                    _put(owner, name, made)
            owner, due = made, []
        elif owner is not None and own:
            if tag.has_attr("rel") and tag.has_attr("resource"):
                _put(owner, own[0], {"@id": _attribute(tag, "resource")})
            elif tag.has_attr("rel") and not tag.has_attr("href"):
                due = own
            else:
                for name in own:
                    _put(owner, name, _value(tag, name))
        waiting.extend((one, owner, due) for one in reversed(tag.contents) if isinstance(one, Tag))
    return tops


def _object(tag: Tag, notation: _Notation) -> dict[str, Any]:
    name = next(filter(None, (_attribute(tag, one) for one in notation.names)), None)
    return {"@type": _attribute(tag, notation.kind).split()} | ({"@id": name} if name else {})


def _properties(tag: Tag, notation: _Notation) -> list[str]:
    stated = next(filter(None, (_attribute(tag, one) for one in notation.properties)), "")
    return [one.rpartition("/" if "/" in one else ":")[2] for one in stated.split()]


def _put(item: dict[str, Any], name: str, value: object) -> None:
    known = item.setdefault(name, value)
    if known is not value:
        item[name] = [*known, value] if isinstance(known, list) else [known, value]


def _value(tag: Tag, name: str) -> str:
    """What an element says as a property: an attribute made for that, an address, or its text."""
    from commentscope.sources.prose import element_text  # noqa: PLC0415  with the parser

    if name in _MARKUP and not tag.has_attr("content"):
        return html.escape(element_text(tag), quote=False)
    if tag.name == "link" or name in _LINKING:
        stated = next(
            filter(None, (_attribute(tag, one) for one in ("content", "href", "src", "resource"))), ""
        )
        if stated:
            return stated
    stated = _attribute(tag, "content") or _attribute(tag, "datetime")
    return stated or " ".join(element_text(tag).split())


def _attribute(tag: Tag, name: str) -> str:
    from commentscope.sources.markup import reveal  # noqa: PLC0415  with the parser

    value = tag.get(name)
    # Some attributes are lists to the parser: `rel`.
    said = " ".join(value) if isinstance(value, list) else value or ""
    return reveal(said).strip()
