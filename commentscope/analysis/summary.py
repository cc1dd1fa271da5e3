"""What a discussion comes to: counts and top lists that merge, so a chunk can be summed up anywhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from commentscope.analysis.distinct import Distinct
from commentscope.analysis.entries import Entry, best, entries, merged, moment
from commentscope.analysis.keywords import Keyword, Occurrences, keywords
from commentscope.analysis.wordcounts import WordCounts
from commentscope.comments import INTENTS, Provenance, plain, provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from commentscope.analysis.taxonomy import Taxonomy
    from commentscope.text.tokens import Tokenizer

SCHEMA = 1
"""The version of the summary as JSON."""
TOP = 50
"""Entries kept in each top list."""
KEYWORDS = 100
"""Keywords in the summary as JSON."""


@dataclass(frozen=True)
class Tally:
    """Questions by whether they were answered. `unknown`: the source cannot tell."""

    answered: int = 0
    unanswered: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All questions."""
        return self.answered + self.unanswered + self.unknown

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.answered + other.answered, self.unanswered + other.unanswered, self.unknown + other.unknown
        )


@dataclass(frozen=True)
class TopicSummary:
    """What a discussion comes to on one topic."""

    comments: int = 0
    likes: int = 0
    """Of all comments on the topic, those with unknown likes left out."""
    questions: Tally = Tally()
    top: tuple[Entry, ...] = ()
    """Its questions, unanswered ones first, then by likes; at most `TOP`."""
    words: WordCounts = field(default_factory=WordCounts)
    """In how many of the comments each word occurs."""

    def merge(self, other: TopicSummary) -> TopicSummary:
        """That of both discussions together."""
        return TopicSummary(
            self.comments + other.comments,
            self.likes + other.likes,
            self.questions + other.questions,
            merged(self.top, other.top, TOP, open_first=True),
            self.words.merge(other.words),
        )


@dataclass(frozen=True)
class Summary:
    """Counts, top lists and document frequencies of annotated comments.

    `Summary.of(a + b) == Summary.of(a).merge(Summary.of(b))` for tables `a` and `b` of whole articles.
    """

    comments: int = 0
    articles: Distinct = field(default_factory=Distinct)
    title: str | None = None
    """The article's, where there is just one."""
    authors: Distinct = field(default_factory=Distinct)
    first: str | None = None
    last: str | None = None
    origin: Provenance = Provenance()
    intents: Counter[str] = field(default_factory=Counter)
    questions: Tally = Tally()
    topics: dict[str, TopicSummary] = field(default_factory=dict)
    unclassified: Tally = Tally()
    """Questions without a topic."""
    words: WordCounts = field(default_factory=WordCounts)
    """In how many of the comments each word occurs."""
    months: dict[str, tuple[int, int]] = field(default_factory=dict)
    """`2019-02` → comments, questions."""
    top_questions: tuple[Entry, ...] = ()
    unanswered: tuple[Entry, ...] = ()
    requests: tuple[Entry, ...] = ()
    corrections: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, annotated: pd.DataFrame, tokenizer: Tokenizer) -> Summary:
        """The summary of an annotated table; its provenance comes from the table's `attrs`."""
        words = Occurrences([text or "" for text in plain(annotated["text"])], tokenizer)
        intents = annotated["intent"]
        listed: dict[str, list[Entry]] = {"question": [], "request": [], "correction": []}
        shown = annotated[intents.isin(list(listed)).to_numpy(bool)]
        for intent, entry in zip(shown["intent"], entries(shown), strict=True):
            listed[intent].append(entry)
        questions, requests, corrections = listed.values()
        dates = annotated["posted"]
        authors = set(plain(annotated["author"])) - {None}
        articles = _articles(annotated)
        return cls(
            comments=len(annotated),
            articles=Distinct.of(f"{url}\n{title}" for url, title in articles),
            title=next(iter(articles))[1] if len(articles) == 1 else None,
            authors=Distinct.of(authors),
            first=moment(dates.min()),
            last=moment(dates.max()),
            origin=provenance(annotated),
            intents=Counter(plain(intents)),
            questions=_tally(questions),
            topics=_topics(annotated, questions, words),
            unclassified=_tally([entry for entry in questions if not entry.topics]),
            words=words.count(),
            months=_months(annotated),
            top_questions=best(questions, TOP),
            unanswered=best([entry for entry in questions if entry.answered is False], TOP),
            requests=best(requests, TOP),
            corrections=best(corrections, TOP),
        )

    def merge(self, other: Summary) -> Summary:
        """The summary of both tables together."""
        topics = {
            key: self.topics.get(key, TopicSummary()).merge(other.topics.get(key, TopicSummary()))
            for key in self.topics.keys() | other.topics.keys()
        }
        months = {
            month: _plus(self.months.get(month, (0, 0)), other.months.get(month, (0, 0)))
            for month in self.months.keys() | other.months.keys()
        }
        articles = self.articles.merge(other.articles)
        return Summary(
            comments=self.comments + other.comments,
            articles=articles,
            title=(self.title or other.title) if len(articles) == 1 else None,
            authors=self.authors.merge(other.authors),
            first=min(filter(None, (self.first, other.first)), default=None),
            last=max(filter(None, (self.last, other.last)), default=None),
            origin=self.origin + other.origin,
            intents=self.intents + other.intents,
            questions=self.questions + other.questions,
            topics=topics,
            unclassified=self.unclassified + other.unclassified,
            words=self.words.merge(other.words),
            months=months,
            top_questions=merged(self.top_questions, other.top_questions, TOP),
            unanswered=merged(self.unanswered, other.unanswered, TOP),
            requests=merged(self.requests, other.requests, TOP),
            corrections=merged(self.corrections, other.corrections, TOP),
        )

    def keywords(self, limit: int = KEYWORDS) -> list[Keyword]:
        """The words that say most about the whole discussion, best first."""
        return keywords(self.words, self.words, self.comments, limit)

    def topic_keywords(self, topic: str, limit: int = 12) -> list[Keyword]:
        """The words that say most about the comments on one topic, best first."""
        about = self.topics.get(topic, TopicSummary())
        return keywords(about.words, self.words, self.comments, limit)

    def topic_rows(self, taxonomy: Taxonomy, lang: str = "en") -> list[dict[str, Any]]:
        """What each topic comes to, in the taxonomy's order."""
        return [
            {
                "topic": key,
                "name": taxonomy.name(key, lang),
                "comments": topic.comments,
                "questions": topic.questions.total,
                "unanswered": topic.questions.unanswered,
                "likes": topic.likes,
            }
            for key in taxonomy.keys
            for topic in [self.topics.get(key, TopicSummary())]
        ]

    def trend_rows(self) -> list[dict[str, Any]]:
        """Comments and questions of each month that has some, in order."""
        return [
            {"month": month, "comments": comments, "questions": questions}
            for month, (comments, questions) in sorted(self.months.items())
        ]

    def as_dict(self, taxonomy: Taxonomy, lang: str = "en") -> dict[str, Any]:
        """The summary as JSON has it: `schema` 1, keys in a fixed order, topics in the taxonomy's."""
        return {
            "schema": SCHEMA,
            "comments": self.comments,
            "articles": len(self.articles),
            "authors": len(self.authors),
            "first": self.first,
            "last": self.last,
            "declared": self.origin.declared,
            "damaged": sum(damage.comments for damage in self.origin.damaged),
            "intents": {intent: self.intents[intent] for intent in INTENTS},
            "questions": {
                "total": self.questions.total,
                "answered": self.questions.answered,
                "unanswered": self.questions.unanswered,
                "unknown": self.questions.unknown,
            },
            "topics": self.topic_rows(taxonomy, lang),
            "unclassified_questions": self.unclassified.total,
            "keywords": [keyword._asdict() for keyword in self.keywords()],
            "trend": self.trend_rows(),
            "top_questions": [entry.as_dict() for entry in self.top_questions],
            "requests": [entry.as_dict() for entry in self.requests],
            "corrections": [entry.as_dict() for entry in self.corrections],
        }


def fold(summaries: Iterable[Summary]) -> Summary:
    """All summaries merged, in order."""
    return reduce(Summary.merge, summaries, Summary())


def _articles(annotated: pd.DataFrame) -> set[tuple[str | None, str | None]]:
    """Address and title of each article."""
    return set(zip(plain(annotated["url"]), plain(annotated["article"]), strict=True))


def _tally(questions: Sequence[Entry]) -> Tally:
    states = Counter(entry.answered for entry in questions)
    return Tally(answered=states[True], unanswered=states[False], unknown=states[None])


def _topics(
    annotated: pd.DataFrame, questions: Sequence[Entry], words: Occurrences
) -> dict[str, TopicSummary]:
    rows: dict[str, list[int]] = {}
    for row, keys in enumerate(annotated["topics"]):
        for key in keys:
            rows.setdefault(key, []).append(row)
    asked: dict[str, list[Entry]] = {}
    for entry in questions:
        for key in entry.topics:
            asked.setdefault(key, []).append(entry)
    likes = annotated["likes"].fillna(0).tolist()
    return {
        key: TopicSummary(
            comments=len(members),
            likes=sum(likes[row] for row in members),
            questions=_tally(asked.get(key, [])),
            top=best(asked.get(key, []), TOP, open_first=True),
            words=words.count(members),
        )
        for key, members in rows.items()
    }


def _months(annotated: pd.DataFrame) -> dict[str, tuple[int, int]]:
    known = annotated["posted"].notna().to_numpy()
    asked = (annotated["intent"] == "question").to_numpy()
    # The day in Beijing; a month is its first seven characters.
    months = annotated["posted"].dt.tz_localize(None).to_numpy("datetime64[M]").astype(str)
    comments, questions = Counter(months[known].tolist()), Counter(months[known & asked].tolist())
    return {month: (n, questions[month]) for month, n in comments.items()}


def _plus(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]
