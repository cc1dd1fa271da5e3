"""Which signs of `intent.toml` comments and their sentences show, a whole chunk of comments at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis.sentences import boundaries
from commentscope.text import Joined, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commentscope.analysis.cues import Cues

# How much text may follow a question, in characters: a word of thanks, a sentence, more.
_SHORT_TAIL, _TAIL = 30, 120
# From how many sentences on a comment is long enough to be an essay.
_MANY = 5


class Sentences(NamedTuple):
    """The sentences in which something may ask, in order; arrays of the same length."""

    rows: NDArray[np.int64]
    """Numbers of the comments."""
    starts: NDArray[np.int64]
    """Offsets in the comment."""
    ends: NDArray[np.int64]
    asks: NDArray[np.int64]
    """How much each asks: the points of its signs."""


class Signs(NamedTuple):
    """What the signs found in comments come to."""

    points: NDArray[np.int64]
    """What those of each comment as a whole count for the intents: a row a comment, a column an intent."""
    sentences: Sentences


def read(texts: Sequence[str], known: Cues) -> Signs:
    """Find the signs of comments and count their points."""
    prepared = [prepare(text) for text in texts]
    plain = [one.folded for one in prepared]
    joined = Joined([_fold(text) for text in plain])
    signs, places = known.find(joined)
    rows = joined.rows(places)
    shown = np.zeros((len(texts), len(known.names)), bool)
    shown[rows, signs] = True
    asking = (shown & known.may_ask).any(axis=1)
    known.mark_whole(plain, joined.sizes, shown)
    shown[:, known.number["aside"]] = [
        one.original != other for one, other in zip(prepared, texts, strict=True)
    ]
    of_asking = asking[rows]
    sentences = _Sentences(plain, asking.nonzero()[0], joined, known)
    sentences.mark_number(shown)
    asked = sentences.asked(signs[of_asking], places[of_asking])
    return Signs(shown @ known.points, asked)


class _Sentences:
    """All sentences of some comments.

    Args:
        texts: all comments.
        rows: numbers of those in question.
        joined: all comments, joined.
        known: the signs to look for.
    """

    def __init__(self, texts: Sequence[str], rows: NDArray[np.int64], joined: Joined, known: Cues) -> None:
        ends = [boundaries(texts[row]) for row in rows.tolist()]
        counts = np.fromiter(map(len, ends), np.int64, len(ends))
        self._texts, self._known = texts, known
        self._of, self._counts = rows, counts
        self.rows = rows.repeat(counts)
        self.ends = np.fromiter((end for own in ends for end in own), np.int64, len(self.rows))
        self.first = np.zeros(len(self.rows), bool)
        self.first[counts.cumsum() - counts] = True
        self.starts = np.where(self.first, 0, np.roll(self.ends, 1))
        self._reach = joined.starts[self.rows] + self.ends
        self._tails = joined.sizes[self.rows] - self.ends

    def mark_number(self, shown: NDArray[np.bool_]) -> None:
        """Mark for each comment whether it has one sentence, several or many."""
        number = self._known.number
        for name, fits in (
            ("single", self._counts == 1),
            ("several", (self._counts > 1) & (self._counts < _MANY)),
            ("many", self._counts >= _MANY),
        ):
            shown[self._of[fits], number[name]] = True

    def asked(self, signs: NDArray[np.int64], places: NDArray[np.int64]) -> Sentences:
        """The sentences that may ask.

        Args:
            signs: the cues found in the comments.
            places: where they begin in the joined text.
        """
        known, number = self._known, self._known.number
        owners = self._reach.searchsorted(places, side="right")
        may_ask, may_reply = (np.zeros(len(self.rows) + 1, bool) for _ in range(2))
        may_ask[owners[known.may_ask[signs]]] = True
        may_reply[owners[known.may_reply[signs]]] = True
        chosen = may_ask.nonzero()[0]
        shown = np.zeros((len(chosen), len(known.names)), bool)
        of_chosen = may_ask[owners]
        shown[(may_ask.cumsum() - 1)[owners[of_chosen]], signs[of_chosen]] = True
        first, tails = self.first[chosen], self._tails[chosen]
        goes_on = tails > 0
        for name, fits in (
            ("opening", first),
            ("asked_before", ~first & may_ask[chosen - 1]),
            ("closing", ~goes_on),
            ("tail_short", goes_on & (tails <= _SHORT_TAIL)),
            ("tail", (tails > _SHORT_TAIL) & (tails <= _TAIL)),
            ("tail_long", tails > _TAIL),
            ("asked_on", goes_on & may_ask[chosen + 1]),
            ("followed", goes_on & may_reply[chosen + 1]),
        ):
            shown[fits, number[name]] = True
        found = Sentences(self.rows[chosen], self.starts[chosen], self.ends[chosen], chosen)
        rows, starts, ends, _ = (column.tolist() for column in found)
        known.mark_sentences(map(self._texts.__getitem__, rows), starts, ends, shown)
        return found._replace(asks=shown @ known.asks)


def _fold(text: str) -> str:
    """The text in lower case, as long as it was."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join([lower if len(lower := char.lower()) == 1 else char for char in text])
