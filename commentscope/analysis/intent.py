"""What a comment is for: a question, a request, a correction, an answer, praise or a remark.

Rules only. Every sign of an intent, a cue's expressions or the shape of a sentence, has points in `intent.toml`; the
sums decide. A sentence asks by its own signs, a comment is a question by its most asking sentence together with the
signs of the whole; what is no question goes to the other intent with most points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from commentscope.analysis import cues
from commentscope.analysis.sentences import boundaries, trimmed
from commentscope.comments import INTENTS
from commentscope.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commentscope.analysis.cues import Cues

# How much text may follow a question, in characters: a word of thanks, a sentence, more.
_SHORT_TAIL, _TAIL = 30, 120
# How far behind a sentence the next one's first word is looked for, in characters.
_GAP = 12
# From how many sentences on a comment is long enough to be an essay.
_MANY = 5


class Verdict(NamedTuple):
    """The intent of a comment."""

    intent: str
    """One of `INTENTS`."""
    question: str | None
    """The asking sentences as they stand in the text, passages joined by newlines; `None` unless it is a question."""
    spans: tuple[tuple[int, int], ...]
    """Offsets of those passages in the text."""


def label(texts: Sequence[str]) -> list[Verdict]:
    """The intent of each comment, by itself: other comments have no influence."""
    known = cues.builtin(INTENTS)
    readings = [read(text, known) for text in texts]
    points = known.points([signs for signs, _ in readings])
    others = [INTENTS[place] for place in (points[:, 1:].argmax(axis=1) + 1).tolist()]
    return [
        _verdict(text, sentences, asked, other, known)
        for text, (_, sentences), asked, other in zip(
            texts, readings, points[:, 0].tolist(), others, strict=True
        )
    ]


def _verdict(text: str, sentences: Sequence[Sentence], asked: int, other: str, known: Cues) -> Verdict:
    """A question, if its most asking sentence and the points that the whole has for one say so, or else `other`."""
    if sentences:
        asks = [known.asks(sentence.signs) for sentence in sentences]
        if max(asks) + asked >= 0:
            spans = _passages(text, sentences, asks, known.threshold)
            return Verdict("question", "\n".join([text[start:end] for start, end in spans]), spans)
    return Verdict(other, None, ())


class Sentence(NamedTuple):
    """A sentence in which something may ask."""

    start: int
    end: int
    signs: set[int]


class Reading(NamedTuple):
    """The signs found in a comment."""

    signs: set[int]
    """Those of the comment as a whole."""
    sentences: list[Sentence]
    """The sentences in which something may ask."""


def read(text: str, known: Cues) -> Reading:
    """Find the signs of a comment."""
    plain = clean(text)
    hits = known.find(plain)
    signs = {sign for _, sign in hits}
    asks = not known.asking.isdisjoint(signs)
    signs.update(known.whole(plain))
    if plain != text:
        signs.add(known.number["aside"])
    if not asks:
        return Reading(signs, [])
    ends = boundaries(plain)
    signs.add(known.number["single" if len(ends) == 1 else "several" if len(ends) < _MANY else "many"])
    parts: list[list[int]] = [[] for _ in ends]
    at = 0
    for start, sign in hits:
        while start >= ends[at]:
            at += 1
        parts[at].append(sign)
    return Reading(signs, _sentences(plain, ends, parts, known))


def _sentences(text: str, ends: Sequence[int], parts: Sequence[Sequence[int]], known: Cues) -> list[Sentence]:
    """The sentences that may ask, each with its signs: its cues, its words' edges, its place among the others."""
    number = known.number
    may_ask = [not known.asking.isdisjoint(part) for part in parts]
    last = ends[-1]
    start = 0
    sentences = []
    for place, end in enumerate(ends):
        if may_ask[place]:
            signs = known.within(text, start, end)
            signs.update(parts[place])
            if place == 0:
                signs.add(number["opening"])
            elif may_ask[place - 1]:
                signs.add(number["asked_before"])
            if end == last:
                signs.add(number["closing"])
            else:
                tail = last - end
                signs.add(
                    number["tail_short" if tail <= _SHORT_TAIL else "tail" if tail <= _TAIL else "tail_long"]
                )
                if may_ask[place + 1]:
                    signs.add(number["asked_on"])
                if not known.replying.isdisjoint(parts[place + 1]):
                    signs.add(number["followed"])
                if text[end : end + _GAP].lstrip().startswith(known.answers):
                    signs.add(number["answered"])
            sentences.append(Sentence(start, end, signs))
        start = end
    return sentences


def _passages(
    text: str, sentences: Sequence[Sentence], asks: Sequence[int], threshold: int
) -> tuple[tuple[int, int], ...]:
    """The asking sentences; those that follow one another become one passage."""
    least = min(max(asks), threshold)
    passages: list[tuple[int, int]] = []
    for sentence, points in zip(sentences, asks, strict=True):
        if points >= least:
            start = passages.pop()[0] if passages and passages[-1][1] == sentence.start else sentence.start
            passages.append((start, sentence.end))
    return tuple(trimmed(text, start, end) or (start, end) for start, end in passages)
