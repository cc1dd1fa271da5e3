"""The gate: on comments labelled by readers the analysis must not get worse unnoticed."""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from commentscope.analysis import learned
from commentscope.analysis.evaluation import Labelled, Scores, evaluate
from commentscope.analysis.labels import label
from commentscope.analysis.taxonomy import Taxonomy

FLOORS = tomllib.loads(Path(__file__).parent.with_name("gold_floors.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def gold(shared: Path) -> Path:
    """The labelled comments that measure; never a source of rules."""
    return shared / "gold" / "dev.csv"


@pytest.fixture(scope="module")
def scores(gold: Path) -> Scores:
    """The analysis as it ships against the readers' labels."""
    with gold.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [row["text"] for row in rows]
    verdicts, labels = label(
        texts,
        [row["article"] for row in rows],
        [row["series"] for row in rows],
        Taxonomy.builtin(),
        model=learned.builtin(),
    )
    return evaluate(
        [Labelled(row["intent"], row["topics"].split(";"), row["unsure"].split(";")) for row in rows],
        [Labelled(verdict.intent, label.topics) for verdict, label in zip(verdicts, labels, strict=True)],
        FLOORS["topics"],
    )


def test_the_gold_file_is_the_one_the_floors_were_set_on(gold: Path) -> None:
    """Another file would make every figure meaningless."""
    assert hashlib.sha256(gold.read_bytes()).hexdigest() == FLOORS["sha256"]


def test_questions_are_found(scores: Scores) -> None:
    """F1 of `intent == "question"`."""
    assert scores.question.f1 >= FLOORS["question"]


def test_intents_are_told_apart(scores: Scores) -> None:
    """Macro-F1 over the six."""
    assert scores.intent >= FLOORS["intent"]


@pytest.mark.parametrize("topic", FLOORS["topics"])
def test_topics_are_found(scores: Scores, topic: str) -> None:
    """F1 over comments."""
    assert scores.topics[topic].f1 >= FLOORS["topics"][topic]


def test_the_mean_over_topics_holds(scores: Scores) -> None:
    """Over those with ten positives or more."""
    assert scores.topic >= FLOORS["topic"]


def test_the_folds_promise_no_more_than_is_kept(scores: Scores) -> None:
    """Figures of held-out folds far above these would say that training knew the folds' labels."""
    card = json.loads((files(learned) / "card.json").read_text(encoding="utf-8"))
    promised = list(card["cross_validated"].values())[-1]
    assert promised["question"] - scores.question.f1 <= 0.02
    assert promised["intent"] - scores.intent <= 0.05
