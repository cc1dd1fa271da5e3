"""The characters of many texts at once, as numbers: runs of Han, Latin tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HAN: Final = (0x4E00, 0x9FD5)
"""The first and the last character of jieba's own range."""
_LATIN, _INNER, _HASH, _PLUS, _HAN, _END = (1 << bit for bit in range(6))


class Characters:
    """Texts in their normal form, one behind the other, an `end` behind each.

    Args:
        texts: the texts.
        end: a character that none of them holds.
    """

    def __init__(self, texts: list[str], end: str) -> None:
        self._codes = np.frombuffer(end.join([*texts, ""]).encode("utf-32-le", "surrogatepass"), "<u4")
        kinds = np.zeros(HAN[1] + 2, np.uint8)
        kinds[
            [*range(ord("a"), ord("z") + 1), *range(ord("0"), ord("9") + 1), ord("_"), *range(0xC0, 0x250)]
        ] = _LATIN
        kinds[[ord("."), ord("-")]] = _INNER
        kinds[ord("#")], kinds[ord("+")] = _HASH, _PLUS
        kinds[HAN[0] : HAN[1] + 1] = _HAN
        kinds[ord(end)] = _END
        # What lies beyond the table is of no kind, as is its last entry.
        self._kinds = kinds[np.minimum(self._codes, len(kinds) - 1)]

    def han(self) -> str:
        """The texts with a space for all that is not Han."""
        kept = (self._kinds & (_HAN | _END)) > 0
        shown = kept | np.append(True, kept[:-1])  # of a run of others the first
        return _text(np.where(kept, self._codes, ord(" "))[shown])

    def latin(self) -> str:
        """The Latin tokens, by the rule of `commentscope.text.tokens`, and the ends; each on a line."""
        letter = self._kinds == _LATIN
        token = letter | (self._kinds == _INNER) & _before(letter) & _behind(letter)
        plus = self._kinds == _PLUS
        first_plus = plus & _before(letter) & _behind(plus)
        suffix = first_plus | _before(first_plus) | (self._kinds == _HASH) & _before(letter)
        ends = self._kinds == _END
        kept = token | suffix | ends
        begins = (token & ~_before(token) | ends)[kept]
        codes = np.insert(self._codes[kept], begins.nonzero()[0], ord("\n"))
        return _text(codes[1:])


def _before(which: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the character before is one of these."""
    return np.append(False, which[:-1])


def _behind(which: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the character behind is one of these."""
    return np.append(which[1:], False)


def _text(codes: NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le")
