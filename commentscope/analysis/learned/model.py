"""The learned model: what it says of comments, and why."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis.learned.grams import grams, tokens
from commentscope.analysis.learned.labels import ACTS, INTENTS, LANES, TOPICS
from commentscope.analysis.learned.network import Network
from commentscope.analysis.learned.shapes import Scale, Sentences, acts, features
from commentscope.analysis.learned.titles import Titles
from commentscope.analysis.learned.vectors import Space, pooled
from commentscope.analysis.learned.weights import Weights
from commentscope.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

    from commentscope.analysis.learned.findings import Findings

MAGIC = b"COMMENTS"
"""The first bytes of a model's file; then the length of the header, eight bytes, the header in JSON, the arrays."""
_BATCH = 2048


class Asking(NamedTuple):
    """How much every sentence asks; arrays of the same length, in order."""

    rows: NDArray[np.int64]
    """Numbers of the comments."""
    starts: NDArray[np.int64]
    """Offsets in the comment."""
    ends: NDArray[np.int64]
    scores: NDArray[np.float64]
    """Above 0: rather yes."""


class Scores(NamedTuple):
    """What the model says, a row a comment."""

    topics: NDArray[np.float64]
    """Probability of each of `TOPICS`: of those at 0.8, eight of ten are right."""
    intents: NDArray[np.float64]
    """Probability of each of `INTENTS`; a row sums to 1."""
    holds: NDArray[np.bool_]
    """Whether each topic's probability reaches the topic's own line."""
    intent: NDArray[np.int64]
    """The intent chosen, a number in `INTENTS`. Rare ones are chosen a little before they are the most probable."""
    asking: Asking
    """Of all sentences, how much they ask."""


class Reason(NamedTuple):
    """An n-gram that speaks for a label."""

    start: int
    end: int
    """Its offsets in the text."""
    weight: float


class Model:
    """A trained model.

    Args:
        arrays: what the file holds, by name.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        a: dict[str, NDArray[np.generic]] = dict(arrays)
        self._text = Weights(*(a[f"text_{name}"] for name in ("buckets", "rarity", "weights", "vectors")))  # type: ignore[arg-type]
        title = Weights(*(a[f"title_{name}"] for name in ("buckets", "rarity", "weights")), seldom=True)  # type: ignore[arg-type]
        units = a["units"].astype(float)
        self._scale = Scale(units[0], a["acts"].astype(float))
        self._titles = Titles(title, Scale(units[1, :LANES], np.zeros(0)), a["articles"], a["priors"])  # type: ignore[arg-type]
        self._space = Space(*a["space"].astype(float))
        self._weights = np.asarray(a["text_weights"], np.int16)
        self._network = Network(*(a[f"network_{name}"] for name in Network._fields))  # type: ignore[arg-type]
        self._line = a["line"].astype(float)
        self._slope, self._offset, self._bias = (
            a[name].astype(float) for name in ("slope", "offset", "bias")
        )

    @classmethod
    def load(cls, path: Traversable, sha256: str) -> Model:
        """Read a model.

        Args:
            path: its file.
            sha256: the checksum that the file must have.

        Raises:
            ModelError: the file is missing or is another.
        """
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ModelError("model-missing", path=str(path)) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ModelError("model-damaged", path=str(path))
        return cls(_arrays(content))

    def score(
        self,
        texts: Sequence[str],
        titles: Sequence[str],
        series: Sequence[str],
        findings: Findings,
    ) -> Scores:
        """Score comments; each by itself, whatever the others are.

        Args:
            texts: the comments.
            titles: the title of each comment's article, empty where unknown.
            series: the column of each, empty where unknown.
            findings: what the rules found in each.
        """
        found = findings.columns()
        outputs = [np.zeros((0, LANES))]
        none = np.zeros(0, np.int64)
        read = [Asking(none, none, none, np.zeros(0))]
        for at in range(0, len(texts), _BATCH):
            cut = slice(at, at + _BATCH)
            inputs, asked = self.read(texts[cut], titles[cut], series[cut], found[cut])
            outputs.append(self._network(inputs))
            read.append(asked._replace(rows=asked.rows + at))
        return self._decided(
            np.vstack(outputs), Asking(*(np.concatenate(column) for column in zip(*read, strict=True)))
        )

    def read(
        self, texts: Sequence[str], titles: Sequence[str], series: Sequence[str], found: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], Asking]:
        """What the network sees, and how much each sentence asks.

        The former is shapes, the title's scores, the rules' findings, the article's priors and vectors.
        """
        cut = tokens(texts)
        sums, squares = self._text.sums(cut, cut.sentences)
        sentences = Sentences.of(cut)
        weighed, vectors = np.split(sums, [LANES + len(ACTS)], axis=1)
        done = acts(weighed, squares, self._scale)
        own = features(weighed, squares, done, sentences, self._scale)
        meant = pooled(vectors, squares, sentences, self._space)
        said = self._titles(titles, series)
        starts = np.maximum(cut.place[cut.sentences] - 1 - cut.place[cut.texts[sentences.text]], 0)
        ends = np.append(starts[1:], 0)
        ends[sentences.last] = [len(text) for text in texts]
        asked = Asking(sentences.text, starts, ends, done[:, 0])
        return np.column_stack([own, said[:, :LANES], found, said[:, LANES:], meant]), asked

    def _decided(self, outputs: NDArray[np.float64], asked: Asking) -> Scores:
        """Probabilities and choices from the network's outputs."""
        calibrated = outputs * self._slope + self._offset
        topics = 1 / (1 + np.exp(-calibrated[:, : len(TOPICS)]))
        powers = calibrated[:, len(TOPICS) :]
        shares = np.exp(powers - powers.max(axis=1, keepdims=True, initial=-1e9))
        # Rounded, so that the last digits of an exponential, which machines disagree on, decide nothing.
        topics = np.round(topics, 4)
        intents = np.round(shares / shares.sum(axis=1, keepdims=True), 4)
        chosen = (powers + self._bias).argmax(axis=1)
        return Scores(topics, intents, topics >= self._line, chosen, asked)

    def explain(self, text: str, label: str, most: int = 5) -> list[Reason]:
        """The n-grams of a text that speak most for a topic or an intent, the strongest first, none within another.

        Args:
            text: the comment.
            label: one of `TOPICS` or `INTENTS`.
            most: how many at most.
        """
        return self.explain_all([text], [label], most)[0]

    def explain_all(self, texts: Sequence[str], labels: Sequence[str], most: int) -> list[list[Reason]]:
        """The same of many texts, each with its label."""
        lanes = np.array([(*TOPICS, *INTENTS).index(label) for label in labels], np.int64)
        cut = tokens(texts)
        ends = np.append(cut.place[1:], cut.place[-1] + 1)
        parts = []
        for gram in grams(cut):
            begin = np.flatnonzero(gram.within)
            row = self._text.rows(gram.bucket.take(begin))
            begin, row = begin[row >= 0], row[row >= 0]
            owner = np.searchsorted(cut.texts, begin, "right") - 1
            lane = lanes.take(owner)
            weight = self._weights[row, lane] * self._scale.unit[lane]
            speaks = weight > 0
            begin, owner, weight = begin[speaks], owner[speaks], weight[speaks]
            parts.append((owner, cut.place[begin] - 1, ends[begin + gram.order - 1] - 1, weight))
        owner, start, end, weight = (np.concatenate(columns) for columns in zip(*parts, strict=True))
        order = np.lexsort((start, -weight, owner))
        first = np.searchsorted(owner[order], np.arange(len(texts) + 1)).tolist()
        offsets = cut.place[cut.texts].tolist()
        found = []
        for number, text in enumerate(texts):
            chosen: list[Reason] = []
            for place in order[first[number] : first[number + 1]]:
                left = max(int(start[place]) - offsets[number], 0)
                right = min(int(end[place]) - offsets[number], len(text))
                if text[left:right].strip() and all(left >= one.end or right <= one.start for one in chosen):
                    chosen.append(Reason(left, right, float(weight[place])))
                    if len(chosen) == most:
                        break
            found.append(chosen)
        return found


def _arrays(content: bytes) -> dict[str, NDArray[np.generic]]:
    """The arrays of a file whose checksum was right."""
    at = len(MAGIC) + 8
    size = int.from_bytes(content[len(MAGIC) : at], "little")
    header: dict[str, tuple[str, list[int], int]] = json.loads(content[at : at + size])
    return {
        name: np.frombuffer(content, kind, int(np.prod(shape)), at + size + offset).reshape(shape)
        for name, (kind, shape, offset) in header.items()
    }


@cache
def builtin() -> Model:
    """The model that ships, read once.

    Raises:
        ModelError: its file is missing or damaged.
    """
    here = files(__package__)
    card = json.loads((here / "card.json").read_text(encoding="utf-8"))
    return Model.load(here / "model.bin", card["sha256"])
