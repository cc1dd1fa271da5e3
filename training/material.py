"""What the models are made from, and making one of everything for each fold."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from counts import Counts
from exercise import overlap

from commentscope.analysis import Taxonomy, intent, topics
from commentscope.analysis.labels import findings
from commentscope.analysis.learned import INTENTS
from commentscope.analysis.learned.titles import unnumbered
from data import FOLDS, SENTENCES, Labelled, acts, bodies

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

SEED = 1
_START = time.perf_counter()


def say(*words: object) -> None:
    """Report progress."""
    print(f"{time.perf_counter() - _START:6.0f} s", *words, flush=True)


class Material:
    """All that the models are made from."""

    def __init__(self, labelled: Labelled, archive: Path) -> None:
        self.labelled = labelled
        table, n = labelled.table, labelled.number
        names = [
            f"{unnumbered(title)}\n{series}"
            for title, series in zip(table.article, table.series, strict=True)
        ]
        unique, self.article = np.unique(names, return_inverse=True)
        self.near, self.far = (Counts(table.text[part].tolist()) for part in (slice(0, n), slice(n, None)))
        sizes = np.bincount(self.near.sentences.text)
        self.acts = acts(table.text[:n].tolist(), sizes, Path(__file__).parent / SENTENCES)
        self.titles = Counts(list(unique), whole=True).matrix
        say("sentences read", int((self.acts != "?").sum()))
        say("counted", self.near.matrix.shape, self.far.matrix.shape, self.titles.shape)
        found = []
        for at in range(0, len(table), 3000):
            rows = [table[name][at : at + 3000].tolist() for name in ("text", "article", "series")]
            terms = topics.Reading(*rows, Taxonomy.builtin())
            found.append(findings(intent.Reading(rows[0]), terms).columns())
        self.found = np.vstack(found).astype(np.float32)
        self.overlap = overlap(table, bodies(archive), SEED)
        say("rules and exercises")
        intents = np.eye(len(INTENTS), dtype=bool)[labelled.intents]
        self.targets = np.column_stack([labelled.topics, intents])
        self.trains = [labelled.fold != fold for fold in range(FOLDS)] + [np.ones(n, bool)]

    def hint(self, part: slice) -> np.ndarray:
        """What the teacher sees beside scores and shapes."""
        return np.column_stack([self.found[part], self.overlap[part]])


_work: Callable[[int], object]


def each(work: Callable[[int], T]) -> list[T]:
    """What comes of each fold and of all, two at a time."""
    global _work
    _work = work
    with multiprocessing.get_context("fork").Pool(2) as pool:
        return list(pool.imap(_run, range(FOLDS + 1)))


def _run(fold: int) -> object:
    made = _work(fold)
    say("done", fold)
    return made


def joined(m: Material, parts: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Scores of the labelled by the model without their fold; of the others by each."""
    held = parts[-1][0].copy()
    for train, (near, _) in zip(m.trains, parts, strict=True):
        held[~train] = near[~train]
    return held, [far for _, far in parts]
