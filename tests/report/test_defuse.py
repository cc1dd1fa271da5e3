"""Hostile text made harmless in every medium."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from commentscope.report import defuse

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
# What Markdown, GitHub and previewers give a meaning, put together at random.
MARKS = r"""
http:// https:// www. a.b ex.com @ user # 1 12 GH- :smile: : +1 | ` `` ``` * ** _ ~ ~~ < <b> >
& &amp; &#64; \ \\ [ ] ( ) [^1] ! $ $$ { } - --- + = === 中 例子。 ， / // mailto: xmpp: x@y.z
deadbeef0 ' " . 1. 1) ^ é 👩 <!-- --> <script> ![ ]( foo ftp:// CVE-2020-1 k8s C++ localhost
k3s.io _a_ [x]:
""".split()  # noqa: SIM905  ninety strings would fill the page
FRAGMENTS = st.lists(
    st.sampled_from([*MARKS, " ", "\n", "\t", "\u200d", "\u0301", "\u202e"]), max_size=12
).map("".join)
TERMS = st.lists(st.sampled_from(["k8s", "C++", "foo", "1", "中", "a.b", "user", "例子"]), max_size=3)

CONTEXTS = (
    "{}\n",
    "- {}\n",
    "1. {} · [page](page.md)\n",
    "## {}\n",
    "text\n{}\n",
    "| a | b |\n| - | - |\n| {} | c |\n",
)
OURS = {"text", "code_inline", "strong_open", "strong_close", "softbreak", "inline"}

UNSEEN = "\x00\x07\x08\x0b\x1b\x7f\x85\x9b\xad\u061c\u200b\u200e\u200f\u202a\u202e\u2028\u2066\u2069\ufeff\U000e0041"


@given(ANYTHING)
def test_terminal_text_holds_nothing_that_steers_or_hides(text: str) -> None:
    """Whatever the text, no control, bidirectional, zero-width, private or surrogate character is left."""
    shown = defuse.terminal(text)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", shown
    )
    assert not re.search("[\ud800-\udfff\ue000-\uf8ff]", shown)
    assert defuse.terminal(shown) == shown


@pytest.mark.parametrize("char", UNSEEN)
def test_terminal_drops_every_kind_of_unseen_character(char: str) -> None:
    """Each of them vanishes, or is a plain line break."""
    assert defuse.terminal(f"a{char}b") in ("ab", "a\nb")


def test_terminal_keeps_what_people_write() -> None:
    """Chinese, accents, emoji with joiners and skin tones, flags and keycaps stay."""
    text = "你好，“世界” naïve ﬁ 👩🏽\u200d💻 👨\u200d👩\u200d👧 🇨🇳 ❤️ ½ → ☃"
    assert defuse.terminal(text) == text


def test_terminal_drops_joiners_outside_emoji() -> None:
    """A joiner between letters hides something; one between emoji makes a picture."""
    assert defuse.terminal("a\u200db👩\u200d") == "ab👩"


def test_terminal_limits_piled_accents() -> None:
    """Of a pile of accents, three stay."""
    assert defuse.terminal("e" + "\u0301" * 50) == "e" + "\u0301" * 3


@given(FRAGMENTS | ANYTHING, TERMS)
def test_markdown_opens_nothing(text: str, terms: list[str]) -> None:
    """Nowhere in a report does a CommonMark parser find anything but text, code and bold type; and all the text."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    safe = defuse.markdown(text, terms)
    for context in CONTEXTS:
        plain = parser.parse(context.format("x"))
        tokens = parser.parse(context.format(safe or "x"))
        assert [token.type for token in tokens] == [token.type for token in plain]
        inline = [token for token in tokens if token.type == "inline"]
        kinds = {child.type for token in inline for child in token.children or []}
        assert kinds <= OURS | ({"link_open", "link_close"} if "page.md" in context else set())
    shown = "".join(child.content for child in parser.parseInline(safe)[0].children or [])
    assert shown == defuse.line(text)


@given(FRAGMENTS, TERMS)
def test_markdown_leaves_nothing_for_github_to_link(text: str, terms: list[str]) -> None:
    """Outside code is no address, mention, issue number or emoji code: GitHub finds them even where escaped."""
    children = MarkdownIt("commonmark").parseInline(defuse.markdown(text, terms))[0].children or []
    prose = "\0".join(child.content for child in children if child.type == "text")
    found = r"[a-z]://|www\.|mailto:|xmpp:|@[a-z0-9]|#\d|\bGH-\d|:(smile|\+1):"
    assert not re.search(found, prose, re.IGNORECASE | re.ASCII)


@given(FRAGMENTS, TERMS)
def test_markdown_leaves_nothing_for_a_preview_to_link(text: str, terms: list[str]) -> None:
    """Where links are guessed from host names (as in VS Code's preview), none is found."""
    pytest.importorskip("linkify_it")
    tokens = MarkdownIt("gfm-like").parse(f"- {defuse.markdown(text, terms)}\n")
    assert not any(child.type == "link_open" for token in tokens for child in token.children or [])


def test_markdown_marks_terms() -> None:
    """Deciding terms are bold, unless that would not parse or they lie within code."""
    assert (
        defuse.markdown("用k3s吗 https://k3s.io/ C++", ["k3s", "C++"]) == "用**k3s**吗 `https://k3s.io/` C++"
    )


@pytest.mark.parametrize(
    "text",
    ["<li>", "//!", "a", "@", ":a", "0", "a.b", "http://", "`", "www.", "a0", "+", "\u0301", "'", "👩\u200d", "#1",
     "GH-", ":+", "[", "![", "\\", " ", "\t", "=", "&#"],
)  # fmt: skip
def test_defusing_takes_linear_time(text: str) -> None:
    """Fifty thousand times the same annoyance is done in a moment."""
    long = text * 50_000
    began = time.process_time()
    defuse.markdown(long, ["a", "k3s"])
    defuse.uncell(defuse.cell(long))
    assert time.process_time() - began < 5


@given(ANYTHING | st.text("'=+-@＝＋－＠\t\r\n \x00a\ufeff", max_size=8))
def test_cell_comes_back_exactly(text: str) -> None:
    """`uncell` gives what `cell` was given, whatever it was, and harmless text is left alone."""
    assert defuse.uncell(defuse.cell(text)) == text
    if defuse.cell(text) == text:
        assert defuse.uncell(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\t=1",
        "\r=1",
        "\n1",
        " =1",
        "\x00=1",
        "\ufeff=1",
        "＝1",
        "'=1",
        "''=1",
        "-",
        "@核桃",
    ],
)
def test_cell_never_begins_like_a_formula(text: str) -> None:
    """An apostrophe stands before anything a spreadsheet might compute, and before such apostrophes."""
    assert defuse.cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "null", "NaN", "1", "a=1", "'", "'quoted'", "核桃", "#N/A", "1-2"])
def test_cell_leaves_harmless_text_alone(text: str) -> None:
    """Names such as null and NaN, and signs within a text, stay as they are."""
    assert defuse.cell(text) == text


def test_highlights_are_whole_words() -> None:
    """A Latin term counts only between borders, a Chinese one anywhere; neighbours are one."""
    assert defuse.highlights("knowledge edge Edge", ["edge"]) == [(10, 14), (15, 19)]
    assert defuse.highlights("磁盘空间", ["磁盘", "空间"]) == [(0, 4)]
    assert defuse.highlights("text", ["", "\x1b"]) == []
