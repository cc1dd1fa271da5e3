"""The questions of the web page, as the JSON that its script reads."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from commentscope.messages import LANGUAGES, say
from commentscope.report import defuse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commentscope.analysis import Analysis
    from commentscope.analysis.entries import Entry

SIZE = 2_200_000
"""Bytes that the questions of a page may take, so that the page stays below 3 MB."""
ASK = 400
"""Characters of what is asked; the whole comment is a click away."""
LONGEST = 5000
"""Characters of a comment that are shown."""

# What the script says: alone, or with a number.
_WORDS = (
    *("html-all-topics", "html-all-states", "html-all-series", "html-none", "html-copied"),
    *("html-full", "html-reply", "html-cut", "html-search-hint"),
    *("html-sort-waiting", "html-sort-likes", "html-sort-newest", "html-sort-replies"),
    *("report-unanswered", "report-answered", "report-unknown", "report-other-questions"),
    *("report-nameless", "report-list-separator"),
)
_COUNTS = {
    "html-found": "questions",
    "html-more": "more",
    "html-asked": "questions",
    "html-open": "unanswered",
    "report-likes": "likes",
    "report-replies": "replies",
}
_N = 7_777_777  # stands for the number in a message with one

# What could end a script element or, in old readers of JSON, a string.
_UNSAFE = re.compile("[<>&\u2028\u2029]")


class Listing:
    """The questions that a page has room for, the foremost ones.

    Args:
        analysis: whose questions.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._taxonomy = analysis.taxonomy
        asked = {topic for topic, _ in analysis.details.questions}
        keys = [key for key in analysis.taxonomy.keys if key in asked]
        self._topics = {key: place for place, key in enumerate(keys)}
        self._series: dict[str, int] = {}
        self._articles: dict[tuple[str, str | None], int] = {}
        self._entries: list[str] = []
        room = SIZE
        for entry in analysis.details.foremost():
            written = _written(self._entry(entry))
            room -= len(written.encode())
            if room < 0:
                break
            self._entries.append(written)

    def __len__(self) -> int:
        return len(self._entries)

    def json(self, lang: str, titles: Mapping[str, str]) -> str:
        """The JSON, safe within a script element.

        Args:
            lang: the language that the page opens in.
            titles: the page's title in each language.
        """
        names = [
            {"key": key} | {one: defuse.line(self._taxonomy.name(key, one)) for one in LANGUAGES}
            for key in self._topics
        ]
        head = {
            "lang": lang,
            "topics": names,
            "series": list(self._series),
            "articles": list(self._articles),
            "words": {one: _words(one) | {"title": titles[one]} for one in LANGUAGES},
        }
        return f'{_written(head)[:-1]},"entries":[{",".join(self._entries)}]}}'

    def _entry(self, entry: Entry) -> dict[str, Any]:
        """One question; names are short, there are thousands."""
        shown: dict[str, Any] = {
            "q": marked(entry.question, entry.terms, ASK),
            "a": defuse.shortened(defuse.line(entry.author or ""), 60),
            "k": [self._topics[key] for key in entry.topics if key in self._topics],
            "w": {False: "waiting", True: "answered", None: "unknown"}[entry.answered],
        }
        if folded(entry):
            shown["t"] = marked(entry.text, entry.terms)
            if len(entry.text) > LONGEST:
                shown["c"] = 1
        if entry.reply:
            shown["r"] = marked(entry.reply, ())[0]
        if entry.posted:
            shown["d"] = entry.posted[:10]
        if entry.likes:
            shown["l"] = entry.likes
        if entry.replies:
            shown["n"] = entry.replies
        if entry.series:
            shown["s"] = _number(self._series, defuse.shortened(defuse.line(entry.series), 100))
        if entry.article:
            address = entry.url if entry.url and entry.url.startswith(("http://", "https://")) else None
            title = defuse.shortened(defuse.line(entry.article), 200)
            shown["e"] = _number(self._articles, (title, address and defuse.line(address)))
        return shown


def folded(entry: Entry) -> bool:
    """Whether a comment says more than what is shown of it at first."""
    return entry.text != entry.question or len(entry.question) > ASK


def marked(text: str, terms: Sequence[str], limit: int = LONGEST) -> list[str]:
    """The text, defused and cut to the limit, in pieces: every second one is one of the terms.

    >>> marked("请问 k3s 怎么用", ["k3s"])
    ['请问 ', 'k3s', ' 怎么用']
    """
    safe = defuse.terminal(defuse.shortened(text, limit))
    pieces, end = [], 0
    for start, stop in defuse.highlights(safe, terms):
        pieces += [safe[end:start], safe[start:stop]]
        end = stop
    return [*pieces, safe[end:]]


def _written(value: Any) -> str:  # noqa: ANN401  anything that JSON can say
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _number(known: dict[Any, int], one: Any) -> int:  # noqa: ANN401  anything hashable
    return known.setdefault(one, len(known))


def _words(lang: str) -> dict[str, Any]:
    """What the script says; with a number, for one and for others."""
    counted = {
        key: {
            "one": say(lang, key, **{name: 1}),
            "other": say(lang, key, **{name: _N}).replace(f"{_N:,}", "{n}"),
        }
        for key, name in _COUNTS.items()
    }
    return {key: say(lang, key) for key in _WORDS} | counted
