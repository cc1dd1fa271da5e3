"""What pages and charts show beyond the summary: more questions and whole, and who, where and when in finer counts.

Collected only where a report asks for it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from commentscope.analysis.entries import Entry, best, entries
from commentscope.comments import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

KEPT = 400
"""Questions kept of each topic, waiting ones and others apart; and requests, and corrections."""
LONGEST = 5000
"""Characters kept of a text. One more is kept where there are more, so that a report can tell."""
RECENT = 30
"""Days that count as recent."""

_TOGETHER = 8

K = TypeVar("K")


class Activity(NamedTuple):
    """How much was written: on a day, or by a reader."""

    comments: int = 0
    questions: int = 0
    unanswered: int = 0
    likes: int = 0


class Recent(NamedTuple):
    """The last days of the data beside as many before."""

    first: str
    last: str
    now: Activity
    before: Activity
    topics: list[tuple[str, int, int]]
    """Topic, questions now, questions before: those that were asked about more than before, the most first."""


@dataclass(frozen=True)
class Details:
    """Questions in full and counts in detail, of annotated comments.

    `Details.of(a + b) == Details.of(a).merge(Details.of(b))` for tables `a` and `b` of whole articles.
    """

    questions: dict[tuple[str, bool], tuple[Entry, ...]] = field(default_factory=dict)
    """By topic (`""`: none) and whether they wait for an answer; the first `KEPT` of each."""
    requests: tuple[Entry, ...] = ()
    corrections: tuple[Entry, ...] = ()
    days: dict[str, Activity] = field(default_factory=dict)
    """By day, as `2019-02-27`."""
    topic_days: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Questions by day and topic."""
    series: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Questions by series and topic."""
    reactions: Counter[tuple[int, int]] = field(default_factory=Counter)
    """Comments by likes and replies, each as its number of binary digits: 0, 1, 2–3, 4–7 and so on."""
    readers: dict[str, Activity] = field(default_factory=dict)
    """By name; empty unless asked for: readers are people."""

    @classmethod
    def of(cls, annotated: pd.DataFrame, *, readers: bool = False) -> Details:
        """The details of an annotated table.

        Args:
            annotated: the table.
            readers: whether to count by reader, too.
        """
        listed: dict[str, list[Entry]] = {"question": [], "request": [], "correction": []}
        shown = annotated[annotated["intent"].isin(list(listed)).to_numpy(bool)]
        for intent, entry in zip(shown["intent"], entries(shown), strict=True):
            listed[intent].append(_cut(entry))
        groups: dict[tuple[str, bool], list[Entry]] = {}
        for entry in listed["question"]:
            for topic in entry.topics or ("",):
                groups.setdefault((topic, entry.answered is False), []).append(entry)
        asked = [(entry, topic) for entry in listed["question"] for topic in entry.topics]
        return cls(
            questions={group: best(members, KEPT) for group, members in groups.items()},
            requests=best(listed["request"], KEPT),
            corrections=best(listed["correction"], KEPT),
            days=_activity(annotated, _days(annotated)),
            topic_days=Counter((entry.posted[:10], topic) for entry, topic in asked if entry.posted),
            series=Counter((entry.series, topic) for entry, topic in asked if entry.series),
            reactions=_reactions(annotated),
            readers=_activity(annotated, plain(annotated["author"])) if readers else {},
        )

    def merge(self, other: Details) -> Details:
        """The details of both tables together."""
        return _joined([self, other])

    def foremost(self) -> Iterator[Entry]:
        """The questions, those that matter most first: of every topic in turn, two waiting ones and one other."""
        groups = sorted(self.questions.items(), key=lambda group: (not group[0][1], group[0][0]))
        seen: set[Entry] = set()
        for turn in range(KEPT):
            for (_, waits), top in groups:
                for entry in top[2 * turn : 2 * turn + 2] if waits else top[turn : turn + 1]:
                    if entry not in seen:
                        seen.add(entry)
                        yield entry

    def months(self) -> dict[str, Activity]:
        """By month, as `2019-02`, in order."""
        months: dict[str, Activity] = {}
        for day in sorted(self.days):
            months[day[:7]] = _sum(months.get(day[:7], Activity()), self.days[day])
        return months

    def recent(self) -> Recent | None:
        """What the last `RECENT` days of the data brought; `None` where no day is known."""
        if not self.days:
            return None
        last = date.fromisoformat(max(self.days))
        first, before = ((last - timedelta(days)).isoformat() for days in (RECENT - 1, 2 * RECENT - 1))
        spans: tuple[Callable[[str], bool], ...] = (first.__le__, lambda day: before <= day < first)
        now, then = (
            reduce(_sum, (activity for day, activity in self.days.items() if within(day)), Activity())
            for within in spans
        )
        asked, earlier = (self._topics(within) for within in spans)
        rising = [(topic, n, earlier[topic]) for topic, n in asked.items() if n > max(1, earlier[topic])]
        rising.sort(key=lambda one: (one[2] - one[1], one[0]))
        return Recent(first, last.isoformat(), now, then, rising)

    def _topics(self, within: Callable[[str], bool]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for (day, topic), questions in self.topic_days.items():
            if within(day):
                counts[topic] += questions
        return counts


class Collection:
    """Details on their way to one total."""

    def __init__(self) -> None:
        self._parts: list[Details] = []

    def add(self, part: Details) -> None:
        """Adds those of some more articles."""
        self._parts.append(part)
        # Some at a time: merging one by one would order everything kept so far again for each.
        if len(self._parts) > _TOGETHER:
            self._parts = [_joined(self._parts)]

    @property
    def total(self) -> Details:
        """All details added, merged."""
        return _joined(self._parts)


def _joined(parts: Sequence[Details]) -> Details:
    groups = dict.fromkeys(chain.from_iterable(part.questions for part in parts))
    return Details(
        questions={group: _best(part.questions.get(group, ()) for part in parts) for group in groups},
        requests=_best(part.requests for part in parts),
        corrections=_best(part.corrections for part in parts),
        days=_added(part.days for part in parts),
        topic_days=_counted(part.topic_days for part in parts),
        series=_counted(part.series for part in parts),
        reactions=_counted(part.reactions for part in parts),
        readers=_added(part.readers for part in parts),
    )


def _best(lists: Iterable[Sequence[Entry]]) -> tuple[Entry, ...]:
    return best(chain.from_iterable(lists), KEPT)


def _added(activities: Iterable[Mapping[str, Activity]]) -> dict[str, Activity]:
    total: dict[str, Activity] = {}
    for key, activity in chain.from_iterable(one.items() for one in activities):
        known = total.get(key)
        total[key] = _sum(known, activity) if known else activity
    return total


def _counted(counters: Iterable[Counter[K]]) -> Counter[K]:
    total: Counter[K] = Counter()
    for counter in counters:
        total.update(counter)
    return total


def _cut(entry: Entry) -> Entry:
    if max(len(entry.text), len(entry.question), len(entry.reply or "")) <= LONGEST:
        return entry
    texts = {name: getattr(entry, name) for name in ("text", "question", "reply")}
    return entry._replace(**{name: text and text[: LONGEST + 1] for name, text in texts.items()})


def _days(annotated: pd.DataFrame) -> list[str | None]:
    """The day of each comment in Beijing."""
    posted = annotated["posted"]
    days = posted.dt.tz_localize(None).to_numpy("datetime64[D]").astype(str).tolist()
    return [day if known else None for day, known in zip(days, posted.notna(), strict=True)]


def _activity(annotated: pd.DataFrame, keys: list[str | None]) -> dict[str, Activity]:
    """What was written by each key, rows without one left out."""
    asked = (annotated["intent"] == "question").to_numpy(bool)
    waiting = asked & ~annotated["answered"].fillna(value=True).to_numpy(bool)
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    rows = np.fromiter(map(places.__getitem__, keys), np.intp, len(keys))
    weights = (None, asked, waiting, annotated["likes"].fillna(0).to_numpy(np.int64))
    counts = [np.bincount(rows, weight, len(places)).astype(np.int64).tolist() for weight in weights]
    return {
        key: Activity(*counted)
        for key, *counted in zip(places, *counts, strict=True)
        if key is not None and key.strip()
    }


def _reactions(annotated: pd.DataFrame) -> Counter[tuple[int, int]]:
    known = annotated[(annotated["likes"].notna() & annotated["replies"].notna()).to_numpy(bool)]
    digits = [np.frexp(known[name].to_numpy(np.float64))[1].tolist() for name in ("likes", "replies")]
    return Counter(zip(*digits, strict=True))


def _sum(one: Activity, other: Activity) -> Activity:
    return Activity(*map(sum, zip(one, other, strict=True)))
