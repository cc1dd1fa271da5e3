"""How well the analysis does on labelled comments: scores with their uncertainty, confusions, the worst mistakes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from commentscope.analysis import evaluation
from commentscope.analysis.evaluation import Labelled, Score, Scores
from commentscope.comments import INTENTS, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from commentscope.analysis.taxonomy import Taxonomy

RESAMPLES = 1000
"""How often the comments are drawn anew for the intervals."""
_AT_ONCE = 50
_OUTER = (2.5, 97.5)


class Interval(NamedTuple):
    """Where an F1 lies with 95 % confidence."""

    low: float
    high: float


class Mistake(NamedTuple):
    """A comment on which the program and the reader disagree."""

    row: int
    """Its place in the labelled table, from 0."""
    id: str
    text: str
    expected: Labelled
    found: Labelled
    wrong: tuple[str, ...]
    """On what: `question`, `intent`, topics."""


@dataclass(frozen=True)
class Assessment:
    """What `evaluate` found."""

    comments: int
    unsure: int
    """Labels left out because readers disagree on them."""
    scores: Scores
    intervals: Mapping[str, Interval]
    """Of each F1, by `question`, `intent`, `topics` (the two means), `intent:NAME` and `topic:KEY`."""
    confusion: Mapping[str, Mapping[str, int]]
    """Of the comments that readers gave the first intent, how many got the second."""
    mistakes: Sequence[Mistake]
    """All of them, the worst first: questions missed or invented, then by how many labels are wrong, then by likes."""
    unknown: tuple[str, ...] = ()
    """Topics that the labels have and the taxonomy lacks; they are not scored."""

    def value(self, name: str) -> float | None:
        """The F1 called `name`: `question`, `intent`, `topics`, an intent or a topic; `None` where there is none."""
        known = {
            **{key: score.f1 for key, score in self.scores.topics.items()},
            **{key: score.f1 for key, score in self.scores.intents.items()},
            "topics": self.scores.topic,
            "intent": self.scores.intent,
            "question": self.scores.question.f1,
        }
        return known.get(name)

    def as_dict(self, mistakes: int | None = None) -> dict[str, Any]:
        """Everything, ready for JSON.

        Args:
            mistakes: how many of them at most.
        """
        return {
            "schema": 1,
            "comments": self.comments,
            "unsure": self.unsure,
            "question": self._row(self.scores.question, "question"),
            "intent": {"f1": _rounded(self.scores.intent), **self._interval("intent")},
            "topic": {"f1": _rounded(self.scores.topic), **self._interval("topics")},
            "intents": {key: self._row(one, f"intent:{key}") for key, one in self.scores.intents.items()},
            "topics": {key: self._row(one, f"topic:{key}") for key, one in self.scores.topics.items()},
            "unknown_topics": list(self.unknown),
            "confusion": {truth: dict(row) for truth, row in self.confusion.items()},
            "mistakes": [
                {
                    "row": one.row,
                    "id": one.id,
                    "wrong": list(one.wrong),
                    "expected": {"intent": one.expected.intent or None, "topics": list(one.expected.topics)},
                    "found": {"intent": one.found.intent, "topics": list(one.found.topics)},
                    "text": one.text,
                }
                for one in self.mistakes[:mistakes]
            ],
        }

    def _row(self, score: Score, name: str) -> dict[str, Any]:
        shares = {key: _rounded(getattr(score, key)) for key in ("precision", "recall", "f1")}
        return {**shares, **self._interval(name), "positives": score.positives}

    def _interval(self, name: str) -> dict[str, float]:
        interval = self.intervals.get(name)
        return {"low": _rounded(interval.low), "high": _rounded(interval.high)} if interval else {}


def evaluate(labelled: pd.DataFrame, taxonomy: Taxonomy | None = None, *, seed: int = 0) -> Assessment:
    """Score the analysis against the labels of readers.

    The intervals are bootstrapped: the comments are drawn anew, with replacement, a thousand times (Efron 1979); the
    middle 95 % of the F1 so found are given. Only topics that the labels have at all are scored; the mean counts those
    with ten positives or more.

    Args:
        labelled: a comments table with `intent`, `topics` (lists of keys) or both, and perhaps `unsure` (lists of
            `intent`, `question` and topics): as `sources.read_labelled` gives it.
        taxonomy: the topics to look for; the built-in ones unless given.
        seed: of the drawing; the same gives the same intervals.
    """
    from commentscope.analysis import annotate  # noqa: PLC0415  which has this module in its face
    from commentscope.analysis.taxonomy import Taxonomy  # noqa: PLC0415

    taxonomy = taxonomy or Taxonomy.builtin()
    gold = labels(labelled)
    annotated = annotate(labelled.drop(columns=["intent", "topics", "unsure"], errors="ignore"), taxonomy)
    found = [
        Labelled(intent, topics)
        for intent, topics in zip(annotated["intent"], annotated["topics"], strict=True)
    ]
    present = {key for one in gold for key in one.topics}
    topics = [key for key in taxonomy.keys if key in present]
    decisions = _decisions(gold, found, topics)
    return Assessment(
        comments=len(gold),
        unsure=sum(len(one.unsure) for one in gold) if "unsure" in labelled else 0,
        scores=evaluation.evaluate(gold, found, topics),
        intervals=_intervals(decisions, np.random.default_rng(seed)),
        confusion=_confusion(gold, found),
        mistakes=_mistakes(annotated, gold, found, topics),
        unknown=tuple(sorted(present.difference(taxonomy.keys))),
    )


def labels(labelled: pd.DataFrame) -> list[Labelled]:
    """The readers' labels; where there are no intents, they are all unsure."""
    empty = [()] * len(labelled)
    intents = plain(labelled["intent"]) if "intent" in labelled else [None] * len(labelled)
    topics = labelled.get("topics", empty)
    unsure = labelled.get("unsure", empty)
    return [
        Labelled(intent or "", keys, doubts if intent else {*doubts, "intent", "question"})
        for intent, keys, doubts in zip(intents, topics, unsure, strict=True)
    ]


class _Decisions(NamedTuple):
    """For one label: of which comments it is right, of which it was found; both only where the label is sure."""

    right: NDArray[np.float32]
    found: NDArray[np.float32]


def _decisions(
    gold: Sequence[Labelled], found: Sequence[Labelled], topics: Sequence[str]
) -> dict[str, _Decisions]:
    def made(name: str, pairs: list[tuple[bool, bool]]) -> _Decisions:
        sure = np.array([name not in one.unsure for one in gold], bool)
        both = np.array(pairs, bool).reshape(-1, 2) & sure[:, None]
        return _Decisions(both[:, 0].astype(np.float32), both[:, 1].astype(np.float32))

    pairs = list(zip(gold, found, strict=True))
    decisions = {
        "question": made(
            "question", [(one.intent == "question", two.intent == "question") for one, two in pairs]
        )
    }
    for intent in sorted({one.intent for one in gold if "intent" not in one.unsure}):
        decisions[f"intent:{intent}"] = made(
            "intent", [(one.intent == intent, two.intent == intent) for one, two in pairs]
        )
    for topic in topics:
        decisions[f"topic:{topic}"] = made(
            topic, [(topic in one.topics, topic in two.topics) for one, two in pairs]
        )
    return decisions


def _intervals(decisions: Mapping[str, _Decisions], drawing: np.random.Generator) -> dict[str, Interval]:
    """The interval of each label's F1, and of the two means."""
    names = list(decisions)
    right = np.stack([decisions[name].right for name in names], axis=1)
    found = np.stack([decisions[name].found for name in names], axis=1)
    comments = len(right)
    drawn = []
    for start in range(0, RESAMPLES, _AT_ONCE):
        rows = min(_AT_ONCE, RESAMPLES - start)
        places = drawing.integers(0, max(comments, 1), (rows, comments))
        weights = np.stack([np.bincount(row, minlength=comments) for row in places]).astype(np.float32)
        total = weights @ (right + found)
        with np.errstate(invalid="ignore"):  # a draw without positives has no F1
            drawn.append(2 * (weights @ (right * found)) / total)
    f1 = np.concatenate(drawn)
    enough = right.sum(axis=0) >= evaluation.ENOUGH
    of_topics = np.array([name.startswith("topic:") for name in names], bool)
    of_intents = np.array([name.startswith("intent:") for name in names], bool)
    columns = {name: f1[:, place] for place, name in enumerate(names)}
    if of_intents.any():
        columns["intent"] = np.nan_to_num(f1[:, of_intents]).mean(axis=1)
    if (of_topics & enough).any():
        columns["topics"] = np.nan_to_num(f1[:, of_topics & enough]).mean(axis=1)
    return {
        name: Interval(*(float(edge) for edge in np.nanpercentile(column, _OUTER)))
        for name, column in columns.items()
        if not np.isnan(column).all()
    }


def _confusion(gold: Sequence[Labelled], found: Sequence[Labelled]) -> dict[str, dict[str, int]]:
    counts = {truth: dict.fromkeys(INTENTS, 0) for truth in INTENTS}
    for one, two in zip(gold, found, strict=True):
        if "intent" not in one.unsure:
            counts[one.intent][two.intent] += 1
    return counts


def _mistakes(
    annotated: pd.DataFrame, gold: Sequence[Labelled], found: Sequence[Labelled], topics: Sequence[str]
) -> list[Mistake]:
    likes = [count or 0 for count in plain(annotated["likes"])]
    ids, texts = plain(annotated["id"]), plain(annotated["text"])
    ranked = []
    for row, (one, two) in enumerate(zip(gold, found, strict=True)):
        wrong = [
            key for key in topics if key not in one.unsure and (key in one.topics) != (key in two.topics)
        ]
        asked = "question" not in one.unsure and (one.intent == "question") != (two.intent == "question")
        if asked:
            wrong.insert(0, "question")
        elif "intent" not in one.unsure and one.intent != two.intent:
            wrong.insert(0, "intent")
        if wrong:
            mistake = Mistake(row, ids[row], texts[row], one, two, tuple(wrong))
            ranked.append((not asked, -len(wrong), -likes[row], row, mistake))
    return [mistake for *_, mistake in sorted(ranked, key=lambda entry: entry[:-1])]


def _rounded(share: float) -> float:
    return round(share, 4)
