"""Every format, on a small file of its own in `forms/`: found by its content, read to the last field, and damaged."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commentscope.sources import SOURCES, Input, Reading, find_source, read_input
from commentscope.sources.documents import open_document
from commentscope.sources.registry import recognise

FORMS = Path(__file__).with_name("forms")
FILES = sorted(path.name for path in FORMS.iterdir())

FIRST = "请问 k3s 能用 Ceph 吗？"
TEN = "2024-05-01T10:00:00"
NEXT = "2024-05-02T10:00:00"

# The fields of each comment that say the most; the text is `FIRST` and `学习了` where nothing else is stated.
EXPECTED: dict[str, list[dict[str, Any]]] = {
    "geekbang.md": [
        {"author": "核桃", "likes": 12, "replies": 1, "posted": "2024-05-01", "text": FIRST + "<k3s>"},
        {"author": "null", "likes": 0},
    ],
    "geekbang-site.md": [
        {"author": "核桃", "avatar": "https://a.test/1.jpg", "posted": "2024-05-01T10:55:46",
         "reply": "能，见下节\n多谢", "text": FIRST + "\n见 https://ceph.io <div>"},
        {"author": "", "avatar": None, "reply": "好\n\n核桃: 同感", "posted": "2024-05-02T08:00:00"},
    ],
    "geekbang-clip-a.md": [
        {"author": "核桃", "avatar": "https://a.test/1.jpg", "likes": 12, "replies": 3, "posted": "2024-05-01",
         "reply": "能\n\n见下节", "text": FIRST + "\n1. 存储\n2. 网络\n\n第二段"},
        {"author": "小陈...", "likes": 0, "replies": 0, "reply": None, "posted": "2024-05-02"},
    ],
    "geekbang-clip-b.md": [
        {"author": "核桃", "avatar": None, "likes": 12, "replies": 1, "posted": "2024-05-01", "reply": "能"},
        {"author": "小陈", "likes": 0, "replies": 0, "reply": None},
        {"author": "小李", "likes": None, "posted": "2024-05-03", "text": "后面没有"},
    ],
    "geekbang-clip-c.md": [
        {"author": "核桃", "likes": 12, "replies": None, "posted": "2024-05-01", "reply": "能"},
        {"author": "小陈", "likes": 0, "avatar": "https://a.test/2.jpg"},
    ],
    "geekbang-ebook.html": [
        {"author": "核 桃", "likes": 12, "posted": "2024-05-01T09:13:43", "reply": "能",
         "text": FIRST + "\n谢谢 <b>"},
        {"author": "小陈", "likes": 0, "reply": None},
    ],
    "geekbang-api.json": [
        {"id": "7", "author": "核桃", "likes": 12, "posted": TEN, "reply": "能&好",
         "text": "请问 k3s 能用 Ceph 吗/？\n谢谢"},
        {"id": "8", "author": "null", "avatar": None, "replies": 2, "reply": None},
    ],
    "hackernews.json": [
        {"id": "2", "article": "K3s", "reply": "It can.", "posted": "2024-05-01T10:00:01", "text": "Does it use Ceph?"},
        {"id": "5", "parent": None, "text": "Thanks & bye"},
    ],
    "discourse.json": [
        {"id": "9/2", "likes": 3, "reply": "It can.", "posted": "2024-05-01T10:00:01", "text": "Does it use `Ceph`?"},
        {"id": "9/5", "parent": "9/2", "author": "b", "text": "Thanks"},
    ],
    "github.json": [
        {"id": "c1", "article": "文章", "likes": 12, "replies": 2, "posted": TEN, "reply": "能",
         "text": "请问 k3s 能用 `Ceph` 吗？"},
        {"id": "r2", "parent": "c1", "likes": 1, "text": "多谢"},
    ],
    "github-rest.json": [
        {"id": "11", "url": "https://github.test/i/1", "likes": 12, "posted": TEN},
        {"id": "12", "author": "b"},
    ],
    "wechat.json": [
        {"id": "100", "author": "核桃", "likes": 12, "posted": TEN, "reply": "能"},
        {"id": "101", "replies": 2, "reply": "谢谢"},
        {"id": "2", "author": "小李", "parent": "101", "text": "同感"},
    ],
    "wechat.html": [{"id": "100", "article": "容器的存储", "likes": 12, "text": "请问 k3s's Ceph？"}],
    "juejin.json": [
        {"id": "70", "author": "核桃", "likes": 12, "replies": 2, "posted": TEN, "reply": "能"},
        {"id": "72", "parent": "70", "text": "多谢"},
        {"id": "73", "parent": None},
    ],
    "mediacrawler-xhs.csv": [
        {"id": "c1", "article": "n1", "author": "m**o", "likes": 12000, "replies": 2, "posted": TEN, "parent": None},
        {"id": "c2", "likes": 28000, "parent": "c1", "text": "学习了,\n谢谢"},
    ],
    "mediacrawler-bili.jsonl": [
        {"id": "1", "article": "v1", "author": "核桃", "likes": 12, "posted": TEN, "parent": None},
        {"id": "2", "parent": "1", "text": "能"},
    ],
    "mediacrawler-weibo.csv": [
        {"id": "1", "article": "n1", "likes": 12, "posted": TEN, "parent": None},
        {"id": "2", "article": "n2", "parent": "1"},
    ],
    "mediacrawler-douyin.json": [
        {"id": "1", "article": "a1", "likes": 12, "posted": TEN, "avatar": None},
        {"id": "2", "parent": "1"},
    ],
    "mediacrawler-kuaishou.csv": [{"id": "1", "article": "v1", "likes": None, "posted": TEN}, {"id": "2"}],
    "mediacrawler-tieba.csv": [
        {"id": "1", "author": "核桃", "url": "https://t.test/p/1", "series": "容器吧", "posted": TEN},
        {"id": "2", "avatar": "https://a.test/2", "parent": "1"},
    ],
    "mediacrawler-zhihu.jsonl": [
        {"id": "1", "author": "核桃", "article": "z1", "likes": 12, "posted": TEN, "parent": None},
        {"id": "2", "parent": "1"},
    ],
    "waline.json": [
        {"id": "w1", "article": "容器", "likes": 12, "posted": TEN, "reply": "能", "text": "请问 k3s 能用 `Ceph` 吗？"},
        {"id": "w5", "parent": "w1", "posted": NEXT},
    ],
    "twikoo.jsonl": [
        {"id": "t1", "article": "容器", "likes": 2, "posted": TEN, "reply": "能", "text": "请问 k3s 能用 `Ceph` 吗？"},
        {"id": "t4", "likes": None, "posted": NEXT},
    ],
    "valine.json": [
        {"id": "v1", "article": "容器", "posted": TEN},
        {"id": "v2", "parent": "v1", "text": "@核桃 , 学习了"},
    ],
    "valine-leancloud.jsonl": [
        {"id": "v1", "article": "容器", "posted": TEN},
        {"id": "v2", "parent": "v1", "posted": NEXT},
    ],
    "waline-leancloud.jsonl": [
        {"id": "w1", "article": "容器", "likes": 12, "posted": TEN, "text": "请问 k3s 能用 `Ceph` 吗？"},
        {"id": "w3", "parent": "w1", "posted": NEXT},
    ],
    "artalk.artrans": [
        {"id": "1", "article": "容器", "url": "https://b.test/1", "likes": 12, "posted": TEN, "parent": None,
         "text": "请问 k3s 能用 `Ceph` 吗？"},
        {"id": "2", "parent": "1", "posted": NEXT},
    ],
    "wordpress.xml": [
        {"id": "1", "article": "容器", "posted": TEN, "reply": "能", "text": "请问 k3s\n能用 `Ceph` 吗？"},
        {"id": "5", "parent": "1", "posted": NEXT},
    ],
    "disqus.xml": [
        {"id": "11", "article": "容器", "url": "https://b.test/1", "posted": TEN, "reply": "能",
         "text": "请问 k3s 能用 `Ceph` 吗？"},
        {"id": "14", "article": None, "posted": NEXT},
    ],
    "isso.json": [
        {"id": "1", "article": "容器 1", "url": "/posts/1/", "posted": TEN, "text": "请问 k3s 能用 `Ceph` 吗？"},
        {"id": None, "url": "/posts/2/", "posted": NEXT},
    ],
    "remark42.jsonl": [
        {"id": "r1", "article": "容器", "series": "b", "likes": 12, "posted": TEN, "reply": "能",
         "text": "请问 k3s 能用 `Ceph` 吗？"},
        {"id": "r4", "parent": "r1"},
    ],
    "youtube.jsonl": [
        {"id": "Ug1", "likes": 1200, "replies": 1, "posted": "2024-05-01T10:00:00.500000"},
        {"id": "Ug1.9a", "parent": "Ug1", "likes": 0, "posted": NEXT},
    ],
    "reddit.json": [
        {"id": "a1", "article": "K3s", "series": "k3s", "likes": 12, "posted": TEN, "reply": "It can.",
         "url": "https://www.reddit.com/r/k3s/comments/p/k3s/", "text": "Does it use Ceph?"},
        {"id": "a4", "parent": None, "text": "Thanks"},
    ],
    "schema-org.html": [
        {"id": "#1", "article": "容器", "url": "https://b.test/1", "author": "核桃", "likes": 12, "posted": TEN},
        {"author": "小陈", "parent": "#1", "posted": NEXT},
    ],
    "schema-org-microdata.html": [
        {"id": "c1", "article": "容器", "url": "https://b.test/1", "author": "核桃", "avatar": "https://a.test/1.jpg",
         "likes": 12, "posted": TEN, "parent": None, "text": "请问 k3s 能用 `Ceph` 吗？\na < b &amp; c"},
        {"id": "c2", "author": "null", "parent": "c1", "posted": NEXT},
    ],
    "schema-org-rdfa.html": [
        {"id": "/comment/1#comment-1", "article": "容器 | 站", "author": "核桃", "posted": TEN, "parent": None},
        {"author": "小陈", "parent": "/comment/1#comment-1", "posted": NEXT},
    ],
    "table.csv": [
        {"id": "1", "author": "核桃", "likes": 12000, "posted": TEN, "reply": "能", "url": "https://b.test/1"},
        {"id": "2", "author": "null", "posted": NEXT, "reply": None, "text": '学习了\n"真的"'},
    ],
    "table.jsonl": [{"author": "核桃", "likes": 12, "posted": TEN}, {"author": "小陈", "likes": 0, "posted": NEXT}],
    "table.tsv": [{"author": "核桃", "posted": TEN}, {"author": "小陈", "posted": "2024-05-02"}],
}  # fmt: skip

LEFT_OUT = {
    "hackernews.json": {"deleted": 1},
    "discourse.json": {"notice": 1},
    "github.json": {"spam": 1},
    "waline.json": {"spam": 1, "pending": 1},
    "twikoo.jsonl": {"spam": 1},
    "waline-leancloud.jsonl": {"spam": 1},
    "artalk.artrans": {"pending": 1},
    "wordpress.xml": {"pingback": 1, "spam": 1},
    "disqus.xml": {"spam": 1},
    "remark42.jsonl": {"deleted": 1},
    "reddit.json": {"collapsed": 7, "deleted": 1},
    "schema-org-microdata.html": {"empty": 1},
}


def reading(data: bytes, source: str | None = None) -> Reading:
    """What is read of these bytes."""
    return read_input(Input("x", data=data), source)


def form(name: str) -> tuple[bytes, str]:
    """A file's bytes, and its format: what its name begins with."""
    stem = name.partition(".")[0]
    format_ = max((one for one in SOURCES if stem == one or stem.startswith(f"{one}-")), key=len)
    return (FORMS / name).read_bytes(), format_


def test_every_format_has_a_form() -> None:
    """No format goes without a file; one that is told by the user, or lives in databases, is tested elsewhere."""
    assert sorted(EXPECTED) == FILES
    assert {form(name)[1] for name in FILES} == set(SOURCES) - {"select", "store"}


@pytest.mark.parametrize("name", FILES)
def test_form_is_read(name: str) -> None:
    """Its format is found from its content alone; every comment, field and count is what stands there."""
    data, expected = form(name)
    assert [one.name for one in recognise(open_document(Input("x", data=data)))] == [expected]
    found = reading(data)
    assert [
        {key: getattr(one, key) for key in wanted}
        for one, wanted in zip(found.comments, EXPECTED[name], strict=True)
    ] == EXPECTED[name]
    assert {one.source for one in found.comments} == {expected}
    texts = [
        one.text for one, wanted in zip(found.comments, EXPECTED[name], strict=True) if "text" not in wanted
    ]
    assert set(texts) <= {FIRST, "学习了"}
    assert found.origin.left_out == LEFT_OUT.get(name, {})
    assert len(found.origin.damaged) == (name == "geekbang-clip-b.md")  # its last item is cut off
    assert found == reading(data, expected)


@pytest.mark.parametrize(("count", "declared"), [(2, 3), (4, 3), (9, 8)])
def test_what_juejin_counts(count: int, declared: int) -> None:
    """Its number may be of comments alone or of all; one that fits either is no difference."""
    found = reading(form("juejin.json")[0].replace(b'"count": 2', f'"count": {count}'.encode()))
    assert (len(found.comments), found.origin.declared) == (3, declared)


@pytest.mark.parametrize("name", FILES)
def test_form_carries_what_it_says(name: str) -> None:
    """No column is filled that the format does not state to carry."""
    data, expected = form(name)
    carries = {*find_source(expected).carries, "source", "url", "text"}
    for one in reading(data).comments:
        assert {key for key, value in one._asdict().items() if value is not None} <= carries | {"article"}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_form_in_other_encodings(name: str, encoding: str) -> None:
    """The same comments come out of every encoding."""
    data, _ = form(name)
    assert reading(data.decode().encode(encoding)).comments == reading(data).comments


@pytest.mark.parametrize("name", FILES)
@given(cut=st.floats(0, 1))
@settings(max_examples=40)
def test_what_stands_before_a_cut_is_read(name: str, cut: float) -> None:
    """Cut off anywhere, a file loses no comment that was whole, and what is lost is damage."""
    data, expected = form(name)
    at = round(cut * len(data))
    found = reading(data[:at], expected)
    whole = [one for one in reading(data).comments if _ends(data, one.text) <= at]
    texts = [one.text for one in found.comments]
    known = [one.text for one in whole if _closed(data, at, one.text, name)]
    assert [one for one in known if one not in texts] == []
    if len(found.comments) < len(EXPECTED[name]) and at < len(data.rstrip()) and texts:
        assert found.origin.damaged or found.origin.left_out or _silent_cut(expected)


def _ends(data: bytes, text: str) -> int:
    """Where a comment's last words end in a file, as nearly as can be told from outside."""
    last = text.replace("`", "").split()[-1].strip("\"'<>*？?！")
    for words in (last, html.escape(last), last[-3:]):
        if (at := data.rfind(words.encode())) >= 0:
            return at + len(words.encode())
    return len(data)


def _closed(data: bytes, at: int, text: str, name: str) -> bool:
    """Whether the item that the text stands in ends before the cut: the next one has begun."""
    rest = data[_ends(data, text) : at]
    marks = {
        "geekbang": b"</li>", "geekbang-site": b"</li>", "geekbang-ebook": b"</li>", "geekbang-clip": b"\n- ",
        "wordpress": b"</wp:comment>", "disqus": b"</post>", "schema-org": b"</script>", "wechat": b"</script>",
        "valine-leancloud": b"\n", "waline-leancloud": b"\n",
        "schema-org-microdata": b"<meta", "schema-org-rdfa": b"</div>",
        "table": b"\n", "mediacrawler": b"\n", "youtube": b"\n", "remark42": b"\n", "twikoo": b"\n",
    }  # fmt: skip
    mark = next((marks[one] for one in (name.partition(".")[0], form(name)[1]) if one in marks), b"},\n{")
    return mark in rest


def _silent_cut(source: str) -> bool:
    """Formats in which the place of a cut may look like a proper end: the last line, or the last list, is whole."""
    return source in {
        "table", "mediacrawler", "youtube", "remark42", "twikoo", "geekbang-clip", "geekbang-ebook", "geekbang-site",
        "schema-org", "wechat", "valine", "waline",
    }  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(max_examples=40)
def test_no_damage_is_an_error(name: str, data: st.DataObject) -> None:
    """Flipped bits, lost stretches and the wrong encoding end in comments and damage, never in an exception."""
    content, expected = form(name)
    broken = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(broken) - 1))
        kind = data.draw(st.sampled_from(["flip", "cut", "double"]))
        if kind == "flip":
            broken[at] ^= 1 << data.draw(st.integers(0, 7))
        elif kind == "cut":
            del broken[at : at + data.draw(st.integers(1, 40))]
        else:
            broken[at:at] = broken[at : at + data.draw(st.integers(1, 400))]
    for source in (None, expected):
        reading(bytes(broken), source)
        reading(bytes(broken).decode("gb18030", "replace").encode("utf-8", "replace"), source)


@pytest.mark.parametrize("source", sorted(SOURCES))
@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000, "{" * 50_000, '[{"a":' * 20_000, '{"data":{"list":[' * 5_000, "<a>" * 50_000,
        "<rss xmlns:wp='http://wordpress.org/export/1.2/'>" + "<channel>" * 50_000, '"' * 99_999, ",\n" * 50_000,
        "内容,昵称\n" + '"' * 50_001, '<script type="application/ld+json">' * 20_000, "## 精选留言(1)\n- \n" * 20_000,
        '<div class="_2sjJGcOH_0">' * 20_000, "<h2>精选留言：</h2><ul>" * 20_000, "preload_comment_list = '" * 20_000,
        '[{"id": ' + "9" * 9999 + "}]", '{"children": [], "created_at_i": 1e999}', "[[[[[]]]]]", "\0" * 99, "",
    ],
    ids=lambda text: text[:20].encode("unicode_escape").decode(),
)  # fmt: skip
def test_depth_and_repetition_are_no_error(source: str, text: str) -> None:
    """Whatever nests or repeats without end is read to its end, by whichever format."""
    reading(text.encode(), source)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
                        st.sampled_from(["data", "list", "comments", "nodes", "author", "id", "text", "content",
                                         "children", "kind", "results", "reply", "replies", "error", "post_stream",
                                         "posts", "elected_comment", "comment", "body", "user", "hits", "title"]),
                        inner, max_size=5), max_leaves=12))  # fmt: skip
@settings(max_examples=150)
def test_any_shape_of_json_is_no_error(value: object) -> None:
    """Names that formats know, with values that none expects, are no error to any of them."""
    import json  # noqa: PLC0415  only here

    data = json.dumps(value).encode()
    reading(data)
    for source in SOURCES:
        reading(data, source)
        parse = getattr(find_source(source), "parse", None)
        if parse:
            parse(value)


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "doctype", [BOMB, OUTSIDE, '<!DOCTYPE rss SYSTEM "http://x.test/a.dtd">', "<!-- a --><!doctype x>"]
)
@pytest.mark.parametrize("name", ["wordpress.xml", "disqus.xml"])
def test_xml_that_declares_entities_is_refused(name: str, doctype: str) -> None:
    """Nothing is expanded, and nothing is fetched: such a file is damage as a whole."""
    data, expected = form(name)
    head, mark, rest = data.decode().partition("<rss" if name == "wordpress.xml" else "<disqus")
    found = reading((head + doctype + mark + rest).replace("k3s", "&b;").encode(), expected)
    assert not found.comments
    assert [one.reason.key for one in found.origin.damaged] == ["xml-doctype"]


def test_characters_that_xml_forbids() -> None:
    """WordPress writes control characters; they end nothing."""
    data, _ = form("wordpress.xml")
    found = reading(data.replace("学习了".encode(), "学\x08习".encode()))
    assert [one.text for one in found.comments][-1] == "学\ufffd习"
    assert not found.origin.damaged


@example("null")
@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_names_are_kept(name: str) -> None:
    """Any name is one, `null` and `NaN` included, in whatever a table is kept."""
    import json  # noqa: PLC0415  only here

    (one,) = reading(json.dumps([{"content": "好", "nickname": name}]).encode(), "table").comments
    assert one.author == name
    cell = name.replace('"', '""')
    (one,) = reading(f'昵称,内容\n"{cell}","好"\n'.encode(), "table").comments
    assert one.author == name.replace("\r\n", "\n")
