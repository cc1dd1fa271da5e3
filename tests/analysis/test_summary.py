"""The mergeable summary: its laws, and its figures on the sample article."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

import commentscope as cs
from commentscope.analysis import Summary, annotate, fold
from commentscope.analysis.distinct import Distinct
from commentscope.analysis.keywords import Occurrences
from commentscope.comments import Comment, Damage, Provenance, concat, table
from commentscope.messages import Message
from commentscope.text import Tokenizer

if TYPE_CHECKING:
    import pytest

TOKENIZER = Tokenizer()
SENTENCES = [
    "老师，k3s怎么用在边缘计算？",
    "赞",
    "请问Ceph的磁盘满了怎么办",
    "希望讲讲Serverless",
    "这里应该是错别字",
    "回复 甲：对",
]
ROWS = st.tuples(
    st.sampled_from(SENTENCES),
    st.sampled_from(["甲", "乙", "丙", None]),
    st.none() | st.integers(0, 3),
    st.none() | st.integers(-1, 2),
    st.none() | st.sampled_from(["2019-02-27", "2019-03-01", "2024-01-23"]),
)
ARTICLES = st.lists(st.lists(ROWS, max_size=5), max_size=4)


@cache
def _sample() -> cs.Analysis:
    return cs.analyze(cs.read(cs.SAMPLE))


def _article(name: str, rows: list[tuple]) -> cs.Summary:
    comments = (
        Comment("geekbang", name, f"{name}.md", text, author, likes=likes, replies=replies, posted=posted)
        for text, author, likes, replies, posted in rows
    )
    damage = (Damage(f"{name}.md", 1, Message("interrupted")),) if len(rows) == 1 else ()
    return table(comments, Provenance(1, int(not rows), len(rows), damage))


@settings(max_examples=60, deadline=None)
@given(ARTICLES, ARTICLES)
def test_the_summary_of_a_whole_is_the_merged_summary_of_its_parts(one: list, other: list) -> None:
    """`of(a + b) == of(a).merge(of(b))`, for tables of whole articles."""
    tables = [_article(f"文{i}", rows) for i, rows in enumerate([*one, *other])]
    a, b = (annotate(concat(part)) for part in (tables[: len(one)], tables[len(one) :]))
    merged = Summary.of(a, TOKENIZER).merge(Summary.of(b, TOKENIZER))
    assert Summary.of(annotate(concat(tables)), TOKENIZER) == merged


@settings(max_examples=30, deadline=None)
@given(ARTICLES)
def test_folding_equals_merging_one_by_one(articles: list) -> None:
    """However summaries are grouped, the total is the same; an empty summary changes nothing."""
    summaries = [Summary.of(annotate(_article(f"文{i}", rows)), TOKENIZER) for i, rows in enumerate(articles)]
    total = Summary()
    for summary in summaries:
        total = total.merge(summary)
    assert fold(summaries) == total


def test_the_sample_comes_to_what_a_reader_counts() -> None:
    """22 comments, 22 declared, none damaged; 8 questions, 3 unanswered; the leading topics in their order."""
    summary = _sample().summary
    assert (summary["comments"], summary["declared"], summary["damaged"], summary["articles"]) == (
        22,
        22,
        0,
        1,
    )
    assert summary["questions"] == {"total": 8, "answered": 5, "unanswered": 3, "unknown": 0}
    leading = [(topic["topic"], topic["questions"]) for topic in summary["topics"][:4]]
    assert leading == [("serverless", 1), ("k3s", 1), ("edge", 1), ("storage", 2)]


def test_the_summary_has_its_keys_in_order() -> None:
    """Programs that read the JSON find what the documentation says, in its order."""
    assert list(_sample().summary) == [
        *("schema", "comments", "articles", "authors", "first", "last", "declared", "damaged", "intents"),
        *("questions", "topics", "unclassified_questions", "keywords", "trend", "top_questions"),
        *("requests", "corrections"),
    ]
    assert list(_sample().summary["top_questions"][0]) == [
        *("id", "article", "author", "posted", "likes", "replies", "topics", "question")
    ]


def test_the_summary_is_plain_json() -> None:
    """It survives JSON unchanged: no NaN, no numpy, no timestamps."""
    summary = _sample().summary
    assert json.loads(json.dumps(summary, allow_nan=False)) == summary


def test_tables_agree_with_the_summary() -> None:
    """What the library shows as tables is what the summary says."""
    analysis = _sample()
    assert len(analysis.questions) == analysis.summary["questions"]["total"]
    assert analysis.topics.to_dict("records") == analysis.summary["topics"]
    assert analysis.trend["comments"].sum() == 22
    assert analysis.keywords["word"].tolist() == [keyword["word"] for keyword in analysis.summary["keywords"]]


def test_nothing_at_all_can_be_summed_up() -> None:
    """No comments are a discussion too."""
    empty = cs.analyze(table([]))
    assert empty.summary["comments"] == 0
    assert empty.summary["first"] is None
    assert empty.questions.empty


@given(st.lists(st.text()), st.lists(st.text()))
def test_counting_different_things_merges(one: list[str], other: list[str]) -> None:
    """The sketch is exact for few things, and merging is counting both."""
    merged = Distinct.of(one).merge(Distinct.of(other))
    assert merged == Distinct.of([*one, *other])
    assert len(merged) == len({*one, *other})


def test_counting_many_different_things_is_an_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above its capacity the sketch stays as small and is right within a few standard errors."""
    monkeypatch.setattr("commentscope.analysis.distinct.CAPACITY", 1024)
    sketch = Distinct.of(map(str, range(50_000)))
    assert len(sketch.hashes) == 1024
    assert abs(len(sketch) - 50_000) < 5 * 50_000 / 1024**0.5


@given(
    st.lists(st.lists(st.sampled_from(["k8s", "集群", "容器", "老师"])).map("，".join), max_size=6),
    st.data(),
)
def test_word_counts_are_of_texts_and_merge(texts: list[str], data: st.DataObject) -> None:
    """A word counts once a text, those that can't be keywords not at all; counts of parts add up."""
    counted = Occurrences(texts, TOKENIZER).count()
    assert counted.by_word == {
        word: n for word in ("k8s", "集群", "容器") if (n := sum(word in text for text in texts))
    }
    cut = data.draw(st.integers(0, len(texts)))
    halves = [Occurrences(part, TOKENIZER).count() for part in (texts[:cut], texts[cut:])]
    assert halves[0].merge(halves[1]) == counted
    assert Occurrences(texts, TOKENIZER).count(range(cut)) == halves[0]


def test_keywords_are_technical() -> None:
    """Courtesy is no keyword: 老师, 感谢 and the like are stopped, a term is written as it should be."""
    words = _sample().keywords["word"].tolist()
    assert not {"老师", "感谢", "谢谢", "请问"} & set(words)
    assert "k8s" in [word.lower() for word in words[:5]]
