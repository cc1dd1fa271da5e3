"""A small neural network in whole numbers: exact, so its answers are the same on every machine and in every batch.

Inputs, activations and weights are whole numbers so small that no sum reaches 2**24. Single precision then holds every
product and every partial sum exactly, and in whatever order a matrix product adds them, the result is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

INPUT, ACTIVATION, WEIGHT = 255, 255, 127
"""Inputs lie within this and its negative, activations between 0 and this, weights within this and its negative."""
_ROOM = 1 << 24
_BLOCK = 8
"""Rows multiplied at a time: so few that no library starts threads for them, which would cost more than they bring."""


class Network(NamedTuple):
    """One hidden layer; its outputs see the inputs as well."""

    centre: NDArray[np.float64]
    gain: NDArray[np.float64]
    """An input x counts as `(x - centre) * gain`, rounded."""
    hidden: NDArray[np.int8]
    """Weights of the hidden units: a row an input, a column a unit."""
    hidden_offset: NDArray[np.int32]
    shrink: NDArray[np.float32]
    """By which the units' sums are multiplied: powers of two below 1."""
    output: NDArray[np.int8]
    """Weights of the outputs: a row for each unit, then for each input."""
    output_offset: NDArray[np.int32]
    unit: NDArray[np.float64]
    """What one of an output is worth."""

    def check(self) -> None:
        """See that no sum can leave the range in which it is exact.

        Raises:
            ValueError: one could.
        """
        first = np.abs(self.hidden.astype(np.int64)).sum(0) * INPUT + np.abs(self.hidden_offset)
        most = np.r_[np.full(self.hidden.shape[1], ACTIVATION), np.full(len(self.centre), INPUT)]
        second = np.abs(self.output.astype(np.int64)).T @ most + np.abs(self.output_offset)
        if max(first.max(), second.max()) >= _ROOM:
            raise ValueError("the network's sums can leave the exact range")

    def __call__(self, inputs: NDArray[np.float64]) -> NDArray[np.float64]:
        """The outputs, a row for each row of inputs."""
        seen = np.zeros((-(-len(inputs) // _BLOCK), _BLOCK, len(self.centre)), np.float32)
        own = seen.reshape(-1, len(self.centre))[: len(inputs)]
        own[:] = np.rint((inputs - self.centre) * self.gain).clip(-INPUT, INPUT)
        sums = seen @ self.hidden.astype(np.float32) + self.hidden_offset.astype(np.float32)
        active = np.rint(sums * self.shrink).clip(0, ACTIVATION)
        result = np.concatenate([active, seen], axis=2) @ self.output.astype(np.float32)
        flat = result.reshape(-1, len(self.unit))[: len(inputs)]
        return (flat + self.output_offset).astype(np.float64) * self.unit
