"""Fetching: one discussion after another, page by page, from the site into the store."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from commentscope.errors import BusyError, FetchError, SignInError
from commentscope.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from commentscope.live.client import Client
    from commentscope.live.exchange import Answer
    from commentscope.live.records import Receipt, Visit
    from commentscope.live.sites.site import Cursor, Page, Site, Target
    from commentscope.live.store import Store

IN_A_ROW = 3
"""Discussions that can't be reached one after another until it is clear that nothing can."""


@dataclass(frozen=True)
class Progress:
    """How far a fetch has come."""

    target: Target
    number: int
    """Which of the discussions this is, from 1."""
    of: int
    pages: int
    received: int
    declared: int | None


@dataclass
class Fetching:
    """One call of `fetch`.

    Args:
        client: sends the requests.
        store: keeps what comes.
        targets: the discussions, each with the site it is from.
        progress: told of every page.
        resuming: told when the run began that this one goes on with, if it does.
    """

    client: Client
    store: Store
    targets: Sequence[tuple[Site, Target]]
    progress: Callable[[Progress], None] = field(default=lambda _: None)
    resuming: Callable[[str], None] = field(default=lambda _: None)

    def run(self) -> Iterator[Receipt]:
        """Fetches everything, and gives a receipt for each discussion, in their order.

        A discussion that can't be had has a receipt that says why, and the next one has its turn.

        Raises:
            SignInError: a site wants the reader to be signed in: nothing more would come.
            BusyError: several discussions in a row could not be reached.
            StoreError: the store can't be written.
        """
        run = self.store.begin_run(self._plan())
        if run.resumed:
            self.resuming(run.started)
        done = self.store.receipts(run)
        unreachable = 0
        for number, (site, target) in enumerate(self.targets, 1):
            if target.url in done:
                yield done[target.url]
                continue
            visit = self.store.begin_visit(run, target, site.first(target), threads=site.threads)
            try:
                self._pages(site, visit, number)
            except FetchError as error:
                yield self.store.fail(
                    visit, error.message, resumable=isinstance(error, (BusyError, SignInError))
                )
                unreachable = unreachable + 1 if isinstance(error, BusyError) else 0
                if isinstance(error, SignInError) or unreachable == IN_A_ROW:
                    raise
            except KeyboardInterrupt:
                yield self.store.fail(visit, Message("fetch-stopped", {"url": target.url}), resumable=True)
                raise
            else:
                unreachable = 0
                yield self.store.finish(visit)
        self.store.finish_run(run)

    def _pages(self, site: Site, visit: Visit, number: int) -> None:
        """All that is left of a visit."""
        target = visit.target
        while place := self.store.next(visit):
            ask = site.ask(target, place.cursor)
            answer, page = self.client.send(ask, partial(_read, site, target, place.cursor))
            request = json.dumps({"url": ask.url, "body": ask.body}, ensure_ascii=False)
            step = self.store.add(visit, place, request, answer, page)
            self.progress(
                Progress(target, number, len(self.targets), step.pages, step.received, step.declared)
            )

    def _plan(self) -> str:
        """What tells this fetch from others, so that it goes on with its own."""
        wanted = [sorted({(site.name, target.url, site.threads) for site, target in self.targets})]
        return hashlib.blake2b(json.dumps(wanted).encode(), digest_size=16).hexdigest()


def _read(site: Site, target: Target, cursor: Cursor, answer: Answer) -> tuple[Answer, Page]:
    return answer, site.read(target, cursor, answer)
