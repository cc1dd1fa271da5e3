"""Learning a vector for each n-gram, by gradient descent through a network that sees them. Needs torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from fit_network import SPREAD, Layers, Scaling
from torch import nn
from torch.nn import functional

from commentscope.analysis.learned import TOPICS
from commentscope.analysis.learned.findings import COLUMNS
from commentscope.analysis.learned.labels import LANES
from commentscope.analysis.learned.shapes import SHRINK
from commentscope.analysis.learned.vectors import POOLED, WIDTH, Space, pooled

if TYPE_CHECKING:
    from counts import Weighed

    from commentscope.analysis.learned.shapes import Sentences

_UNITS, _EPOCHS, _BATCH, _RATE, _DROP = 128, 12, 512, 2e-3, 0.3
_FADE = 0.15
"""How many of the n-grams are hidden in training: else the labels are learned by heart."""
BESIDE = COLUMNS + LANES
"""How many inputs the network sees beside them: the rules' findings and the article's priors."""
_GOLD_SHARE = 0.5
"""How many of each batch are labelled."""
_LARGEST, _KEPT = 127, 0.9999
"""Vectors are kept in eight bits; a few numbers are so large that they are cut off."""
_PART = 20_000


class Texts(NamedTuple):
    """N-grams of many texts, sentence by sentence."""

    weighed: Weighed
    sentences: Sentences

    def pooled(self, vectors: np.ndarray, space: Space) -> np.ndarray:
        """What the shipped code computes of them: a row a text."""
        sums = np.rint(self.weighed.counts @ vectors.astype(np.float32)).astype(np.int64)
        squares = np.rint(self.weighed.squares * 256).astype(np.int64)
        return pooled(sums, squares, self.sentences, space).astype(np.float32)


class Bags:
    """Texts as the network reads them, by numbers."""

    def __init__(self, parts: list[Texts]) -> None:
        rows = [part.weighed.counts for part in parts]
        self._column = np.concatenate([x.indices for x in rows])
        self._count = np.concatenate([x.data for x in rows])
        self._begin = np.append(0, np.cumsum(np.concatenate([np.diff(x.indptr) for x in rows])))
        squares = np.concatenate([part.weighed.squares for part in parts]).astype(np.float32)
        sizes = np.concatenate([np.bincount(part.sentences.text) for part in parts])
        self._first = np.append(0, np.cumsum(sizes))
        self._root = 1 / np.sqrt(squares + SHRINK)
        self._text_root = 1 / np.sqrt(np.add.reduceat(squares, self._first[:-1]) + SHRINK)

    def __call__(self, texts: np.ndarray) -> tuple[torch.Tensor, ...]:
        """Some texts as tensors.

        Returns:
            N-grams, their counts; of each sentence where it begins among them, its text, its root; of each text its
            root, the numbers of its first sentence and of its last.
        """
        sizes = self._first[texts + 1] - self._first[texts]
        sentence, text = _ranges(self._first[texts], sizes)
        grams, _ = _ranges(self._begin[sentence], self._begin[sentence + 1] - self._begin[sentence])
        heads = np.append(0, np.cumsum(self._begin[sentence + 1] - self._begin[sentence])[:-1])
        ends = np.cumsum(sizes)
        made = (
            self._column[grams].astype(np.int64), self._count[grams], heads, text,
            self._root[sentence], self._text_root[texts], ends - sizes, ends - 1,
        )  # fmt: skip
        return tuple(map(torch.from_numpy, made))


def _ranges(begin: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of all ranges one after another, and the range of each."""
    owner = np.repeat(np.arange(len(begin)), size)
    return np.arange(size.sum()) + np.repeat(begin - np.cumsum(size) + size, size), owner


class _Net(nn.Module):
    def __init__(self, rare: np.ndarray, width: int, lanes: int) -> None:
        super().__init__()
        self.rare = torch.from_numpy(rare.astype(np.float32))
        self.vectors = nn.EmbeddingBag(len(rare), WIDTH, mode="sum")
        nn.init.normal_(self.vectors.weight, std=0.05)
        self.offset = nn.Parameter(torch.zeros(WIDTH))
        self.hidden = nn.Linear(width + POOLED, _UNITS)
        self.out = nn.Linear(_UNITS + width + POOLED, lanes)

    def forward(self, inputs: torch.Tensor, bag: tuple[torch.Tensor, ...]) -> torch.Tensor:
        gram, count, heads, text, root, text_root, first, last = bag
        count = functional.dropout(count, _FADE, self.training)
        sums = self.vectors(gram, heads, per_sample_weights=count * self.rare[gram])
        none = torch.zeros(len(inputs), WIDTH)
        whole = none.index_add(0, text, sums) * text_root[:, None]
        each = functional.relu(sums * root[:, None] + self.offset)
        most = none.scatter_reduce(0, text[:, None].expand(-1, WIDTH), each, "amax")
        seen = torch.cat([inputs, whole, most, each[first], each[last]], 1)
        seen = functional.dropout(seen, _DROP, self.training)
        active = functional.dropout(functional.relu(self.hidden(seen)), _DROP, self.training)
        return self.out(torch.cat([active, seen], 1))


class Made(NamedTuple):
    """What was learned."""

    vectors: np.ndarray
    """Of each n-gram, whole numbers; its rarity is in them."""
    space: Space
    hidden: tuple[np.ndarray, np.ndarray]
    """Weights and offsets of the hidden units, for inputs in standard deviations and pooled vectors as they are."""
    out: tuple[np.ndarray, np.ndarray]

    def layers(self, scaling: Scaling) -> Layers:
        """The network for inputs in standard deviations, those of the pooled vectors being the last of a scaling."""
        one = (SPREAD / scaling.gain[-POOLED:])[:, None]
        far = scaling.centre[-POOLED:]
        (w, b), (v, c) = self.hidden, self.out
        b, c = b + far @ w[-POOLED:], c + far @ v[-POOLED:]
        return Layers(
            *(np.vstack([x[:-POOLED], x[-POOLED:] * one]) if x.ndim > 1 else x for x in (w, b, v, c))
        )


def fit(  # noqa: PLR0913, PLR0917
    bags: Bags,
    inputs: np.ndarray,
    target: np.ndarray,
    sure: np.ndarray,
    train: np.ndarray,
    rare: np.ndarray,
    seed: int,
) -> Made:
    """Learn from labels and from the teacher's opinion of unlabelled comments.

    Args:
        bags: all texts, the labelled ones first.
        inputs: of all, what the network sees beside the vectors, in standard deviations.
        target: text, lane: labels or probabilities.
        sure: text, lane: which of them count.
        train: which of the labelled are learned from.
        rare: of each n-gram, how rare it is.
        seed: of the first weights and of the order.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    near, wide = np.flatnonzero(train), len(TOPICS)
    x, y, m = (torch.from_numpy(a.astype(np.float32)) for a in (inputs, target, sure))
    net = _Net(rare, x.shape[1], y.shape[1])
    with torch.no_grad():
        net.out.bias.copy_(torch.log(y[len(train) :].mean(0).clamp(min=1e-4)))
    descent = torch.optim.Adam(net.parameters(), lr=_RATE)
    labelled = int(_BATCH * _GOLD_SHARE)
    steps = _EPOCHS * (len(y) - len(train)) // (_BATCH - labelled)
    late = torch.optim.swa_utils.AveragedModel(net)
    for step in range(steps):
        rows = np.concatenate(
            [
                near[rng.integers(len(near), size=labelled)],
                rng.integers(len(train), len(y), size=_BATCH - labelled),
            ]
        )
        out, wanted, use = net(x[rows], bags(rows)), y[rows], m[rows]
        topics = functional.binary_cross_entropy_with_logits(
            out[:, :wide], wanted[:, :wide], weight=use[:, :wide], reduction="sum"
        )
        intents = (wanted[:, wide:] * functional.log_softmax(out[:, wide:], 1)).sum(1) @ use[:, wide]
        descent.param_groups[0]["lr"] = _RATE * min(1, 2 * (1 - step / steps) + 0.02, (step + 1) / 100)
        descent.zero_grad()
        ((topics - intents) / _BATCH).backward()
        descent.step()
        if step > steps * 0.8:
            late.update_parameters(net)
    made = late.module
    weights = made.vectors.weight.detach().numpy() * rare[:, None]
    unit = np.quantile(np.abs(weights), _KEPT, axis=0) / _LARGEST
    vectors = np.rint(weights / unit).clip(-_LARGEST, _LARGEST).astype(np.int8)
    hidden, out = (
        (layer.weight.detach().numpy().T.astype(float), layer.bias.detach().numpy().astype(float))
        for layer in (made.hidden, made.out)
    )
    return Made(vectors, Space(unit, made.offset.detach().numpy().astype(float)), hidden, out)
