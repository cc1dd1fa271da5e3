"""`commentscope fetch`, as a user meets it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from loopback import SIGNED_IN, Loopback, Reply, item, says

import commentscope as cs
from commentscope.errors import SignInError
from commentscope.live import known_sites, open_fetch
from commentscope.live.sites import GeekTime
from commentscope.live.wanted import read_list

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [sys.executable, "-c", "from commentscope.cli import main; main()"]
LOOPBACK = ["--from", "geekbang-api", "--allow-private", "--rate", "0"]


def commentscope(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the program in a folder; English unless the environment says otherwise."""
    return subprocess.run(  # noqa: S603  our own program
        [*PROGRAM, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        timeout=120,
        check=False,
        text=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80", **environment},
    )


def test_fetch_then_analyze(site: Loopback, tmp_path: Path) -> None:
    """What is fetched lies in data/, where every command looks by itself."""
    done = commentscope("fetch", site.article(), *LOOPBACK, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "Kept in data/comments.db\n")
    assert "expected" in done.stdout
    assert done.stdout.split()[-3:] == ["45", "45", "45"]
    done = commentscope("analyze", "--json", cwd=tmp_path)
    assert done.stderr == ""
    summary = json.loads(done.stdout)
    assert (summary["comments"], summary["declared"], summary["articles"]) == (45, 45, 1)


def test_the_file_that_a_killed_fetch_leaves_beside_the_store_is_no_input(
    site: Loopback, tmp_path: Path
) -> None:
    """SQLite's journal belongs to the store."""
    commentscope("fetch", site.article(), *LOOPBACK, cwd=tmp_path)
    for ending in ("-journal", "-wal", "-shm"):
        (tmp_path / "data" / f"comments.db{ending}").write_bytes(b"")
    done = commentscope("analyze", "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr, json.loads(done.stdout)["comments"]) == (0, "", 45)


def test_a_list_of_articles(site: Loopback, tmp_path: Path) -> None:
    """Addresses or numbers, with titles; blank lines and remarks between; each article once."""
    site.articles["781"] = [item(1000)]
    lines = [
        f"{site.article()} 第一讲 | 开篇",
        "",
        "# a remark",
        f"{site.article(781)},第二讲",
        site.article(),
    ]
    (tmp_path / "ids.txt").write_text("\n".join(lines), encoding="utf-8-sig")
    done = commentscope("fetch", "--article-ids", "ids.txt", *LOOPBACK, "--json", cwd=tmp_path)
    receipts = json.loads(done.stdout)
    assert [(one["article"], one["received"]) for one in receipts] == [("第一讲 | 开篇", 45), ("第二讲", 1)]
    assert set(cs.read(tmp_path / "data")["article"]) == {"第一讲 | 开篇", "第二讲"}


def test_numbers_are_geektimes(tmp_path: Path) -> None:
    """`780` is https://time.geekbang.org/column/article/780."""
    (tmp_path / "ids.txt").write_text("780\n781\t标题\r\n", encoding="utf-8", newline="")
    home = "https://time.geekbang.org/column/article"
    assert read_list(tmp_path / "ids.txt") == [(f"{home}/780", None), (f"{home}/781", "标题")]
    with open_fetch([("782", None)], known_sites(GeekTime()), store=tmp_path / "x.db") as fetching:
        assert fetching.targets[0][1].url == f"{home}/782"


@pytest.mark.parametrize("line", ["seven", "780780780780780", "/etc/passwd"])
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: str) -> None:
    """With its number."""
    (tmp_path / "ids.txt").write_text(f"780\n{line}\n", encoding="utf-8")
    done = commentscope("fetch", "--article-ids", "ids.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "ids.txt, line 2" in done.stderr


def test_signed_out(site: Loopback, tmp_path: Path) -> None:
    """The error says how to get a cookie file; with it, all is well, and the cookie is nowhere."""
    site.needs_sign_in = True
    done = commentscope("fetch", site.article(), *LOOPBACK, cwd=tmp_path)
    assert done.returncode == 2
    assert "--cookies FILE" in done.stderr
    assert "cookies.txt" in done.stderr
    zh = commentscope("fetch", site.article(), *LOOPBACK, "--lang", "zh", cwd=tmp_path)
    assert "开发者工具" in zh.stderr
    (tmp_path / "cookies.txt").write_text(f"GCID=x; GCESS={SIGNED_IN}\n", encoding="utf-8")
    with_file = commentscope(
        "fetch", site.article(), *LOOPBACK, "--cookies", "cookies.txt", "--debug", cwd=tmp_path
    )
    assert with_file.returncode == 0
    with_variable = commentscope(
        "fetch", site.article(), *LOOPBACK, cwd=tmp_path, COMMENTSCOPE_COOKIE=f"GCID=x; GCESS={SIGNED_IN}"
    )
    assert with_variable.returncode == 0
    for one in (with_file, with_variable):
        assert SIGNED_IN not in one.stdout + one.stderr
    assert SIGNED_IN.encode() not in (tmp_path / "data" / "comments.db").read_bytes()


def test_a_cookie_can_not_stand_on_the_command_line(site: Loopback, tmp_path: Path) -> None:
    """What is given in place of a file is looked for as a file."""
    done = commentscope("fetch", site.article(), *LOOPBACK, "--cookies", "GCID=x; GCESS=y", cwd=tmp_path)
    assert done.returncode == 2
    assert not site.requests


def test_some_of_several_fail(site: Loopback, tmp_path: Path) -> None:
    """The others are kept, the failed one is named, the exit code is 1; where all fail, it is 2."""
    site.faults.append(Reply(b"", 404))
    done = commentscope("fetch", site.article(1), site.article(780), *LOOPBACK, cwd=tmp_path)
    assert done.returncode == 1
    assert "status 404" in done.stderr
    assert len(cs.read(tmp_path / "data")) == 45
    site.faults.append(Reply(b"", 404))
    assert commentscope("fetch", site.article(1), *LOOPBACK, cwd=tmp_path).returncode == 2


def test_a_difference_between_expected_and_received_is_shown(site: Loopback, tmp_path: Path) -> None:
    """A list that repeats itself is a warning with a way on; `--quiet` leaves it."""
    site.paging = "stuck"
    done = commentscope("fetch", site.article(), *LOOPBACK, "--quiet", cwd=tmp_path)
    assert done.returncode == 1
    assert "20 of 45" in done.stderr
    assert "--paging" in done.stderr


@pytest.mark.parametrize("width", ["40", "80"])
def test_the_receipts_fit_the_terminal(site: Loopback, tmp_path: Path, width: str) -> None:
    """Titles are folded; no count is lost."""
    (tmp_path / "ids.txt").write_text(f"{site.article()} {'很长' * 30}", encoding="utf-8")
    done = commentscope("fetch", "--article-ids", "ids.txt", *LOOPBACK, cwd=tmp_path, COLUMNS=width)
    assert done.stdout.count("45") == 3
    assert done.stdout.count("很") == 30


def test_a_busy_site_is_waited_for(site: Loopback, tmp_path: Path) -> None:
    """451, and the user is told why nothing happens."""
    site.faults.append(Reply(status=451))
    done = commentscope("fetch", site.article(), *LOOPBACK, cwd=tmp_path)
    assert done.returncode == 0
    assert "451" in done.stderr
    assert "Trying again" in done.stderr


def test_a_private_address_is_refused(site: Loopback, tmp_path: Path) -> None:
    """Unless it is meant; and before anything else happens."""
    done = commentscope("fetch", site.article(), "--from", "geekbang-api", cwd=tmp_path)
    assert done.returncode == 2
    assert "--allow-private" in done.stderr
    assert not site.requests
    assert not (tmp_path / "data").exists()


def test_other_pages_by_selectors(site: Loopback, tmp_path: Path) -> None:
    """`--select` as for files."""
    comments = "".join(f"<li class=c><b>读者{n}</b><p>第{n}条</p></li>" for n in range(3))
    site.pages["/post"] = Reply(f"<title>文章</title><ul>{comments}</ul>".encode())
    selectors = [part for one in ("item=li.c", "text=p", "author=b") for part in ("--select", one)]
    done = commentscope(
        "fetch", f"{site.address}/post", *selectors, "--allow-private", "--rate", "0", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert list(cs.read(tmp_path / "data")["author"]) == ["读者0", "读者1", "读者2"]


def test_a_store_that_can_not_be_written_says_so(site: Loopback, tmp_path: Path) -> None:
    """A wrong place is named, with the option that changes it."""
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    done = commentscope("fetch", site.article(), *LOOPBACK, cwd=tmp_path)
    assert done.returncode == 2
    assert "--store" in done.stderr
    assert "Traceback" not in done.stderr


def test_hostile_titles_do_not_reach_the_terminal(site: Loopback, tmp_path: Path) -> None:
    """Nor the site's own words in an error."""
    site.faults.append(says({"error": {"code": -1, "msg": "\x1b]0;owned\x07[red]\u202eevil"}}))
    done = commentscope("fetch", site.article(), *LOOPBACK, cwd=tmp_path)
    assert "[red]" in done.stderr
    assert not set("\x1b\x07\u202e") & set(done.stdout + done.stderr)


def test_the_library_fetches_too(site: Loopback, tmp_path: Path) -> None:
    """`cs.fetch` gives the receipts; `cs.read` the table."""
    store = tmp_path / "mine.db"
    (receipt,) = cs.fetch(site.article(), store=store, site="geekbang-api", rate=0, allow_private=True)
    assert (receipt.received, receipt.complete) == (45, True)
    assert len(cs.read(store)) == 45
    site.needs_sign_in = True
    with pytest.raises(SignInError):
        cs.fetch([site.article()], store=store, site="geekbang-api", rate=0, allow_private=True)


def test_datasette_finds_its_way(site: Loopback, tmp_path: Path) -> None:
    """Keys and labels that a browser of databases goes by: articles by title, comments by article."""
    cs.fetch(site.article(), store=tmp_path / "mine.db", site="geekbang-api", rate=0, allow_private=True)
    with sqlite3.connect(tmp_path / "mine.db") as base:
        foreign = {(row[2], row[3]) for row in base.execute("pragma foreign_key_list(comments)")}
        keys = [row[1] for row in base.execute("pragma table_info(comments)") if row[5]]
        assert not base.execute("pragma foreign_key_check").fetchall()
    assert foreign == {("articles", "url"), ("visits", "visit")}
    assert keys == ["source", "id"]
