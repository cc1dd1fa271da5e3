"""The mergeable details of pages and charts: their laws, and what they say of the sample article."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

import commentscope as cs
from commentscope.analysis import annotate
from commentscope.analysis.details import LONGEST, Activity, Collection, Details
from commentscope.comments import Comment, concat, table

SENTENCES = [
    "老师，k3s怎么用在边缘计算？",
    "赞",
    "请问Ceph的磁盘满了怎么办",
    "希望讲讲Serverless",
    "这里应该是错别字",
    "请问" + "长" * LONGEST + "怎么办？",
]
ROWS = st.tuples(
    st.sampled_from(SENTENCES),
    st.sampled_from(["甲", "乙", "", None]),
    st.none() | st.integers(0, 9),
    st.none() | st.integers(-1, 9),
    st.none() | st.sampled_from(["2019-02-27", "2019-03-01T23:59:59", "2024-01-23"]),
    st.sampled_from(["专栏", "课程", None]),
)
ARTICLES = st.lists(st.lists(ROWS, max_size=5), max_size=4)


@cache
def _sample() -> cs.Analysis:
    return cs.analyze(cs.read(cs.SAMPLE))


def _article(name: str, rows: list[tuple]) -> cs.Summary:
    return table(
        Comment("x", name, f"{name}.md", text, author, None, likes, replies, posted, series)
        for text, author, likes, replies, posted, series in rows
    )


@settings(max_examples=60, deadline=None)
@given(ARTICLES, ARTICLES)
def test_the_details_of_a_whole_are_the_merged_details_of_its_parts(one: list, other: list) -> None:
    """`of(a + b) == of(a).merge(of(b))`, for tables of whole articles; and nothing changes nothing."""
    tables = [_article(f"文{i}", rows) for i, rows in enumerate([*one, *other])]
    a, b = (annotate(concat(part)) for part in (tables[: len(one)], tables[len(one) :]))
    whole = Details.of(annotate(concat(tables)), readers=True)
    assert whole == Details.of(a, readers=True).merge(Details.of(b, readers=True))
    assert whole.merge(Details()) == whole


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(ROWS, max_size=3), max_size=30))
def test_collecting_equals_merging_one_by_one(articles: list) -> None:
    """However many parts there are, the total is that of the whole."""
    tables = [_article(f"文{i}", rows) for i, rows in enumerate(articles)]
    collection = Collection()
    for one in tables:
        collection.add(Details.of(annotate(one)))
    assert collection.total == Details.of(annotate(concat(tables)))


@settings(max_examples=30, deadline=None)
@given(ARTICLES)
def test_counts_add_up(articles: list) -> None:
    """By day, by reaction and by reader, each comment of which it is known counts once."""
    comments = annotate(concat([_article(f"文{i}", rows) for i, rows in enumerate(articles)]))
    details = Details.of(comments, readers=True)
    assert sum(day.comments for day in details.days.values()) == comments["posted"].notna().sum()
    known = comments["likes"].notna() & comments["replies"].notna()
    assert sum(details.reactions.values()) == known.sum()
    named = comments["author"].fillna("") != ""
    assert sum(reader.comments for reader in details.readers.values()) == named.sum()
    assert sum(reader.likes for reader in details.readers.values()) == comments["likes"][named].sum()


def test_the_details_of_the_sample_hold_every_question() -> None:
    """Eight questions, three of them waiting, each in full; readers only where asked for."""
    details = _sample().details
    questions = list(details.foremost())
    assert len(questions) == 8
    assert sum(entry.answered is False for entry in questions) == 3
    assert questions[0].answered is False
    assert details.readers == {}


def test_every_topic_has_its_turn() -> None:
    """Before any topic shows its third waiting question, every topic has shown its first."""
    rows = [("请问Ceph的磁盘满了怎么办", "甲", 9, 0, None, None)] * 6 + [
        ("老师，k3s怎么用？", "乙", 0, 0, None, None)
    ]
    order = [entry.topics for entry in Details.of(annotate(_article("文", rows))).foremost()]
    assert len(order) == 7
    assert ("k3s",) in order[:3]


def test_the_last_days_of_the_sample_stand_beside_those_before() -> None:
    """The sample's last comment came alone, years after the others."""
    recent = _sample().details.recent()
    assert recent is not None
    assert (recent.first, recent.last) == ("2023-12-25", "2024-01-23")
    assert (recent.now.comments, recent.before) == (1, Activity())


def test_topics_rise_that_are_asked_about_more_than_before() -> None:
    """Only those count that were asked about at least twice, and more often than in the days before."""
    rows = [("请问Ceph的磁盘满了怎么办", "甲", 0, 0, f"2024-01-{day:02}", None) for day in (20, 21)]
    rows += [("老师，k3s怎么用在边缘计算？", "乙", 0, 0, day, None) for day in ("2023-12-20", "2024-01-19")]
    recent = Details.of(annotate(_article("文", rows))).recent()
    assert recent is not None
    assert recent.topics == [("storage", 2, 0)]


def test_long_texts_are_kept_so_far_that_a_report_can_tell() -> None:
    """One character more than is shown; short ones are whole."""
    (entry,) = Details.of(annotate(_article("文", [(SENTENCES[-1], "甲", 0, 0, None, None)]))).foremost()
    assert len(entry.text) == LONGEST + 1


def test_nothing_has_no_details() -> None:
    """No comments, no days, no questions."""
    details = cs.analyze(table([])).details
    assert details.recent() is None
    assert list(details.foremost()) == []
