"""Training the network that ships: gradient descent in floating point, then whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from commentscope.analysis.learned import TOPICS
from commentscope.analysis.learned.network import ACTIVATION, INPUT, WEIGHT, Network

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNITS, _EPOCHS, _BATCH, _RATE, _DECAY = 64, 30, 512, 2e-3, 1e-4
_GOLD_SHARE = 0.5
"""How many of each batch are labelled."""
SPREAD = 40
"""One standard deviation of an input, in its whole numbers."""


class Scaling(NamedTuple):
    """What makes whole numbers of inputs."""

    centre: np.ndarray
    gain: np.ndarray

    @classmethod
    def of(cls, near: np.ndarray, far: np.ndarray) -> Scaling:
        """Learned from inputs of labelled and unlabelled comments."""
        return cls(
            np.concatenate([near, far]).mean(0).astype(float),
            SPREAD / np.maximum(far.std(0), 1e-2).astype(float),
        )

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """The inputs as the network sees them, in standard deviations."""
        whole = np.rint((inputs.astype(float) - self.centre) * self.gain).clip(-INPUT, INPUT)
        return (whole / SPREAD).astype(np.float32)


class Layers(NamedTuple):
    """A network in floating point, for inputs in standard deviations."""

    w: np.ndarray
    """Weights of the hidden units: a row an input."""
    b: np.ndarray
    v: np.ndarray
    """Weights of the outputs: a row for each unit, then for each input."""
    c: np.ndarray

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """The outputs."""
        return np.hstack([np.maximum(inputs @ self.w + self.b, 0), inputs]) @ self.v + self.c


class Part(NamedTuple):
    """One of several networks whose mean is taken."""

    share: float
    begin: int
    """The number of the first input that it sees, of all."""
    layers: Layers


def mean(parts: Sequence[Part], width: int) -> Layers:
    """One network of so many inputs that gives the weighted mean of several."""
    hidden, units, direct = [], [], []
    for share, begin, one in parts:
        around = ((begin, width - begin - len(one.w)), (0, 0))
        number = one.w.shape[1]
        hidden.append(np.pad(one.w, around))
        units.append(share * one.v[:number])
        direct.append(share * np.pad(one.v[number:], around))
    return Layers(
        np.hstack(hidden),
        np.hstack([part.layers.b for part in parts]),
        np.vstack([*units, np.sum(direct, 0)]),
        np.sum([part.share * part.layers.c for part in parts], 0),
    )


def fit(  # noqa: PLR0913, PLR0917
    near: np.ndarray,
    target: np.ndarray,
    sure: np.ndarray,
    far: np.ndarray,
    far_target: np.ndarray,
    seed: int,
    units: int = _UNITS,
    epochs: int = _EPOCHS,
    share: float = _GOLD_SHARE,
) -> Layers:
    """Learn from labels and from the teacher's opinion of unlabelled comments.

    Args:
        near: of the labelled, the inputs in standard deviations.
        target: comment, lane: labels; the intents' rows sum to 1.
        sure: comment, lane: which labels count.
        far: of the unlabelled.
        far_target: the teacher's probabilities.
        seed: of the first weights and of the order.
        units: hidden ones.
        epochs: how often the unlabelled are seen.
        share: how many of each batch are labelled.
    """
    rng = np.random.default_rng(seed)
    width, lanes, wide = near.shape[1], target.shape[1], len(TOPICS)
    p = {
        "w": (rng.standard_normal((width, units)) * np.sqrt(2 / width)).astype(np.float32),
        "b": np.zeros(units, np.float32),
        "v": np.zeros((units + width, lanes), np.float32),
        "c": np.log(np.maximum(far_target.mean(0), 1e-4)).astype(np.float32),
    }
    p["v"][:units] = rng.standard_normal((units, lanes)) * np.sqrt(1 / units)
    first = {k: np.zeros_like(x) for k, x in p.items()}
    second = {k: np.zeros_like(x) for k, x in p.items()}
    late = {k: np.zeros_like(x, float) for k, x in p.items()}
    labelled = int(_BATCH * share)
    steps = epochs * len(far) // (_BATCH - labelled)
    averaged = 0
    for step in range(1, steps + 1):
        a, b = rng.integers(len(near), size=labelled), rng.integers(len(far), size=_BATCH - labelled)
        x, y = np.vstack([near[a], far[b]]), np.vstack([target[a], far_target[b]])
        m = np.vstack([sure[a], np.ones((len(b), lanes), np.float32)])
        z = x @ p["w"] + p["b"]
        h = np.maximum(z, 0)
        hx = np.hstack([h, x])
        out = hx @ p["v"] + p["c"]
        guess = 1 / (1 + np.exp(-out.clip(-30, 30)))
        powers = np.exp(out[:, wide:] - out[:, wide:].max(1, keepdims=True))
        guess[:, wide:] = powers / powers.sum(1, keepdims=True)
        slope = (guess - y) * m / _BATCH
        back = (slope @ p["v"][:units].T) * (z > 0)
        gradient = {"w": x.T @ back, "b": back.sum(0), "v": hx.T @ slope, "c": slope.sum(0)}
        rate = _RATE * min(1.0, 2 * (1 - step / steps) + 0.02)
        for k, g in gradient.items():
            first[k] += 0.1 * (g - first[k])
            second[k] += 0.001 * (g * g - second[k])
            move = first[k] / (1 - 0.9**step) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
            p[k] -= np.float32(rate) * (move + _DECAY * p[k] * (k in "wv")).astype(np.float32)
        if step > steps * 0.8:
            averaged += 1
            for k, x in p.items():
                late[k] += x
    return Layers(*(late[k] / averaged for k in "wbvc"))


def steadied(  # noqa: PLR0913, PLR0917
    network: Network, inputs: np.ndarray, label: np.ndarray, lane: int, columns: list[int], share: float
) -> Network:
    """The network with one output partly a straight sum of a few inputs, for a topic with few examples.

    Args:
        network: in whole numbers.
        inputs: what the sum is learned from.
        label: of each row.
        lane: the output.
        columns: the inputs of the sum.
        share: what the sum counts for; the network's own output counts for the rest.
    """
    seen = np.rint((inputs.astype(float) - network.centre) * network.gain).clip(-INPUT, INPUT)[:, columns]
    model = LogisticRegression(C=0.5, max_iter=1000).fit(seen / SPREAD, label)
    output, offset, unit = network.output.copy(), network.output_offset.copy(), network.unit.copy()
    rest = (1 - share) * unit[lane]
    weights = rest * output[:, lane]
    weights[network.hidden.shape[1] + np.array(columns)] += share * model.coef_[0] / SPREAD
    worth = np.abs(weights).max() / WEIGHT
    output[:, lane], unit[lane] = np.rint(weights / worth), worth
    offset[lane] = np.rint((rest * offset[lane] + share * model.intercept_[0]) / worth)
    made = network._replace(output=output, output_offset=offset, unit=unit)
    made.check()
    return made


def whole(scaling: Scaling, layers: Layers, near: np.ndarray) -> Network:
    """The network in whole numbers.

    Args:
        scaling: of its inputs.
        layers: the network.
        near: inputs in standard deviations, by which its activations are scaled.
    """
    w, b, v, c = layers
    w = w / SPREAD
    units = w.shape[1]
    unit = np.maximum(np.abs(w).max(0), 1e-9) / WEIGHT
    hidden = np.rint(w / unit).astype(np.int8)
    offset = np.rint(b / unit).astype(np.int32)
    q = np.rint(near * SPREAD)
    sums = np.maximum(q @ hidden.astype(float) + offset, 0)
    # The power of two that brings nearly all activations below the largest one.
    shift = np.ceil(np.log2(np.maximum(np.quantile(sums, 0.9995, axis=0), 1) / ACTIVATION)).clip(0)
    shrink = (0.5**shift).astype(np.float32)
    both = np.vstack([v[:units] * (unit / shrink)[:, None], v[units:] / SPREAD])
    worth = np.maximum(np.abs(both).max(0), 1e-12) / WEIGHT
    output = np.rint(both / worth).astype(np.int8)
    network = Network(*scaling, hidden, offset, shrink, output, np.rint(c / worth).astype(np.int32), worth)
    network.check()
    return network
