"""From bytes to text, and what an article is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.comments import Comment
from commentscope.sources import Input, read_input
from commentscope.sources.documents import HEAD, open_document
from commentscope.sources.encodings import decode
from commentscope.sources.titles import series, title

PROSE = "<p>边缘场景下，K3s 的存储怎么选？</p>\n" * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_encodings_are_told_apart(encoding: str) -> None:
    """The same text comes out of every encoding, with a byte order mark and without."""
    text, _, replaced = decode(PROSE.encode(encoding))
    assert (text, replaced) == (PROSE, 0)


@given(st.binary(max_size=300))
def test_any_bytes_decode(data: bytes) -> None:
    """No bytes are an error; the outcome is the same every time, and can be written as UTF-8."""
    assert decode(data) == decode(data)
    text, _, replaced = decode(data)
    assert 0 <= replaced <= text.count("\ufffd")
    text.encode()
    read_input(Input(None, data=data))


@given(st.text())
def test_utf8_is_taken_as_it_is(text: str) -> None:
    """Valid UTF-8 loses nothing; a U+FFFD that stands in it is no damage."""
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, "utf-8", 0)


def test_damaged_utf8_stays_utf8() -> None:
    """A few wrong bytes, or a file cut within a character, do not turn UTF-8 into GB18030."""
    data = PROSE.encode()
    assert decode(data[:-4] + b"\xff" + data[-4:])[1:] == ("utf-8", 1)
    cut = data[: data.rindex("？".encode()) + 1]
    assert decode(cut)[1:] == ("utf-8", 1)


def test_replaced_characters_are_counted_with_their_line() -> None:
    """What could not be decoded is one damage: where it begins, how much, how many comments hold it."""
    document = open_document(Input(None, data="一行\n两".encode() + b"\xff\xfe" + "三\ufffd".encode()))
    comment = Comment("x", None, "-", "两\ufffd\ufffd三")
    damage = document.damage([comment, comment._replace(text="好")])
    assert damage is not None
    assert (damage.line, damage.comments, damage.reason.values["count"]) == (2, 1, 2)
    assert "两" in damage.excerpt
    assert open_document(Input(None, data="\ufffd".encode())).damage([comment]) is None


@pytest.mark.parametrize(
    "front", ["[TOC]", "[[toc]]", "[目录](README.md)", "[1] 引用", "[1]: https://a.test", "{{ x }}"]
)
@pytest.mark.parametrize(
    "name", ["geekbang.md", "geekbang-site.md", "geekbang-clip-a.md", "geekbang-ebook.html"]
)
def test_an_article_may_begin_with_a_bracket(front: str, name: str) -> None:
    """A table of contents or a link before an article does not make JSON of it."""
    article = Path(__file__).with_name("forms").joinpath(name).read_bytes()
    found = read_input(Input(None, data=f"{front}\n\n".encode() + article))
    assert found.comments
    assert not found.origin.damaged


@pytest.mark.parametrize(
    "text", ['{"a"', "{", "[", "[[", '[{"', "[{", '["', "{}", "[[[]]]", "[1]\n", "[-1.5e3, 2]", "[null,"]
)
def test_json_is_told_by_its_beginning(text: str) -> None:
    """However short it was cut."""
    assert open_document(Input(None, data=f" \n{text}".encode())).kind == "json"


def test_line_ends_of_a_windows_checkout_become_newlines() -> None:
    """Where every line ends in CR LF, that is the file's way; elsewhere a CR is the comment's own."""
    assert open_document(Input(None, data=b"a\r\nb\r\n")).text == "a\nb\n"
    assert open_document(Input(None, data=b"a\r\nb\rc\n")).text == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(99), b"PK\3\4rest", bytes(range(256)) * 40, b"\0" * 5000, b"%PDF-1.7"],
)
def test_binary_files_hold_no_discussion(tmp_path: Path, data: bytes) -> None:
    """Pictures, archives and the like are known by their first bytes, and not read further."""
    path = tmp_path / "x.md"
    path.write_bytes(data + b"<li>" * HEAD)
    document = open_document(Input(str(path)))
    assert (document.text, document.encoding, len(document.data)) == ("", None, HEAD)
    assert read_input(Input(str(path))).origin.silent == 1


def test_large_files_are_read_whole(tmp_path: Path) -> None:
    """A file larger than one read is text to its end."""
    path = tmp_path / "x.md"
    path.write_bytes(b"x" * (3 << 20))
    assert len(open_document(Input(str(path))).text) == 3 << 20


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("05 - 白话容器基础（一）：从进程说起.md", "# 别的", "05 - 白话容器基础（一）：从进程说起"),
        ("Why containers.md", "# Other", "Why containers"),
        ("000_04608802a8724b1d.txt", "你好，我是张磊。\n\n# 1. 小节", "000_04608802a8724b1d"),
        ("index.md", "# 深入 Kubernetes #\n", "深入 Kubernetes"),
        ("780.md", "---\ndate: 1\ntitle: '边缘计算'\n---\n", "边缘计算"),
        ("index.html", "<head><title>a &amp; b</title></head><h1>c</h1>", "a & b"),
        ("index.html", "<h1 id=x>一个<em>标题</em></h1>", "一个标题"),
        ("index.html", "<h1>一</h1><h1>二</h1>", "index"),
        (
            "s.html",
            '<meta property="og:title" content="a &amp;amp; b" /><title></title><h1>c</h1>',
            "a &amp; b",
        ),
        ("s.html", "<meta data-x property='og:title' id='y' content='它&#39;s'><title> </title>", "它's"),
        (
            "index.html",
            '<meta name="generator" content="mkdocs-1.6.1"><title>05 - 原型链 - 极客时间文档</title>',
            "05 - 原型链",
        ),
    ],
)
def test_title(name: str, text: str, expected: str) -> None:
    """A file name that can be a title is the title; else the document says it, else the name stands."""
    document = open_document(Input(None, data=text.encode()))
    assert title(type(document)(Input(f"x/{name}"), b"", document.text, "utf-8")) == expected


def test_nameless_input_without_a_title() -> None:
    """Standard input that states no title has none."""
    assert title(open_document(Input(None, data=b"x"))) is None


def test_titles_are_found_in_linear_time() -> None:
    """Headings that never end, and front matter that never ends, take no time."""
    for text in (
        "<h1>" * 50_000,
        "---\n" + "title: x\n" * 20_000,
        "---\n" + "a\n" * 20_000,
        "<title>" * 50_000,
        "<meta property='og:title' " * 20_000,
    ):
        title(open_document(Input(None, data=text.encode())))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/x/深入剖析Kubernetes/docs/05 - 容器.md", "深入剖析Kubernetes"),
        ("/x/专栏/docs/第一章/05.md", "专栏"),
        ("/x/专栏/05.md", None),
        ("/docs/05.md", None),
        (None, None),
    ],
)
def test_series(path: str | None, expected: str | None) -> None:
    """The series is the folder above `docs/`; where there is none, it is unknown."""
    assert series(path) == expected


def test_series_is_known_inside_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path relative to a folder within the series still tells it."""
    (tmp_path / "专栏" / "docs").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "专栏" / "docs")
    assert series("05.md") == "专栏"
