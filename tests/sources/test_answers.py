"""Formats that are a site's answers, saved or just fetched: GeekTime, Hacker News, Discourse, GitHub, schema.org."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from commentscope.sources import (
    Input,
    Reading,
    discourse,
    geekbang_api,
    github,
    hackernews,
    read_input,
)

if TYPE_CHECKING:
    from pathlib import Path

COMMENT = {
    "id": 7,
    "user_name": "核桃",
    "user_header": "https://a.test/7.jpg",
    "like_count": 12,
    "comment_content": "K3s 能用吗&#47;&lt;edge&gt;？<br>谢谢",
    "comment_ctime": 1551234567,
    "replies": [{"id": "1", "content": "能用&amp;好用", "user_name": "作者回复"}],
}
PAGE = {"code": 0, "data": {"list": [COMMENT], "page": {"more": False, "count": 30}}}
STORY: dict[str, Any] = {
    "id": 1, "type": "story", "title": "K3s", "author": "op", "created_at_i": 1551234000,
    "children": [
        {"id": 2, "type": "comment", "author": "a", "text": "<p>Why?<p>And <i>how</i>?", "created_at_i": 1551234001,
         "parent_id": 1, "story_id": 1, "children": [
            {"id": 3, "author": "op", "text": "Because.", "created_at_i": 1551234002, "parent_id": 2, "story_id": 1,
             "children": [{"id": 4, "author": "b", "text": "I see", "created_at_i": 1, "parent_id": 3, "story_id": 1,
                           "children": []}]}]},
        {"id": 5, "author": None, "text": None, "created_at_i": 3, "parent_id": 1, "story_id": 1, "children": []},
    ],
}  # fmt: skip
TOPIC: dict[str, Any] = {
    "id": 9, "title": "Topic", "posts_count": 4,
    "post_stream": {"posts": [
        {"id": 90, "post_number": 1, "username": "op", "cooked": "<p>the article</p>", "topic_id": 9},
        {"id": 91, "post_number": 2, "username": "a", "cooked": "<p>How?</p>", "topic_id": 9, "reply_count": 1,
         "created_at": "2024-05-01T02:00:00.000Z", "actions_summary": [{"id": 2, "count": 3}],
         "avatar_template": "/a/{size}.png"},
        {"id": 92, "post_number": 3, "username": "op", "cooked": "<p>So.</p>", "reply_to_post_number": 2},
        {"id": 93, "post_number": 4, "username": "b", "cooked": "<p>Thanks</p>", "reply_to_post_number": 3,
         "topic_id": 9},
        {"id": 94, "post_number": 5, "post_type": 3, "username": "system", "cooked": ""},
        {"id": 95, "post_number": 6, "user_deleted": True, "username": "c", "cooked": "<p>gone</p>"},
    ]},
}  # fmt: skip
GRAPHQL: dict[str, Any] = {"data": {"repository": {"discussion": {
    "title": "文章", "url": "https://github.test/d/1", "author": {"login": "giscus"},
    "comments": {"totalCount": 2, "nodes": [
        {"id": "c1", "author": {"login": "a", "avatarUrl": "https://a.test"}, "body": "**怎么**用 `k3s`？",
         "createdAt": "2024-05-01T02:00:00Z", "upvoteCount": 4, "replies": {"totalCount": 2, "nodes": [
            {"id": "r1", "author": {"login": "me"}, "authorAssociation": "OWNER", "body": "看文档", "upvoteCount": 0},
            {"id": "r2", "author": {"login": "b"}, "body": "多谢"}]}},
        {"id": "c2", "author": None, "body": "x", "isMinimized": True, "minimizedReason": "SPAM"},
    ]}}}}}  # fmt: skip
REST = [
    {"id": 11, "user": {"login": "a"}, "body": "问题", "created_at": "2024-05-01T02:00:00Z",
     "issue_url": "https://api.github.test/i/1", "html_url": "https://github.test/i/1#c11", "reactions": {"+1": 2}},
]  # fmt: skip
LINKED: dict[str, Any] = {
    "@context": "https://schema.org", "@graph": [{
        "@type": "BlogPosting", "headline": "文章", "url": "https://b.test/1", "commentCount": 2,
        "comment": [{"@type": "Comment", "@id": "#1", "text": "怎么用 a &lt; b？", "author": {"name": "null"},
                     "dateCreated": "2024-05-01T10:00:00+08:00", "upvoteCount": 3,
                     "comment": {"@type": "Comment", "text": "这样用", "author": "b"}}]}],
}  # fmt: skip


def reading(value: object) -> Reading:
    """What is read of a file with this JSON, or this text."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return read_input(Input(None, data=text.encode()))


def test_geektime_answer() -> None:
    """Entities are decoded once, `<br>` is a newline, the author's answer is `reply`, days are Beijing days."""
    found = reading(PAGE)
    (one,) = found.comments
    assert one == geekbang_api.parse(PAGE, url="-").comments[0]
    assert (one.text, one.reply) == ("K3s 能用吗/<edge>？\n谢谢", "能用&好用")
    assert (one.id, one.author, one.likes, one.posted) == ("7", "核桃", 12, "2019-02-27T10:29:27")
    assert found.origin.declared == 30


def test_geektime_second_version() -> None:
    """Version 4 has no answers as `null`, a count of replies, and newlines as they are; several pages go together."""
    item = {**COMMENT, "id": 8, "comment_content": "一\n二", "replies": None, "discussion_count": 2}
    more = {"data": {"list": [item], "page": {"more": True, "count": 30}}}
    found = reading([more, PAGE])
    first = found.comments[0]
    assert (first.text, first.reply, first.replies) == ("一\n二", None, 2)
    assert (len(found.comments), found.origin.declared) == (2, 30)


def test_geektime_threads() -> None:
    """What stands under a comment has it as parent, deeper ones what they stand under."""
    child = {
        "author": {"nickname": "b"},
        "discussion": {"id": 2, "discussion_content": "是的", "ctime": 1551234567},
    }
    root = {"author": {"nickname": "a"}, "discussion": {"id": 1, "discussion_content": "对", "likes_number": 3},
            "child_discussions": [child]}  # fmt: skip
    answer = {"code": 0, "data": {"list": [root], "page": {"total": 1, "more": False}}}
    found = geekbang_api.parse(answer, parent="7").comments
    assert [(one.id, one.parent, one.likes) for one in found] == [("d1", "7", 3), ("d2", "d1", None)]
    assert len(reading(answer).comments) == 2


def test_geektime_refusal() -> None:
    """The site's error is no empty discussion."""
    found = reading({"error": {"msg": "未登录", "code": -2000}, "data": []})
    assert [one.reason.key for one in found.origin.damaged] == ["geekbang-api-refused"]


def test_geektime_sample(shared: Path) -> None:
    """The real answer: as many comments as it lists, each with its answer."""
    (path,) = (shared / "samples" / "geektime-api-v1-json").glob("*.json")
    items = json.loads(path.read_text("utf-8"))["data"]["list"]
    found = read_input(Input(str(path))).comments
    assert [one.id for one in found] == [str(item["id"]) for item in items]
    assert all(one.reply for one in found)


def test_hacker_news() -> None:
    """A tree becomes rows; the story's author answering is `reply`; what was deleted is left out and counted."""
    found = reading(STORY)
    assert [(one.id, one.parent, one.reply) for one in found.comments] == [
        ("2", None, "Because."),
        ("4", "2", None),
    ]
    assert found.comments[0].text == "Why?\n\nAnd how?"
    assert found.comments[0].article == "K3s"
    assert found.origin.left_out == {"deleted": 1}
    hits = {"hits": [{"objectID": "6", "comment_text": "a", "author": "x", "story_id": 1, "parent_id": 1,
                      "story_title": "K3s"}]}  # fmt: skip
    assert [(one.id, one.article) for one in hackernews.parse(hits).comments] == [("6", "K3s")]


def test_discourse() -> None:
    """The first post is the article; replies point at addresses that hold on every page of a topic."""
    found = reading(TOPIC)
    first, second = found.comments
    assert (first.id, first.reply, first.likes, first.posted) == ("9/2", "So.", 3, "2024-05-01T10:00:00")
    assert (second.id, second.parent, second.article) == ("9/4", "9/2", "Topic")
    assert found.origin.left_out == {"notice": 1, "deleted": 1}
    assert found.origin.declared == 2
    later = {"id": 9, "post_stream": {"posts": [{"post_number": 21, "reply_to_post_number": 4, "username": "z",
                                                 "cooked": "x", "topic_id": 9}]}}  # fmt: skip
    assert discourse.parse(later).comments[0].parent == "9/4"


def test_github() -> None:
    """Discussions with replies, and the list that REST gives; the owner's answer is `reply`."""
    found = reading(GRAPHQL)
    assert [(one.id, one.parent, one.reply, one.likes) for one in found.comments] == [
        ("c1", None, "看文档", 4),
        ("r2", "c1", None, None),
    ]
    assert found.comments[0].text == "怎么用 `k3s`？"
    assert found.origin.left_out == {"spam": 1}
    (one,) = reading(REST).comments
    assert (one.id, one.likes, one.url) == ("11", 2, "https://github.test/i/1")
    pages = [json.dumps([{**REST[0], "id": number}]) for number in (1, 2, 3)]
    for kept in (
        f"[{','.join(pages)}]",
        "".join(pages),
        "\n".join(pages),
    ):  # `gh api --paginate`, `--slurp` or not
        assert [each.id for each in reading(kept).comments] == ["1", "2", "3"]
    cut = reading("".join(pages)[:-5])
    assert [each.id for each in cut.comments] == ["1", "2"]
    assert len(cut.origin.damaged) == 1
    assert len(github.parse([GRAPHQL, GRAPHQL]).comments) == 2 * len(github.parse(GRAPHQL).comments)
    giscus = {
        "discussion": {
            "comments": [{"id": "x", "author": {"login": "a"}, "bodyHTML": "<p>好</p>", "replies": []}]
        }
    }
    assert [(each.text, each.replies) for each in github.parse(giscus).comments] == [("好", 0)]


def test_schema_org() -> None:
    """Comments stated in a page, or in a file of JSON-LD; a name `null` stays a name."""
    page = f'<title>x</title><script type="application/ld+json">{json.dumps(LINKED)}</script><p>text'
    for found in (reading(page), reading(LINKED)):
        first, second = found.comments
        assert (first.text, first.author, first.likes) == ("怎么用 a < b？", "null", 3)
        assert (first.article, first.url, first.posted) == ("文章", "https://b.test/1", "2024-05-01T10:00:00")
        assert (second.parent, second.author) == ("#1", "b")
        assert found.origin.declared == 2


def test_schema_org_without_an_article() -> None:
    """Comments that belong to no article are comments, too, with what replies to them; older words are known."""
    loose = [
        {"@type": ["Comment"], "@id": "1", "text": ["怎么用？"], "comment": {"@type": "Comment", "text": "这样"}},
        {"@type": "http://schema.org/UserComments", "commentText": "好", "creator": {"name": "b"},
         "commentTime": "2024-05-01T10:00:00"},
        {"@type": "Person", "name": "x", "comment": {"@id": "1"}},
    ]  # fmt: skip
    found = reading({"@context": "https://schema.org", "@graph": loose})
    assert [(one.text, one.parent) for one in found.comments] == [
        ("怎么用？", None),
        ("这样", "1"),
        ("好", None),
    ]
    assert (found.comments[2].author, found.comments[2].posted) == ("b", "2024-05-01T10:00:00")
    assert not found.origin.left_out


def test_schema_org_in_two_notations() -> None:
    """A page that says the same twice is read once, as JSON-LD; one that is JSON-LD of something else as microdata."""
    page = '<div itemscope itemtype="http://schema.org/Comment"><p itemprop="text">怎么用？</p></div>'
    linked = '<script type="application/ld+json">{}</script>'
    assert [one.text for one in reading(linked.format(json.dumps(LINKED)) + page).comments] == [
        "怎么用 a < b？",
        "这样用",
    ]
    assert [one.text for one in reading(linked.format('{"@type": "WebSite"}') + page).comments] == [
        "怎么用？"
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<i itemprop="upvoteCount" content="3">三</i>', {"likes": 3}),
        ('<a itemprop="author" href="/u">小王</a>', {"author": "小王"}),
        ('<a itemprop="url" href="https://b.test/#5">#</a>', {"id": "https://b.test/#5"}),
        (
            '<time itemprop="dateCreated" datetime="2024-05-01T02:00Z">x</time>',
            {"posted": "2024-05-01T10:00:00"},
        ),
        ('<time itemprop="datePublished">2024-05-01</time>', {"posted": "2024-05-01"}),
        ('<b itemprop="author">一</b><b itemprop="author">二</b>', {"author": "一"}),
        ('<div itemprop="comment" itemscope itemtype="x"><b itemprop="author">z</b></div>', {"author": None}),
    ],
)
def test_values_of_microdata(page: str, expected: dict[str, Any]) -> None:
    """An attribute that is made for programs goes before the words; an address is one only where one is meant."""
    stated = f'<div itemscope itemtype="http://schema.org/Comment"><p itemprop="text">好</p>{page}</div>'
    (one,) = reading(f"<title>t</title>{stated}").comments
    assert {key: getattr(one, key) for key in expected} == expected


@pytest.mark.parametrize(
    "part",
    [
        '<div itemscope itemtype="Comment">',
        '<i itemprop="comment" itemscope itemtype=Comment>',
        '<p typeof="Comment" rel="comment">',
        '<b itemprop="text">',
        "itemtype=",
    ],
)
def test_microdata_without_end_is_no_error(part: str) -> None:
    """What nests without end is read in a time that grows with its length."""
    reading('<i itemtype="Comment">' + part * 20_000)


@pytest.mark.parametrize(
    "value", [{}, [], [1], ["x"], {"data": None}, {"children": []}, {"comments": [1]}, [[[]]]]
)
def test_other_json_is_silent(value: object) -> None:
    """JSON of another kind holds no discussion, and is no error."""
    assert reading(value).origin.silent == 1
