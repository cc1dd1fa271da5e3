"""What terms are made of: the words, pairs and triples of words in labelled comments and in the titles above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from commentscope.analysis import topics
from commentscope.analysis.taxonomy import Taxonomy
from commentscope.text import Terms, prepare
from commentscope.text.tokens import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from commentscope.analysis.taxonomy import Topic
    from commentscope.text import Tokenizer

WORDS = 3
"""Words that a term has at most."""
SHORTEST, LONGEST = 2, 24
"""Characters that it has."""
_FEWEST = 3
# How much evidence the words' distribution in all comments stands for; Monroe et al. call it the prior's size.
_PRIOR = 500.0
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[a-z0-9_]")


class Grams:
    """Which words, pairs and triples of neighbouring words occur in which texts; those that could be terms.

    Args:
        texts: the texts.
        tokenizer: cuts them.
        fewest: in how many texts one must occur.
    """

    def __init__(self, texts: Sequence[str], tokenizer: Tokenizer, fewest: int = _FEWEST) -> None:
        numbers: dict[str, int] = {}
        rows: list[NDArray[np.int64]] = []
        for text in texts:
            own = {numbers.setdefault(gram, len(numbers)) for gram in grams(tokenizer.tokens(text))}
            rows.append(np.fromiter(own, np.int64, len(own)))
        sizes = np.fromiter(map(len, rows), np.int64, len(rows))
        flat = np.concatenate([*rows, np.empty(0, np.int64)])
        counts = np.bincount(flat, minlength=len(numbers))
        often = (counts >= fewest).nonzero()[0]
        # By spelling, so that nothing depends on the order of a set.
        names = sorted(name for name in numbers if counts[numbers[name]] >= fewest)
        self.names = names
        place = np.full(len(numbers) + 1, -1)
        place[[numbers[name] for name in names]] = np.arange(len(often))
        kept = place[flat] >= 0
        self._grams = place[flat][kept]
        self._rows = np.arange(len(rows)).repeat(sizes)[kept]
        self._texts = len(rows)

    def counts(self, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        """In how many of the chosen texts each occurs."""
        return np.bincount(self._grams[chosen[self._rows]], minlength=len(self.names))

    def telling(self, right: NDArray[np.bool_], rows: NDArray[np.int64], limit: int) -> list[str]:
        """Those that tell the right texts from the others best, the best first.

        By the z-score of the log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008).

        Args:
            right: of all texts, whether each is right.
            rows: the numbers of the texts to look at.
            limit: how many at most.
        """
        among = np.zeros(self._texts, bool)
        among[rows] = True
        inside, outside = (self.counts(one).astype(float) for one in (among & right, among & ~right))
        total = inside + outside
        prior = (total + 0.01) / (total + 0.01).sum() * _PRIOR
        odds = [np.log((own + prior) / (own.sum() + _PRIOR - own - prior)) for own in (inside, outside)]
        z = (odds[0] - odds[1]) / np.sqrt(1 / (inside + prior) + 1 / (outside + prior))
        z[inside < _FEWEST] = -1
        best = np.lexsort((np.arange(len(z)), -z))[:limit]
        return [self.names[place] for place in best if z[place] > 0]


class Material:
    """Labelled comments, ready to learn from.

    Args:
        labelled: the labelled table.
        tokenizer: cuts the words.
    """

    def __init__(self, labelled: pd.DataFrame, tokenizer: Tokenizer) -> None:
        self.texts = [prepare(text).text for text in labelled["text"]]
        self._columns = [
            [value if isinstance(value, str) else None for value in labelled[name]]
            for name in ("text", "article", "series")
        ]
        titles = [
            "\n".join(title for title in pair if isinstance(title, str))
            for pair in zip(labelled["article"], labelled["series"], strict=True)
        ]
        self.titles = [prepare(title).text for title in titles]
        self.groups = _groups(labelled)
        """A number for each article; for each comment, where the article is unknown."""
        self.grams = Grams(self.texts, tokenizer)
        self.title_grams = Grams(self.titles, tokenizer)

    def found(self, topic: Topic, rows: NDArray[np.int64] | None = None) -> NDArray[np.bool_]:
        """Of which comments, or of which of those given, the topic is found: by the very code that will use it."""
        places = range(len(self.texts)) if rows is None else rows.tolist()
        originals, articles, series = ([column[place] for place in places] for column in self._columns)
        labels = topics.label([text or "" for text in originals], articles, series, Taxonomy((topic,)))
        return np.array([bool(label.topics) for label in labels], bool)

    @staticmethod
    def occurrences(terms: Sequence[str], texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """For each term the numbers of the texts in which it is found, as the analysis finds it."""
        found: list[list[int]] = [[] for _ in terms]
        automaton = Terms((term, number) for number, term in enumerate(terms))
        for row, text in enumerate(texts):
            for number in {hit.value for hit in automaton.find(text)}:
                found[number].append(row)
        return [np.array(rows, np.int64) for rows in found]


def _groups(labelled: pd.DataFrame) -> NDArray[np.int64]:
    names = [
        f"{series}\n{article}" if isinstance(article, str) else f"\0{row}"
        for row, (series, article) in enumerate(zip(labelled["series"], labelled["article"], strict=True))
    ]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], np.int64)


def grams(tokens: Sequence[str]) -> Iterator[str]:
    """The words, pairs and triples that could be terms: with a letter, neither begun nor ended by a word of one Han."""
    for start, first in enumerate(tokens):
        if _particle(first):
            continue
        gram = ""
        for token in tokens[start : start + WORDS]:
            gram += f" {token}" if gram and _LATIN.match(token) and _LATIN.match(gram[-1]) else token
            if not _particle(token) and SHORTEST <= len(gram) <= LONGEST and _LETTER.search(gram):
                yield gram


def _particle(token: str) -> bool:
    return len(token) == 1 and token in stop_words()
