"""Learning a topic's terms from labelled comments: what `topics train` does.

Terms are proposed topic by topic; what they gain is measured on articles that they were not learned from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commentscope.analysis.evaluation import Score, score
from commentscope.analysis.lessons.material import Material
from commentscope.analysis.lessons.selection import select
from commentscope.analysis.taxonomy import Topic, is_key

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from commentscope.analysis.taxonomy import Taxonomy
    from commentscope.text import Tokenizer

__all__ = ["ENOUGH", "Lesson", "learn"]

ENOUGH = 10
"""Labelled comments on a topic, and on other things, without which nothing can be learned and shown to help."""
ARTICLES = 3
"""Articles that they must come from: what is learned in one is tried in another."""
FOLDS = 5


@dataclass(frozen=True)
class Lesson:
    """What the labels teach about one topic."""

    key: str
    comments: int
    """Labelled comments on the topic."""
    articles: int
    """Articles that they come from; comments where the articles are unknown."""
    before: Score
    """Of the terms as they were; none found where the topic is new."""
    after: Score | None
    """Of terms learned, each comment judged by those learned from other articles; `None` if there are too few."""
    topic: Topic | None
    """The topic with the terms learned from all comments; `None` where they don't help or there are too few."""

    @property
    def gain(self) -> float:
        """How much the F1 grew."""
        return self.after.f1 - self.before.f1 if self.after else 0.0


def learn(
    labelled: pd.DataFrame,
    taxonomy: Taxonomy,
    tokenizer: Tokenizer,
) -> list[Lesson]:
    """Propose terms for each topic that the labels name.

    For each topic words, pairs and triples of words are ranked by their log-odds among the comments on it (Monroe,
    Colaresi and Quinn 2008); from the first ones terms are taken, moved between the lists and dropped one by one, as
    long as the F1 grows even if the next two comments went against the step. That is done in each of five folds, on
    the articles of the other four, and once on all. The same table always gives the same terms.

    Args:
        labelled: as `sources.read_labelled` gives it, with `topics`; whole or a part of the comments of an archive.
        taxonomy: the topics as they are; the labels may name others.
        tokenizer: cuts the words.

    Returns:
        One lesson a topic: those of the taxonomy in its order, then new ones by name. A key that can't be a topic's
        has none.
    """
    material = Material(labelled, tokenizer)
    present = {key for keys in labelled["topics"] for key in keys if is_key(key)}
    ordered = [key for key in taxonomy.keys if key in present] + sorted(present.difference(taxonomy.keys))
    return [_lesson(key, taxonomy, material, labelled) for key in ordered]


def _lesson(key: str, taxonomy: Taxonomy, material: Material, labelled: pd.DataFrame) -> Lesson:
    right = _positives(labelled, key)
    sure = (
        np.array([key not in one for one in labelled["unsure"]], bool)
        if "unsure" in labelled
        else right | True
    )
    known = taxonomy[key] if key in taxonomy else Topic(key, key, key)
    before = score(zip(right[sure].tolist(), material.found(known)[sure].tolist(), strict=True))
    own = material.groups
    count, articles = int((right & sure).sum()), len(np.unique(own[right & sure]))
    if not _enough(right & sure, own):
        return Lesson(key, count, articles, before, None, None)
    folds = _folds(own, right & sure)
    out = np.zeros(len(right), bool)
    for fold in range(FOLDS):
        rows = (sure & (folds != fold)).nonzero()[0]
        out[folds == fold] = material.found(select(known, material, right, rows))[folds == fold]
    after = score(zip(right[sure].tolist(), out[sure].tolist(), strict=True))
    topic = select(known, material, right, sure.nonzero()[0])
    helps = after.f1 > before.f1 and topic not in (known, Topic(key, known.zh, known.en))
    return Lesson(key, count, articles, before, after, topic if helps else None)


def _positives(labelled: pd.DataFrame, key: str) -> NDArray[np.bool_]:
    return np.array([key in keys for keys in labelled["topics"]], bool)


def _enough(right: NDArray[np.bool_], own: NDArray[np.int64]) -> bool:
    return bool(right.sum() >= ENOUGH and (~right).sum() >= ENOUGH and len(np.unique(own[right])) >= ARTICLES)


def _folds(own: NDArray[np.int64], right: NDArray[np.bool_]) -> NDArray[np.int64]:
    """A fold for each comment, articles whole; the articles with most comments on the topic are dealt out first."""
    articles = int(own.max()) + 1
    counts = np.bincount(own[right], minlength=articles)
    fold_of = np.empty(articles, np.int64)
    fold_of[np.lexsort((np.arange(articles), -counts))] = np.arange(articles) % FOLDS
    return fold_of[own]
