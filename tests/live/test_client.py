"""The client: patient with what passes, strict with what is too much."""

from __future__ import annotations

import gzip
import json
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import httpx
import pytest
from loopback import Loopback, Reply, says

from commentscope.errors import BusyError, FetchError
from commentscope.live import body
from commentscope.live.client import ATTEMPTS, Client, reason, retry_after
from commentscope.live.exchange import Ask
from commentscope.live.pace import CALM, SLOWEST, Pace

if TYPE_CHECKING:
    from collections.abc import Callable

HUGE = 50 << 20


@pytest.mark.parametrize("status", [408, 425, 429, 451, 452, 500, 502, 503, 504])
def test_what_passes_is_tried_again(site: Loopback, client: Client, waits: list[float], status: int) -> None:
    """Too fast, or broken for a moment: the third attempt has the answer, after waits that grow."""
    site.pages["/page"] = Reply(b"at last")
    site.faults.extend([Reply(status=status), Reply(status=status)])
    assert client.send(Ask(f"{site.address}/page")).body == b"at last"
    assert len(site.requests) == 3
    assert sum(waits) > 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418])
def test_what_stays_is_told_at_once(site: Loopback, client: Client, status: int) -> None:
    """No means no."""
    site.pages["/page"] = Reply(status=status)
    with pytest.raises(FetchError, match=str(status)):
        client.send(Ask(f"{site.address}/page"))
    assert len(site.requests) == 1


def test_patience_ends(site: Loopback, client: Client, waits: list[float]) -> None:
    """A site that stays too busy is left alone; every wait is longer than the one before, and none is the same."""
    site.pages["/page"] = Reply(status=451)
    with pytest.raises(BusyError, match="451"):
        client.send(Ask(f"{site.address}/page"))
    assert len(site.requests) == ATTEMPTS
    assert len(set(waits)) == len(waits)


@pytest.mark.parametrize("status", [429, 451, 452])
def test_a_complaint_slows_down_what_follows(
    site: Loopback, client: Client, waits: list[float], status: int
) -> None:
    """Not only is the request repeated later: the next ones wait, too."""
    site.pages["/page"] = Reply(b"fine")
    site.faults.append(Reply(status=status))
    client.send(Ask(f"{site.address}/page"))
    before = len(waits)
    client.send(Ask(f"{site.address}/page"))
    assert waits[before:] == [pytest.approx(3.0, abs=0.5)]


def test_retry_after_is_kept(site: Loopback, client: Client, waits: list[float]) -> None:
    """A site that says how long is asked no sooner; one that wants an hour is asked another day."""
    site.pages["/page"] = Reply(b"fine")
    site.faults.append(Reply(status=429, headers={"Retry-After": "120"}))
    client.send(Ask(f"{site.address}/page"))
    assert max(waits) == pytest.approx(120, abs=1)
    site.faults.append(Reply(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(BusyError, match="3,600"):
        client.send(Ask(f"{site.address}/page"))


def test_retry_after_may_be_a_date_or_nonsense() -> None:
    """Seconds, a date, a date gone by, and what is neither."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    later = format_datetime(now + timedelta(seconds=90), usegmt=True)
    assert retry_after(later, now.timestamp()) == 90
    assert retry_after(format_datetime(now - timedelta(days=1)), now.timestamp()) == 0
    assert [retry_after(header) for header in ("7", " 7 ", "soon", "", None, "-5", "٣", "9" * 400)] == [
        7, 7, 0, 0, 0, 0, 3, float("inf"),
    ]  # fmt: skip


@pytest.mark.parametrize("after", [0, 1, 500])
def test_a_connection_dropped_within_a_body_is_no_answer(site: Loopback, client: Client, after: int) -> None:
    """Half a body is never taken for a whole one."""
    site.pages["/page"] = says({"text": "很长" * 500})
    site.faults.append(Reply(b"x" * 2000, headers={"Content-Encoding": "identity"}, drop_after=after))
    assert json.loads(client.send(Ask(f"{site.address}/page")).body) == {"text": "很长" * 500}
    assert len(site.requests) == 2


def test_a_packed_body_cut_short_is_no_answer(site: Loopback, client: Client) -> None:
    """Gzip tells its end; without it, the answer is asked for again."""
    site.pages["/page"] = Reply(b"whole")
    site.faults.append(Reply(gzip.compress(b"cut" * 100)[:-8], headers={"Content-Encoding": "gzip"}))
    assert client.send(Ask(f"{site.address}/page")).body == b"whole"


def test_a_slow_answer_is_waited_for(site: Loopback, client: Client) -> None:
    """Byte by byte, it comes."""
    site.pages["/page"] = Reply(b"slow" * 100, pause=0.02)
    assert client.send(Ask(f"{site.address}/page")).body == b"slow" * 100


def test_an_answer_that_never_ends_is_not_waited_for(
    site: Loopback, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte now and then keeps time-outs away, but not for ever."""
    monkeypatch.setattr(body, "SLOWEST", 0.05)
    site.pages["/page"] = Reply(b"slow" * 100, pause=0.04)
    with pytest.raises(BusyError, match="timed out"):
        client.send(Ask(f"{site.address}/page"))


@pytest.mark.parametrize(
    ("packing", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
    ],
)
def test_an_answer_is_bounded_packed_or_not(
    site: Loopback, packing: str, pack: Callable[[bytes], bytes]
) -> None:
    """What fits is taken whole; what is larger, were it 50 KB on the way and 50 MB unpacked, is not."""
    with Client(interval=lambda _: 0.0, allow_private=True, limit=1 << 20) as client:
        site.pages["/fits"] = Reply(pack(b"a" * (1 << 20)), headers={"Content-Encoding": packing})
        site.pages["/bomb"] = Reply(pack(bytes(HUGE)), headers={"Content-Encoding": packing})
        assert client.send(Ask(f"{site.address}/fits")).body == b"a" * (1 << 20)
        with pytest.raises(FetchError, match="larger"):
            client.send(Ask(f"{site.address}/bomb"))


def test_a_bomb_is_not_unpacked(site: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """No piece taken is larger than what is allowed and one byte."""
    taken: list[int] = []
    take = body._Zlib.take

    def noted(self: body._Zlib, packed: bytes, room: int) -> bytes:
        part = take(self, packed, room)
        taken.append(len(part))
        return part

    monkeypatch.setattr(body._Zlib, "take", noted)
    site.pages["/bomb"] = Reply(gzip.compress(bytes(HUGE)), headers={"Content-Encoding": "gzip"})
    with Client(allow_private=True, limit=100_000) as client, pytest.raises(FetchError, match="larger"):
        client.send(Ask(f"{site.address}/bomb"))
    assert sum(taken) == 100_001


def test_an_unknown_packing_is_refused(site: Loopback, client: Client) -> None:
    """What was not asked for is not unpacked."""
    site.pages["/page"] = Reply(b"?", headers={"Content-Encoding": "br"})
    with pytest.raises(FetchError, match="br"):
        client.send(Ask(f"{site.address}/page"))


def test_redirects_end(site: Loopback, client: Client) -> None:
    """A circle is left."""
    site.pages["/page"] = Reply(status=302, headers={"Location": "/page"})
    with pytest.raises(FetchError, match="5 times"):
        client.send(Ask(f"{site.address}/page"))


def test_an_unreachable_site_says_so(client: Client) -> None:
    """Nobody listens there."""
    with pytest.raises(BusyError, match="could not be reached"):
        client.send(Ask("http://127.0.0.1:1/"))


def test_a_pace_is_kept() -> None:
    """Requests begin no sooner than agreed; complaints double the wait up to a bound; calm halves it again."""
    clock = [0.0]
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        clock[0] += seconds

    pace = Pace(3.0, sleep=sleep, now=lambda: clock[0])
    for _ in range(3):
        pace.wait()
        clock[0] += 1
    assert waited == [2.0, 2.0]
    for _ in range(10):
        pace.slow()
    pace.wait()
    assert waited[-1] == 3.0 + SLOWEST
    for _ in range(CALM * 6):
        pace.fine()
    pace.wait()
    clock[0] += 1
    pace.wait()
    assert waited[-1] == 2.0


def test_robots_txt_is_asked_for_pages_only(site: Loopback, client: Client) -> None:
    """A page that it forbids is not fetched; one it allows is; its delay is kept; an API is not its business."""
    rules = b"User-agent: *\nCrawl-delay: 7\nDisallow: /private*\nAllow: /private/open$\n"
    site.pages["/robots.txt"] = Reply(rules)
    site.pages.update({name: Reply(b"page") for name in ("/open", "/private/1", "/private/open")})
    for name in ("/open", "/private/open"):
        assert client.send(Ask(f"{site.address}{name}", page=True)).body == b"page"
    with pytest.raises(FetchError, match=r"robots\.txt"):
        client.send(Ask(f"{site.address}/private/1", page=True))
    assert client._paces["127.0.0.1"].interval == 7
    assert [path for _, path, *_ in site.requests] == ["/robots.txt", "/open", "/private/open"]
    assert client.send(Ask(f"{site.address}/private/1")).body == b"page"


def test_a_redirect_does_not_lead_around_robots_txt(site: Loopback, client: Client) -> None:
    """Where a page leads to is asked about, too."""
    site.pages["/robots.txt"] = Reply(b"User-agent: commentscope\nDisallow: /private\n")
    site.pages["/open"] = Reply(status=301, headers={"Location": "/private"})
    with pytest.raises(FetchError, match=r"robots\.txt"):
        client.send(Ask(f"{site.address}/open", page=True))


@pytest.mark.parametrize("status", [404, 403, 400])
def test_a_site_without_robots_txt_allows_all(site: Loopback, client: Client, status: int) -> None:
    """As the standard says."""
    site.pages.update({"/robots.txt": Reply(status=status), "/page": Reply(b"page")})
    assert client.send(Ask(f"{site.address}/page", page=True)).body == b"page"


def test_a_site_whose_robots_txt_is_broken_allows_nothing(site: Loopback, client: Client) -> None:
    """As the standard says: it may have rules."""
    site.pages.update({"/robots.txt": Reply(status=503), "/page": Reply(b"page")})
    with pytest.raises(BusyError, match="503"):
        client.send(Ask(f"{site.address}/page", page=True))
    assert "/page" not in [path for _, path, *_ in site.requests]


def test_the_reason_of_a_failure_quotes_nothing_the_site_sent() -> None:
    """What is no HTTP may be anything."""
    assert reason(httpx.RemoteProtocolError("illegal header line: b'evil'")) == "no proper HTTP"
