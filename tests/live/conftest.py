"""What the tests of fetching share: the server, a client that does not wait, and a way to fetch into a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from loopback import Loopback, item, serve

from commentscope.live.client import Client
from commentscope.live.fetching import Fetching
from commentscope.live.sites import GeekTime, find_site
from commentscope.live.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from commentscope.live.records import Receipt
    from commentscope.live.sites import Site


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of whoever runs the tests has no say."""
    for name in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "COMMENTSCOPE_COOKIE",
        "GITHUB_TOKEN",
        "GH_TOKEN",
    ):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def site() -> Iterator[Loopback]:
    """The server, with an article of 45 comments."""
    with serve(Loopback({"780": [item(number) for number in range(1, 46)]})) as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """The seconds that clients were made to wait; nobody waits for them."""
    return []


@pytest.fixture
def client(waits: list[float]) -> Iterator[Client]:
    """A client that may go to loopback and does not wait."""
    with Client(interval=lambda _: 0.0, allow_private=True, sleep=waits.append) as made:
        yield made


@pytest.fixture
def gather(client: Client, tmp_path: Path) -> Callable[..., list[Receipt]]:
    """Fetches addresses of the loopback server into `comments.db`."""

    def run(
        *urls: str,
        sites: Sequence[Site] = (GeekTime(),),
        wanted: str | None = "geekbang-api",
        by: Client | None = None,
    ) -> list[Receipt]:
        targets = [find_site(httpx.URL(url), sites, wanted) for url in urls]
        with Store(tmp_path / "comments.db") as store:
            return list(Fetching(by or client, store, targets).run())

    return run
