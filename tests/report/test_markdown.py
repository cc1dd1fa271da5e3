"""The Markdown report: a page of ours, whatever the comments hold."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from commentscope.report import markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    from commentscope.analysis import Analysis

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LANGUAGES = ("zh", "en")


def tokens(text: str) -> list[Token]:
    """All tokens of a page, those within lines too."""
    return [inner for outer in PARSER.parse(text) for inner in (outer, *(outer.children or []))]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["ordinary", "hostile", "nothing"])
def test_no_comment_opens_an_element(name: str, lang: str, request: pytest.FixtureRequest) -> None:
    """No link, image, HTML, code block, rule or quotation is found on the page."""
    kinds = {token.type for token in tokens(markdown.render(request.getfixturevalue(name), lang))}
    assert not kinds & {
        "link_open", "image", "html_inline", "html_block", "fence", "code_block", "hr", "blockquote_open", "em_open",
        "s_open", "lheading_open",
    }  # fmt: skip


def structure(analysis_of: Callable[..., Analysis], text: str) -> Counter[str]:
    """The blocks of a page about comments that say this, under titles and by readers called so."""
    row = {"text": text, "author": text, "article": text, "topics": ["k3s"], "answered": False}
    rows = [{**row, "intent": intent} for intent in ("question", "request", "correction")]
    rows[1]["posted"], rows[2]["posted"] = "2019-01-01", "2020-01-01"
    page = markdown.render(analysis_of(rows), "en")
    page = re.split("## (?:Keywords|Over time)", page)[0]  # a text without words has no keywords
    return Counter(token.type for token in PARSER.parse(page) if token.type != "inline")


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=60)
def test_the_page_has_the_same_structure_for_any_comment(
    analysis_of: Callable[..., Analysis], text: str
) -> None:
    """No comment changes a table, a list or a heading: the page is built as it is for a plain one."""
    assert structure(analysis_of, text) == structure(analysis_of, "plain")


def test_the_page_has_the_same_structure_for_hostile_comments(
    analysis_of: Callable[..., Analysis], hostile_texts: tuple[str, ...]
) -> None:
    """Nor do those made for it."""
    for text in hostile_texts:
        assert structure(analysis_of, text) == structure(analysis_of, "plain")


def test_the_page_holds_what_matters(ordinary: Analysis) -> None:
    """Title, figures, topics, questions with unanswered ones marked, a list to tick off, damage."""
    page = markdown.render(ordinary, "en")
    for words in (
        "# 2 articles", "| 8 | ", "| Lightweight Kubernetes | 1 | 1 | 0 | 12 |", "- [ ] **Rook** 和 **Ceph** 怎么选？",
        "### Storage", "**unanswered**", "希望多讲讲边缘计算", "## Over time", "b\\.md, line 7", "\\<li\\>\\[x\\]",
    ):  # fmt: skip
        assert words in page


def test_the_page_is_well_set(ordinary: Analysis) -> None:
    """No trailing blanks, no runs of empty lines, one newline at the end; a table's rows stand together."""
    page = markdown.render(ordinary, "zh")
    assert "\n\n\n" not in page
    assert not any(line != line.rstrip() for line in page.splitlines())
    assert page.endswith("\n")
    assert not page.endswith("\n\n")
    assert sum(token.type == "table_open" for token in tokens(page)) == 4


def test_no_comments_make_a_page_too(nothing: Analysis) -> None:
    """It says that there are none."""
    assert "读了 3 个文件，没有留言。" in markdown.render(nothing, "zh")


def test_long_comments_are_shortened(hostile: Analysis) -> None:
    """A word of 100 kB does not make a page of one."""
    assert len(markdown.render(hostile, "en")) < 200_000


def test_a_template_cannot_forget_to_defuse() -> None:
    """Plain text is defused by whoever prints it; only what this program wrote passes."""
    assert markdown.shown("<b>") == "\\<b\\>"
    assert markdown.shown(markdown.Written("**b**")) == "**b**"
