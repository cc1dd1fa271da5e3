"""GeekTime over HTTP: all of it, once, however the site pages, stumbles or repeats itself."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest
from loopback import Loopback, Reply, says

import commentscope as cs
from commentscope.comments import provenance
from commentscope.errors import SignInError
from commentscope.live.sites import GeekTime

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commentscope.live.records import Receipt

    Gather = Callable[..., list[Receipt]]


@pytest.mark.parametrize(
    ("paging", "geektime"),
    [
        ("score", GeekTime()),
        ("page", GeekTime("v4")),
        ("id", GeekTime("v4", "id")),
        ("page", GeekTime("v1", "page")),
    ],
)
def test_every_way_of_paging_brings_all(
    site: Loopback, gather: Gather, paging: str, geektime: GeekTime, tmp_path: Path
) -> None:
    """By score, by page number, by the last id: 45 comments in three pages."""
    site.paging = paging
    (receipt,) = gather(site.article(), sites=[geektime])
    assert (receipt.declared, receipt.received, receipt.new, receipt.complete) == (45, 45, 45, True)
    assert len(site.requests) == 3
    table = cs.read(tmp_path / "comments.db")
    assert sorted(table["id"], key=int) == [str(number) for number in range(1, 46)]


def test_what_is_kept_is_what_was_said(site: Loopback, gather: Gather, tmp_path: Path) -> None:
    """Text, counts, times and answers come out of the store as the site gave them."""
    gather(site.article())
    row = cs.read(tmp_path / "comments.db").set_index("id").loc["3"]
    assert row["text"] == "第3条<b>\n请问k3s能跑在边缘节点上吗？"
    assert (row["author"], row["likes"], row["reply"]) == ("读者3", 3 * 7919 % 501, "可以")
    assert row["posted"].isoformat() == "2018-08-16T09:16:43+08:00"
    assert (row["source"], row["url"]) == ("geekbang-api", site.article())


def test_the_request_is_what_the_site_expects(site: Loopback, gather: Gather) -> None:
    """Bodies and headers are those of the site's own page."""
    gather(site.article())
    method, path, body, headers = site.requests[0]
    assert (method, path, body) == ("POST", "/serv/v1/comments", {"aid": "780", "prev": "0"})
    assert headers["content-type"] == "application/json"
    assert (headers["origin"], headers["referer"]) == (site.address, site.article())
    site.paging = "page"
    gather(site.article(), sites=[GeekTime("v4")])
    assert site.requests[-3][1:3] == ("/serv/v4/comment/list", {"aid": 780, "prev": 1, "order": 1})


def test_a_list_that_repeats_itself_ends(site: Loopback, gather: Gather) -> None:
    """A page without a new comment ends the list, and what is missing is said."""
    site.paging = "stuck"
    (receipt,) = gather(site.article())
    assert len(site.requests) == 2
    assert (receipt.declared, receipt.received, receipt.complete) == (45, 20, False)


def test_a_wrong_count_is_reported(site: Loopback, gather: Gather) -> None:
    """Expected and received stand beside each other; the end that the site states is believed."""
    site.declared["780"] = 50
    (receipt,) = gather(site.article())
    assert (receipt.declared, receipt.received, receipt.complete) == (50, 45, True)


def test_threads_come_behind_the_list(site: Loopback, gather: Gather, tmp_path: Path) -> None:
    """Every comment's thread is asked for, page by page; its replies know what they reply to."""
    site.articles["780"] = [
        {**one, "discussion_count": 25 if one["id"] == 7 else 0} for one in site.articles["780"]
    ]
    site.threads[7] = [thread(number) for number in range(100, 125)]
    (receipt,) = gather(site.article(), sites=[GeekTime(threads=True)])
    assert (receipt.declared, receipt.received, receipt.replies, receipt.new) == (45, 45, 50, 95)
    assert [path for _, path, *_ in site.requests].count("/serv/discussion/v1/root_list") == 2
    table = cs.read(tmp_path / "comments.db")
    assert (table["parent"] == "7").sum() == 25
    assert (table["parent"] == "d100").sum() == 1
    assert provenance(table).declared == len(table) == 95


def test_without_threads_nobody_asks_for_them(site: Loopback, gather: Gather) -> None:
    """`--threads` is a choice: each costs a request."""
    gather(site.article())
    assert {path for _, path, *_ in site.requests} == {"/serv/v1/comments"}


@pytest.mark.parametrize("code", [-2000, -3050])
def test_signed_out_says_how_to_get_cookies(site: Loopback, gather: Gather, code: int) -> None:
    """The error names the code and the way to a cookie file; what came before is kept."""
    site.faults.extend([None, says({"error": {"msg": "未登录", "code": code}, "data": []})])
    with pytest.raises(SignInError, match=r"(?s)code .?\d+.*--cookies FILE"):
        gather(site.article())


def test_after_signing_in_it_goes_on(site: Loopback, gather: Gather, tmp_path: Path) -> None:
    """An expired login in the middle loses nothing: the next call asks for the second page."""
    site.faults.extend([None, says({"error": {"msg": "未登录", "code": -2000}, "data": []})])
    with pytest.raises(SignInError):
        gather(site.article())
    assert len(cs.read(tmp_path / "comments.db")) == 20
    (receipt,) = gather(site.article())
    assert receipt.received == receipt.new == 45
    assert [body["prev"] == "0" for _, _, body, _ in site.requests] == [True, False, False, False]


def test_an_article_that_fails_leaves_the_others_alone(site: Loopback, gather: Gather) -> None:
    """Its receipt says why."""
    site.articles["781"] = []
    site.faults.append(Reply(b"gone", 404))
    receipts = gather(site.article(1), site.article(780), site.article(781))
    assert [one.received for one in receipts] == [0, 45, 0]
    assert receipts[0].problem.key == "fetch-gone"
    assert [one.complete for one in receipts] == [False, True, True]


def test_raw_answers_stand_beside_the_rows(site: Loopback, gather: Gather, tmp_path: Path) -> None:
    """Each different answer once, as it came, with what was asked."""
    gather(site.article())
    gather(site.article())
    with sqlite3.connect(tmp_path / "comments.db") as base:
        answers = base.execute("select request, body from answers order by rowid").fetchall()
    assert len(answers) == 3
    assert json.loads(answers[0][0])["body"] == {"aid": "780", "prev": "0"}
    said = [one["id"] for _, body in answers for one in json.loads(body)["data"]["list"]]
    assert sorted(said) == list(range(1, 46))


def thread(number: int) -> dict[str, object]:
    """A discussion under a comment, with one answer to it."""
    child = {
        "author": {"nickname": "某"},
        "discussion": {"id": number + 1000, "discussion_content": "同意", "ctime": 1},
    }
    said = {
        "id": number,
        "discussion_content": "不同意",
        "likes_number": 1,
        "ctime": 1_600_000_000,
        "parent_id": 0,
    }
    return {"author": {"nickname": "客"}, "discussion": said, "child_discussions": [child]}
