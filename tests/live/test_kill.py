"""A fetch that is killed, at whatever moment and however often, ends with the table that it would have had anyway."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import httpx
import pytest
from loopback import Loopback, Reply, item, serve

from commentscope.live.client import Client
from commentscope.live.fetching import Fetching
from commentscope.live.sites import GeekTime, find_site
from commentscope.live.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMENTS = 5000
KILLS = 50
PROGRAM = [sys.executable, "-c", "from commentscope.cli import main; main()"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")


@pytest.fixture(scope="module")
def crowd() -> Iterator[Loopback]:
    """An article of 5,000 comments, three of them with threads, and another one behind it."""
    articles = {
        "1": [item(number, discussion_count=0) for number in range(1, COMMENTS + 1)],
        "2": [item(9_999_999)],
    }
    for number in (10, 2000, 4999):
        articles["1"][number]["discussion_count"] = 30
    said = {"discussion_content": "嗯", "ctime": 1_600_000_000}
    threads = {
        articles["1"][number]["id"]: [
            {"author": {}, "discussion": {"id": number * 100 + one, **said}} for one in range(30)
        ]
        for number in (10, 2000, 4999)
    }
    with serve(Loopback(articles, threads, size=40)) as running:
        yield running


def fetch(urls: list[str], store: Path) -> None:
    """What the process does that is killed."""
    site = GeekTime(threads=True)
    with Client(interval=lambda _: 0.0, allow_private=True) as client, Store(store) as opened:
        targets = [find_site(httpx.URL(url), [site], "geekbang-api") for url in urls]
        for receipt in Fetching(client, opened, targets).run():
            assert receipt.complete


def kept(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a fetch leaves, but for the times."""
    with sqlite3.connect(store) as base:
        names = [column[1] for column in base.execute("pragma table_info(comments)")]
        same = ", ".join(name for name in names if not name.endswith("_seen") and name != "visit")
        queries = {
            "comments": f"select {same} from comments order by rowid",  # noqa: S608  names
            "counts": "select source, id, likes, replies from counts order by source, id",
            "answers": "select url, digest, request, body from answers order by url, digest",
            "queue": "select * from queue",
            "visits": "select url, finished is null, pages, declared, received, new, changed from visits",
            "runs": "select finished is null from runs",
        }
        return {name: base.execute(query).fetchall() for name, query in queries.items()}


def test_killed_and_resumed_at_fifty_points(crowd: Loopback, tmp_path: Path) -> None:
    """Killed by -9 at 50 random moments: 5,091 comments, none twice, none missing, hardly a page asked for in vain."""
    urls = [crowd.article(1), crowd.article(2)]
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    fetch(urls, whole)
    asked = len(crowd.requests)
    seed = random.randrange(1 << 32)  # noqa: S311  no secret
    print(f"seed {seed}")  # noqa: T201  to repeat what failed
    chance = random.Random(seed)  # noqa: S311  no secret
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["commentscope.live", "loopback", "sqlite_utils"])
    kills = rounds = 0
    while kills < KILLS:
        rounds += 1
        killed.unlink(missing_ok=True)
        process = context.Process(target=fetch, args=(urls, killed), daemon=True)
        process.start()
        while kills < KILLS:
            # Mostly while pages come and are kept, a moment after some answer; now and then at once.
            until = crowd.answered + chance.randrange(5)
            while process.is_alive() and crowd.answered < until:
                time.sleep(0.0005)
            time.sleep(chance.random() * 0.02)
            if not process.is_alive():
                break
            process.kill()
            process.join()
            kills += 1
            process = context.Process(target=fetch, args=(urls, killed), daemon=True)
            process.start()
        process.join()
        assert process.exitcode == 0
        assert kept(killed) == kept(whole)
    assert len(kept(whole)["comments"]) == COMMENTS + 90 + 1
    # At most the page under way is asked for again.
    assert len(crowd.requests) - asked <= rounds * asked + KILLS


def test_the_command_killed_goes_on(crowd: Loopback, tmp_path: Path) -> None:
    """The same with the program itself, as a user would have it."""
    process = subprocess.Popen(command(crowd.article(1)), cwd=tmp_path, stdout=subprocess.DEVNULL)  # noqa: S603  our own
    until = crowd.answered + 30
    while crowd.answered < until and process.poll() is None:
        time.sleep(0.001)
    process.kill()
    process.wait()
    before = len(crowd.requests)
    done = subprocess.run(command(crowd.article(1)), cwd=tmp_path, capture_output=True, check=True)  # noqa: S603
    assert "Going on" in done.stderr.decode()
    assert "5,000" in done.stdout.decode()
    assert len(crowd.requests) - before <= 125 - 28
    assert len(kept(tmp_path / "data" / "comments.db")["comments"]) == COMMENTS


def test_ctrl_c_keeps_what_came(crowd: Loopback, tmp_path: Path) -> None:
    """It ends with 130, a line that says how to go on, the receipt so far, and no traceback."""
    process = subprocess.Popen(  # noqa: S603  our own program
        command(crowd.article(1)), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until = crowd.answered + 20
    while crowd.answered < until and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 130, said.decode()
    assert b"same command goes on" in said
    assert b"Traceback" not in said
    assert b"5,000" in out
    kept_now = kept(tmp_path / "data" / "comments.db")
    assert len(kept_now["comments"]) >= 19 * 40
    assert len(kept_now["queue"]) == 1


def test_a_server_that_dies_within_a_page_costs_nothing(tmp_path: Path) -> None:
    """Dropped connections, wrong JSON and complaints in a row, page after page: the table is the same."""
    with serve(Loopback({"780": [item(number, discussion_count=0) for number in range(1, 201)]})) as site:
        fetch([site.article()], tmp_path / "whole.db")
        drop = Reply(b"{" * 3000, headers={"Content-Encoding": "identity"}, drop_after=1500)
        for fault in (drop, Reply(b"<html>busy"), Reply(status=452), Reply(b"{}"), Reply(b"[" * 100_000)):
            site.faults.extend([fault, None])
        with Client(interval=lambda _: 0.0, allow_private=True, sleep=lambda _: None) as client:
            targets = [find_site(httpx.URL(site.article()), [GeekTime(threads=True)], "geekbang-api")]
            with Store(tmp_path / "faulty.db") as store:
                (receipt,) = Fetching(client, store, targets).run()
    assert receipt.complete
    assert kept(tmp_path / "faulty.db") == kept(tmp_path / "whole.db")


def command(url: str) -> list[str]:
    """The program, told that loopback is meant and need not be spared."""
    return [
        *PROGRAM,
        "fetch",
        url,
        "--from",
        "geekbang-api",
        "--allow-private",
        "--rate",
        "0",
        "--lang",
        "en",
    ]
