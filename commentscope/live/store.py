"""The store: a SQLite file that keeps what was fetched, how it was fetched, and how far one came.

Every page is one transaction: its comments, the answer itself, the counts that changed, and where to go on stand in
the file together or not at all. So a fetch that is killed, at whatever moment, loses nothing and doubles nothing.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from commentscope.live import keeping, schema
from commentscope.live.records import Place, Receipt, Run, Step, Visit
from commentscope.live.sites.site import Target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from commentscope.live.exchange import Answer
    from commentscope.live.sites.site import Cursor, Page
    from commentscope.messages import Message

BUSY = 30.0
"""Seconds to wait for another program that has the store locked."""


class Store:
    """An open store.

    Args:
        path: the file; made, with its folder, if there is none.

    Raises:
        StoreError: the file is something else, or can't be opened or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._told():
            self._base = schema.open_store(path, BUSY)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def begin_run(self, plan: str) -> Run:
        """The run of this plan that was interrupted, or a new one."""
        with self._transaction() as base:
            found = base.execute(
                "select id, started from runs where plan = ? and finished is null order by id desc limit 1",
                [plan],
            ).fetchone()
            if not found:
                started = _now()
                made = base.execute("insert into runs (plan, started) values (?, ?)", [plan, started])
                return Run(int(made.lastrowid or 0), started, resumed=False)
            return Run(found[0], found[1], resumed=True)

    def finish_run(self, run: Run) -> None:
        """Notes that every discussion of the run had its turn."""
        with self._transaction() as base:
            base.execute("update runs set finished = ? where id = ?", [_now(), run.id])

    def begin_visit(self, run: Run, target: Target, first: Cursor, *, threads: bool) -> Visit:
        """The visit of this discussion that was interrupted, or a new one."""
        with self._transaction() as base:
            base.execute(
                "insert into articles (url, source, key, name, first_fetched) values (?, ?, ?, ?, ?) "
                "on conflict do nothing",
                [
                    target.url,
                    target.source,
                    target.key,
                    f"{target.source} {target.key or target.url}",
                    _now(),
                ],
            )
            keeping.entitle(base, target.url, target.title)
            found = base.execute(
                "select id from visits where url = ? and finished is null and threads = ? "
                "and exists (select 1 from queue where visit = visits.id) order by id desc limit 1",
                [target.url, threads],
            ).fetchone()
            if found:
                base.execute("update visits set run = ?, problem = null where id = ?", [run.id, found[0]])
                return Visit(found[0], target)
            made = base.execute(
                "insert into visits (run, url, started, threads) values (?, ?, ?, ?)",
                [run.id, target.url, _now(), threads],
            )
            visit = Visit(int(made.lastrowid or 0), target)
            self._enqueue(base, visit, first, "list")
            return visit

    def next(self, visit: Visit) -> Place | None:
        """Where to go on; `None` at the end."""
        with self._told():
            found = self._base.execute(
                "select id, chain, cursor from queue where visit = ? order by chain, id limit 1", [visit.id]
            ).fetchone()
        return Place(found[0], found[1], json.loads(found[2])) if found else None

    def add(self, visit: Visit, place: Place, request: str, answer: Answer, page: Page) -> Step:
        """Keeps a page and what follows from it, in one transaction."""
        chain = place.chain
        now = _now()
        with self._transaction() as base:
            # SQLite gives a number that is free again to the next row: the cursor tells whether it is the same one.
            taken = base.execute(
                "delete from queue where id = ? and visit = ? and cursor = ?",
                [place.number, visit.id, json.dumps(place.cursor)],
            ).rowcount
            if not taken:  # another program goes on with the same visit, and was first
                return self._step(base, visit, 0)
            keeping.keep_answer(base, visit, request, answer, now)
            fresh = keeping.keep_comments(base, visit, chain, page, now)
            # A page that brings nothing new ends the list, whatever the site says; but the list may not be whole.
            stuck = page.following is not None and not fresh and not page.preface
            if page.following is not None and not stuck:
                self._enqueue(base, visit, page.following, chain)
            for thread in page.threads:
                self._enqueue(base, visit, thread, "thread")
            base.execute(
                "update visits set pages = pages + 1, stuck = stuck or ?, damaged = damaged + ?, aside = aside + ?, "
                "declared = case when ? = 'list' then coalesce(?, declared) else declared end where id = ?",
                [
                    stuck,
                    sum(one.comments for one in page.damaged),
                    page.aside if chain == "list" and not stuck else 0,
                    chain,
                    page.declared,
                    visit.id,
                ],
            )
            keeping.entitle(base, visit.target.url, page.title)
            return self._step(base, visit, fresh)

    def fail(self, visit: Visit, problem: Message, *, resumable: bool) -> Receipt:
        """Notes why a visit ended early. Where it can't go on from there, the next one begins anew."""
        with self._transaction() as base:
            if not resumable:
                base.execute("delete from queue where visit = ?", [visit.id])
            base.execute("update visits set problem = ? where id = ?", [str(problem), visit.id])
            return self._receipt(base, visit)._replace(problem=problem)

    def finish(self, visit: Visit) -> Receipt:
        """Notes that a visit came to its end, and marks what it did not meet any more."""
        now = _now()
        with self._transaction() as base:
            received = self._received(base, visit, "list")
            base.execute(
                "update visits set finished = ?, received = ? where id = ?", [now, received, visit.id]
            )
            keeping.mark_vanished(base, visit, now)
            base.execute(
                "update articles set fetched = ?, declared = (select declared from visits where id = ?), received = ? "
                "where url = ?",
                [now, visit.id, received, visit.target.url],
            )
            return self._receipt(base, visit)

    def receipts(self, run: Run) -> dict[str, Receipt]:
        """The receipts of the discussions that a run is done with, by address."""
        with self._told():
            found = self._base.execute(
                "select id, visits.url, source, key from visits join articles using (url) "
                "where run = ? and finished is not null order by id",
                [run.id],
            ).fetchall()
            return {
                url: self._receipt(self._base, Visit(number, Target(source, url, key)))
                for number, url, source, key in found
            }

    def _enqueue(self, base: sqlite3.Connection, visit: Visit, cursor: Cursor, chain: str) -> None:
        base.execute(
            "insert into queue (visit, chain, cursor) values (?, ?, ?)", [visit.id, chain, json.dumps(cursor)]
        )

    def _received(self, base: sqlite3.Connection, visit: Visit, chain: str) -> int:
        counted = base.execute(
            "select count(*) + (? = 'list') * (select aside from visits where id = ?) "
            "from comments where url = ? and visit = ? and chain = ?",
            [chain, visit.id, visit.target.url, visit.id, chain],
        )
        return int(counted.fetchone()[0])

    def _step(self, base: sqlite3.Connection, visit: Visit, fresh: int) -> Step:
        declared, pages = base.execute(
            "select declared, pages from visits where id = ?", [visit.id]
        ).fetchone()
        received = sum(self._received(base, visit, chain) for chain in ("list", "thread"))
        return Step(fresh, received, declared, pages)

    def _receipt(self, base: sqlite3.Connection, visit: Visit) -> Receipt:
        article, declared, new, changed, finished, stuck = base.execute(
            "select title, visits.declared, new, changed, finished, stuck "
            "from visits join articles using (url) where id = ?",
            [visit.id],
        ).fetchone()
        vanished = base.execute(
            "select count(*) from comments where url = ? and vanished = ?", [visit.target.url, finished]
        ).fetchone()[0]
        received, replies = (self._received(base, visit, chain) for chain in ("list", "thread"))
        return Receipt(
            visit.target.url,
            visit.target.source,
            article,
            declared,
            received,
            replies,
            new,
            changed,
            vanished,
            complete=bool(finished) and not (stuck and received < (declared or 0)),
        )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        base = self._base
        with self._told():
            # At once: two that read first and then both want to write would block each other.
            base.execute("begin immediate")
            try:
                yield base
                base.commit()
            except BaseException:
                base.rollback()
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Database errors as a user should hear them."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise schema.told(error, self.path) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
