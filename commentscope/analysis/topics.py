"""What a comment is about: topics, and the terms in it that decided each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

import numpy as np

from commentscope.text import Joined, Terms, normalise, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from commentscope.analysis.taxonomy import Taxonomy

# In the order in which they win where two stand at the same place.
_EXCEPT, _STRONG, _WEAK, _HINT = range(4)
BY_STRONG, BY_WEAK = 0.87, 0.71
"""How probable a topic is whose terms hold: with a strong one, with others only."""


class Evidence(TypedDict):
    """A term that speaks for a topic."""

    topic: str
    """The topic's key."""
    term: str
    """The term as it stands in the text: `text[start:end]`."""
    start: int
    end: int


class Labels(NamedTuple):
    """The topics of a comment and why."""

    topics: list[str]
    """Keys, those with most and strongest terms first; empty where nothing speaks clearly."""
    scores: list[float]
    """How probable each of them is."""
    evidence: list[Evidence]
    """The first place of each deciding term; in the topics' order, then in the text's."""


def label(
    texts: Sequence[str], titles: Sequence[str | None], series: Sequence[str | None], taxonomy: Taxonomy
) -> list[Labels]:
    """The topics of each comment by terms alone.

    A strong term is enough; weak ones count when there are two different ones, or one under an article whose title
    or series holds a strong term of the same topic. Web addresses and code fences don't count.

    Args:
        texts: the comments.
        titles: the title of each comment's article, where known.
        series: the column or site section of each.
        taxonomy: the topics to choose from.
    """
    return Reading(texts, titles, series, taxonomy).labels()


class Reading:
    """The terms found in comments.

    Args:
        texts: the comments.
        titles: the title of each comment's article, where known.
        series: the column or site section of each.
        taxonomy: the topics to choose from.
    """

    def __init__(
        self,
        texts: Sequence[str],
        titles: Sequence[str | None],
        series: Sequence[str | None],
        taxonomy: Taxonomy,
    ) -> None:
        self._texts, self._keys = texts, taxonomy.keys
        self._plain = [prepare(text) for text in texts]
        self._matcher = _matcher(taxonomy)
        self._hits = self._matcher.different([text.text for text in self._plain])
        self._context = self._matcher.context(titles, series)

    def tally(self, keys: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """How many different terms of some topics stand in the comments.

        Args:
            keys: the topics to count for.

        Returns:
            By comment, topic and strength: strong terms, weak ones, hints. By comment and topic: whether title or
            series holds a strong term of it.
        """
        counts = np.zeros((len(self._texts), len(self._keys), 3), np.int64)
        np.add.at(counts, (self._hits.rows, self._hits.topics, self._hits.strengths - _STRONG), 1)
        wanted = [self._keys.index(key) for key in keys]
        return counts[:, wanted], self._context[:, wanted]

    def certain(self) -> NDArray[np.float64]:
        """How probable each topic is by its terms alone, 0 where they don't hold: a row a comment.

        Measured on labelled comments, over the built-in topics.
        """
        strong, weak, about = self._matcher.strengths(self._hits, self._context)
        return np.where(strong > 0, BY_STRONG, np.where((weak > 1) | about, BY_WEAK, 0.0))

    def labels(self, scores: NDArray[np.float64] | None = None) -> list[Labels]:
        """The topics and the terms that speak for them.

        Args:
            scores: of each comment and topic, 0 where it doesn't hold; what the terms say, unless given.
        """
        labels = [Labels([], [], []) for _ in self._texts]
        own = self.certain() if scores is None else scores
        for row, topic, score in self._matcher.ranked(self._hits, self._context, own):
            labels[row].topics.append(self._keys[topic])
            labels[row].scores.append(score)
        for row, topic, start, end in self._matcher.evidence(self._hits, own):
            span = self._plain[row].span(start, end)
            term = self._texts[row][slice(*span)]
            labels[row].evidence.append(
                Evidence(topic=self._keys[topic], term=term, start=span[0], end=span[1])
            )
        for one in labels:
            if len(one.topics) > 1:
                one.evidence.sort(key=lambda item: (one.topics.index(item["topic"]), item["start"]))
        return labels


class _Sign(NamedTuple):
    """What a term says: which topic, how strongly."""

    topic: int
    strength: int
    term: str


class _Signs:
    """Terms and what they say."""

    def __init__(self, signs: Iterable[_Sign]) -> None:
        self.terms: Terms[_Sign] = Terms((sign.term, sign) for sign in signs)
        self._topics = np.array([sign.topic for sign in self.terms.values], np.int64)
        self._strengths = np.array([sign.strength for sign in self.terms.values], np.int64)

    def scan(self, texts: Sequence[str]) -> _Hits:
        """All that the terms say in texts that are in their normal form."""
        rows, values, starts, ends = self.terms.scan(Joined(texts))
        return _Hits(rows, self._topics[values], self._strengths[values], values, starts, ends)


class _Hits(NamedTuple):
    """Terms found; arrays of the same length."""

    rows: NDArray[np.int64]
    topics: NDArray[np.int64]
    strengths: NDArray[np.int64]
    signs: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def take(self, which: NDArray[Any]) -> _Hits:
        """Some of them: a mask, or places."""
        return _Hits(*(column[which] for column in self))

    def standing(self) -> _Hits:
        """Less those inside an exception or inside a longer term of the same topic; by text, topic, then place."""
        # Of hits that begin together the longest comes first, of equals an exception.
        hits = self.take(np.lexsort((self.strengths, -self.ends, self.starts, self.topics, self.rows)))
        if not len(hits.rows):
            return hits
        begins = np.append(True, (np.diff(hits.rows) != 0) | (np.diff(hits.topics) != 0))
        # How far the hits on the same topic before reach: a running maximum that begins anew with each topic.
        base = begins.cumsum() * (hits.ends.max() + 1)
        reach = np.maximum.accumulate(base + hits.ends)
        before = np.append(0, reach[:-1])
        return hits.take((base + hits.ends > before) & (hits.strengths != _EXCEPT))


class _Matcher:
    """A taxonomy made ready for matching."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._size = len(taxonomy.keys)
        self._signs = _Signs(
            _Sign(number, strength, term)
            for number, topic in enumerate(taxonomy)
            for strength, terms in enumerate((topic.exceptions, topic.strong, topic.weak, topic.hints))
            for term in terms
        )
        self._titles = _Signs(
            _Sign(number, strength, term)
            for number, topic in enumerate(taxonomy)
            for strength, terms in ((_EXCEPT, topic.exceptions), (_STRONG, (*topic.strong, *topic.titles)))
            for term in terms
        )

    def different(self, plain: Sequence[str]) -> _Hits:
        """The standing hits in texts in their normal form; each term counts once in a comment, at its first place."""
        hits = self._signs.scan(plain).standing()
        _, firsts = np.unique(hits.rows * len(self._signs.terms.values) + hits.signs, return_index=True)
        return hits.take(np.sort(firsts))

    def strengths(
        self, hits: _Hits, context: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """By comment and topic: strong terms, weak ones, and whether there is any under an article on the topic."""
        pairs, size = hits.rows * self._size + hits.topics, context.size
        strong, weak = (
            np.bincount(pairs[hits.strengths == kind], minlength=size).reshape(context.shape)
            for kind in (_STRONG, _WEAK)
        )
        any_ = np.zeros(size, np.bool_)
        any_[pairs] = True
        return strong, weak, any_.reshape(context.shape) & context

    def ranked(
        self, hits: _Hits, context: NDArray[np.bool_], scores: NDArray[np.float64]
    ) -> Iterable[tuple[int, int, float]]:
        """Comment, topic and score where it is above 0; of a comment those first of which it says most."""
        strong, weak, about = self.strengths(hits, context)
        rows, topics = scores.nonzero()
        own = scores[rows, topics]
        # Strong terms before weak ones, more before fewer, the article's own topic before others; none comes last.
        rank = (-4 * strong - weak - 2 * about)[rows, topics]
        order = np.lexsort((topics, rank, rows))
        return zip(rows[order].tolist(), topics[order].tolist(), own[order].tolist(), strict=True)

    def evidence(self, hits: _Hits, scores: NDArray[np.float64]) -> Iterable[tuple[int, int, int, int]]:
        """Comment, topic and place of each term that speaks for a topic with a score."""
        chosen = hits.take(scores[hits.rows, hits.topics] > 0)
        columns = (chosen.rows, chosen.topics, chosen.starts, chosen.ends)
        return zip(*(column.tolist() for column in columns), strict=True)

    def context(self, titles: Sequence[str | None], series: Sequence[str | None]) -> NDArray[np.bool_]:
        """The topics that each comment's article itself is on, by its title and series: a row a comment."""
        numbers: dict[str | None, int] = {}
        places = [
            [numbers.setdefault(name if isinstance(name, str) else None, len(numbers)) for name in names]
            for names in (titles, series)
        ]
        hits = self._titles.scan([normalise(name or "").text for name in numbers]).standing()
        known = np.zeros((len(numbers), self._size), bool)
        known[hits.rows, hits.topics] = True
        by_title, by_series = known[np.array(places, np.intp).reshape(2, -1)]
        context: NDArray[np.bool_] = by_title | by_series
        return context


@lru_cache(maxsize=4)
def _matcher(taxonomy: Taxonomy) -> _Matcher:
    return _Matcher(taxonomy)
