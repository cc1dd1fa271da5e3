"""Scores against labels that readers gave."""

from __future__ import annotations

import pytest

from commentscope.analysis.evaluation import Labelled, evaluate, score


def test_a_score_counts_hits_misses_and_false_alarms() -> None:
    """Two of three found, one of them wrong."""
    assert score([(True, True), (True, False), (False, True), (False, False)]) == (0.5, 0.5, 0.5, 2)
    assert score([]) == (0, 0, 0, 0)
    assert score([(True, True)]).f1 == 1


def test_labels_that_readers_disagree_on_are_left_out() -> None:
    """Each for itself: an unsure topic does not hide the intent."""
    gold = [
        Labelled("question", {"edge"}, {"edge"}),
        Labelled("praise", set(), {"intent", "question"}),
        Labelled("remark", {"edge"}),
    ]
    found = [Labelled("question", set()), Labelled("question", set()), Labelled("remark", {"edge"})]
    scores = evaluate(gold, found, ["edge"])
    assert scores.question == (1, 1, 1, 1)
    assert scores.topics["edge"] == (1, 1, 1, 1)
    assert set(scores.intents) == {"question", "remark"}
    assert scores.intent == 1


def test_rare_topics_do_not_count_for_the_mean() -> None:
    """Ten positives at least."""
    gold = [Labelled("remark", {"edge"})] * 10 + [Labelled("remark", {"k3s"})]
    found = [Labelled("remark", {"edge"})] * 11
    scores = evaluate(gold, found, ["edge", "k3s"])
    assert scores.topic == scores.topics["edge"].f1 == pytest.approx(20 / 21)
