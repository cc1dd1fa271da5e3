"""What a site is to `fetch`: whose addresses are its, what to ask next, and how to read what it answers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from commentscope.errors import FetchError
from commentscope.live.exchange import Passing

if TYPE_CHECKING:
    import httpx

    from commentscope.comments import Comment, Damage
    from commentscope.live.exchange import Answer, Ask
    from commentscope.sources import Reading

Cursor = dict[str, Any]
"""Where in a discussion the next request goes on. Only a site knows its own; the store keeps it as JSON."""


@dataclass(frozen=True)
class Target:
    """One discussion to fetch."""

    source: str
    """What the comments table's `source` column says."""
    url: str
    """The article's address, which all its comments carry."""
    key: str = ""
    """What the site calls it: the article's number, say."""
    title: str | None = None
    """The article's title, where the user gave it."""

    def titled(self, title: str | None) -> Target:
        """The same discussion with this title."""
        return replace(self, title=title) if title else self


@dataclass(frozen=True)
class Page:
    """One answer, read."""

    comments: list[Comment] = field(default_factory=list)
    following: Cursor | None = None
    """Where the same list goes on; `None` at its end."""
    threads: list[Cursor] = field(default_factory=list)
    """Other lists that begin here."""
    preface: bool = False
    """Whether it comes before the list, so that it may well bring no comment."""
    declared: int | None = None
    """How many comments the whole discussion holds, as the site states it."""
    aside: int = 0
    """Entries of the answer that are no rows of their own: deleted ones, the author's answers to others."""
    title: str | None = None
    """The article's title, where the answer carries it."""
    damaged: tuple[Damage, ...] = ()
    """What could not be read."""


class Site(Protocol):
    """One site's ways."""

    @property
    def name(self) -> str:
        """What `--from` and the comments table's `source` column call it."""

    @property
    def interval(self) -> float:
        """Seconds between two requests, unless the user says otherwise."""

    @property
    def threads(self) -> bool:
        """Whether it looks into lists behind its list."""

    def target(self, url: httpx.URL, *, sure: bool = False) -> Target | None:
        """The discussion that an address leads to; `None` if it is not one of this site's.

        Args:
            url: what the user gave.
            sure: whether the user said that it is this site's, so that the host does not matter.
        """

    def first(self, target: Target) -> Cursor:
        """Where the discussion begins."""

    def ask(self, target: Target, cursor: Cursor) -> Ask:
        """The request for the page at the cursor."""

    def read(self, target: Target, cursor: Cursor, answer: Answer) -> Page:
        """The page that was answered.

        Raises:
            Passing: the answer is not what it should be, and may be so when asked again.
            FetchError: the site says no.
        """


def decode(answer: Answer) -> Any:  # noqa: ANN401  any JSON
    """An answer's JSON.

    Raises:
        Passing: it is none: a page that says that the site is busy, say.
    """
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise Passing(FetchError("fetch-not-json", url=answer.url)) from error


def unknown(answer: Answer) -> Passing:
    """What to raise where an answer is JSON of another shape."""
    return Passing(FetchError("fetch-unknown", url=answer.url))


def page_of(  # noqa: PLR0913  what a page may have
    reading: Reading,
    target: Target,
    *,
    following: Cursor | None = None,
    threads: list[Cursor] | None = None,
    declared: object = None,
    entries: int | None = None,
    title: object = None,
    local: bool = False,
) -> Page:
    """A page of what a source read in an answer.

    Args:
        reading: what it read.
        target: the discussion, whose address all comments get.
        following: where the list goes on.
        threads: lists that begin here.
        declared: the whole discussion's comments as the site states them; anything but a count is unknown.
        entries: entries in the answer; without it, those read and those left out.
        title: the article's title, if it is one.
        local: whether the ids are the site's own, and others may have the same.
    """
    rows = [one._replace(url=target.url) for one in reading.comments]
    if local:
        host = target.url.partition("://")[2].partition("/")[0]
        rows = [
            one._replace(id=one.id and f"{host}/{one.id}", parent=one.parent and f"{host}/{one.parent}")
            for one in rows
        ]
    counted = len(rows) + sum(reading.origin.left_out.values()) if entries is None else entries
    return Page(
        rows,
        following,
        threads or [],
        declared=declared if isinstance(declared, int) and declared >= 0 else None,
        aside=max(counted - len(rows), 0),
        title=title if isinstance(title, str) else None,
        damaged=reading.origin.damaged,
    )
