"""Cutting runs of Han characters into words: jieba-rs by default, jieba as the reference.

Both read the same dictionary and give the same words; `tests/text/test_segment.py` shows it on a sample and
`benchmarks/` on a whole archive.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from commentscope.errors import DictionaryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SEGMENTERS = ("jieba-rs", "jieba")

# jieba's own pattern for a line of a user dictionary: word, optional frequency, optional part of speech.
_LINE = re.compile(r"^(.+?)( [0-9]+)?( [a-z]+)?$")


class Word(NamedTuple):
    """A line of a user dictionary."""

    text: str
    frequency: int | None = None
    """`None` lets the segmenter choose one that keeps the word whole."""
    tag: str | None = None


class Segmenter(Protocol):
    """Cuts text into words that, joined, give the text back."""

    def cut(self, text: str) -> list[str]:
        """The words of `text`, in order; characters that are not Han come one by one."""


def segmenter(name: str = "jieba-rs", words: Iterable[Word] = ()) -> Segmenter:
    """A segmenter of its own, sharing nothing with other users of jieba in the process.

    Raises:
        UsageError: there is no segmenter of that name.
    """
    if name == "jieba-rs":
        return _JiebaRs(words)
    if name == "jieba":
        return _Jieba(words)
    raise UsageError("segmenter-unknown", name=name, known=", ".join(SEGMENTERS))


def read_dictionary(path: Path) -> list[Word]:
    """The words of a user dictionary in jieba's format: `word [frequency] [tag]`, one a line, UTF-8.

    Empty lines and lines that begin with `#` are passed over.

    Raises:
        DictionaryError: the file can't be read or isn't UTF-8.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DictionaryError("dictionary-encoding", path=str(path), position=error.start) from error
    except OSError as error:
        raise DictionaryError("dictionary-unreadable", path=str(path), reason=error.strerror or "") from error
    return parse_dictionary(content)


def parse_dictionary(content: str) -> list[Word]:
    """The words of a user dictionary's text; see `read_dictionary`."""
    words = []
    for line in map(str.strip, content.splitlines()):
        match = _LINE.match(line)
        if match and not line.startswith("#"):
            word, frequency, tag = match.groups()
            words.append(Word(word, int(frequency) if frequency else None, tag.strip() if tag else None))
    return words


class _JiebaRs:
    def __init__(self, words: Iterable[Word]) -> None:
        import rjieba  # noqa: PLC0415  loads its dictionary when imported: 0.2 s that --help should not pay

        self._engine = rjieba.Jieba()
        for word in words:
            self._engine.add_word(word.text, word.frequency, word.tag)

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._engine.cut(text)
        return words


class _Jieba:
    def __init__(self, words: Iterable[Word]) -> None:
        import jieba  # noqa: PLC0415  only for --segmenter jieba

        jieba.setLogLevel(logging.WARNING)  # it reports loading its dictionary on stderr
        self._engine = jieba.Tokenizer()
        # `initialize` would keep a cache in the shared temporary folder, where others may write; skip both.
        self._engine.FREQ, self._engine.total = self._engine.gen_pfdict(self._engine.get_dict_file())
        self._engine.initialized = True
        for word in words:
            self._engine.add_word(word.text, word.frequency, word.tag)

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._engine.lcut(text)
        return words
