"""The last step: the network, its calibration, the file and the card."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np
from figures import Figures, best_line, tune
from fit_network import Layers, Part, Scaling, fit, mean, steadied, whole
from fit_vectors import BESIDE
from priors import Articles
from sklearn.linear_model import LogisticRegression

from commentscope.analysis.learned import INTENTS, TOPICS
from commentscope.analysis.learned.labels import LANES
from commentscope.analysis.learned.model import MAGIC
from commentscope.analysis.learned.shapes import SHAPES
from data import FOLDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from commentscope.analysis.learned.network import Network
    from data import Labelled

FEW = {"serverless": 0.5, "edge": 1.0}
"""Topics with too few examples for a network alone, and what a straight sum of their own scores, the title's and the
terms' counts for."""
_SEED = 0
_HIDDEN = 4
"""One article of so many is taken for unknown in training."""
_DOUBT = 0.8
"""How far the teacher, who has not seen it, is believed against a label: each was given once, by one reader."""
_SHARE = 0.65
"""What the network over vectors counts for, of both."""
_BINS = np.linspace(0, 1, 11)


class Work:
    """What the last step starts from; can be kept in a file.

    Args:
        arrays: all of it by name.
        labelled: the comments.
    """

    def __init__(self, arrays: Mapping[str, np.ndarray], labelled: Labelled) -> None:
        self.arrays, self.labelled = arrays, labelled
        self._articles = Articles(labelled.table)

    def inputs(self, fold: int) -> tuple[np.ndarray, np.ndarray]:
        """Inputs of the networks: of the labelled, held out; of the others, by the models without a fold."""
        a, n = self.arrays, self.labelled.number
        priors = self._articles.others(*self._said(fold))
        # So that the networks learn what to do where nothing is known.
        hidden = self._articles.known[self._articles.of] % _HIDDEN == 0
        held_out = self.labelled.fold == fold
        hidden[:n] = np.where(held_out, self.labelled.unknown, hidden[:n])
        priors[hidden] = 0
        near, far = ((a["held"], slice(0, n)), (a[f"far{fold}"], slice(n, None)))
        return tuple(np.column_stack([x, a["found"][part], priors[part]]) for x, part in (near, far))  # type: ignore[return-value]

    def opinion(self, fold: int) -> np.ndarray:
        """The teacher's probabilities for the others."""
        return _probabilities(self.arrays[f"opinion{fold}"])

    def targets(self, fold: int) -> tuple[np.ndarray, np.ndarray]:
        """What to learn: of the labelled, labels mixed with the teacher's opinion, held out; of the others the latter.

        Returns:
            Comment, lane: how true it is; whether it counts.
        """
        own = _probabilities(self.arrays["own"])
        return self._both((1 - _DOUBT) * self._labels() + _DOUBT * own, fold)

    def articles(self) -> dict[str, np.ndarray]:
        """What ships of the articles."""
        return {"articles": self._articles.known, "priors": self._articles.priors(*self._said(FOLDS))}

    def _said(self, fold: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Labels and opinions without a fold, which of them count, and the usual ones."""
        values, use = self._both(self._labels(), fold)
        use[: self.labelled.number] &= (self.labelled.fold != fold)[:, None]
        return values.astype(float), use, self.opinion(fold).mean(0).astype(float)

    def _labels(self) -> np.ndarray:
        return np.column_stack([self.labelled.topics, np.eye(len(INTENTS))[self.labelled.intents]])

    def _both(self, near: np.ndarray, fold: int) -> tuple[np.ndarray, np.ndarray]:
        far = self.opinion(fold)
        return np.vstack([near, far]).astype(np.float32), np.vstack(
            [self.labelled.sure, np.ones(far.shape, bool)]
        )


def _probabilities(opinion: np.ndarray) -> np.ndarray:
    """Of each topic, and of the intents, from the teacher's logits and logarithms."""
    o, wide = opinion.astype(float), len(TOPICS)
    return np.column_stack([1 / (1 + np.exp(-o[:, :wide])), np.exp(o[:, wide:])]).astype(np.float32)


def network(work: Work, fold: int) -> tuple[dict[str, np.ndarray], Network]:
    """The network without a fold (none: all labels); outputs for the labelled, its parts' and last its own."""
    labelled = work.labelled
    near, far = work.inputs(fold)
    train = labelled.fold != fold
    scaling = Scaling.of(near[train], far)
    target, sure = (x[: labelled.number][train] for x in work.targets(fold))
    plain = Part(1.0, 0, fit(scaling(near[train]), target, sure, scaling(far), work.opinion(fold), _SEED))
    a = work.arrays
    vectors = Part(1.0, near.shape[1] - BESIDE, Layers(*(a[f"{name}{fold}"] for name in Layers._fields)))
    own = np.column_stack([near, a[f"pooled{fold}"]])
    scaling = Scaling(
        *(np.append(one, a[f"{name}{fold}"]) for one, name in zip(scaling, Scaling._fields, strict=True))
    )
    outputs = {}
    for name, parts in (
        ("network of student, titles, rules", [plain]),
        ("network of vectors and rules", [vectors]),
        ("ships: their mean", [plain._replace(share=1 - _SHARE), vectors._replace(share=_SHARE)]),
    ):
        made = whole(scaling, mean(parts, own.shape[1]), scaling(own[train]))
        for lane, topic in enumerate(TOPICS):
            if topic in FEW:
                columns = [lane, SHAPES + lane, *(SHAPES + LANES + 4 * lane + k for k in range(4))]
                label = labelled.topics[train, lane]
                made = steadied(made, own[train], label, lane, columns, FEW[topic])
        outputs[name] = made(own.astype(float))
    return outputs, made


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
    # Halfway to none, for the same reason: as good in cross-validation.
    bias = tune(logs * slope[wide:] + offset[wide:], y) / 2
    return {"slope": slope, "offset": offset, "line": line, "bias": bias}


def _measured(labelled: Labelled, lane: int) -> np.ndarray:
    """Which comments calibrate a lane: the gold ones, the others being chosen for what is hard; all where few."""
    few = lane < len(TOPICS) and TOPICS[lane] in FEW
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
            "Of their articles other comments are known; under unknown ones the topics are found less well.",
            "k3s and a user's own topics are not among the outputs: their terms decide.",
            "The rules' terms and cues were chosen on the same labels: the figures are a little too good.",
            "Half of the comments were chosen for being hard: others score higher.",
        ],
    }
