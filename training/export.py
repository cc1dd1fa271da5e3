"""The last step: the network, its calibration, the file and the card."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np
from figures import Figures, best_line, tune
from fit_network import fit, straight
from sklearn.linear_model import LogisticRegression

from commentscope.analysis.learned import INTENTS, TOPICS
from commentscope.analysis.learned.labels import LANES
from commentscope.analysis.learned.model import MAGIC
from commentscope.analysis.learned.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from commentscope.analysis.learned.network import Network
    from data import Labelled

_FEW = ("serverless", "edge")
"""Topics with too few examples for a network: their own scores, the title's and the terms' decide."""
_BINS = np.linspace(0, 1, 11)


class Work:
    """What the last step starts from; can be kept in a file.

    Args:
        arrays: all of it by name.
    """

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.arrays = arrays

    def inputs(self, fold: int) -> tuple[np.ndarray, np.ndarray]:
        """Inputs of the network: of the labelled, held out; of the others, by the models without a fold."""
        a = self.arrays
        n = len(a["held"])
        return np.column_stack([a["held"], a["found"][:n]]), np.column_stack(
            [a[f"far{fold}"], a["found"][n:]]
        )

    def opinion(self, fold: int) -> np.ndarray:
        """The teacher's probabilities for the others."""
        o = self.arrays[f"opinion{fold}"].astype(float)
        wide = len(TOPICS)
        return np.column_stack([1 / (1 + np.exp(-o[:, :wide])), np.exp(o[:, wide:])]).astype(np.float32)


def network(work: Work, labelled: Labelled, fold: int) -> tuple[np.ndarray, Network]:
    """The network without a fold (none: all labels), and its outputs for the labelled."""
    target = np.column_stack([labelled.topics, np.eye(len(INTENTS))[labelled.intents]]).astype(np.float32)
    near, far = work.inputs(fold)
    train = labelled.fold != fold
    made = fit(near[train], target[train], labelled.sure[train], far, work.opinion(fold))
    for lane, topic in enumerate(TOPICS):
        if topic in _FEW:
            columns = [lane, SHAPES + lane, *(SHAPES + LANES + 4 * lane + k for k in range(4))]
            made = straight(made, near[train], labelled.topics[train, lane], lane, columns)
    return made(near.astype(float)), made


def calibrate(held: np.ndarray, labelled: Labelled) -> dict[str, np.ndarray]:
    """Slopes and offsets that make probabilities of outputs; lines and biases that choose."""
    wide = len(TOPICS)
    slope, offset, line = np.ones(held.shape[1]), np.zeros(held.shape[1]), np.zeros(wide)
    for j in range(wide):
        use = _measured(labelled, j)
        y, s = labelled.topics[use, j], held[use, j]
        model = LogisticRegression(C=1e4).fit(s[:, None], y)
        slope[j], offset[j] = model.coef_[0, 0], model.intercept_[0]
        # Halfway between the line that is best on these labels and half of the F1 there, which is the best one for
        # probabilities that are right (Lipton, Elkan and Narayanaswamy 2014): the former alone follows chance.
        most, best = best_line(y, s)
        line[j] = (1 / (1 + np.exp(-(best * slope[j] + offset[j]))) + most / 2) / 2
    use = _measured(labelled, wide)
    logs, y = held[use, wide:], labelled.intents[use]
    slope[wide:], offset[wide:] = _temper(logs, y)
    bias = tune(logs * slope[wide:] + offset[wide:], y)
    return {"slope": slope, "offset": offset, "line": line, "bias": bias}


def _measured(labelled: Labelled, lane: int) -> np.ndarray:
    """Which comments calibrate a lane: the gold ones, the others being chosen for what is hard; all where few."""
    few = lane < len(TOPICS) and TOPICS[lane] in _FEW
    return labelled.sure[:, lane] & (labelled.gold | few)


def _temper(logs: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """One slope and an offset for each intent, by Newton's way down the cross-entropy."""
    slope, offset = 1.0, np.zeros(logs.shape[1])
    goal = np.eye(logs.shape[1])[y]
    for _ in range(500):
        z = logs * slope + offset
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        slope -= 0.1 * float(((p - goal) * logs).sum(1).mean())
        offset -= 1.0 * (p - goal).mean(0)
    return slope, offset - offset.mean()


def reliability(
    held: np.ndarray, labelled: Labelled, values: Mapping[str, np.ndarray]
) -> dict[str, list[list[float]]]:
    """By label and tenth of probability: comments, mean probability, share that is right."""
    wide = len(TOPICS)
    z = held * values["slope"] + values["offset"]
    powers = np.exp(z[:, wide:] - z[:, wide:].max(1, keepdims=True))
    p = np.column_stack([1 / (1 + np.exp(-z[:, :wide])), powers / powers.sum(1, keepdims=True)])
    truth = np.column_stack([labelled.topics, np.eye(len(INTENTS), dtype=bool)[labelled.intents]])
    table = {}
    for j, name in enumerate((*TOPICS, *INTENTS)):
        use = _measured(labelled, j)
        own, right = p[use, j], truth[use, j]
        bins = np.digitize(own, _BINS[1:-1])
        table[name] = [
            [int(here.sum()), round(float(own[here].mean()), 3), round(float(right[here].mean()), 3)]
            for here in (bins == b for b in range(10))
            if here.any()
        ]
    return table


def write(path: Path, arrays: Mapping[str, np.ndarray]) -> str:
    """Write a model's file; gives its checksum."""
    header, parts, at = {}, [], 0
    for name, array in arrays.items():
        content = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<")).tobytes()
        padding = -len(content) % 8
        header[name] = (array.dtype.newbyteorder("<").str, list(array.shape), at)
        parts.append(content + b"\0" * padding)
        at += len(content) + padding
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    whole = b"".join([MAGIC, len(text).to_bytes(8, "little"), text, *parts])
    path.write_bytes(whole)
    return hashlib.sha256(whole).hexdigest()


def card(
    labelled: Labelled, figures: Figures, files: list[Path], sha256: str, table: dict[str, Any]
) -> dict[str, Any]:
    """What the model was made from and how good it is."""
    return {
        "sha256": sha256,
        "data": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
        "labelled": {"train.csv": int(labelled.gold.sum()), "extra_labels.csv": int((~labelled.gold).sum())},
        "unlabelled": len(labelled.table) - labelled.number,
        "cross_validated": {
            name: {k: round(v, 3) for k, v in row.items()} for name, row in figures.rows.items()
        },
        "reliability": table,
        "limits": [
            "Comments under Chinese technical courses of one site; elsewhere titles and habits differ.",
            "k3s and a user's own topics are not among the outputs: their terms decide.",
            "The rules' terms and cues were chosen on the same labels: the figures are a little too good.",
            "Half of the comments were chosen for being hard: others score higher.",
        ],
    }
