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

_SQLITE = b"SQLite format 3\0"
_APPLICATION_AT = slice(68, 72)
_COMMENTS = (
    f"select {', '.join(Comment._fields)} from comments "  # noqa: S608  names
    "where vanished is null order by rowid"
)
# What an article declares without what stands in no row of its own; and threads, which declare nothing, as they are.
_DECLARED = """
    select total(declared - aside) from visits where id in (
        select max(id) from visits where finished is not null group by url)
    union all select count(*) from comments where chain = 'thread' and vanished is null
"""


def recognises(document: Document) -> bool:
    """Whether it is a SQLite file that says so in its header."""
    head = document.data[: _APPLICATION_AT.stop]
    return head.startswith(_SQLITE) and head[_APPLICATION_AT] == APPLICATION.to_bytes(4, "big")


def read(document: Document) -> Reading:
    """The comments that are on their sites still, each with the source that it was fetched from.

    Those that have vanished are left out, and counted as deleted.
    """
    try:
        with closing(_connect(document)) as base:
            comments = [Comment(*row) for row in base.execute(_COMMENTS)]
            declared = sum(count for (count,) in base.execute(_DECLARED))
            vanished = base.execute("select count(*) from comments where vanished is not null").fetchone()[0]
    except sqlite3.Error as error:
        broken = Damage(document.url, None, Message("store-unreadable", {"reason": str(error)}))
        return Reading(origin=Provenance(damaged=(broken,)))
    return Reading(comments, Provenance(declared=int(declared), left_out={"deleted": vanished}))


def _connect(document: Document) -> sqlite3.Connection:
    """The database, opened for reading."""
    path = document.input.path
    if path is None or document.input.data is not None:  # standard input, a pipe
        base = sqlite3.connect(":memory:")
        base.deserialize(document.input.data or b"")
        return base
    place = Path(path).absolute().as_uri()
    base = sqlite3.connect(f"{place}?mode=ro", uri=True)
    try:
        base.execute("select count(*) from sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # A fetch that was killed left a page half-written; to take that back, SQLite has to write.
        base.close()
        base = sqlite3.connect(f"{place}?mode=rw", uri=True)
    return base
