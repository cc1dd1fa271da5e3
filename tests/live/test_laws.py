"""What holds whatever a site answers, and however its discussions change between two visits."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loopback import Loopback, item

import commentscope as cs
from commentscope.errors import FetchError
from commentscope.live.exchange import Answer, Ask, Passing
from commentscope.live.fetching import Fetching
from commentscope.live.sites import Discourse, GeekTime, GitHub, HackerNews, find_site
from commentscope.live.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS = "https://time.geekbang.org/column/article/780"
NAMES = [
    "data", "list", "page", "more", "count", "error", "code", "msg", "id", "score", "like_count",
    "comment_ctime", "comment_content", "replies", "author", "title", "discussion_count", "discussion",
    "child_discussions", "post_stream", "posts", "stream", "posts_count", "post_number", "cooked",
    "details", "text", "created_by", "username", "children", "parent_id", "repository", "comments", "nodes",
    "totalCount", "pageInfo", "hasNextPage", "endCursor", "node", "body",
]  # fmt: skip

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("\ud800")
json_values = st.recursive(
    scalars,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.sampled_from(NAMES), below, max_size=6),
    max_leaves=40,
)


def shaped(path: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Anything; mostly where a site's answer has its list."""
    items = st.lists(st.dictionaries(st.sampled_from(NAMES), json_values, max_size=6), max_size=3)

    def wrapped(inner: Any) -> Any:
        for name in reversed(path):
            inner = {name: inner}
        return inner

    return json_values | items.map(wrapped) | json_values.map(wrapped)


@pytest.mark.parametrize(
    ("site", "url", "path", "cursors"),
    [
        (GeekTime(threads=True), ADDRESS, ("data", "list"), [{"page": 1, "prev": "0"}, {"thread": 7, "prev": 1}]),
        (GeekTime("v4", "id"), ADDRESS, ("data", "list"), [{"page": 1, "prev": 0}]),
        (HackerNews(), "https://news.ycombinator.com/item?id=8", ("children",), [{}]),
        (
            Discourse(),
            "https://f.example/t/x/1",
            ("post_stream", "posts"),
            [{}, {"posts": [1], "title": None, "author": 7}],
        ),
        (
            GitHub(),
            "https://github.com/o/r/discussions/1",
            ("data", "repository", "discussion", "comments", "nodes"),
            [{"after": None, "replies": 0}, {"node": "x", "after": "y"}, {"page": 0}, {"page": 1, "title": "t"}],
        ),
    ],
    ids=["geektime-v1", "geektime-v4", "hackernews", "discourse", "github"],
)  # fmt: skip
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_answer_is_too_strange(
    site: Any, url: str, path: tuple[str, ...], cursors: list[Any], data: Any
) -> None:
    """Any JSON is a page, or an error that says so; where it goes on can be kept as JSON, and be asked for."""
    target = site.target(httpx.URL(url))
    body = json.dumps(data.draw(shaped(path))).encode()
    cursor = data.draw(st.sampled_from(cursors))
    try:
        page = site.read(target, cursor, Answer(url, body))
    except (Passing, FetchError):
        return
    for onward in ([page.following] if page.following else []) + page.threads:
        ask = site.ask(target, json.loads(json.dumps(onward)))
        httpx.Request("POST", ask.url, content=json.dumps(ask.body).encode())
    with Store(Path(":memory:")) as store:
        visit = store.begin_visit(store.begin_run(""), target, cursor, threads=True)
        place = store.next(visit)
        assert place is not None
        store.add(visit, place, "", Answer(url, body), page)


class Killed(BaseException):
    """As if by kill -9: nothing more is done."""


class Direct:
    """A client that asks the playing site without a network, and is killed at the `fatal`-th request."""

    def __init__(self, site: Loopback, fatal: int | None) -> None:
        self.site = site
        self.left = fatal

    def send(self, ask: Ask, accept: Callable[[Answer], Any]) -> Any:
        """The answer."""
        if self.left == 0:
            raise Killed
        self.left = None if self.left is None else self.left - 1
        reply = self.site.answer("POST", httpx.URL(ask.url).path, ask.body, {})
        return accept(Answer(ask.url, reply.body))


days = st.tuples(
    st.dictionaries(st.integers(1, 12), st.integers(0, 3), max_size=12), st.none() | st.integers(0, 4)
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    life=st.lists(days, min_size=1, max_size=3),
    size=st.integers(1, 5),
    way=st.sampled_from([("score", GeekTime()), ("page", GeekTime("v4")), ("id", GeekTime("v1", "id"))]),
)
def test_in_the_end_the_store_says_what_the_site_says(
    life: list[tuple[dict[int, int], int | None]], size: int, way: tuple[str, GeekTime]
) -> None:
    """Comments come, go, return and are liked, fetches are killed in between: after a whole visit all is as there.

    And nothing that was ever seen is gone: it is marked.
    """
    paging, geektime = way
    site = Loopback({"780": []}, paging=paging, size=size)
    targets = [find_site(httpx.URL(ADDRESS), [geektime])]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "comments.db")
        for comments, fatal in [*life, (life[-1][0], None), (life[-1][0], None)]:
            site.articles["780"] = [item(number, likes=likes) for number, likes in sorted(comments.items())]
            try:
                with Store(path) as store:
                    before = stored(path)
                    list(Fetching(Direct(site, fatal), store, targets).run())  # type: ignore[arg-type]  # does as one
            except Killed:
                pass
            assert before <= stored(path)
        table = cs.read(path)
        assert dict(zip(table["id"].astype(int), table["likes"], strict=True)) == life[-1][0]
        with sqlite3.connect(path) as base:
            latest = dict(
                base.execute("select id, likes from counts group by source, id having seen = max(seen)")
            )
            now = dict(base.execute("select id, likes from comments"))
        assert latest == now


def stored(path: Path) -> set[str]:
    """The ids of all that was ever seen."""
    with sqlite3.connect(path) as base:
        return {number for (number,) in base.execute("select id from comments")}
