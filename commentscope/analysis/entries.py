"""Comments worth showing: the best of a list, kept in bounded memory and mergeable."""

from __future__ import annotations

from heapq import merge, nsmallest
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pandas.api.typing import NaTType

from commentscope.comments import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    import pandas as pd

    Key = tuple[Any, ...]

_COPIED = (
    "id",
    "source",
    "article",
    "series",
    "url",
    "author",
    "likes",
    "replies",
    "text",
    "reply",
    "answered",
)


class Entry(NamedTuple):
    """One comment of a top list, with all a report shows of it. `None` is unknown."""

    id: str
    source: str
    article: str | None
    series: str | None
    url: str | None
    author: str | None
    posted: str | None
    """ISO 8601: a day where the time is midnight (the source had none), else with time and offset."""
    likes: int | None
    replies: int | None
    topics: tuple[str, ...]
    question: str
    """What is asked, requested or corrected: the asking sentences, or else the whole text."""
    text: str
    """The whole comment."""
    reply: str | None
    """The article author's answer."""
    answered: bool | None
    terms: tuple[str, ...]
    """What in the text decided the topics, as written there."""

    @property
    def key(self) -> Key:
        """Order in a list: most liked first, then most replied to, then oldest; the rest makes it total."""
        return (
            -(self.likes or 0),
            -(self.replies or 0),
            self.posted or "~",
            self.url or "",
            self.id,
            self.text,
        )

    def as_dict(self) -> dict[str, Any]:
        """The entry as JSON has it."""
        names = ("id", "article", "author", "posted", "likes", "replies")
        shown = {name: getattr(self, name) for name in names}
        return {**shown, "topics": list(self.topics), "question": self.question}


def best(entries: Iterable[Entry], limit: int, *, open_first: bool = False) -> tuple[Entry, ...]:
    """The first `limit` entries in the order of their keys; with `open_first`, the unanswered before the others."""
    return tuple(nsmallest(limit, entries, key=_open_key if open_first else _key))


def merged(
    one: Sequence[Entry], other: Sequence[Entry], limit: int, *, open_first: bool = False
) -> tuple[Entry, ...]:
    """What `best` would have given for both lists' comments together."""
    return tuple(islice(merge(one, other, key=_open_key if open_first else _key), limit))


def ordered(entries: Iterable[Entry], order: str, limit: int | None) -> list[Entry]:
    """The first `limit` entries (all, where it is `None`) by `likes`, `newest` or `replies`, equals by their keys."""
    rows = sorted(entries, key=_key)
    if order == "newest":
        rows.sort(key=lambda entry: entry.posted or "", reverse=True)
    elif order == "replies":
        rows.sort(key=lambda entry: -(entry.replies or 0))
    return rows[:limit]


def entries(annotated: pd.DataFrame) -> list[Entry]:
    """An entry for each row of an annotated table."""
    columns = {name: plain(annotated[name]) for name in _COPIED}
    asked = plain(annotated["question"])
    texts = [text or "" for text in columns["text"]]
    columns |= {
        "posted": _moments(annotated["posted"]),
        "topics": [tuple(keys) for keys in annotated["topics"]],
        "terms": [tuple(dict.fromkeys([hit["term"] for hit in hits])) for hits in annotated["evidence"]],
        "text": texts,
        "question": [ask or text for ask, text in zip(asked, texts, strict=True)],
    }
    rows = zip(*(columns[name] for name in Entry._fields), strict=True)
    return [Entry(*row) for row in rows]


def _moments(times: pd.Series) -> list[str | None]:
    """The moment of each row; a chunk has few days and many comments."""
    places, different = times.factorize()
    # Unknown times have place -1, the last.
    moments = [*map(moment, different), None]
    return [moments[place] for place in places]


def moment(time: datetime | NaTType) -> str | None:
    """A point in time as ISO 8601; a bare day where it is midnight, the mark of a source without times.

    >>> import pandas as pd
    >>> moment(pd.Timestamp("2019-02-27", tz="Asia/Shanghai"))
    '2019-02-27'
    """
    if isinstance(time, NaTType):
        return None
    midnight = not (time.hour or time.minute or time.second)
    return time.date().isoformat() if midnight else time.isoformat(timespec="seconds")


def _key(entry: Entry) -> Key:
    return entry.key


def _open_key(entry: Entry) -> Key:
    return (entry.answered is not False, *entry.key)
