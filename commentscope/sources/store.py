"""The store that `commentscope fetch` fills, read like any other input."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from commentscope.comments import Comment, Damage, Provenance
from commentscope.messages import Message
from commentscope.sources.reading import Reading

if TYPE_CHECKING:
    from commentscope.sources.documents import Document

name = "store"
carries = ("id", "article", "series", "author", "avatar", "likes", "replies", "posted", "parent", "reply")

APPLICATION: Final = 0x43734462
"""What SQLite's `application_id` says in a store: `CsDb`."""

ROWS = 4000
"""Comments after which another part of a store begins."""

_SQLITE = b"SQLite format 3\0"
_APPLICATION_AT = slice(68, 72)
# Article by article: threads live inside one, and parts end between two.
_OF = "from comments join articles using (url) where articles.rowid > ?1 and articles.rowid <= ?2"
_COMMENTS = (
    f"select {', '.join(f'comments.{name}' for name in Comment._fields)} {_OF} "
    "and vanished is null order by articles.rowid, comments.rowid"
)
_VANISHED = f"select count(*) {_OF} and vanished is not null"
# What an article declares without what stands in no row of its own; and threads, which declare nothing, as they are.
_DECLARED = f"""
    select total(visits.declared - aside) from visits join articles using (url)
    where articles.rowid > ?1 and articles.rowid <= ?2 and id in (
        select max(id) from visits where finished is not null group by url)
    union all select count(*) {_OF} and chain = 'thread' and vanished is null
"""  # noqa: S608  names
_COUNTS = (
    "select articles.rowid, count(comments.id) from articles left join comments using (url) "
    "group by articles.rowid order by articles.rowid"
)
_ALL = (0, (1 << 63) - 1)


def recognises(document: Document) -> bool:
    """Whether it is a SQLite file that says so in its header."""
    return _is_store(document.data)


def read(document: Document) -> Reading:
    """The comments that are on their sites still, each with the source that it was fetched from.

    Those that have vanished are left out, and counted as deleted.
    """
    meant = document.input.articles or _ALL
    try:
        with closing(_connect(document)) as base:
            comments = [Comment(*row) for row in base.execute(_COMMENTS, meant)]
            declared = sum(count for (count,) in base.execute(_DECLARED, meant))
            vanished = base.execute(_VANISHED, meant).fetchone()[0]
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter, where SQLite quotes a damaged name
        broken = Damage(document.url, None, Message("store-unreadable", {"reason": str(error)}))
        return Reading(origin=Provenance(damaged=(broken,)))
    return Reading(comments, Provenance(declared=int(declared), left_out={"deleted": vanished}))


def ranges(path: str) -> list[tuple[int, int]]:
    """The articles of a store in ranges of some thousand comments; none, if it is no store that can be read."""
    found: list[tuple[int, int]] = []
    begin = rows = 0
    try:
        with Path(path).open("rb") as file:
            if not _is_store(file.read(_APPLICATION_AT.stop)):
                return []
        with closing(_open(path)) as base:
            for place, count in base.execute(_COUNTS):
                rows += count
                if rows >= ROWS:
                    found.append((begin, place))
                    begin, rows = place, 0
    except (OSError, sqlite3.Error, UnicodeDecodeError):
        return []  # reading it will say why
    return [*found, (begin, _ALL[1])]


def _is_store(head: bytes) -> bool:
    return head.startswith(_SQLITE) and head[_APPLICATION_AT] == APPLICATION.to_bytes(4, "big")


def _connect(document: Document) -> sqlite3.Connection:
    """The database of a document; from its bytes, where it came through a pipe."""
    path = document.input.path
    if path is not None and document.input.data is None:
        return _open(path)
    base = sqlite3.connect(":memory:")
    base.deserialize(document.input.data or b"")
    return base


def _open(path: str) -> sqlite3.Connection:
    """The database, opened for reading."""
    place = Path(path).absolute().as_uri()
    base = sqlite3.connect(f"{place}?mode=ro", uri=True)
    try:
        base.execute("select count(*) from sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # A fetch that was killed left a page half-written; to take that back, SQLite has to write.
        base.close()
        base = sqlite3.connect(f"{place}?mode=rw", uri=True)
    return base
