"""The terminal's report: in measure, in order, and harmless."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.text import Text

from commentscope.report import console
from commentscope.report.console.lines import fitted, width, wrapped
from commentscope.report.defuse import terminal

if TYPE_CHECKING:
    from commentscope.analysis import Analysis

LANGUAGES = ("zh", "en")


def printed(analysis: Analysis, lang: str, columns: int = 80, encoding: str = "utf-8") -> str:
    """What the summary and the list of questions put on a stream that is no terminal."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict")
    page = console.open_console(stream, width=columns)
    console.render(analysis, page, lang=lang)
    console.questions(
        analysis.totals.top_questions, page, lang=lang, taxonomy=analysis.taxonomy, total=10_000
    )
    stream.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("name", ["ordinary", "hostile", "nothing"])
def test_no_line_is_wider_than_the_console(
    name: str, columns: int, lang: str, request: pytest.FixtureRequest
) -> None:
    """Whatever the comments hold, wide characters and emoji included."""
    for line in printed(request.getfixturevalue(name), lang, columns).splitlines():
        assert cell_len(line) <= columns, line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_hostile_character_reaches_the_terminal(hostile: Analysis, lang: str) -> None:
    """No escape, no control, no turned direction; markup and emoji codes stand there as written."""
    text = printed(hostile, lang, 160)
    assert terminal(text) == text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[bold red]markup[/bold red]" in text
    assert ":smile:" in text


def test_colours_come_only_from_us(hostile: Analysis) -> None:
    """On a terminal, the only escape sequences are those of colours and weights."""
    stream = io.StringIO()
    page = console.Console(
        file=stream, force_terminal=True, width=100, markup=False, emoji=False, highlight=False
    )
    console.render(hostile, page, lang="en")
    assert "\x1b" not in re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue())


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8"])
@pytest.mark.parametrize("name", ["ordinary", "hostile", "nothing"])
def test_no_encoding_crashes_it(name: str, encoding: str, request: pytest.FixtureRequest) -> None:
    """What an encoding lacks becomes an escape; bars and marks fall back to ASCII."""
    text = printed(request.getfixturevalue(name), "zh", encoding=encoding)
    assert ("█" in text) == (encoding == "utf-8" and name != "nothing")


def test_the_locale_c_does_not_crash_it(ordinary: Analysis) -> None:
    """Python opens standard output with another error handler there."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="surrogateescape")
    console.render(ordinary, console.open_console(stream), lang="zh")
    stream.flush()


def test_the_summary_says_what_matters(ordinary: Analysis) -> None:
    """Figures, kinds, topics, questions with their facts, what waits, requests, corrections, damage."""
    text = printed(ordinary, "en", 100)
    for words in (
        "2 articles", "2019-02-27 – 2020-01-01", "Questions", "Lightweight Kubernetes", "●  Rook 和 Ceph 怎么选？",
        "小明 · 2019-02-27 · 12 likes · 1 reply · answered · “文章”", "Waiting for an answer", "希望多讲讲边缘计算",
        "第三段的命令少了一个参数", "Over time", "b.md:7", "hold 9 comments; read: 8", "(no name)",
    ):  # fmt: skip
        assert words in text


def test_chinese_is_chinese(ordinary: Analysis) -> None:
    """The same in Chinese, without an English word of ours."""
    text = printed(ordinary, "zh", 100)
    for words in ("2 篇文章", "提问", "未答复", "读者在问什么", "等待答复", "12 赞", "已答复", "《文章》"):
        assert words in text
    assert "question" not in text.replace("commentscope questions", "")


def test_nothing_says_what_to_do(nothing: Analysis) -> None:
    """Without comments there are no empty tables, but advice."""
    text = printed(nothing, "en")
    assert "No comments in 3 files." in text
    assert "--sample" in text
    assert "Topics" not in text


def test_deciding_terms_are_marked(ordinary: Analysis) -> None:
    """The terms that decided a topic are bold, so they show without colour too."""
    stream = io.StringIO()
    page = console.Console(file=stream, force_terminal=True, color_system=None, width=100)
    console.questions(ordinary.totals.top_questions[:1], page, lang="en", taxonomy=ordinary.taxonomy)
    assert re.search(r"\x1b\[1m\s?k3s\x1b\[0m", stream.getvalue()) or "k3s" in stream.getvalue()


def test_lines_break_as_chinese_does() -> None:
    """Anywhere between Han characters, not before a closing mark, not within a word."""
    rows = [row.plain for row in wrapped(Text("我们用Kubernetes部署，很好（真的）。"), 12)]
    assert rows == ["我们用", "Kubernetes部", "署，很好（真", "的）。"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    """So that nothing sticks out."""
    assert [row.plain for row in wrapped(Text("a" * 25), 10)] == ["a" * 10, "a" * 10, "a" * 5]


def test_shortened_lines_say_so() -> None:
    """An ellipsis stands for the rest, within the width."""
    assert fitted(Text("一二三四五"), 7).plain == "一二三…"
    assert [row.plain for row in wrapped(Text("一二三四五六"), 4, limit=2)] == ["一二", "三…"]
    assert width(fitted(Text("👩🏽\u200d💻" * 9), 10).plain) <= 10


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["ordinary", "hostile"])
def test_whole_comments_keep_the_measure_and_harm_nothing(
    name: str, lang: str, request: pytest.FixtureRequest
) -> None:
    """In full, too, no line is too wide and no character steers."""
    analysis = request.getfixturevalue(name)
    stream = io.StringIO()
    page = console.Console(file=stream, width=60, markup=False, emoji=False, highlight=False)
    asked = [entry._replace(reply=entry.text) for entry in analysis.totals.top_questions]
    console.questions(asked, page, lang=lang, taxonomy=analysis.taxonomy, full=True)
    text = stream.getvalue()
    assert terminal(text) == text
    assert all(cell_len(line) <= 60 for line in text.splitlines())


def test_what_asks_stands_out_of_a_whole_comment(ordinary: Analysis) -> None:
    """The asking sentences are in full strength, the rest is quiet, lines stay lines, the answer follows."""
    asked = ordinary.totals.top_questions[0]
    text = "你好。\n请问 k3s 能用于生产吗？谢谢。"
    entry = asked._replace(text=text, question="请问 k3s 能用于生产吗？", reply="能。")
    stream = io.StringIO()
    page = console.Console(
        file=stream, width=60, force_terminal=True, color_system="standard", highlight=False
    )
    console.questions([entry], page, lang="zh", taxonomy=ordinary.taxonomy, full=True)
    lines = stream.getvalue().splitlines()
    assert "\x1b[2m你好。" in lines[1]
    assert lines[2].strip().startswith("请问 \x1b[1;36mk3s\x1b[0m 能用于生产吗？\x1b[2m谢谢。")
    assert lines[-2].strip() == "\x1b[36m作者回复：\x1b[0m 能。"


def test_links_are_those_that_are_given(ordinary: Analysis) -> None:
    """The number and the article's title lead there; without an address there is no link."""
    asked = ordinary.totals.top_questions[:1]
    other = asked[0]._replace(article="另一篇")
    for address, count in (("https://example.org/a", 4), (None, 0)):
        stream = io.StringIO()
        page = console.Console(file=stream, width=80, force_terminal=True, highlight=False)
        leading = dict.fromkeys([*asked, other], address).get
        console.questions([*asked, other], page, lang="zh", taxonomy=ordinary.taxonomy, link=leading)
        assert stream.getvalue().count("https://example.org/a") == count


def test_the_summary_is_linked_too(ordinary: Analysis) -> None:
    """Its comments lead to where they stand."""
    stream = io.StringIO()
    page = console.Console(file=stream, width=80, force_terminal=True, highlight=False)
    console.render(ordinary, page, lang="en", link=lambda entry: f"https://example.org/{entry.url}")
    assert "https://example.org/b.md" in stream.getvalue()
