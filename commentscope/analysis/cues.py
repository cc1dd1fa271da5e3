"""The signs of `intent.toml`, ready for finding and counting: cues in the words, shapes of sentence and comment."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from commentscope.text.joined import LATIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from commentscope.text.joined import Joined

# Marks that may stand behind the last word of a sentence.
_CLOSING = "？?。！!～~…；;.,，、”」』）)]】》\"'’ \n\r\t\u3000"
_ASKING = ("？", "?")
# How far from its edges, in characters, a text is looked at for how it begins and ends.
_EDGE = 12


class Cues:
    """Signs and their points. A sign is known by its number, its place in `names`.

    Args:
        content: what `intent.toml` holds.
        intents: the names under which it gives points to a comment.
    """

    def __init__(self, content: Mapping[str, Any], intents: Sequence[str]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind  # noqa: PLC0415  compiled; needed from the first analysis on

        cues, shapes = content["cues"], content["shapes"]
        signs = {**cues, **shapes}
        self.names = tuple(signs)
        self.number = {name: number for number, name in enumerate(signs)}
        owners = {
            term.replace("|", "\n"): self.number[name] for name, cue in cues.items() for term in cue["terms"]
        }
        self._automaton = AhoCorasick(
            list(owners), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )
        self._owners = np.array(list(owners.values()), np.int64)
        self._begin_latin = np.array([term[0] in LATIN for term in owners])
        self._end_latin = np.array([term[-1] in LATIN for term in owners])
        self.may_ask, self.may_reply = (
            np.array([bool(sign.get(kind)) for sign in signs.values()]) for kind in ("may_ask", "may_reply")
        )
        self._limits = [shape["up_to"] for shape in shapes.values() if "up_to" in shape]
        self._lengths = np.array([self.number[name] for name, shape in shapes.items() if "up_to" in shape])
        self._finals = {
            char: self.number[name] for name, shape in shapes.items() for char in shape.get("finals", "")
        }
        self._begins, self._opens = (
            _by_first({self.number[name]: shape.get(kind, ()) for name, shape in shapes.items()})
            for kind in ("begins", "opens")
        )
        self._answers = tuple(shapes["answered"]["next"])
        self._exclamations: str = shapes["exclaimed"]["marks"]
        self._ending = tuple(self._exclamations)
        self.threshold: int = content["threshold"]
        self.asks = np.array([sign.get("asks", 0) for sign in signs.values()], np.int64)
        """How much each sign says that a sentence asks."""
        self.points = np.array(
            [[sign.get("points", {}).get(intent, 0) for intent in intents] for sign in signs.values()],
            np.int64,
        )
        """What each sign in a comment counts for the intents: a row a sign, a column an intent."""

    def find(self, texts: Joined) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Sign and place of each cue in joined texts; where several could match, the longest."""
        terms, starts, ends = texts.find(self._automaton)
        cut = self._begin_latin[terms] & texts.latin(starts - 1) | self._end_latin[terms] & texts.latin(ends)
        return self._owners[terms[~cut]], starts[~cut]

    def mark_whole(self, texts: Iterable[str], sizes: NDArray[np.int64], shown: NDArray[np.bool_]) -> None:
        """Mark the shapes of comments: how long each is, how it begins.

        Args:
            texts: the comments.
            sizes: their lengths.
            shown: a row a comment, a column a sign; set where one shows.
        """
        shown[:, self.number["always"]] = True
        shown[np.arange(len(shown)), self._lengths[np.searchsorted(self._limits, sizes)]] = True
        begins = self._begins
        for row, text in enumerate(texts):
            beginning = text[:_EDGE].lstrip()
            for words, sign in begins.get(beginning[:1], ()):
                if beginning.startswith(words):
                    shown[row, sign] = True

    def mark_sentences(
        self, texts: Iterable[str], starts: Sequence[int], ends: Sequence[int], shown: NDArray[np.bool_]
    ) -> None:
        """Mark the shapes of sentences: how each opens and ends, and whether the next one answers it.

        Args:
            texts: for each sentence the comment that it stands in.
            starts: its offsets there.
            ends: its offsets there.
            shown: a row a sentence, a column a sign; set where one shows.
        """
        exclaimed, answered = self.number["exclaimed"], self.number["answered"]
        for row, (text, start, end) in enumerate(zip(texts, starts, ends, strict=True)):
            opening = text[start : min(start + _EDGE, end)].lstrip()
            for words, sign in self._opens.get(opening[:1], ()):
                if opening.startswith(words):
                    shown[row, sign] = True
            ending = text[max(start, end - _EDGE) : end].rstrip()
            if ending.endswith(self._ending) and not ending.rstrip(self._exclamations).endswith(_ASKING):
                shown[row, exclaimed] = True
            final = self._finals.get(ending.rstrip(_CLOSING)[-1:])
            if final is not None:
                shown[row, final] = True
            if text[end : end + _EDGE].lstrip().startswith(self._answers):
                shown[row, answered] = True


def _by_first(words: Mapping[int, Sequence[str]]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Each sign's words with the sign, by the words' first character."""
    by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for sign, own in words.items():
        for first in dict.fromkeys(word[0] for word in own):
            by_first.setdefault(first, []).append((tuple(word for word in own if word[0] == first), sign))
    return by_first


@cache
def builtin(intents: tuple[str, ...]) -> Cues:
    """The built-in cues."""
    return Cues(tomllib.loads((files(__package__) / "intent.toml").read_text(encoding="utf-8")), intents)
