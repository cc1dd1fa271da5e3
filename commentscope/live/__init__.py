"""Live discussions: from a site into the store, politely, and so that it can be stopped at any time.

Layers within: `sites` know what to ask and how to read the answer, `client` sends it, `store` keeps what came,
`fetching` goes from one page to the next. Each knows nothing of the others' business.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from commentscope.errors import UsageError
from commentscope.live import credentials
from commentscope.live.addresses import check_url
from commentscope.live.client import Client
from commentscope.live.fetching import Fetching, Progress
from commentscope.live.records import Receipt
from commentscope.live.sites import AnyPage, Discourse, GeekTime, GitHub, HackerNews, Site, find_site
from commentscope.live.store import Store
from commentscope.live.wanted import article_address
from commentscope.sources import hints_of
from commentscope.sources.documents import NO_HINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from commentscope.errors import FetchError
    from commentscope.live.sites import Target
    from commentscope.sources import Hints

__all__ = ["STORE", "Fetching", "Progress", "Receipt", "fetch", "known_sites", "open_fetch"]

STORE = Path("data/comments.db")
"""Where comments are kept, unless said otherwise."""


def fetch(  # noqa: PLR0913  what a fetch needs to know
    urls: str | Iterable[str],
    *,
    store: Path | str = STORE,
    site: str | None = None,
    threads: bool = False,
    select: Mapping[str, str] | None = None,
    cookies: Path | str | None = None,
    rate: float | None = None,
    allow_private: bool = False,
) -> list[Receipt]:
    """Brings discussions into the store; `read` has them from there.

    What was fetched stands in the store at once, page by page. Interrupted, at whatever moment, the same call goes on
    where it stopped; called again later, it brings what is new, and likes, replies and answers as they are by then.

    Args:
        urls: the addresses of the discussions; a single one may stand alone.
        store: the file; made if there is none.
        site: which site the addresses are of (`geekbang-api`, `hackernews`, `discourse`, `github`, `page`); without
            it, they tell.
        threads: for GeekTime, whether to fetch the threads behind comments, too.
        select: for other pages, CSS selectors: `{"item": "li.comment", "text": ".body", "author": ".name"}`.
        cookies: a file with cookies, in Netscape's format or as in a request's header; without it, those of the
            environment variable COMMENTSCOPE_COOKIE.
        rate: seconds between two requests to a host; without it, 3 for GeekTime and 1 for others.
        allow_private: whether addresses of private networks and of this machine may be fetched.

    Returns:
        A receipt for each discussion: what the site says there is, what came, what is new, what has vanished.

    Raises:
        UsageError: an address is none, or no such site's.
        FetchError: nothing more would come: a site wants the reader to be signed in, or nothing can be reached.
        StoreError: the store can't be used.
    """
    addresses = [urls] if isinstance(urls, str) else urls
    with open_fetch(
        [(one, None) for one in addresses],
        known_sites(GeekTime(threads=threads), hints_of(None, select)),
        store=Path(store),
        site=site,
        cookies=Path(cookies) if cookies is not None else None,
        rate=rate,
        allow_private=allow_private,
    ) as fetching:
        return list(fetching.run())


def known_sites(geektime: GeekTime, hints: Hints = NO_HINTS) -> list[Site]:
    """The sites in the order in which they are asked whether an address is theirs.

    Where the user says with selectors where comments are, an address is a page.
    """
    page = AnyPage(hints)
    return [page] if hints.select else [geektime, HackerNews(), GitHub(), Discourse(), page]


@contextmanager
def open_fetch(  # noqa: PLR0913  what a fetch needs to know
    wanted: Iterable[tuple[str, str | None]],
    sites: Sequence[Site],
    *,
    store: Path = STORE,
    site: str | None = None,
    cookies: Path | None = None,
    rate: float | None = None,
    allow_private: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
    resuming: Callable[[str], None] = lambda _: None,
    waiting: Callable[[FetchError, float], None] | None = None,
) -> Iterator[Fetching]:
    """A fetch, ready to run: every address looked at, the cookies read, the store open.

    Args:
        wanted: the addresses, each with its article's title where that is known.
        sites: from `known_sites`.
        store: as for `fetch`.
        site: as for `fetch`.
        cookies: as for `fetch`.
        rate: as for `fetch`.
        allow_private: as for `fetch`.
        progress: told of every page.
        resuming: told when the run began that this one goes on with, if it does.
        waiting: told of every retry: why, and in how many seconds.

    Raises:
        UsageError, FetchError, StoreError: as for `fetch`.
    """
    found: dict[str, tuple[Site, Target]] = {}
    for text, title in wanted:
        url = _address(text, allow_private=allow_private)
        its, target = find_site(url, sites, site)
        found.setdefault(target.url, (its, target.titled(title)))
    if not found:
        raise UsageError("fetch-nothing")
    targets = list(found.values())
    hosts = [httpx.URL(its.ask(target, its.first(target)).url) for its, target in targets]
    intervals = {host.host: its.interval for (its, _), host in zip(targets, hosts, strict=True)}
    with (
        Store(store) as opened,
        Client(
            credentials.cookies(cookies, hosts),
            tokens=credentials.tokens(hosts),
            interval=lambda host: intervals.get(host, 1.0) if rate is None else rate,
            allow_private=allow_private,
            waiting=waiting,
        ) as client,
    ):
        yield Fetching(client, opened, targets, progress, resuming)


def _address(text: str, *, allow_private: bool) -> httpx.URL:
    if text.isascii() and text.isdecimal():  # the number of an article, as in a list
        text = article_address(text)
    try:
        url = httpx.URL(text if "://" in text else f"https://{text}")
    except httpx.InvalidURL as error:
        raise UsageError("address-wrong", url=text) from error
    check_url(url, allow_private=allow_private)
    return url
