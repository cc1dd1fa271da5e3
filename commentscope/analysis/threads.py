"""Who answers whom: the reader a comment addresses, and whether a comment was answered. One article at a time."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from commentscope.comments import plain
from commentscope.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# A sign that a name follows: `@` not inside a word, or `回复`, `to`, `reply to` where a line begins.
_SIGN = re.compile(
    r"(?<![A-Za-z0-9_.])[@＠]|^[ \t]{0,8}(?:回[复覆復]|答[复覆]|(?:reply[ ]to|to)(?=[ :：@]))",
    re.MULTILINE | re.IGNORECASE,
)
_OPENINGS = ("to", "reply")
_GAP = re.compile(r"[ \t\u3000:：@＠]{0,8}")
# What may follow a name: nothing that would go on with it, as in `小王-北京` and `核桃仁`.
_DELIMITED = re.compile(r"(?![-.·]\w)\W|\Z")
_UNKNOWN = pd.NaT.value
# More names than anyone addresses in one comment; the bound keeps `"@" * 50000` cheap.
_MOST_SIGNS = 16


class Threads(NamedTuple):
    """Who was addressed and who was answered; both with the index of the comments."""

    reply_to: pd.Series
    """Name of the reader addressed, dtype `string`; `<NA>` where none is."""
    answered: pd.Series
    """Dtype `boolean`; `<NA>` where the source can't tell."""


def link(comments: pd.DataFrame, intents: Sequence[str]) -> Threads:
    """Find the addressed reader and the answered comments.

    `reply_to` is a name after `回复`, `@` and their like that commented under the same article, written exactly so
    and followed by a delimiter. `answered` is true where the source shows an answer: an answer of the author, a
    count of replies above zero, or another reader's reply, by `parent` or by `reply_to`; the latter goes to the
    addressed reader's latest comment that is no later than the reply, a question where there is one.

    Args:
        comments: a comments table of whole articles.
        intents: each comment's intent, in the table's order.
    """
    table = _Rows(comments, intents)
    addressed = table.addressed()
    answered = table.answered(addressed)
    return Threads(
        pd.Series([addressed.get(row) for row in range(len(comments))], comments.index, dtype="string"),
        pd.Series(answered, comments.index, dtype="boolean"),
    )


class _Rows:
    """The columns that threads need, as plain lists: a tenth of the time of row access through pandas."""

    def __init__(self, comments: pd.DataFrame, intents: Sequence[str]) -> None:
        self.texts: list[str | None] = plain(comments["text"])
        self.authors: list[str | None] = plain(comments["author"])
        urls, articles = plain(comments["url"]), plain(comments["article"])
        self.places = [article if url is None else url for url, article in zip(urls, articles, strict=True)]
        self.comments = comments
        self.intents = intents

    def addressed(self) -> dict[int, str]:
        """Row and name, for the rows that address another reader of the same article."""
        rows = [row for row, text in enumerate(self.texts) if text and _hints(text)]
        names = _names(self.places, self.authors, {self.places[row] for row in rows})
        found = {}
        for row in rows:
            known = names.get(self.places[row] or "", {})
            name = _addressee(clean(self.texts[row] or ""), known, self.authors[row])
            if name is not None:
                found[row] = name
        return found

    def answered(self, addressed: Mapping[int, str]) -> list[bool | None]:
        replies = plain(self.comments["replies"])
        answered: list[bool | None] = [
            True if reply or count else (None if count is None else False)
            for reply, count in zip(plain(self.comments["reply"]), replies, strict=True)
        ]
        parents = self.comments["parent"]
        if parents.notna().any():
            # A source's own ids may be small numbers, which each of its articles begins anew.
            ids = zip(self.places, plain(self.comments["id"]), strict=True)
            row_of = {key: row for row, key in enumerate(ids)}
            for row, (place, parent) in enumerate(zip(self.places, plain(parents), strict=True)):
                target = row_of.get((place, parent)) if parent is not None else None
                if target is not None and self.authors[target] != self.authors[row]:
                    answered[target] = True
        for target in self._targets(addressed):
            answered[target] = True
        return answered

    def _targets(self, addressed: Mapping[int, str]) -> Iterator[int]:
        """The comment that each addressing row replies to."""
        if not addressed:
            return
        # As plain numbers; `NaT` is the least of all, and so before any reply.
        posted = self.comments["posted"].to_numpy("datetime64[us]").astype("int64").tolist()
        rows_of: dict[tuple[str | None, str | None], list[int]] = {
            (self.places[row], name): [] for row, name in addressed.items()
        }
        for row, key in enumerate(zip(self.places, self.authors, strict=True)):
            if key in rows_of:
                rows_of[key].append(row)
        choices: dict[tuple[str | None, str | None], list[tuple[list[int], list[int]]]] = {}
        for key, rows in rows_of.items():
            rows.sort(key=lambda row: (posted[row], -row))
            asking = [row for row in rows if self.intents[row] == "question"]
            choices[key] = [([posted[row] for row in some], some) for some in (asking, rows)]
        for row, name in addressed.items():
            limit = posted[row] if posted[row] != _UNKNOWN else sys.maxsize
            for moments, some in choices[self.places[row], name]:
                if earlier := bisect_right(moments, limit):
                    yield some[earlier - 1]
                    break


def _names(
    places: Sequence[str | None], authors: Sequence[str | None], wanted: set[str | None]
) -> dict[str | None, dict[str, list[str]]]:
    """The names that commented in each wanted place, by first character, the longest first."""
    names: dict[str | None, set[str]] = {place: set() for place in wanted if place is not None}
    for place, author in zip(places, authors, strict=True):
        if place in names and author and author.strip():
            names[place].add(author)
    by_first: dict[str | None, dict[str, list[str]]] = {}
    for place, known in names.items():
        index = by_first[place] = {}
        for name in sorted(known, key=lambda name: (-len(name), name)):
            index.setdefault(name.lstrip()[0], []).append(name)
    return by_first


def _hints(text: str) -> bool:
    """Whether it is worth looking for a name: most comments hold no sign, and this is far cheaper than the pattern."""
    return (
        "@" in text
        or "＠" in text
        or "回复" in text
        or "回覆" in text
        or "回復" in text
        or "答复" in text
        or "答覆" in text
        or text[:5].lower().startswith(_OPENINGS)
    )


def _addressee(text: str, names: Mapping[str, list[str]], author: str | None) -> str | None:
    """The first of the known names that the text addresses, the writer's own left out."""
    for sign in islice(_SIGN.finditer(text), _MOST_SIGNS):
        # The name may itself begin with a character of the gap, so each place in it is tried, the first match wins.
        end = _GAP.match(text, sign.end()).end()  # type: ignore[union-attr]  # the pattern matches the empty string
        for start in range(sign.end(), end + 1):
            for name in names.get(text[start : start + 1], ()):
                bare = name.strip()
                if (
                    text.startswith(bare, start)
                    and name != author
                    and _DELIMITED.match(text, start + len(bare))
                ):
                    return name
    return None
