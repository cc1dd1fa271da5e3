"""The report as a SQLite database: tables with keys and indexes, and full-text search over the words of comments."""

from __future__ import annotations

import errno
import re
import sqlite3
from contextlib import contextmanager
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any

from commentscope.comments import plain
from commentscope.report.summary_json import visible
from commentscope.report.tables.columns import LISTS, arrow, is_text, is_time, json_texts
from commentscope.report.tables.text import excel_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    import pandas as pd

    from commentscope.analysis import Analysis, Taxonomy

_COLUMNS = (
    *("intent", "question", "text", "topics", "likes", "replies", "answered", "author", "posted", "article"),
    *("series", "reply", "reply_to", "evidence", "avatar", "source", "parent", "id"),
)
_HAN = re.compile("[\u4e00-\u9fd5]{3,12}")
_SHORT = 2
_TOPIC = (
    "UPDATE topics SET comments = :comments, questions = :questions, unanswered = :unanswered, likes = :likes "
    "WHERE key = :topic"
)


class DatabaseReport:
    """Writes the database chunk by chunk. As a context manager it closes the file, whatever happens.

    Args:
        path: where to: a new file, or an empty one.
        taxonomy: the topics that were looked for.
        lang: the language of topics' names and of the reasons of damage: `zh` or `en`.
    """

    def __init__(self, path: Path, taxonomy: Taxonomy, lang: str) -> None:
        self._path = path
        self._taxonomy = taxonomy
        self._lang = lang
        self._rows = 0
        self._articles = 0
        self._base = sqlite3.connect(path)
        with self._told():
            # The file appears by renaming once it is complete: a journal would protect nothing.
            self._base.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _script("tables.sql")
            )
            topics = [(topic.key, topic.name(lang), place) for place, topic in enumerate(taxonomy.topics, 1)]
            self._base.executemany("INSERT INTO topics (key, name, place) VALUES (?, ?, ?)", topics)

    def write(self, annotated: pd.DataFrame, words: Sequence[str]) -> None:
        """Appends comments.

        Args:
            annotated: the annotated table.
            words: what the full-text index holds of each comment: its `searchable` words.
        """
        columns = {name: _values(name, annotated[name]) for name in (*_COLUMNS, "url")}
        with self._told():
            places = list(zip(columns.pop("url"), columns["article"], columns["series"], strict=True))
            known = {place: self._article(place) for place in dict.fromkeys(places)}
            columns["article"] = [known[place] for place in places]
            first = self._rows + 1
            self._insert("comments", zip(count(first), *columns.values(), strict=False), len(columns) + 1)
            self._insert("comments_fts (rowid, words)", zip(count(first), words, strict=False), 2)
            topics = (
                (number, topic, place)
                for number, keys in enumerate(annotated["topics"], first)
                for place, topic in enumerate(keys, 1)
            )
            self._insert("comment_topics", topics, 3)
        self._rows += len(annotated)

    def finish(self, analysis: Analysis) -> None:
        """Adds the figures of the whole discussion, then the indexes."""
        damaged = [
            (_text(one.url), one.line, one.reason.say(self._lang), one.comments, _text(one.excerpt))
            for one in analysis.damaged
        ]
        with self._told():
            self._base.executemany(_TOPIC, analysis.totals.topic_rows(self._taxonomy))
            months = [tuple(month.values()) for month in analysis.totals.trend_rows()]
            self._insert("months", months, 3)
            self._insert("keywords", analysis.totals.keywords(), 3)
            self._insert("damaged", damaged, 5)
            self._base.commit()
            self._base.executescript(_script("indexes.sql"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def _article(self, place: tuple[str | None, str | None, str | None]) -> int:
        """The number of the article at this address, of this title and series."""
        query = "SELECT number FROM articles WHERE url IS ? AND title IS ? AND series IS ?"
        if found := self._base.execute(query, place).fetchone():
            return int(found[0])
        self._articles += 1
        url, title, series = place
        self._insert("articles", [(self._articles, title, series, url)], 4)
        return self._articles

    def _insert(self, table: str, rows: Iterable[Sequence[Any]], width: int) -> None:
        marks = ", ".join("?" * width)
        self._base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  names of our own

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite can't write becomes the system's own error, which `Outputs` explains."""
        try:
            yield
        except sqlite3.OperationalError as error:
            full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
            raise OSError(errno.ENOSPC if full else errno.EIO, str(error), str(self._path)) from error


def searchable(words: Iterable[str]) -> str:
    """The words as the full-text index takes them: in order, then the words that may lie within those of Han.

    >>> searchable(["部署", "边缘计算", "k3s"])
    '部署 边缘计算 k3s 边缘 缘计 计算 边缘计 缘计算'

    So who searches for 边缘 finds 边缘计算, too. The parts that are no words do no harm.
    """
    words = list(words)
    long = dict.fromkeys(word for word in words if len(word) > _SHORT and _HAN.fullmatch(word))
    parts = [
        word[start : start + size]
        for word in long
        for size in range(_SHORT, len(word))
        for start in range(len(word) - size + 1)
    ]
    return " ".join([*words, *parts])


def _values(name: str, column: pd.Series) -> list[Any]:
    if name in LISTS:
        return [visible(text) for text in json_texts(column)]  # escapes lone surrogates, too
    if is_time(column):
        return excel_times(column)
    return arrow(column).to_pylist() if is_text(name, column) else plain(column)


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _script(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
