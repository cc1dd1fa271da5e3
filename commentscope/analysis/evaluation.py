"""How well labels agree with those a reader gave: precision, recall and F1."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

ENOUGH = 10
"""Positives from which on a topic counts for the mean; the F1 of fewer says little."""


class Score(NamedTuple):
    """Agreement on one label."""

    precision: float
    """Of those found, the share that is right; 0 where none was found."""
    recall: float
    """Of those there are, the share found; 0 where there are none."""
    f1: float
    """The harmonic mean of the two."""
    positives: int
    """How many there are."""


class Scores(NamedTuple):
    """Agreement on everything that is labelled."""

    question: Score
    intents: dict[str, Score]
    topics: dict[str, Score]

    @property
    def intent(self) -> float:
        """Macro-F1: the mean over the intents, rare ones counting as much as frequent ones."""
        return _mean(score.f1 for score in self.intents.values())

    @property
    def topic(self) -> float:
        """The mean F1 over the topics with `ENOUGH` positives."""
        return _mean(score.f1 for score in self.topics.values() if score.positives >= ENOUGH)


class Labelled(NamedTuple):
    """The labels of one comment, by a reader or by a program."""

    intent: str
    topics: Collection[str]
    unsure: Collection[str] = ()
    """Labels that readers disagreed on, and that are left out of the score: `intent`, `question` or a topic."""


def evaluate(gold: Sequence[Labelled], found: Sequence[Labelled], topics: Iterable[str]) -> Scores:
    """Score the labels found against the gold ones, row by row.

    Args:
        gold: the reader's labels.
        found: the program's, of the same comments in the same order.
        topics: the topics to score.
    """
    pairs = list(zip(gold, found, strict=True))
    sure = [(truth, guess) for truth, guess in pairs if "intent" not in truth.unsure]
    return Scores(
        question=score(
            (truth.intent == "question", guess.intent == "question")
            for truth, guess in pairs
            if "question" not in truth.unsure
        ),
        intents={
            intent: score((truth.intent == intent, guess.intent == intent) for truth, guess in sure)
            for intent in sorted({truth.intent for truth, _ in sure})
        },
        topics={
            topic: score(
                (topic in truth.topics, topic in guess.topics)
                for truth, guess in pairs
                if topic not in truth.unsure
            )
            for topic in topics
        },
    )


def score(decisions: Iterable[tuple[bool, bool]]) -> Score:
    """The score of yes-or-no decisions, given as pairs of what is right and what was found.

    >>> score([(True, True), (True, False), (False, False), (False, True)])
    Score(precision=0.5, recall=0.5, f1=0.5, positives=2)
    """
    right = found = positives = 0
    for truth, guess in decisions:
        right += truth and guess
        found += guess
        positives += truth
    return Score(
        precision=right / found if found else 0.0,
        recall=right / positives if positives else 0.0,
        f1=2 * right / (found + positives) if found + positives else 0.0,
        positives=positives,
    )


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else 0.0
