"""The other sites, each played by the loopback server in the shape of its public API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from loopback import Loopback, Reply, says

import commentscope as cs
from commentscope.errors import AddressError, UsageError
from commentscope.live import known_sites
from commentscope.live.client import Client
from commentscope.live.sites import AnyPage, Discourse, GeekTime, GitHub, HackerNews, find_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commentscope.live.records import Receipt

    Gather = Callable[..., list[Receipt]]

SITES = known_sites(GeekTime())


@pytest.mark.parametrize(
    ("url", "site", "kept"),
    [
        ("https://time.geekbang.org/column/article/780?x=1#y", "geekbang-api", "https://time.geekbang.org/column/article/780"),
        ("https://news.ycombinator.com/item?id=8", "hackernews", "https://news.ycombinator.com/item?id=8"),
        ("https://hn.algolia.com/api/v1/items/8", "hackernews", "https://news.ycombinator.com/item?id=8"),
        ("https://github.com/o/r.js/discussions/5", "github", "https://github.com/o/r.js/discussions/5"),
        ("https://github.com/o/r/issues/5#issuecomment-1", "github", "https://github.com/o/r/issues/5"),
        ("https://github.com/o/r/pull/5", "github", "https://github.com/o/r/pull/5"),
        ("https://forum.example/t/some-words/123/4", "discourse", "https://forum.example/t/123"),
        ("https://example.org/forum/t/123", "discourse", "https://example.org/forum/t/123"),
        ("https://example.org/post?id=3#comments", "page", "https://example.org/post?id=3"),
        ("https://evil.example/column/article/780", "page", "https://evil.example/column/article/780"),
    ],
)  # fmt: skip
def test_the_address_tells_the_site(url: str, site: str, kept: str) -> None:
    """And the same discussion has one address, however it was given."""
    found, target = find_site(httpx.URL(url), SITES)
    assert (found.name, target.url) == (site, kept)


def test_what_the_user_says_goes_before_the_address() -> None:
    """A mirror of GeekTime is told with `--from`; an address that can't be one, or an unknown site, is an error."""
    found, target = find_site(httpx.URL("https://mirror.example/column/article/780"), SITES, "geekbang-api")
    assert (found.name, target.key) == ("geekbang-api", "780")
    with pytest.raises(UsageError, match="geekbang-api"):
        find_site(httpx.URL("https://mirror.example/780"), SITES, "geekbang-api")
    with pytest.raises(UsageError, match="hackernews"):
        find_site(httpx.URL("https://mirror.example/780"), SITES, "usenet")


def test_hacker_news_is_one_answer(site: Loopback, gather: Gather, tmp_path: Path) -> None:
    """The whole tree, with parents; deleted comments are counted, not kept."""
    above = {"story_id": 8, "created_at_i": 1_700_000_000}
    deep = {**above, "id": 11, "parent_id": 10, "author": "c", "text": "Because.", "children": []}
    deleted = {**above, "id": 12, "parent_id": 8, "author": None, "text": None, "children": []}
    first = {**above, "id": 10, "parent_id": 8, "author": "b", "text": "<p>Why?</p>", "children": [deep]}
    story = {
        "id": 8,
        "title": "A story",
        "author": "a",
        "created_at_i": 1,
        "type": "story",
        "children": [first, deleted],
    }
    site.pages["/api/v1/items/8"] = says(story)
    (receipt,) = gather(f"{site.address}/api/v1/items/8", sites=[HackerNews()], wanted="hackernews")
    assert (receipt.article, receipt.received, receipt.new, receipt.complete) == ("A story", 3, 2, True)
    table = cs.read(tmp_path / "comments.db").set_index("id")
    assert list(table.index) == ["10", "11"]
    assert table.loc["11", "parent"] == "10"
    assert set(table["article"]) == {"A story"}
    assert HackerNews().ask(SITES[1].target(httpx.URL("https://news.ycombinator.com/item?id=8")), {}).url == (  # type: ignore[arg-type]  # it is one
        "https://hn.algolia.com/api/v1/items/8"
    )


def post(number: int, **more: Any) -> dict[str, Any]:
    """A post of a Discourse topic."""
    return {
        "id": 1000 + number,
        "post_number": number,
        "topic_id": 123,
        "username": "op" if number == 1 else f"u{number}",
        "cooked": f"<p>第 {number} 帖</p>",
        "created_at": "2024-05-01T00:00:00Z",
        "post_type": 1,
        **more,
    }


def test_discourse_is_asked_for_all_posts(site: Loopback, gather: Gather, tmp_path: Path) -> None:
    """The topic answers with twenty posts and the numbers of all; the others are asked for by number."""
    posts = [post(number, reply_to_post_number=2 if number == 50 else None) for number in range(1, 51)]
    shown = {"posts": posts[:20], "stream": [one["id"] for one in posts]}
    topic = {
        "id": 123,
        "title": "题目",
        "posts_count": 50,
        "post_stream": shown,
        "details": {"created_by": {"username": "op"}},
    }

    def more(asked: Any) -> Reply:
        wanted = {int(number) for _, number in httpx.URL(f"http://x{asked[1]}").params.multi_items()}
        return says({"id": 123, "post_stream": {"posts": [one for one in posts if one["id"] in wanted]}})

    site.pages |= {"/t/123.json": says(topic), "/t/123/posts.json": more}
    (receipt,) = gather(f"{site.address}/t/words/123", sites=[Discourse()], wanted=None)
    assert (receipt.declared, receipt.received, receipt.complete) == (49, 49, True)
    assert len(site.requests) == 3
    table = cs.read(tmp_path / "comments.db")
    host = site.address.partition("://")[2]
    assert set(table["article"]) == {"题目"}
    last = table.set_index("id").loc[f"{host}/123/50"]
    assert (last["text"], last["parent"]) == ("第 50 帖", f"{host}/123/2")


def test_githubs_issues_need_no_token(site: Loopback, gather: Gather) -> None:
    """The issue has the title and the number of comments; the comments come by the hundred."""
    base = "/api/v3/repos/o/r/issues/5"
    comments = [
        {
            "id": number,
            "body": f"第 {number} 条",
            "user": {"login": "u"},
            "created_at": "2024-05-01T00:00:00Z",
            "html_url": f"https://github.com/o/r/issues/5#issuecomment-{number}",
        }
        for number in range(1, 131)
    ]
    site.pages |= {
        base: says({"title": "问题", "comments": 130}),
        f"{base}/comments?per_page=100&page=1": says(comments[:100]),
        f"{base}/comments?per_page=100&page=2": says(comments[100:]),
    }
    (receipt,) = gather(f"{site.address}/o/r/issues/5", sites=[GitHub()], wanted="github")
    assert (receipt.article, receipt.declared, receipt.received) == ("问题", 130, 130)
    assert receipt.complete


def test_githubs_discussions_come_over_graphql(site: Loopback, gather: Gather, tmp_path: Path) -> None:
    """Page by page with a token, replies included, those beyond the first hundred, too."""
    site.pages["/api/graphql"] = lambda asked: says(discussion(asked[2]["variables"]))
    jar = {"127.0.0.1": "ghp_0123456789abcdef"}
    with Client(tokens=jar, interval=lambda _: 0.0, allow_private=True) as client:
        (receipt,) = gather(f"{site.address}/o/r/discussions/5", sites=[GitHub()], wanted="github", by=client)
    assert (receipt.article, receipt.declared, receipt.received, receipt.replies) == ("讨论", 4, 4, 1)
    assert {headers["authorization"] for *_, headers in site.requests} == {"Bearer ghp_0123456789abcdef"}
    table = cs.read(tmp_path / "comments.db").set_index("id")
    assert list(table.index) == ["c1", "r1", "c2", "c3", "r2"]
    assert table.loc["r2", "parent"] == "c1"
    assert b"ghp_0123" not in (tmp_path / "comments.db").read_bytes()


def node(name: str, **more: Any) -> dict[str, Any]:
    """A comment of a discussion."""
    return {
        "id": name,
        "body": f"说 {name}",
        "author": {"login": name},
        "createdAt": "2024-05-01T00:00:00Z",
        **more,
    }


def discussion(variables: dict[str, Any]) -> dict[str, Any]:
    """GraphQL's answers: two pages of comments, and the second page of the first one's replies."""
    end = {"hasNextPage": False, "endCursor": "z"}
    if "node" in variables:
        return {
            "data": {
                "node": {"id": "c1", "replies": {"totalCount": 2, "pageInfo": end, "nodes": [node("r2")]}}
            }
        }
    if variables["after"] is None:
        replies = {
            "totalCount": 2,
            "pageInfo": {"hasNextPage": True, "endCursor": "r"},
            "nodes": [node("r1")],
        }
        nodes = [
            node("c1", replies=replies),
            node("c2", replies={"totalCount": 0, "pageInfo": end, "nodes": []}),
        ]
        info = {"hasNextPage": True, "endCursor": "a"}
    else:
        nodes, info = [node("c3", replies={"totalCount": 0, "pageInfo": end, "nodes": []})], end
    comments = {"totalCount": 3, "pageInfo": info, "nodes": nodes}
    return {
        "data": {
            "repository": {"discussion": {"title": "讨论", "author": {"login": "op"}, "comments": comments}}
        }
    }


def test_any_page_that_states_its_comments(site: Loopback, gather: Gather, tmp_path: Path) -> None:
    """schema.org in the page; robots.txt is asked first; ids get the host before them."""
    stated = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "文章",
        "commentCount": 2,
        "comment": [
            {
                "@type": "Comment",
                "@id": "1",
                "text": "请问可以吗？",
                "author": {"name": "甲"},
                "upvoteCount": 3,
            },
            {"@type": "Comment", "text": "没有编号", "dateCreated": "2024-05-01"},
        ],
    }
    page = f'<html><script type="application/ld+json">{json.dumps(stated)}</script></html>'
    site.pages["/post"] = Reply(
        page.encode("gb18030"), headers={"Content-Type": "text/html; charset=gb18030"}
    )
    (receipt,) = gather(f"{site.address}/post", sites=[AnyPage()], wanted=None)
    assert (receipt.declared, receipt.received, receipt.complete) == (2, 2, True)
    assert [path for _, path, *_ in site.requests] == ["/robots.txt", "/post"]
    table = cs.read(tmp_path / "comments.db")
    assert table["id"][0] == f"{site.address.partition('://')[2]}/1"
    assert set(table["article"]) == {"文章"}
    assert set(table["url"]) == {f"{site.address}/post"}


def test_the_archives_own_block_is_read_from_a_page(site: Loopback, gather: Gather, seed: Path) -> None:
    """What `analyze` reads of a file, `fetch` reads of its page; again, it finds the same ones."""
    site.pages["/2019.html"] = Reply(seed.read_bytes())
    for new in (22, 0):
        (receipt,) = gather(f"{site.address}/2019.html", sites=[AnyPage()], wanted=None)
        assert (receipt.declared, receipt.received, receipt.new, receipt.vanished) == (22, 22, new, 0)


def test_a_page_without_comments_says_what_to_do(site: Loopback, gather: Gather) -> None:
    """Selectors, or the file that a browser saves."""
    site.pages["/post"] = Reply(b"<html><p>nothing</p></html>")
    (receipt,) = gather(f"{site.address}/post", sites=[AnyPage()], wanted=None)
    assert receipt.problem is not None
    assert receipt.problem.key == "fetch-no-comments"


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"null", b'"x"', b"{", b"<html>", b"", b'{"post_stream": 7}', b"[" * 9999]
)
@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/column/article/1", "geekbang-api"),
        ("/api/v1/items/1", "hackernews"),
        ("/o/r/issues/1", "github"),
        ("/o/r/discussions/1", "github"),
        ("/t/x/1", "discourse"),
    ],
)
def test_what_is_no_answer_is_no_answer(
    site: Loopback, gather: Gather, body: bytes, path: str, wanted: str
) -> None:
    """Wrong JSON, or JSON of another shape, is asked for again and then told; never an exception of another kind."""
    site.pages |= dict.fromkeys(
        ["/serv/v1/comments", "/api/v1/items/1", "/api/v3/repos/o/r/issues/1", "/api/graphql", "/t/1.json"],
        Reply(body),
    )
    (receipt,) = gather(f"{site.address}{path}", sites=SITES, wanted=wanted)
    assert receipt.problem is not None
    assert receipt.problem.key in {"fetch-not-json", "fetch-unknown"}
    assert not receipt.complete


def test_a_password_in_an_address_is_refused() -> None:
    """It would stand in the shell's history, the store and every report."""
    with pytest.raises(AddressError) as caught:
        cs.fetch("https://user:geheim@example.org/")
    assert "geheim" not in str(caught.value)
