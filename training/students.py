"""Linear models of n-grams: one of the labels alone, and the student, that learns from a teacher's opinions too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import scipy.sparse as sp
from counts import Weighed, rarity, shape, small
from linear import act_lanes, ridge
from material import each, joined

from commentscope.analysis.learned import TOPICS
from commentscope.analysis.learned.labels import ACTS, LANES
from commentscope.analysis.learned.weights import LARGEST

if TYPE_CHECKING:
    from material import Material

_TEXT_FEATURES, _TITLE_FEATURES, _TITLE_WEIGHT = 56_000, 40_000, 0.6
_GOLD_WEIGHT, _CLIP = 5.0, 4.0


def first_scores(m: Material) -> tuple[np.ndarray, list[np.ndarray]]:
    """Scores and shapes by a linear model of the labels alone: of the labelled, held out; of the others, by fold."""
    n = m.labelled.number
    whole = m.near.texts()
    often = np.bincount(whole.indices, minlength=whole.shape[1])
    keep = np.flatnonzero(often >= 3)
    rare = rarity(whole, keep)
    texts, near, far = (Weighed(x, keep, rare) for x in (whole, m.near.matrix, m.far.matrix))
    of_articles = m.titles[m.article[:n]]
    tkeep = np.flatnonzero(np.bincount(of_articles.indices, minlength=m.titles.shape[1]) >= 2)
    titles = Weighed(m.titles, tkeep, rarity(of_articles, tkeep)).normed
    target = np.where(m.targets, 1, -1).astype(np.float32)

    def one(fold: int) -> tuple[np.ndarray, np.ndarray]:
        use = (m.trains[fold][:, None] & m.labelled.sure).astype(np.float32)
        w = ridge(texts.normed, target, use, strength=1.0, rounds=20)
        title = titles @ ridge(titles[m.article[:n]], target, use, strength=5.0, rounds=20)
        return _seen(m, near, far, _lanes(m, fold, near, w, rare), title)

    return joined(m, each(one))


class _Lanes(NamedTuple):
    """What each n-gram says, in whole numbers: of topics and intents, then of acts."""

    weights: np.ndarray
    unit: np.ndarray
    """What one is worth in each lane."""
    offset: np.ndarray
    """Added to the acts' scores."""


def _lanes(m: Material, fold: int, near: Weighed, w: np.ndarray, rare: np.ndarray) -> _Lanes:
    """The n-grams' weights for topics and intents, and beside them those for what a sentence does."""
    acts, offset = act_lanes(
        near.normed, m.near.sentences, m.targets[:, len(TOPICS) :], m.acts, m.trains[fold]
    )
    return _Lanes(*small(rare[:, None] * np.column_stack([w, acts]), LARGEST), offset)


def _seen(
    m: Material, near: Weighed, far: Weighed, lanes: _Lanes, titles: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Shapes and the title's scores, of the labelled comments and of the others."""
    n = m.labelled.number
    own, other = shape(near, *lanes, m.near.sentences), shape(far, *lanes, m.far.sentences)
    return np.column_stack([own, titles[m.article[:n]]]), np.column_stack([other, titles[m.article[n:]]])


class Choice(NamedTuple):
    """The n-grams that a model knows."""

    keep: np.ndarray
    """Buckets of the texts', ascending."""
    rare: np.ndarray
    """How rare each is."""
    tkeep: np.ndarray
    trare: np.ndarray

    def texts(self, m: Material) -> tuple[Weighed, Weighed]:
        """The labelled comments' and the others'."""
        return Weighed(m.near.matrix, self.keep, self.rare), Weighed(m.far.matrix, self.keep, self.rare)


class Students:
    """Linear models of text and title n-grams, one for each fold left out and one of all.

    Each chooses its own n-grams, by their weights in a model of all that occur. Chosen once, with all labels, they
    would tell every fold's models what its labels are.

    Args:
        m: what they learn from.
    """

    def __init__(self, m: Material) -> None:
        self.m = m
        self.both = sp.vstack([m.near.texts(), m.far.texts()]).tocsr()
        self.often = np.bincount(self.both.indices, minlength=self.both.shape[1])
        keep = np.flatnonzero(self.often >= 8)
        tkeep = np.flatnonzero(np.bincount(m.titles.indices, minlength=m.titles.shape[1]) >= 2)
        self.all = Choice(keep, rarity(self.both, keep), tkeep, rarity(m.titles, tkeep))
        self.inputs = self._design(self.all)
        self.choices: list[Choice] = []

    def _design(self, of: Choice) -> sp.csr_matrix:
        titles = Weighed(self.m.titles, of.tkeep, of.trare).normed[self.m.article] * np.float32(_TITLE_WEIGHT)
        return sp.hstack([Weighed(self.both, of.keep, of.rare).normed, titles]).tocsr()

    def _choose(self, target: np.ndarray, weight: np.ndarray) -> Choice:
        """The n-grams with the largest weights, more so if rare or frequent."""
        keep, rare, tkeep, trare = self.all
        size = np.abs(ridge(self.inputs, target, weight, rounds=8)).max(1)
        value = size[: len(keep)] * rare * self.often[keep] ** 0.25
        tvalue = size[len(keep) :] * trare
        pick, tpick = (
            np.sort(np.argsort(-v)[:k]) for v, k in ((value, _TEXT_FEATURES), (tvalue, _TITLE_FEATURES))
        )
        return Choice(keep[pick], rare[pick], tkeep[tpick], trare[tpick])

    def _aim(self, fold: int, opinion: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        labels = np.where(self.m.targets, _CLIP - 1, 1 - _CLIP)
        near = np.where(self.m.trains[fold][:, None] & self.m.labelled.sure, _GOLD_WEIGHT, 0.0)
        target = np.vstack([labels, opinion[fold].clip(1 - _CLIP, _CLIP - 1)]).astype(np.float32)
        return target, np.vstack([near, np.ones((len(opinion[fold]), LANES))]).astype(np.float32)

    def learn(self, opinion: list[np.ndarray]) -> tuple[np.ndarray, list[np.ndarray]]:
        """Learn from labels and opinions; scores and shapes as of `first_scores`. The last one stays in `shipped`."""
        m = self.m

        def one(fold: int) -> tuple[np.ndarray, np.ndarray, Choice, tuple[np.ndarray, ...]]:
            target, weight = self._aim(fold, opinion)
            chosen = self._choose(target, weight)
            w = ridge(self._design(chosen), target, weight)
            near, far = chosen.texts(m)
            titles = Weighed(m.titles, chosen.tkeep, chosen.trare)
            text, title = w[: len(chosen.keep)], w[len(chosen.keep) :]
            lanes = _lanes(m, fold, near, text, chosen.rare)
            tweights, tunit = small(chosen.trare[:, None] * title, LARGEST)
            sums = np.rint(titles.counts @ tweights.astype(np.float32))
            scores = (sums * tunit / np.sqrt(titles.squares + 4)[:, None]).astype(np.float32)
            return *_seen(m, near, far, lanes, scores), chosen, (*lanes, tweights, tunit)

        parts = each(one)
        self.choices = [part[2] for part in parts]
        self.shipped = parts[-1][3]
        return joined(m, [part[:2] for part in parts])

    def arrays(self) -> dict[str, np.ndarray]:
        """The n-grams and weights that ship, the most frequent first."""
        weights, unit, offset, tweights, tunit = self.shipped
        keep, rare, tkeep, trare = self.choices[-1]
        order, torder = (np.argsort(x, kind="stable") for x in (rare, trare))
        units = np.zeros((2, LANES + len(ACTS)))
        units[0], units[1, :LANES] = unit, tunit
        return {
            "text_buckets": keep[order].astype(np.uint32),
            "text_weights": weights[order],
            "text_rarity": np.rint(rare[order] * 16).astype(np.uint8),
            "title_buckets": tkeep[torder].astype(np.uint32),
            "title_weights": tweights[torder],
            "title_rarity": np.rint(trare[torder] * 16).astype(np.uint8),
            "units": units,
            "acts": offset,
        }
