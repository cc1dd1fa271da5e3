"""Isso: its database, or JSON in the generic form that it imports. The body is Markdown."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from commentscope.comments import Comment, Damage
from commentscope.messages import Message
from commentscope.sources import values
from commentscope.sources.databases import rows
from commentscope.sources.prose import markdown_text
from commentscope.sources.reading import Reading, broken_json
from commentscope.sources.threads import Discussion, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commentscope.sources.documents import Document

name = "isso"
carries = ("id", "article", "author", "likes", "posted", "parent")

_MODES = {2: "pending", 4: "deleted"}
_QUERY = (
    "SELECT c.id, c.parent, c.created, c.mode, c.text, c.author, c.likes, t.uri AS uri, t.title AS title "
    "FROM comments c LEFT JOIN threads t ON t.id = c.tid ORDER BY c.id"
)


def recognises(document: Document) -> bool:
    """Whether the tables, or the names in the JSON, are Isso's."""
    if document.json:
        threads = entries(document.json.value)
        first = next((entries(one.get("comments")) for one in threads if {"id", "title"} <= one.keys()), [])
        return bool(first) and {"text", "created", "author"} <= first[0].keys()
    try:
        return document.input.table is None and next(rows(document, _QUERY + " LIMIT 1"), None) is not None
    except sqlite3.Error:
        return False


def read(document: Document) -> Reading:
    """All comments but deleted ones and those not yet approved."""
    gathered = Discussion()
    try:
        for item in _listed(document) if document.kind == "json" else rows(document, _QUERY):
            _take(gathered, item, document.url)
    except sqlite3.Error as error:
        reason = Message("container-broken", {"reason": str(error)})
        gathered.damaged.append(Damage(document.url, None, reason))
    gathered.damaged += broken_json(document)
    return gathered.reading()


def _take(gathered: Discussion, item: dict[str, Any], url: str) -> None:
    gathered.add(
        Comment(
            source=name,
            article=values.text(item.get("title")) or None,
            url=values.text(item.get("uri")) or url,
            text=markdown_text(values.text(item.get("text")) or ""),
            author=values.text(item.get("author")),
            likes=values.count(item.get("likes")),
            posted=values.moment(item.get("created"), values.UTC),
            parent=values.key(item.get("parent")),
            id=values.key(item.get("id")),
        ),
        reason=_MODES.get(item.get("mode") or 1),
    )


def _listed(document: Document) -> Iterator[dict[str, Any]]:
    for thread in entries(document.json.value if document.json else None):
        place = values.text(thread.get("id"))
        for item in entries(thread.get("comments")):
            yield {**item, "uri": place, "title": unquote_plus(values.text(thread.get("title")) or "")}
