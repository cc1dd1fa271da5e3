"""The assessment: scores, intervals, confusions, mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import commentscope as cs
from commentscope.analysis.assessment import evaluate

if TYPE_CHECKING:
    from pathlib import Path


def _labelled(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["text", "intent", "topics", "unsure"])


SMALL = _labelled(
    ("请问k3s怎么装？", "question", ["k3s"], []),
    ("打卡", "praise", [], []),
    ("打卡，谢谢", "question", ["edge"], []),
    ("请问Ceph怎么扩容？", "remark", ["storage"], []),
    ("请问网络怎么配置？", "praise", ["edge"], ["question", "intent", "edge"]),
)


def test_labels_are_compared_and_unsure_ones_left_out() -> None:
    """One question of two found, one invented; the last comment says nothing."""
    found = evaluate(SMALL)
    assert found.scores.question == (0.5, 0.5, 0.5, 2)
    assert found.scores.topics["k3s"].f1 == 1
    assert found.scores.topics["edge"] == (0, 0, 0, 1)
    assert (found.comments, found.unsure) == (5, 3)
    assert found.confusion["question"] == {**dict.fromkeys(found.confusion, 0), "question": 1, "praise": 1}
    assert sum(sum(row.values()) for row in found.confusion.values()) == 4


def test_the_worst_mistakes_come_first() -> None:
    """Questions before topics, more labels before fewer."""
    assert [(one.row, one.wrong) for one in evaluate(SMALL).mistakes] == [
        (2, ("question", "edge")),
        (3, ("question",)),
    ]


def test_topics_without_a_label_are_not_scored_and_unknown_ones_named() -> None:
    """A file labelled for two topics says nothing of the others."""
    found = evaluate(_labelled(("用Ceph和MySQL", None, ["storage", "mine"], [])))
    assert list(found.scores.topics) == ["storage"]
    assert found.unknown == ("mine",)
    assert found.scores.intents == {}
    assert found.value("intent") == 0


def test_the_same_seed_gives_the_same_intervals() -> None:
    """And intervals hold their F1."""
    many = pd.concat([SMALL] * 40, ignore_index=True)
    one, other = evaluate(many), evaluate(many)
    assert one.intervals == other.intervals
    low, high = one.intervals["question"]
    assert low < one.scores.question.f1 < high
    assert one.intervals["topic:k3s"] == (1, 1)
    assert {"question", "intent", "topics", "intent:praise", "topic:edge"} <= one.intervals.keys()


def test_more_comments_make_narrower_intervals() -> None:
    """A quarter of the width for sixteen times as many, about."""
    widths = []
    for times in (20, 320):
        low, high = evaluate(pd.concat([SMALL] * times, ignore_index=True)).intervals["question"]
        widths.append(high - low)
    assert widths[1] * 3 < widths[0]


@given(st.lists(st.tuples(st.sampled_from(["question", "praise", None]), st.booleans()), max_size=8))
def test_any_labels_can_be_scored(rows: list[tuple[str | None, bool]]) -> None:
    """None at all, one kind only, nothing but unknown ones."""
    table = _labelled(*(("请问k3s？", intent, ["k3s"] if on else [], []) for intent, on in rows))
    found = evaluate(table)
    assert found.comments == len(rows)
    assert all(0 <= low <= high <= 1 for low, high in found.intervals.values())
    assert np.isfinite(found.scores.question.f1)
    assert found.as_dict(mistakes=1)["schema"] == 1


def test_the_sample_agrees_with_itself(seed: Path) -> None:
    """What the program says, taken as gold, scores one."""
    annotated = cs.annotate(cs.read(seed))
    found = cs.evaluate(annotated)
    assert found.scores.question.f1 == found.scores.intent == 1
    assert {score.f1 for score in found.scores.topics.values()} == {1}
    assert not found.mistakes


@pytest.mark.shared
def test_the_labelled_comments_score_as_at_the_gate(shared: Path) -> None:
    """The same figures as by the plain comparison."""
    table, _ = cs.read_labelled(shared / "gold" / "dev.csv")
    found = cs.evaluate(table)
    assert found.comments == 1167
    assert found.unsure == 98
    assert found.scores.question.positives == 557
    assert found.value("question") == found.scores.question.f1 > 0.9
