"""The question cut out of a comment holds what is asked, and hardly anything else.

Two files of marks, made by reading before looking at what the program makes of the comments: the offsets of the
sentences that ask, and of those that may stand with them (a word of introduction, a guess at the answer). `asking.csv`
has a hundred questions of dev.csv, drawn by chance; `asking_train.csv` those of train.csv that have several sentences,
from which the cut was chosen, and the model learned. The texts stay in the team's shared data.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from commentscope.analysis import Taxonomy, learned
from commentscope.analysis.labels import label
from commentscope.analysis.sentences import sentences

Spans = list[tuple[int, int]]

MARKED = {"dev": 100, "train": 1731}
FLOORS = {"dev": 0.93, "train": 0.95}
"""Of the hundred the goal is 0.95; of those missed three are not taken for questions. It was 0.94, when the model
before this one took one of these three for one; gold_floors.toml says why another ships. Of the others the model has
learned from the very sentences; one that has not brings .97 of those taken for questions, not .98."""

pytestmark = pytest.mark.shared


class Mark(NamedTuple):
    """A comment and what was marked in it."""

    row: dict[str, str]
    asking: Spans
    may: Spans

    def well_cut(self, spans: tuple[tuple[int, int], ...]) -> bool:
        """Whether every sentence that asks is held, and at most one besides."""
        held = all(any(start <= first and last <= end for start, end in spans) for first, last in self.asking)
        besides = [
            (first, last)
            for first, last in sentences(self.row["text"])
            if any(start <= first and last <= end for start, end in spans)
            and not any(first < end and start < last for start, end in (*self.asking, *self.may))
        ]
        return held and len(besides) <= 1


def _spans(cell: str) -> Spans:
    return [(int(start), int(end)) for start, _, end in (one.partition("-") for one in cell.split())]


@pytest.fixture(scope="module", params=["dev", "train"])
def marks(request: pytest.FixtureRequest, shared: Path) -> tuple[str, list[Mark]]:
    """Which gold file, and its marked comments."""
    with (shared / "gold" / f"{request.param}.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    name = "asking.csv" if request.param == "dev" else "asking_train.csv"
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        marked = [
            Mark(rows[row["id"]], _spans(row["asking"]), _spans(row["may"])) for row in csv.DictReader(file)
        ]
    return request.param, marked


def test_the_asking_sentences_are_held_and_little_besides(marks: tuple[str, list[Mark]]) -> None:
    """In as large a share as when the floor was set."""
    name, marked = marks
    columns = [[mark.row[column] for mark in marked] for column in ("text", "article", "series")]
    found = label(*columns, Taxonomy.builtin(), model=learned.builtin()).intents
    good = [mark.well_cut(verdict.spans) for mark, verdict in zip(marked, found, strict=True)]
    assert len(good) == MARKED[name]
    assert sum(good) / len(good) >= FLOORS[name]


def test_the_marks_lie_in_their_comments(marks: tuple[str, list[Mark]]) -> None:
    """Every mark is a piece of its comment with a word in it."""
    for mark in marks[1]:
        for start, end in mark.asking + mark.may:
            assert any(char.isalnum() for char in mark.row["text"][start:end])
