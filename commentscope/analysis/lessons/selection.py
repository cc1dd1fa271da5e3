"""Choosing a topic's terms: from those that tell, step by step, as long as the F1 grows for sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis.lessons.exceptions import with_exceptions
from commentscope.analysis.taxonomy import Topic
from commentscope.text import normalise
from commentscope.text.tokens import display_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from commentscope.analysis.lessons.material import Material

CANDIDATES = 400
"""Terms that are tried beside a topic's own."""
STEPS = 80
"""Steps at most."""
TITLES = 12
"""Terms of titles that are learned at most."""
_FEWEST = 3  # comments that a step must put right
_LEAST = 0.0005  # F1 that it must gain, two comments allowed for
# A new topic starts from the terms of which so large a share of the comments is on it: strong ones and weak ones.
_START_STRONG, _START_WEAK = 0.8, 0.5
# Of the comments under a title with this term so many must be on the topic; and so many times more than elsewhere.
_SHARE, _LIFT = 0.3, 3.0

OUT, STRONG, WEAK, HINT = range(4)
# What a term in each list adds to the counts of strong terms, weak ones and hints in a comment.
_COUNTS = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
# From cautious to bold: of steps that gain the same, the first is taken.
_MOVES = [
    (one, other) for other in (OUT, HINT, WEAK, STRONG) for one in (OUT, STRONG, WEAK, HINT) if one != other
]


def select(known: Topic, material: Material, right: NDArray[np.bool_], rows: NDArray[np.int64]) -> Topic:
    """The topic with terms that fit the labels better.

    Args:
        known: the topic as it is; without terms if it is new.
        material: the labelled comments.
        right: of all comments, which are on the topic.
        rows: the numbers of those to learn from.
    """
    titles = (*known.titles, *_titles(known, material, right, rows))
    under = material.occurrences([*known.strong, *titles], [material.titles[row] for row in rows])
    context = np.zeros(len(rows), bool)
    context[np.concatenate([*under, np.empty(0, np.int64)])] = True
    own = [
        (term, kind)
        for kind, terms in ((STRONG, known.strong), (WEAK, known.weak), (HINT, known.hints))
        for term in terms
    ]
    taken = {normalise(term).text for term in (*dict(own), *known.exceptions)}
    fresh = [term for term in material.grams.telling(right, rows, CANDIDATES) if term not in taken]
    terms = [*dict(own), *fresh]
    texts = [material.texts[row] for row in rows]
    search = _Search(
        terms,
        material.occurrences(terms, texts),
        np.array([*dict(own).values(), *[OUT] * len(fresh)]),
        _Labels(right[rows], context, material.groups[rows]),
    )
    search.run()
    if not own:
        search.prune()
    learned = _topic(known, titles, [(terms[place], search.kinds[place]) for place in search.order])
    return with_exceptions(learned, material, right, rows)


def _topic(known: Topic, titles: Sequence[str], chosen: Sequence[tuple[str, int]]) -> Topic:
    """The topic with these terms, each in its list; nothing in it that could not count."""
    forms = display_forms()
    strong, weak, hints = (
        tuple(forms.get(term, term) for term, own in chosen if own == kind) for kind in (STRONG, WEAK, HINT)
    )
    if not strong and not hints and len(weak) == 1:
        weak, hints = (), weak  # alone it counts under an article on the topic only, as a hint does
    counting = [normalise(term).text for term in (*strong, *weak, *hints)]
    exceptions = tuple(
        phrase for phrase in known.exceptions if any(term in normalise(phrase).text for term in counting)
    )
    titles = tuple(titles) if weak or hints else known.titles
    return Topic(known.key, known.zh, known.en, strong, weak, exceptions, hints, titles if counting else ())


def _titles(
    known: Topic, material: Material, right: NDArray[np.bool_], rows: NDArray[np.int64]
) -> Iterator[str]:
    """Terms of titles under which many comments are on the topic, each under other articles than those before."""
    texts = [material.titles[row] for row in rows]
    positive, own = right[rows], material.groups[rows]
    least = max(_SHARE, _LIFT * positive.mean())
    terms = material.title_grams.telling(right, rows, CANDIDATES // 4)
    covered = np.zeros(len(rows), bool)
    for found in material.occurrences([*known.strong, *known.titles], texts):
        covered[found] = True
    chosen = 0
    for term, found in zip(terms, material.occurrences(terms, texts), strict=True):
        new = found[~covered[found]]
        hits = positive[new]
        articles = len(np.unique(own[new[hits]]))
        if chosen < TITLES and hits.sum() > _FEWEST and hits.mean() >= least and articles > 1:
            covered[found] = True
            chosen += 1
            yield term


class _Labels(NamedTuple):
    """The comments to learn from; arrays of the same length."""

    right: NDArray[np.bool_]
    """Which are on the topic."""
    context: NDArray[np.bool_]
    """Which stand under an article on the topic."""
    groups: NDArray[np.int64]
    """Numbers of the articles."""


class _Search:
    """The search for the best lists.

    Args:
        names: the terms.
        found: for each the comments in which it occurs.
        kinds: the list that each is in.
        labels: the comments.
    """

    def __init__(
        self,
        names: Sequence[str],
        found: Sequence[NDArray[np.int64]],
        kinds: NDArray[np.int64],
        labels: _Labels,
    ) -> None:
        self._names = [normalise(name).text for name in names]
        self.kinds = kinds
        self.order = [place for place, kind in enumerate(kinds) if kind != OUT]
        self._labels = labels
        self._sizes = np.fromiter(map(len, found), np.int64, len(found))
        self._rows = np.concatenate([*found, np.empty(0, np.int64)])
        self._terms = np.arange(len(found)).repeat(self._sizes)
        if not self.order:
            self._start()
        self._counts = np.zeros((len(labels.right), 3), np.int64)
        np.add.at(self._counts, self._rows, _COUNTS[kinds[self._terms]])

    def run(self) -> None:
        """Takes the best step as long as there is a good one."""
        for _ in range(STEPS):
            step = self._best()
            if step is None:
                return
            place, kind = step
            rows = self._rows[self._terms == place]
            self._counts[rows] += _COUNTS[kind] - _COUNTS[self.kinds[place]]
            self.kinds[place] = kind
            if place not in self.order:
                self.order.append(place)

    def prune(self) -> None:
        """Drops the terms that change nothing, the least telling first."""
        for place in reversed(self.order):
            if self.kinds[place] != OUT:
                rows = self._rows[self._terms == place]
                less = self._counts[rows] - _COUNTS[self.kinds[place]]
                context = self._labels.context[rows]
                if (_decide(less, context) == _decide(self._counts[rows], context)).all():
                    self._counts[rows] = less
                    self.kinds[place] = OUT

    def _start(self) -> None:
        hits = np.bincount(self._terms, self._labels.right[self._rows], len(self.kinds))
        for place, share in enumerate(hits / (self._sizes + 1)):  # one comment more, on something else
            if share >= _START_STRONG or (share >= _START_WEAK and not self._nested(place)):
                self.kinds[place] = STRONG if share >= _START_STRONG else WEAK
                self.order.append(place)

    def _best(self) -> tuple[int, int] | None:
        decided = _decide(self._counts, self._labels.context)
        positives, hits = int(self._labels.right.sum()), int((decided & self._labels.right).sum())
        total = int(decided.sum())
        best, reached = None, 2 * hits / max(total + positives, 1) + _LEAST
        for before, after in _MOVES:
            change = self._effect(decided, before, after)
            gained, lost = (
                np.bincount(self._terms, change * side, len(self.kinds)).astype(np.int64)
                for side in (self._labels.right[self._rows], ~self._labels.right[self._rows])
            )
            # As if the next two comments went against it.
            f1 = 2 * (hits + gained - 1) / (total + gained + lost + positives)
            f1[(self.kinds != before) | (np.maximum(gained, -lost) < _FEWEST)] = 0
            for place in np.argsort(-f1, kind="stable")[:5].tolist():
                if f1[place] <= reached:
                    break
                if self._spread(place, change) and not (after == WEAK and self._nested(place)):
                    best, reached = (place, after), f1[place]
                    break
        return best

    def _nested(self, place: int) -> bool:
        """Whether a term holds a weak one, or lies in one: where both stand only the longer one counts."""
        term = self._names[place]
        weak = (self._names[other] for other in self.order if self.kinds[other] == WEAK and other != place)
        return any(term in other or other in term for other in weak)

    def _effect(self, decided: NDArray[np.bool_], before: int, after: int) -> NDArray[np.int64]:
        """For each occurrence of a term what moving it would do to the comment: find it, lose it or nothing."""
        rows = self._rows
        moved = self._counts[rows] + (_COUNTS[after] - _COUNTS[before])
        change: NDArray[np.int64] = _decide(moved, self._labels.context[rows]) * 1 - decided[rows]
        return change

    def _spread(self, place: int, change: NDArray[np.int64]) -> bool:
        """Whether what a step puts right lies under several articles."""
        own = self._terms == place
        rows, change = self._rows[own], change[own]
        better = rows[((change > 0) & self._labels.right[rows]) | ((change < 0) & ~self._labels.right[rows])]
        return len(np.unique(self._labels.groups[better])) > 1


def _decide(counts: NDArray[np.int64], context: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which comments are on the topic: by a strong term, two weak ones, or any under an article on it."""
    decided: NDArray[np.bool_] = (
        (counts[:, 0] > 0) | (counts[:, 1] > 1) | (context & (counts.sum(axis=1) > 0))
    )
    return decided
