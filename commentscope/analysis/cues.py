"""The signs of `intent.toml`, ready for finding and counting: cues in the words, shapes of sentence and comment."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

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
        from ahocorasick_rs import AhoCorasick, MatchKind  # noqa: PLC0415  compiled; needed from the first analysis on

        cues, shapes = content["cues"], content["shapes"]
        signs = {**cues, **shapes}
        self.names = tuple(signs)
        self.number = {name: number for number, name in enumerate(signs)}
        owners = {
            term.replace("|", "\n"): self.number[name] for name, cue in cues.items() for term in cue["terms"]
        }
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.LeftmostLongest)
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
            [(tuple(shape[kind]), self.number[name]) for name, shape in shapes.items() if kind in shape]
            for kind in ("begins", "opens")
        )
        self.answers = tuple(shapes["answered"]["next"])
        self._exclaimed = self.number["exclaimed"]
        self._exclamations: str = shapes["exclaimed"]["marks"]
        self.threshold: int = content["threshold"]
        self._asks: list[int] = [sign.get("asks", 0) for sign in signs.values()]
        self._points: list[list[int]] = [
            [sign.get("points", {}).get(intent, 0) for sign in signs.values()] for intent in intents
        ]

    def asks(self, signs: Collection[int]) -> int:
        """How much a sentence with these signs asks."""
        return sum(map(self._asks.__getitem__, signs))

    def points(self, signs: Collection[int], intent: int) -> int:
        """What these signs of a comment count for an intent, given by its place in `intents`."""
        return sum(map(self._points[intent].__getitem__, signs))

    def find(self, text: str) -> list[tuple[int, int]]:
        """Offset and sign of each cue in the text; where several could match, the longest."""
        folded = "\n" + text.lower()
        if len(folded) != len(text) + 1:  # a character whose lower case is two
            folded = "\n" + "".join([char.lower() if len(char.lower()) == 1 else char for char in text])
        owners, edges = self._owners, self._edges
        hits = []
        for term, start, end in self._automaton.find_matches_as_indexes(folded):
            if term in edges:
                before, behind = edges[term]
                if (before and folded[start - 1] in _LATIN) or (behind and folded[end : end + 1] in _LATIN):
                    continue
            hits.append((start - 1, owners[term]))
        return hits

    def whole(self, text: str) -> set[int]:
        """The shapes of a comment: how long it is, how it begins."""
        size = len(text)
        signs = {self._always, self._lengths[bisect_left(self._limits, size)]}
        beginning = text[:_EDGE].lstrip()
        for words, sign in self._begins:
            if beginning.startswith(words):
                signs.add(sign)
        return signs

    def within(self, text: str, start: int, end: int) -> set[int]:
        """The shapes of the sentence `text[start:end]`: how it opens and ends."""
        signs = set()
        opening = text[start : min(start + _EDGE, end)].lstrip()
        for words, sign in self._opens:
            if opening.startswith(words):
                signs.add(sign)
        ending = text[max(start, end - _EDGE) : end].rstrip()
        if ending.endswith(tuple(self._exclamations)) and not ending.rstrip(self._exclamations).endswith(
            _ASKING
        ):
            signs.add(self._exclaimed)
        final = self._finals.get(ending.rstrip(_CLOSING)[-1:])
        if final is not None:
            signs.add(final)
        return signs


@cache
def builtin(intents: tuple[str, ...]) -> Cues:
    """The built-in cues."""
    return Cues(tomllib.loads((files(__package__) / "intent.toml").read_text(encoding="utf-8")), intents)
