"""What a comment is about: topics, and the terms in it that decided each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from commentscope.text import Normal, Terms, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    matcher = _matcher(taxonomy)
    contexts: dict[tuple[str | None, str | None], frozenset[int]] = {}
    labels = []
    for text, title, column in zip(texts, titles, series, strict=True):
        plain = prepare(text)
        hits = matcher.terms.places(plain.text)
        if not hits:
            labels.append(Labels([], []))
            continue
        context = contexts.get((title, column))
        if context is None:
            context = contexts[title, column] = matcher.context(title, column)
        labels.append(matcher.decide(text, plain, hits, context))
    return labels


class _Sign(NamedTuple):
    """What a term says: which topic, how strongly."""

    topic: int
    strength: int
    term: str


_Place = tuple[_Sign, int, int]
"""A sign, and its offsets."""


class _Matcher:
    """A taxonomy made ready for matching."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.keys = taxonomy.keys
        self.terms: Terms[_Sign] = Terms(
            (term, _Sign(number, strength, term))
            for number, topic in enumerate(taxonomy)
            for strength, terms in enumerate((topic.exceptions, topic.strong, topic.weak, topic.hints))
            for term in terms
        )
        self.titles: Terms[_Sign] = Terms(
            (term, _Sign(number, strength, term))
            for number, topic in enumerate(taxonomy)
            for strength, terms in ((_EXCEPT, topic.exceptions), (_STRONG, (*topic.strong, *topic.titles)))
            for term in terms
        )

    def context(self, title: str | None, series: str | None) -> frozenset[int]:
        """The topics that the article itself is on, by its title and series."""
        names = [name for name in (title, series) if isinstance(name, str)]
        return frozenset(sign.topic for name in names for sign, _, _ in _standing(self.titles.find(name)))

    def decide(self, text: str, plain: Normal, hits: list[_Place], context: frozenset[int]) -> Labels:
        """The labels of a comment from the hits in its normal form."""
        live = _live(hits, context)
        if not live:
            return Labels([], [])
        by_topic: dict[int, dict[_Sign, tuple[int, int]]] = {}
        for sign, start, end in _standing([hit for hit in hits if hit[0][0] in live]):
            by_topic.setdefault(sign.topic, {}).setdefault(sign, (start, end))
        ranked = []
        for topic, signs in by_topic.items():
            strengths = [sign.strength for sign in signs]
            strong, weak = strengths.count(_STRONG), strengths.count(_WEAK)
            if strong or weak > 1 or topic in context:
                # How certain: strong terms before weak ones, more before fewer, the article's own topic before others.
                ranked.append((-4 * strong - weak - 2 * (topic in context), topic))
        ranked.sort()
        evidence = []
        for _, topic in ranked:
            for span in by_topic[topic].values():
                start, end = plain.span(*span)
                evidence.append(Evidence(topic=self.keys[topic], term=text[start:end], start=start, end=end))
        return Labels([self.keys[topic] for _, topic in ranked], evidence)


def _live(hits: list[_Place], context: frozenset[int]) -> set[int]:
    """The topics that could hold at all: most hits are lone weak terms, and not worth a closer look."""
    live, once = set(), set()
    for (topic, strength, _), _, _ in hits:
        if (
            strength == _STRONG
            or (topic in context and strength != _EXCEPT)
            or (strength == _WEAK and topic in once)
        ):
            live.add(topic)
        elif strength == _WEAK:
            once.add(topic)
    return live


def _standing(hits: Iterable[_Place]) -> Iterator[tuple[_Sign, int, int]]:
    """The hits less those inside an exception or inside a longer term of the same topic; by topic, then place."""
    current, reach = -1, 0
    # Of hits that begin together the longest comes first.
    for topic, start, minus_end, strength, sign in sorted(
        [(sign[0], start, -end, sign[1], sign) for sign, start, end in hits]
    ):
        if topic != current:
            current, reach = topic, 0
        if -minus_end > reach:
            reach = -minus_end
            if strength != _EXCEPT:
                yield sign, start, reach


@lru_cache(maxsize=4)
def _matcher(taxonomy: Taxonomy) -> _Matcher:
    return _Matcher(taxonomy)
