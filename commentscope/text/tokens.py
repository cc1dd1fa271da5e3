"""Words of a comment: our own rule for Latin, digits and technical terms, the segmenter for runs of Han."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from commentscope.text.characters import Characters
from commentscope.text.joined import Joined
from commentscope.text.normal import normalise, prepare
from commentscope.text.segment import Word, parse_dictionary, read_dictionary, segmenter
from commentscope.text.traditional import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# What a technical term is made of: letters, digits, `_`; inside it `.`, `-`, and at its end `++` or `#`
# (k8s, node.js, t5-base, llama_index, 192.168.0.1, c++, c#). Each repetition begins with a character of its own, so
# there is one way to match and no backtracking.
_LATIN = re.compile(r"([a-z0-9_\u00c0-\u024f]+(?:[.\-][a-z0-9_\u00c0-\u024f]+)*(?:\+\+|#)?)")
END = "É"
"""Behind the words of each text in `Tokenizer.words`; a capital, which normalised text cannot hold."""
# The segmenter sees Han (jieba's own range) and, for each Latin token, one mark that it passes through untouched.
_MARK = END
_OTHER = re.compile(rf"[^\u4e00-\u9fd5{_MARK}]+")
# Texts cut together: more than a few hundred no longer fit the processor's caches.
_TOGETHER = 200
_HAN_ONLY = re.compile(r"[\u4e00-\u9fd5]+\Z")


class Tokenizer:
    """Cuts comments into lower-case words.

    Args:
        segmenter_name: `jieba-rs` or `jieba`, for runs of Han.
        dictionary: a user dictionary in jieba's format, beside the built-in one.

    Raises:
        DictionaryError: the dictionary can't be read.
        UsageError: there is no such segmenter.
    """

    def __init__(self, segmenter_name: str = "jieba-rs", dictionary: Path | None = None) -> None:
        from ahocorasick_rs import AhoCorasick  # noqa: PLC0415  compiled; needed from the first analysis on

        own = read_dictionary(dictionary) if dictionary else ()
        words = [*builtin_words(), *(word._replace(text=simplified(word.text)) for word in own)]
        han = [word for word in words if _HAN_ONLY.match(word.text)]
        self._segmenter = segmenter(segmenter_name, han)
        mixed = [word.text for word in words if not _HAN_ONLY.match(word.text)]
        apart = {term for word in mixed if not _LATIN.fullmatch(term := normalise(word).text)}
        self._latin_or_apart = _pattern(apart)
        self._heads = {token for term in apart for token in _LATIN.findall(term)[:1]}
        self._apart = AhoCorasick(sorted(apart)) if apart else None

    def tokens(self, text: str) -> list[str]:
        """The words of `text` in order, without URLs, code fences, punctuation and white space.

        >>> Tokenizer().tokens("请问Node.js和C++怎么用k8s部署？")
        ['请问', 'node.js', '和', 'c++', '怎么', '用', 'k8s', '部署']
        """
        plain = prepare(text).text
        pieces = _LATIN.split(plain)
        # The dictionary's terms that the Latin rule cuts apart are rare, and their pattern is slow: it is tried only
        # where the first Latin token of one occurs.
        if not self._heads.isdisjoint(pieces):
            pieces = self._latin_or_apart.split(plain)
        # Split by the rule, what lies between the tokens and the tokens themselves come in turn.
        latin = iter(pieces[1::2])
        han = _OTHER.sub(" ", _MARK.join(pieces[::2]))
        return [next(latin) if word == _MARK else word for word in self._segmenter.cut(han) if word != " "]

    def words(self, texts: Sequence[str]) -> str:
        """The words of many texts, one a line, for counting: far cheaper than `tokens` of each.

        Three rounds through the texts: the words of Han of each, then their Latin ones, then those that only the
        dictionary keeps together and what stands beside them; behind those of each text an `END`. Blank lines may
        stand between.
        """
        plain = [prepare(text).text for text in texts]
        apart = [END] * len(texts)
        for row in self._holding_apart(plain):
            pieces = self._latin_or_apart.split(plain[row])
            plain[row] = " ".join(pieces[::2])
            apart[row] = "\n".join([*pieces[1::2], END])
        han, latin = [], []
        for first in range(0, len(plain), _TOGETHER):
            characters = Characters(plain[first : first + _TOGETHER], END)
            han.append("\n".join(self._segmenter.cut(characters.han())))
            latin.append(characters.latin())
        return "\n".join([*han, *latin, *apart])

    def _holding_apart(self, texts: Sequence[str]) -> list[int]:
        """Which texts may hold a term that the Latin rule would cut apart."""
        if self._apart is None:
            return []
        joined = Joined(texts)
        rows: list[int] = np.unique(joined.rows(joined.find(self._apart).starts)).tolist()
        return rows


@cache
def builtin_words() -> tuple[Word, ...]:
    """The built-in dictionary: cloud-native and other technical terms that jieba's own lacks."""
    return tuple(parse_dictionary((files(__package__) / "dictionary.txt").read_text(encoding="utf-8")))


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about what a technical discussion is about, in lower case."""
    lines = (files(__package__) / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(
        simplified(line.strip().lower()) for line in lines if line.strip() and not line.startswith("#")
    )


@cache
def display_forms() -> dict[str, str]:
    """How a lower-case token is written: `kubernetes` → `Kubernetes`; from the built-in dictionary."""
    return {word.text.lower(): word.text for word in builtin_words() if word.text != word.text.lower()}


def _pattern(apart: Iterable[str]) -> re.Pattern[str]:
    """The rule for Latin tokens, before it the dictionary's terms that the rule would cut apart, longest first."""
    terms = [re.escape(term) for term in sorted(apart, key=lambda term: (-len(term), term))]
    guarded = [rf"(?<![a-z0-9_])(?:{'|'.join(terms)})(?![a-z0-9_])"] if terms else []
    return re.compile(f"({'|'.join([*guarded, _LATIN.pattern[1:-1]])})")
