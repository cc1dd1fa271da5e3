"""XML as it is found. Nothing in it is expanded or fetched; what stands before a damage is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commentscope.comments import Damage
from commentscope.messages import Message
from commentscope.sources.reading import EXCERPT

if TYPE_CHECKING:
    from commentscope.sources.documents import Document

BLOCK = 1 << 16

_DECLARATION = re.compile(r"\s*<\?xml\b[^<>]*\?>")
# Declarations of a document's type are where entities come from. No export that is read here has one.
_DOCTYPE = re.compile(
    r"(?:\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->)*+<!DOCTYPE", re.IGNORECASE
)
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Xml:
    """A parsed document."""

    root: Any = None
    """lxml's element, with all that was complete and what the damage goes through; `None` where nothing was."""
    unfinished: set[Any] = field(default_factory=set)
    """Elements whose end is missing."""
    damaged: list[Damage] = field(default_factory=list)


def load(document: Document, item: str) -> Xml:
    """Parses a document.

    Args:
        document: what to parse.
        item: the beginning of a comment, such as `<post `: behind a damage they are counted.
    """
    from lxml import etree  # noqa: PLC0415  only where there is XML

    loaded = Xml()
    text = _DECLARATION.sub("", document.text, count=1)
    if _DOCTYPE.match(text):
        loaded.damaged.append(Damage(document.url, 1, Message("xml-doctype"), text[:EXCERPT], 0))
        return loaded
    skipped = document.text.count("\n") - text.count("\n")
    # A character that XML does not allow would end the reading; WordPress writes them all the same.
    data = _FORBIDDEN.sub("\ufffd", text).encode()
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        for start in range(0, len(data), BLOCK):
            parser.feed(data[start : start + BLOCK])
            _follow(parser, loaded)
        parser.close()
    except etree.XMLSyntaxError as error:
        _follow(parser, loaded, failed=True)
        row = (error.position or (1, 0))[0]
        lines = text.split("\n")
        rest = "\n".join(lines[max(row - 1, 0) :])
        missing = rest.count(item) + sum(item[1:].strip(" >") in str(one.tag) for one in loaded.unfinished)
        values = {"reason": error.msg or ""}
        loaded.damaged.append(
            Damage(
                document.url, row + skipped, Message("xml-broken", values), rest[:EXCERPT], max(missing, 1)
            )
        )
    return loaded


def _follow(parser: Any, loaded: Xml, *, failed: bool = False) -> None:  # noqa: ANN401  lxml's parser
    try:
        for event, element in parser.read_events():
            if loaded.root is None:
                loaded.root = element
            if event == "start":
                loaded.unfinished.add(element)
            else:
                loaded.unfinished.discard(element)
    except SyntaxError:  # the parser hands on what stopped it behind the last event
        if not failed:
            raise


def child(element: Any, name: str) -> str | None:  # noqa: ANN401  lxml's element
    """The text of a child, by its name without a namespace."""
    found = next((one for one in element if _local(one) == name), None)
    return None if found is None else "".join(found.itertext())


def children(element: Any, name: str) -> list[Any]:  # noqa: ANN401  lxml's element
    """All children of a name without a namespace."""
    return [one for one in element if _local(one) == name]


def attribute(element: Any, name: str) -> str | None:  # noqa: ANN401  lxml's element
    """An attribute, by its name without a namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _local(element: Any) -> str:  # noqa: ANN401  lxml's element
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
