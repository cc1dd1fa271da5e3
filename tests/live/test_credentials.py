"""Cookies and tokens go to the site they are for, and to no other place: no host, file, log, error or report."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import SIGNED_IN, Loopback, Reply, item

from commentscope.errors import CommentscopeError, FetchError
from commentscope.live import credentials, open_fetch
from commentscope.live.client import Client
from commentscope.live.exchange import Ask
from commentscope.live.sites import GeekTime

if TYPE_CHECKING:
    from pathlib import Path

SITE = httpx.URL("https://time.geekbang.org/serv/v1/comments")
NETSCAPE = "\n".join(
    [
        "# Netscape HTTP Cookie File",
        "",
        ".geekbang.org\tTRUE\t/\tTRUE\t4102444800\tGCID\tabc",
        f"#HttpOnly_.geekbang.org\tTRUE\t/\tTRUE\t0\tGCESS\t{SIGNED_IN}",
        "time.geekbang.org\tFALSE\t/other\tFALSE\t4102444800\telsewhere\tx",
        "bank.example\tFALSE\t/\tTRUE\t4102444800\tbank\ty",
        "time.geekbang.org\tFALSE\t/\tFALSE\t1\tlong-gone\tz",
    ]
)


def sent(jar: object, url: str) -> dict[str, str]:
    """The cookies that a request to `url` would carry."""
    request = httpx.Client(cookies=jar).build_request("GET", url)  # type: ignore[arg-type]  # a jar
    return dict(pair.split("=", 1) for pair in request.headers.get("cookie", "").split("; ") if pair)


def test_netscape_files_say_what_goes_where(tmp_path: Path) -> None:
    """Domain, path, HTTPS only and expiry are kept; a session's cookie (0) lasts."""
    file = tmp_path / "cookies.txt"
    file.write_text(NETSCAPE, encoding="utf-8")
    jar = credentials.cookies(file, [SITE])
    assert sent(jar, "https://time.geekbang.org/serv") == {"GCID": "abc", "GCESS": SIGNED_IN}
    assert sent(jar, "https://time.geekbang.org/other") == {
        "GCID": "abc",
        "GCESS": SIGNED_IN,
        "elsewhere": "x",
    }
    assert sent(jar, "http://time.geekbang.org/serv") == {}
    assert sent(jar, "https://geekbang.org.evil.example/") == {}
    assert sent(jar, "https://bank.example/") == {"bank": "y"}


@pytest.mark.parametrize(
    "text", ["GCID=abc; GCESS=d=e=", "Cookie: GCID=abc; GCESS=d=e=;\n", "\ufeffGCID=abc;GCESS=d=e=\r\n"]
)
def test_a_header_is_for_the_one_host(tmp_path: Path, text: str) -> None:
    """As copied from a browser's tools, with `Cookie:` before it or not."""
    file = tmp_path / "cookie"
    file.write_text(text, encoding="utf-8", newline="")
    jar = credentials.cookies(file, [SITE, SITE])
    assert sent(jar, str(SITE)) == {"GCID": "abc", "GCESS": "d=e="}
    assert sent(jar, "http://time.geekbang.org/") == sent(jar, "https://www.geekbang.org/") == {}


def test_the_environment_holds_a_header(monkeypatch: pytest.MonkeyPatch) -> None:
    """`COMMENTSCOPE_COOKIE`; a file comes before it."""
    monkeypatch.setenv("COMMENTSCOPE_COOKIE", "GCID=abc")
    assert sent(credentials.cookies(None, [SITE]), str(SITE)) == {"GCID": "abc"}
    monkeypatch.delenv("COMMENTSCOPE_COOKIE")
    assert len(credentials.cookies(None, [SITE])) == 0


def test_a_header_for_several_hosts_is_refused() -> None:
    """It does not say which of them it is for."""
    with pytest.raises(FetchError, match="Netscape"):
        credentials.parse("GCID=abc", "file", [SITE, httpx.URL("https://example.org/")])


@given(st.text(max_size=200))
def test_errors_never_quote_a_cookie_file(text: str) -> None:
    """Whatever a file holds, it is cookies, or an error with the line's number and nothing of the line."""
    secret = f"{text}\n{SIGNED_IN}\x7f\n"
    with pytest.raises(FetchError) as caught:
        credentials.parse(secret, "cookies.txt", [SITE])
    assert SIGNED_IN not in str(caught.value)


def test_a_cookie_is_not_sent_on_to_another_host(site: Loopback) -> None:
    """A redirect to another host goes there bare; back home, the cookie is there again."""
    elsewhere = site.address.replace("127.0.0.1", "localhost")
    site.pages["/here"] = Reply(status=307, headers={"Location": f"{elsewhere}/there"})
    site.pages["/there"] = Reply(status=307, headers={"Location": f"{site.address}/home"})
    site.pages["/home"] = Reply(b"home")
    jar = credentials.parse(f"GCESS={SIGNED_IN}", "", [httpx.URL(site.address)])
    tokens = {"127.0.0.1": "ghp_0123456789abcdef"}
    with Client(jar, tokens=tokens, interval=lambda _: 0.0, allow_private=True) as client:
        assert client.send(Ask(f"{site.address}/here")).body == b"home"
    carried = {
        path: ("cookie" in headers, "authorization" in headers) for _, path, _, headers in site.requests
    }
    assert carried == {"/here": (True, True), "/there": (False, False), "/home": (True, False)}


def test_tokens_are_for_github(monkeypatch: pytest.MonkeyPatch) -> None:
    """`GITHUB_TOKEN` goes to api.github.com, an Enterprise server's to that; what can't be one is not shown."""
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_abc")
    monkeypatch.setenv("GH_ENTERPRISE_TOKEN", "ghe_abc")
    hosts = [
        httpx.URL(url)
        for url in ("https://api.github.com/graphql", "https://git.corp/api/graphql", str(SITE))
    ]
    assert credentials.tokens(hosts) == {"api.github.com": "ghp_abc", "git.corp": "ghe_abc"}
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_abc\ninjected")
    with pytest.raises(FetchError) as caught:
        credentials.tokens(hosts)
    assert "ghp_abc" not in str(caught.value)


def test_the_cookie_is_nowhere_to_be_found(
    site: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in the store, even where a page repeats it; not in a log at its most talkative; not in an error."""
    caplog.set_level(logging.DEBUG)
    site.needs_sign_in = True
    site.articles["780"].append(item(99, comment_content=f"你的 cookie 是 {SIGNED_IN}"))
    site.articles["781"] = [item(1000)]
    monkeypatch.setenv("COMMENTSCOPE_COOKIE", f"GCID=abc; GCESS={SIGNED_IN}")
    store = tmp_path / "comments.db"
    site.faults.extend([None, None, None, Reply(SIGNED_IN.encode(), 418)])
    wanted = [(site.article(780), None), (site.article(781), None)]
    with open_fetch(
        wanted, [GeekTime()], store=store, site="geekbang-api", rate=0, allow_private=True
    ) as fetching:
        receipts = list(fetching.run())
    assert [one.received for one in receipts] == [46, 0]
    assert SIGNED_IN not in repr(receipts)
    assert SIGNED_IN not in caplog.text
    assert not [path for path in tmp_path.rglob("*") if SIGNED_IN.encode() in path.read_bytes()]


def test_signed_out_errors_do_not_show_the_cookie(site: Loopback, tmp_path: Path) -> None:
    """The expired one, for example."""
    site.needs_sign_in = True
    file = tmp_path / "cookies.txt"
    file.write_text("GCESS=expired-0123456789abcdef", encoding="utf-8")
    with (
        pytest.raises(CommentscopeError) as caught,
        open_fetch(
            [(site.article(), None)], [GeekTime()], store=tmp_path / "comments.db", site="geekbang-api", cookies=file,
            rate=0, allow_private=True,
        ) as fetching,
    ):  # fmt: skip
        list(fetching.run())
    assert "expired-" not in str(caught.value)
    assert b"expired-" not in (tmp_path / "comments.db").read_bytes()
