"""What the store hands out: receipts, runs, visits, and where a visit goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from commentscope.live.sites.site import Cursor, Target
    from commentscope.messages import Message


class Receipt(NamedTuple):
    """What came of fetching one discussion."""

    url: str
    source: str
    article: str | None
    declared: int | None
    """Comments that the site says there are."""
    received: int
    """Comments of the list that came, this time, with what is no row of its own: deleted ones, the author's answers."""
    replies: int
    """Comments of the threads behind them that came, this time."""
    new: int
    """Those of both that were not in the store before."""
    changed: int
    """Those whose likes, replies, answer or text are not what they were."""
    vanished: int
    """Those in the store that are no longer on the site."""
    complete: bool
    """Whether it was read to the end."""
    problem: Message | None = None
    """Why not."""


@dataclass(frozen=True)
class Run:
    """One call of `fetch`, going on over interruptions."""

    id: int
    started: str
    resumed: bool
    """Whether it was interrupted before."""


@dataclass(frozen=True)
class Visit:
    """Fetching one discussion once, going on over interruptions."""

    id: int
    target: Target


class Place(NamedTuple):
    """Where a visit goes on."""

    number: int
    """Of the row in the queue."""
    chain: str
    """`list` or `thread`."""
    cursor: Cursor


class Step(NamedTuple):
    """What a page brought."""

    fresh: int
    """Comments that this visit had not seen yet."""
    received: int
    declared: int | None
    pages: int
