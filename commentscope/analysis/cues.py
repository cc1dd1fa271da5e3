"""The signs of `intent.toml`, ready for finding and counting: cues in the words, shapes of sentence and comment."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
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
        self._owners = list(owners.values())
        self._edges = {
            number: (term[0] in _LATIN, term[-1] in _LATIN)
            for number, term in enumerate(owners)
            if term[0] in _LATIN or term[-1] in _LATIN
        }
        self.asking = frozenset(self.number[name] for name, cue in cues.items() if cue.get("may_ask"))
        self.replying = frozenset(self.number[name] for name, cue in cues.items() if cue.get("may_reply"))
        self._always = self.number["always"]
        self._limits = [shape["up_to"] for shape in shapes.values() if "up_to" in shape]
        self._lengths = [self.number[name] for name, shape in shapes.items() if "up_to" in shape]
        self._finals = {
            char: self.number[name] for name, shape in shapes.items() for char in shape.get("finals", "")
        }
        self._begins, self._opens = (
            _by_first({self.number[name]: shape.get(kind, ()) for name, shape in shapes.items()})
            for kind in ("begins", "opens")
        )
        self.answers = tuple(shapes["answered"]["next"])
        self._exclaimed = self.number["exclaimed"]
        self._exclamations: str = shapes["exclaimed"]["marks"]
        self._ending = tuple(self._exclamations)
        self.threshold: int = content["threshold"]
        self._asks: list[int] = [sign.get("asks", 0) for sign in signs.values()]
        self._points = np.array(
            [[sign.get("points", {}).get(intent, 0) for intent in intents] for sign in signs.values()]
        )

    def asks(self, signs: Collection[int]) -> int:
        """How much a sentence with these signs asks."""
        return sum(map(self._asks.__getitem__, signs))

    def points(self, signs: Sequence[Collection[int]]) -> NDArray[np.int64]:
        """What the signs of each comment, never none, count for the intents: a row a comment, a column an intent."""
        if not signs:
            return self._points[:0]
        firsts = [0, *accumulate(map(len, signs[:-1]))]
        together = np.fromiter(chain.from_iterable(signs), np.intp)
        return np.add.reduceat(self._points[together], firsts)

    def find(self, text: str) -> list[tuple[int, int]]:
        """Offset and sign of each cue in the text; where several could match, the longest."""
        folded = "\n" + text.lower()
        if len(folded) != len(text) + 1:  # a character whose lower case is two
            folded = "\n" + "".join([char.lower() if len(char.lower()) == 1 else char for char in text])
        owners, edges = self._owners, self._edges
        return [
            (start - 1, owners[term])
            for term, start, end in self._automaton.find_matches_as_indexes(folded)
            if term not in edges or _apart(folded, start, end, edges[term])
        ]

    def whole(self, text: str) -> set[int]:
        """The shapes of a comment: how long it is, how it begins."""
        size = len(text)
        signs = {self._always, self._lengths[bisect_left(self._limits, size)]}
        beginning = text[:_EDGE].lstrip()
        for words, sign in self._begins.get(beginning[:1], ()):
            if beginning.startswith(words):
                signs.add(sign)
        return signs

    def within(self, text: str, start: int, end: int) -> set[int]:
        """The shapes of the sentence `text[start:end]`: how it opens and ends."""
        signs = set()
        opening = text[start : min(start + _EDGE, end)].lstrip()
        for words, sign in self._opens.get(opening[:1], ()):
            if opening.startswith(words):
                signs.add(sign)
        ending = text[max(start, end - _EDGE) : end].rstrip()
        if ending.endswith(self._ending) and not ending.rstrip(self._exclamations).endswith(_ASKING):
            signs.add(self._exclaimed)
        final = self._finals.get(ending.rstrip(_CLOSING)[-1:])
        if final is not None:
            signs.add(final)
        return signs


def _by_first(words: Mapping[int, Sequence[str]]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Each sign's words with the sign, by the words' first character."""
    by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for sign, own in words.items():
        for first in dict.fromkeys(word[0] for word in own):
            by_first.setdefault(first, []).append((tuple(word for word in own if word[0] == first), sign))
    return by_first


def _apart(text: str, start: int, end: int, edges: tuple[bool, bool]) -> bool:
    """Whether no Latin word goes on before or behind a term that begins or ends with a Latin one."""
    before, behind = edges
    return not ((before and text[start - 1] in _LATIN) or (behind and text[end : end + 1] in _LATIN))


@cache
def builtin(intents: tuple[str, ...]) -> Cues:
    """The built-in cues."""
    return Cues(tomllib.loads((files(__package__) / "intent.toml").read_text(encoding="utf-8")), intents)
