"""The tables of the store, and opening one.

| table | one row |
|---|---|
| `articles` | a discussion: its title, how many comments it should hold and how many came |
| `comments` | a comment as it was last seen, keyed by (source, id); `vanished` says since when it is gone |
| `counts` | likes and replies of a comment from a moment on: a row where they changed |
| `answers` | an answer as it came, once for each different one |
| `visits` | fetching a discussion once; `finished` is null while there is something in `queue` |
| `queue` | where a visit goes on |
| `runs` | one call of `fetch`, over all interruptions |
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from commentscope.errors import StoreError
from commentscope.sources.store import APPLICATION

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

VERSION = 1
"""Of the tables; in the file's `user_version`."""

CHANGING = ("likes", "replies", "reply", "text")
"""What of a comment may change without it being another one."""

LASTING = ("likes", "replies", "article", "series")
"""What stays as it was where an answer does not tell it: version 1 of an API may be silent where version 4 is not."""


def open_store(path: Path, busy: float) -> sqlite3.Connection:
    """The database at `path`, with all tables; made if there is none.

    Raises:
        StoreError: the file is another kind of database, or comes from a later commentscope.
        OSError, sqlite3.Error: it can't be opened or made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(path, timeout=busy)
    try:
        _prepare(base, path)
    except BaseException:
        base.close()
        raise
    return base


def told(error: sqlite3.Error | OSError, path: Path) -> StoreError:
    """A database error as a user should hear it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError("store-locked", path=str(path))
    if code == sqlite3.SQLITE_NOTADB:
        return StoreError("store-foreign", path=str(path))
    if code == sqlite3.SQLITE_FULL:
        return StoreError("store-full", path=str(path))
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM) or isinstance(
        error, OSError
    ):
        return StoreError(
            "store-forbidden", path=str(path), reason=getattr(error, "strerror", None) or str(error)
        )
    return StoreError("store-broken", path=str(path), reason=str(error))


def _prepare(base: sqlite3.Connection, path: Path) -> None:
    """Makes the tables in an empty file; refuses one that is not a store."""
    application, version, tables = (
        base.execute(query).fetchone()[0]
        for query in ("pragma application_id", "pragma user_version", "select count(*) from sqlite_master")
    )
    if application == APPLICATION and version > VERSION:
        raise StoreError("store-newer", path=str(path))
    if application not in (0, APPLICATION) or (tables and not application):
        raise StoreError("store-foreign", path=str(path))
    if not application:
        _make(base)


def _make(base: sqlite3.Connection) -> None:
    from sqlite_utils import Database  # noqa: PLC0415  heavy, and needed once in a store's life

    base.execute("begin immediate")
    with base:
        if base.execute("pragma application_id").fetchone()[0] == APPLICATION:
            return  # another program was first
        _tables(Database(base))
        base.execute(f"pragma application_id = {APPLICATION}")
        base.execute(f"pragma user_version = {VERSION}")


def _tables(database: Database) -> None:
    database.table("articles").create(
        {
            "url": str,
            "source": str,
            "key": str,
            "name": str,  # what programs such as Datasette show in place of the address
            "title": str,
            "declared": int,
            "received": int,
            "first_fetched": str,
            "fetched": str,
        },
        pk="url",
    )
    database.table("runs").create({"id": int, "plan": str, "started": str, "finished": str}, pk="id")
    database.table("visits").create(
        {
            "id": int,
            "run": int,
            "url": str,
            "started": str,
            "finished": str,
            "threads": int,
            "pages": int,
            "declared": int,
            "received": int,
            "new": int,
            "changed": int,
            "aside": int,
            "damaged": int,
            "stuck": int,
            "whole": int,
            "problem": str,
        },
        pk="id",
        foreign_keys=[("run", "runs", "id"), ("url", "articles", "url")],
        defaults=dict.fromkeys(("pages", "new", "changed", "aside", "damaged", "stuck"), 0),
    )
    database.table("queue").create(
        {"id": int, "visit": int, "chain": str, "cursor": str},
        pk="id",
        foreign_keys=[("visit", "visits", "id")],
    )
    database.table("comments").create(
        {
            "source": str,
            "id": str,
            "url": str,
            "article": str,
            "series": str,
            "author": str,
            "text": str,
            "likes": int,
            "replies": int,
            "posted": str,
            "parent": str,
            "reply": str,
            "avatar": str,
            "first_seen": str,
            "last_seen": str,
            "vanished": str,
            "visit": int,
            "chain": str,
        },
        pk=("source", "id"),
        foreign_keys=[("url", "articles", "url"), ("visit", "visits", "id")],
    )
    database.table("counts").create(
        {"source": str, "id": str, "seen": str, "likes": int, "replies": int}, pk=("source", "id", "seen")
    )
    database.table("answers").create(
        {"url": str, "digest": str, "visit": int, "request": str, "fetched": str, "body": str},
        pk=("url", "digest"),
        foreign_keys=[("url", "articles", "url"), ("visit", "visits", "id")],
    )
    database.table("comments").create_index(["url", "visit", "chain"])
    database.table("visits").create_index(["run"])
    database.table("queue").create_index(["visit", "chain"])
