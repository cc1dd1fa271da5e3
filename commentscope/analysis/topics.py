"""What a comment is about: topics, and the terms in it that decided each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

import numpy as np

from commentscope.text import Joined, Normal, Terms, normalise, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from commentscope.analysis.taxonomy import Taxonomy

# In the order in which they win where two stand at the same place.
_EXCEPT, _STRONG, _WEAK, _HINT = range(4)


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
    """Keys, most certain first; empty where nothing speaks clearly."""
    evidence: list[Evidence]
    """The first place of each deciding term; in the topics' order, then in the text's."""


def label(
    texts: Sequence[str], titles: Sequence[str | None], series: Sequence[str | None], taxonomy: Taxonomy
) -> list[Labels]:
    """The topics of each comment.

    A strong term is enough; weak ones count when there are two different ones, or one under an article whose title
    or series holds a strong term of the same topic. Web addresses and code fences don't count.

    Args:
        texts: the comments.
        titles: the title of each comment's article, where known.
        series: the column or site section of each.
        taxonomy: the topics to choose from.
    """
    plain = [prepare(text) for text in texts]
    chosen = _matcher(taxonomy).choose(plain, titles, series)
    labels = [Labels([], []) for _ in texts]
    known = taxonomy.keys
    for row, topic, term, start, end in zip(*(column.tolist() for column in chosen), strict=True):
        keys, evidence = labels[row]
        key = known[topic]
        if term == 0:
            keys.append(key)
        span = plain[row].span(start, end)
        evidence.append(Evidence(topic=key, term=texts[row][slice(*span)], start=span[0], end=span[1]))
    return labels


class _Sign(NamedTuple):
    """What a term says: which topic, how strongly."""

    topic: int
    strength: int
    term: str


class _Choice(NamedTuple):
    """The deciding terms of the topics that hold, in the order of `Labels.evidence`; arrays of the same length."""

    rows: NDArray[np.int64]
    topics: NDArray[np.int64]
    terms: NDArray[np.int64]
    """Numbers of the terms within their topic."""
    starts: NDArray[np.int64]
    """Offsets in the normal form."""
    ends: NDArray[np.int64]


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

    def choose(
        self, plain: Sequence[Normal], titles: Sequence[str | None], series: Sequence[str | None]
    ) -> _Choice:
        """The topics of each comment and the terms that decided them."""
        hits = self._signs.scan([text.text for text in plain])
        context = self._context(titles, series).ravel()
        hits = hits.take(self._live(hits, context))
        hits = hits.standing()
        # Each term counts once in a comment, at its first place.
        _, firsts = np.unique(hits.rows * len(self._signs.terms.values) + hits.signs, return_index=True)
        hits = hits.take(np.sort(firsts))
        pairs, owners = np.unique(hits.rows * self._size + hits.topics, return_inverse=True)
        strong = np.bincount(owners[hits.strengths == _STRONG], minlength=len(pairs))
        weak = np.bincount(owners[hits.strengths == _WEAK], minlength=len(pairs))
        about = context[pairs]
        holds = (strong > 0) | (weak > 1) | about
        # How certain: strong terms before weak ones, more before fewer, the article's own topic before others.
        rank = (-4 * strong - weak - 2 * about)[owners]
        numbers = np.arange(len(owners)) - owners.searchsorted(owners)
        order = np.lexsort((numbers, hits.topics, rank, hits.rows))
        order = order[holds[owners[order]]]
        return _Choice(
            hits.rows[order], hits.topics[order], numbers[order], hits.starts[order], hits.ends[order]
        )

    def _live(self, hits: _Hits, context: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which hits are on topics that could hold: most are lone weak terms, and not worth a closer look."""
        pairs = hits.rows * self._size + hits.topics
        weak = np.bincount(pairs[hits.strengths == _WEAK], minlength=len(context))
        live = weak > 1
        live[pairs[hits.strengths == _STRONG]] = True
        live[pairs[hits.strengths != _EXCEPT]] |= context[pairs[hits.strengths != _EXCEPT]]
        return live[pairs]

    def _context(self, titles: Sequence[str | None], series: Sequence[str | None]) -> NDArray[np.bool_]:
        """The topics that each comment's article itself is on, by its title and series: a row a comment."""
        numbers: dict[str | None, int] = {}
        places = [
            [numbers.setdefault(name if isinstance(name, str) else None, len(numbers)) for name in names]
            for names in (titles, series)
        ]
        hits = self._titles.scan([normalise(name or "").text for name in numbers]).standing()
        known = np.zeros((len(numbers), self._size), bool)
        known[hits.rows, hits.topics] = True
        by_title, by_series = (known[np.array(own, np.intp)] for own in places)
        return by_title | by_series


@lru_cache(maxsize=4)
def _matcher(taxonomy: Taxonomy) -> _Matcher:
    return _Matcher(taxonomy)
