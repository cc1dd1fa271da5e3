"""The Markdown report: a page of ours, whatever the comments hold."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from commentscope.report import markdown
from commentscope.report.contents import slug
from commentscope.report.findings import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    from commentscope.analysis import Analysis

MARKS = (
    *(
        "[",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "&lt;",
        "&#x3c;",
        "`",
        "```",
        "~~~",
        "~~",
    ),
    *(
        "*",
        "**",
        "_",
        "__",
        "\\",
        "|",
        "\n",
        "\n\n",
        "\n|-|-|\n",
        "# ",
        "- ",
        "- [x] ",
        "1. ",
        "> ",
        "***",
        "---",
        "===",
    ),
    *("https://a.cn", "www.a.cn", "a@b.cn", "mailto:", "@a", "#1", "$", ":a:", "    ", "\t", "\u2028", "k3s"),
)
"""What Markdown and GitHub make something of."""
PARSERS = {
    "CommonMark": MarkdownIt("commonmark"),
    "GitHub": MarkdownIt("gfm-like", {"html": True}).use(tasklists_plugin).use(footnote_plugin),
}
"""HTML is on in both, and GitHub makes links of bare addresses: nothing is let off."""
LANGUAGES = ("zh", "en")
MARKUP = st.lists(st.sampled_from(MARKS) | st.text("ab 中", max_size=3), max_size=12).map("".join)
CHARTS = [f"charts/{name}.svg" for name in NAMES]
HARMLESS = {"inline", "text", "text_special", "strong_open", "strong_close", "code_inline"}
"""What a comment may be made of. (`code_inline`: an address that would be made a link.)"""


def tokens(page: str, parser: str = "GitHub") -> list[Token]:
    """All tokens of a page, those within lines too."""
    return [inner for outer in PARSERS[parser].parse(page) for inner in (outer, *(outer.children or []))]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["ordinary", "hostile", "nothing"])
def test_no_comment_opens_an_element(
    name: str, lang: str, parser: str, request: pytest.FixtureRequest
) -> None:
    """The page's own headings are its only links, our charts its only pictures; no HTML, code block or quotation."""
    found = tokens(markdown.render(request.getfixturevalue(name), lang, CHARTS), parser)
    boxes = [token for token in found if 'class="task-list-item-checkbox"' in token.content]
    assert not {token.type for token in found if token not in boxes} & {
        "html_inline", "html_block", "fence", "code_block", "hr", "blockquote_open", "em_open", "s_open",
        "lheading_open", "footnote_ref",
    }  # fmt: skip
    assert all(str(token.attrGet("href")).startswith("#") for token in found if token.type == "link_open")
    assert {token.attrGet("src") for token in found if token.type == "image"} <= {*CHARTS}


def structure(analysis_of: Callable[..., Analysis], text: str, parser: str) -> Counter[str]:
    """The elements of a page about comments that say this, under titles and by readers called so."""
    row = {"text": text, "author": text, "article": text, "topics": ["k3s"], "answered": False}
    rows = [{**row, "intent": intent} for intent in ("question", "request", "correction")]
    rows[1]["posted"], rows[2]["posted"] = "2019-01-01", "2020-01-01"
    page = markdown.render(analysis_of(rows), "en")
    start, end = page.index("## What readers write"), re.search("## (?:Keywords|Over time)", page)
    assert end  # a text without words has no keywords
    return Counter(
        token.type for token in tokens(page[start : end.start()], parser) if token.type not in HARMLESS
    )


@pytest.mark.parametrize("parser", PARSERS)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | MARKUP)
@settings(max_examples=60)
def test_the_page_has_the_same_structure_for_any_comment(
    analysis_of: Callable[..., Analysis], parser: str, text: str
) -> None:
    """No comment changes a table, a list, a heading or a line: the page is built as it is for a plain one."""
    assert structure(analysis_of, text, parser) == structure(analysis_of, "plain", parser)


def test_the_page_has_the_same_structure_for_hostile_comments(
    analysis_of: Callable[..., Analysis], hostile_texts: tuple[str, ...]
) -> None:
    """Nor do those made for it."""
    for parser in PARSERS:
        plain = structure(analysis_of, "plain", parser)
        assert all(structure(analysis_of, text, parser) == plain for text in hostile_texts)


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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_contents_lead_to_every_section(ordinary: Analysis, lang: str) -> None:
    """Each heading below the title has one link, and a reader's program finds it there."""
    page = markdown.render(ordinary, lang)
    named = MarkdownIt("gfm-like").use(anchors_plugin, max_level=3).parse(page)
    anchors = [f"#{token.attrGet('id')}" for token in named if token.type == "heading_open"]
    links = [unquote(str(token.attrGet("href"))) for token in tokens(page) if token.type == "link_open"]
    assert links == anchors[1:]


def test_equal_headings_have_links_of_their_own(analysis_of: Callable[..., Analysis]) -> None:
    """As GitHub numbers them: a title that is called as a section takes the first name."""
    rows = [
        {"text": "怎么用？", "article": "Topics", "intent": "question", "topics": ["k3s"], "answered": False}
    ]
    page = markdown.render(analysis_of(rows), "en")
    assert "- [Topics](#topics-1)" in page


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("读者在问什么", "读者在问什么"),
        ("C++ & C#", "c--c"),
        ("`k3s.io` **x**", "k3sio-x"),
        ("A_b-c（d）", "a_b-cd"),
    ],
)
def test_headings_are_named_as_on_github(heading: str, anchor: str) -> None:
    """Letters of all scripts stay, marks go, blanks become hyphens."""
    assert slug(heading) == anchor


def test_charts_are_pictures_with_words(ordinary: Analysis) -> None:
    """With charts beside it, the page shows each in its section, and says what it shows."""
    page = markdown.render(ordinary, "en", ["charts/topics.svg", "charts/trend.svg"])
    pictures = [token for token in tokens(page) if token.type == "image"]
    assert [token.attrGet("src") for token in pictures] == ["charts/topics.svg", "charts/trend.svg"]
    assert all(len(token.content) > 20 for token in pictures)
    assert "![" not in markdown.render(ordinary, "en")
    # Bars of characters stand only where there are no others.
    assert "█" not in markdown.render(ordinary, "en", CHARTS)


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
