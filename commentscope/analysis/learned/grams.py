"""Texts as hashed n-grams, for a whole batch at once and in compiled code throughout.

A token is a Han character, a Latin word, a number or a mark; an n-gram is a run of one to four of them, known by the
bucket its hash falls into. Only integers are used, so a text has the same n-grams on every machine and in every batch.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.text import simplified
from commentscope.text.traditional import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

BITS = 22
"""Buckets are numbers of so many bits."""
LONGEST = 4
"""The longest n-grams, in tokens."""
_U = np.uint32
_PLANE = 0x10000
_DROP, _SPACE, _LETTER, _DIGIT, _OTHER, _END, _CLOSE = range(7)
_SEPARATOR_MARK = "\x01"
_LONG_WORD = 63


class Tokens(NamedTuple):
    """The tokens of a batch of texts, with a separator before each text and behind the last."""

    token: NDArray[np.uint32]
    """Hash of each token."""
    place: NDArray[np.int64]
    """Where it begins in the texts joined by one character each, one before the first."""
    kind: NDArray[np.uint8]
    char: NDArray[np.uint16]
    """Its first character, folded."""
    texts: NDArray[np.int64]
    """Token numbers of the separators, one more than texts."""
    sentences: NDArray[np.int64]
    """Token numbers at which sentences begin; a text's first sentence begins with the separator before it."""

    def is_letter(self) -> NDArray[np.bool_]:
        """Which tokens are Latin words."""
        return np.equal(self.kind, _LETTER)

    def is_digit(self) -> NDArray[np.bool_]:
        """Which tokens begin with a digit."""
        return np.equal(self.kind, _DIGIT)


class Grams(NamedTuple):
    """The n-grams of one length."""

    order: int
    """How many tokens they have."""
    bucket: NDArray[np.uint32]
    """That of the n-gram which begins at each token."""
    within: NDArray[np.bool_]
    """Whether it lies within one text; the separators around the text are part of it."""


class _Alphabet(NamedTuple):
    """What becomes of each character."""

    fold: NDArray[np.uint16]
    sign: NDArray[np.bool_]
    """Whether a traditional character may stand here."""
    kind: NDArray[np.uint8]
    hash: NDArray[np.uint32]
    powers: NDArray[np.uint32]
    """By which the hashes of a word's characters are multiplied."""


@cache
def _alphabet() -> _Alphabet:
    fold = np.arange(_PLANE, dtype=np.uint16)
    fold[0xFF01:0xFF5F] -= 0xFEE0
    # Characters whose lower case is another single one below 0x2200: Latin, Greek, Cyrillic. The rest have no case.
    lower = [(code, chr(fold[code]).lower()) for code in (*range(0x2200), *range(0xFF01, 0xFF5F))]
    for code, char in lower:
        if len(char) == 1 and ord(char) < _PLANE:
            fold[code] = ord(char)
    for source, target in (
        (0x3000, 32),
        (9, 32),
        (0xA0, 32),
        (13, 10),
        (0x2028, 10),
        (0xFE56, 0x3F),
        (1, 32),
    ):
        fold[source] = target
    kind = np.full(_PLANE, _OTHER, np.uint8)
    kind[:32] = kind[0x200B:0x2010] = _DROP
    kind[[0xFEFF, 0xFE0F]] = _DROP
    kind[0xC0:0x250] = kind[ord("_")] = kind[ord("a") : ord("z") + 1] = _LETTER
    kind[[0xD7, 0xF7]] = _OTHER
    kind[ord("0") : ord("9") + 1] = _DIGIT
    kind[32] = _SPACE
    kind[[ord(char) for char in "。!?;…~\n"]] = _END
    kind[[ord(char) for char in "”」』)]】》\"'’"]] = _CLOSE
    sign = np.zeros(_PLANE, np.bool_)
    sign[[ord(char) for char in SIGNS if ord(char) < _PLANE]] = True
    powers = np.cumprod(np.r_[1, np.full(_LONG_WORD, 0x01000193)].astype(_U), dtype=_U)
    return _Alphabet(fold, sign, kind, _mixed(np.arange(_PLANE, dtype=_U)), powers)


def _mixed(x: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Numbers spread over all 32 bits (the finaliser of MurmurHash, Appleby 2008, with one round less)."""
    x = x * _U(0x9E3779B1)
    x ^= x >> _U(15)
    x *= _U(0x85EBCA77)
    x ^= x >> _U(13)
    return x


_SEPARATOR, _NUMBER = _U(0x51ED270B), _U(0x1234567)


def tokens(texts: Sequence[str]) -> Tokens:
    """Cut texts into tokens and sentences; traditional characters count as simplified ones."""
    alphabet = _alphabet()
    separators = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1, out=separators[1:])
    raw = _codes(texts)
    signs = np.flatnonzero(alphabet.sign.take(raw))
    if len(signs):
        # Few texts need it, and those by themselves.
        plain = list(texts)
        for row in np.unique(np.searchsorted(separators, signs) - 1).tolist():
            plain[row] = simplified(texts[row])
        raw = _codes(plain)
    char = alphabet.fold.take(raw)
    kind = alphabet.kind.take(char)
    kind[separators] = _DROP
    word = (kind == _LETTER) | (kind == _DIGIT)
    after = np.zeros(len(word), np.bool_)
    after[1:] = word[:-1]
    begins = word & ~after
    place = np.flatnonzero(_starts(char, kind, word, begins, separators))
    token = alphabet.hash.take(char.take(place))
    _hash_words(token, alphabet, char, kind, np.flatnonzero(word), begins, word.take(place))
    own = np.searchsorted(place, separators)
    token[own] = _SEPARATOR
    kinds = kind.take(place)
    return Tokens(token, place, kinds, char.take(place), own, _sentences(kinds, own))


def _codes(texts: Sequence[str]) -> NDArray[np.uint32]:
    """The code points of texts with separators around them; all beyond the first plane as its last."""
    joined = _SEPARATOR_MARK + _SEPARATOR_MARK.join(texts) + _SEPARATOR_MARK
    return np.minimum(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), _U), _U(_PLANE - 1))


def _starts(
    char: NDArray[np.uint16],
    kind: NDArray[np.uint8],
    word: NDArray[np.bool_],
    begins: NDArray[np.bool_],
    separators: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Where tokens begin: at words, at other characters, at a space between two that are not of Latin words."""
    starts = (kind >= _OTHER) | begins
    # A third equal character in a row says nothing new.
    starts[2:] &= (char[2:] != char[1:-1]) | (char[2:] != char[:-2]) | word[2:]
    space = kind == _SPACE
    space[1:] &= ~word[:-1] & (kind[:-1] != _SPACE)
    space[:-1] &= ~word[1:]
    starts |= space
    starts[separators] = True
    return starts


def _hash_words(  # noqa: PLR0913, PLR0917  the pieces of one computation
    token: NDArray[np.uint32],
    alphabet: _Alphabet,
    char: NDArray[np.uint16],
    kind: NDArray[np.uint8],
    letters: NDArray[np.int64],
    begins: NDArray[np.bool_],
    is_word: NDArray[np.bool_],
) -> None:
    """Give each word the hash of all its characters, and every number the same one."""
    if not len(letters):
        return
    first = np.flatnonzero(begins.take(letters))
    count = np.diff(np.append(first, len(letters)))
    within = np.minimum(np.arange(len(letters)) - np.repeat(first, count), _LONG_WORD)
    parts = alphabet.hash.take(char.take(letters)) * alphabet.powers.take(within)
    hashed = np.add.reduceat(parts, first)
    digits = np.add.reduceat((kind.take(letters) == _DIGIT).astype(np.int32), first)
    hashed[digits == count] = _NUMBER
    token[is_word] = hashed


def _sentences(kind: NDArray[np.uint8], texts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The tokens at which sentences begin: behind end marks and the quotes that close after them."""
    end, close = kind == _END, kind == _CLOSE
    close[1:] &= end[:-1]
    close[0] = False
    goes_on = np.zeros_like(end)
    goes_on[:-1] = (kind[1:] == _END) | (kind[1:] == _CLOSE)
    begins = np.zeros_like(end)
    begins[1:] = ((end | close) & ~goes_on)[:-1]
    begins[np.minimum(texts[:-1] + 1, len(begins) - 1)] = False
    begins[texts] = True
    begins[-1] = False
    return np.flatnonzero(begins)


def grams(tokens: Tokens) -> Iterator[Grams]:
    """The n-grams of the texts, from single tokens to runs of `LONGEST`. None reaches over a text's end."""
    size = len(tokens.token)
    ahead = np.empty(size, np.int64)  # how many tokens on the next separator is
    ahead[:-1] = np.repeat(tokens.texts[1:], np.diff(tokens.texts))
    ahead[-1] = size - 1
    ahead -= np.arange(size)
    rolling = tokens.token
    for order in range(1, LONGEST + 1):
        if order > 1:
            rolling = rolling[:-1] * _U(0xC2B2AE35) + tokens.token[order - 1 :]
        bucket = (rolling ^ (rolling >> _U(16))) * _U(0x7FEB352D) + _U(order * 0x3C6EF372 & 0xFFFFFFFF)
        bucket ^= bucket >> _U(15)
        bucket *= _U(0x846CA68B)
        bucket >>= _U(32 - BITS)
        within = ahead[: size - order + 1] >= order - 1
        if order == 1:
            within[tokens.texts] = False
        yield Grams(order, bucket, within)
