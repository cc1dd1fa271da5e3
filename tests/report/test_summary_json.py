"""The summary as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from commentscope.report import summary_json

if TYPE_CHECKING:
    from commentscope.analysis import Analysis


def test_it_is_the_summary(ordinary: Analysis, hostile: Analysis, nothing: Analysis) -> None:
    """Parsed back it is what the library gives, and Chinese stays readable."""
    for analysis in (ordinary, hostile, nothing):
        assert json.loads(summary_json.render(analysis)) == json.loads(json.dumps(analysis.summary))
    assert "请问 k3s 能用于生产吗？" in summary_json.render(ordinary)


def test_questions_are_a_list(ordinary: Analysis) -> None:
    """`questions --json` has the summary's shape of a comment."""
    (first, *_) = json.loads(summary_json.entries(ordinary.totals.top_questions))
    assert list(first) == ["id", "article", "author", "posted", "likes", "replies", "topics", "question"]


@given(st.text(st.characters(exclude_categories=())))
def test_escapes_mean_the_same_and_always_encode(text: str) -> None:
    """Lone surrogates and all: the JSON is UTF-8, without what steers a terminal, and gives the text back."""
    shown = summary_json.visible(json.dumps(text, ensure_ascii=False))
    assert json.loads(shown.encode().decode()) == text
    assert not set(shown) & set("\x1b\x9b\u202e\u2066\u200b")
