"""Isso: its database, or JSON in the generic form that it imports. The body is Markdown."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from commentscope.comments import Comment, Damage
from commentscope.messages import Message
from commentscope.sources import values
from commentscope.sources.prose import markdown_text
from commentscope.sources.reading import Reading, broken_json
from commentscope.sources.threads import Discussion, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commentscope.sources.documents import Document

name = "isso"
carries = ("id", "article", "author", "likes", "posted", "parent")

_MODES = {2: "pending", 4: "deleted"}
_COLUMNS = ("id", "parent", "created", "mode", "text", "author", "likes", "uri", "title")
_QUERY = (
    "SELECT c.id, c.parent, c.created, c.mode, c.text, c.author, c.likes, t.uri, t.title "
    "FROM comments c LEFT JOIN threads t ON t.id = c.tid ORDER BY c.id"
)


def recognises(document: Document) -> bool:
    """Whether the tables, or the names in the JSON, are Isso's."""
    if document.kind == "json":
        threads = entries(document.json.value) if document.json else []
        first = (
            entries(threads[0].get("comments")) if threads and {"id", "title"} <= threads[0].keys() else []
        )
        return bool(first) and {"text", "created", "author"} <= first[0].keys()
    try:
        return document.input.table is None and next(_rows(document, " LIMIT 1"), None) is not None
    except sqlite3.Error:
        return False


def read(document: Document) -> Reading:
    """All comments but deleted ones and those not yet approved."""
    gathered = Discussion()
    try:
        for item in _listed(document) if document.kind == "json" else _rows(document):
            _take(gathered, item, document.url)
    except sqlite3.Error as error:
        reason = Message("container-broken", {"reason": str(error)})
        gathered.damaged.append(Damage(document.url, None, reason))
    gathered.damaged += broken_json(document)
    return gathered.reading()


def _take(gathered: Discussion, item: dict[str, Any], url: str) -> None:
    if reason := _MODES.get(item.get("mode") or 1):
        gathered.left_out[reason] += 1
        return
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
        )
    )


def _rows(document: Document, limit: str = "") -> Iterator[dict[str, Any]]:
    from commentscope.sources.containers import connect  # noqa: PLC0415  only for databases

    with closing(connect(document)) as base:
        for row in base.execute(_QUERY + limit):
            yield dict(zip(_COLUMNS, row, strict=True))


def _listed(document: Document) -> Iterator[dict[str, Any]]:
    for thread in entries(document.json.value if document.json else None):
        place = values.text(thread.get("id"))
        for item in entries(thread.get("comments")):
            yield {**item, "uri": place, "title": unquote_plus(values.text(thread.get("title")) or "")}
