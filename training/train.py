"""Train the model of intents and topics: labels and the archive in, model and card out.

    python training/train.py SHARED ARCHIVE BODIES OUT

1. A linear model of the labelled comments' n-grams. 2. The teacher, boosted trees over its scores, the sentences'
shapes, the rules' findings and the overlap with the article's exercise, gives its opinion of every unlabelled comment.
3. The student, a linear model of text and title n-grams, learns from labels and opinions. 4. A second teacher sees the
student's scores as well. 5. A small network over the rules' findings, with a vector for each n-gram, learns from the
labels and the second teacher. 6. A third teacher sees its outputs as well. 7. That network is learned anew, from the
labels and the third teacher, and beside it one over the student's scores, shapes and the rules' findings; both see what
is known of the article's other comments. Their mean, with the student's weights, is what ships.

Everything, the choice of n-grams too, is done once with all labels and once without each fold. What comes after in the
chain learns from, and every figure is measured on, what models say that have not seen the comment's label.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import export
import fit_vectors
import numpy as np
import scipy.sparse as sp
from counts import Counts, Weighed, rarity, shape, small
from exercise import overlap
from figures import Figures
from fit_network import Scaling
from linear import asking_lane, ridge
from teacher import Teacher, against_rest

from commentscope.analysis import Taxonomy, intent, topics
from commentscope.analysis.labels import findings
from commentscope.analysis.learned import INTENTS, TOPICS
from commentscope.analysis.learned.labels import LANES
from commentscope.analysis.learned.titles import unnumbered
from commentscope.analysis.learned.weights import LARGEST
from data import EXTRA, FOLDS, GOLD, HELD_OUT, Labelled, bodies, load

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

TEXT_FEATURES, TITLE_FEATURES, TITLE_WEIGHT = 80_000, 40_000, 0.6
GOLD_WEIGHT, CLIP = 5.0, 4.0
SEED = 1
_START = time.perf_counter()


def say(*words: object) -> None:
    """Report progress."""
    print(f"{time.perf_counter() - _START:6.0f} s", *words, flush=True)


class Material:
    """All that the models are made from."""

    def __init__(self, labelled: Labelled, archive: Path) -> None:
        self.labelled = labelled
        table, n = labelled.table, labelled.number
        names = [
            f"{unnumbered(title)}\n{series}"
            for title, series in zip(table.article, table.series, strict=True)
        ]
        unique, self.article = np.unique(names, return_inverse=True)
        self.near, self.far = (Counts(table.text[part].tolist()) for part in (slice(0, n), slice(n, None)))
        self.titles = Counts(list(unique), whole=True).matrix
        say("counted", self.near.matrix.shape, self.far.matrix.shape, self.titles.shape)
        found = []
        for at in range(0, len(table), 3000):
            rows = [table[name][at : at + 3000].tolist() for name in ("text", "article", "series")]
            terms = topics.Reading(*rows, Taxonomy.builtin())
            found.append(findings(intent.Reading(rows[0]), terms).columns())
        self.found = np.vstack(found).astype(np.float32)
        self.overlap = overlap(table, bodies(archive), SEED)
        say("rules and exercises")
        intents = np.eye(len(INTENTS), dtype=bool)[labelled.intents]
        self.targets = np.column_stack([labelled.topics, intents])
        self.trains = [labelled.fold != fold for fold in range(FOLDS)] + [np.ones(n, bool)]

    def hint(self, part: slice) -> np.ndarray:
        """What the teacher sees beside scores and shapes."""
        return np.column_stack([self.found[part], self.overlap[part]])


_work: Callable[[int], object]


def each(work: Callable[[int], T]) -> list[T]:
    """What comes of each fold and of all, two at a time."""
    global _work
    _work = work
    with multiprocessing.get_context("fork").Pool(2) as pool:
        return list(pool.imap(_run, range(FOLDS + 1)))


def _run(fold: int) -> object:
    made = _work(fold)
    say("done", fold)
    return made


def joined(m: Material, parts: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Scores of the labelled by the model without their fold; of the others by each."""
    held = parts[-1][0].copy()
    for train, (near, _) in zip(m.trains, parts, strict=True):
        held[~train] = near[~train]
    return held, [far for _, far in parts]


def first_scores(m: Material) -> tuple[np.ndarray, list[np.ndarray]]:
    """Scores and shapes by a linear model of the labels alone: of the labelled, held out; of the others, by fold."""
    n = m.labelled.number
    whole = m.near.texts()
    often = np.bincount(whole.indices, minlength=whole.shape[1])
    keep = np.flatnonzero(often >= 3)
    rare = rarity(whole, keep)
    texts, near, far = (Weighed(x, keep, rare) for x in (whole, m.near.matrix, m.far.matrix))
    of_articles = m.titles[m.article[:n]]
    tkeep = np.flatnonzero(np.bincount(of_articles.indices, minlength=m.titles.shape[1]) >= 2)
    titles = Weighed(m.titles, tkeep, rarity(of_articles, tkeep)).normed
    target = np.where(m.targets, 1, -1).astype(np.float32)
    s = m.near.sentences

    def one(fold: int) -> tuple[np.ndarray, np.ndarray]:
        train = m.trains[fold]
        use = (train[:, None] & m.labelled.sure).astype(np.float32)
        w = ridge(texts.normed, target, use, strength=1.0, rounds=20)
        lane, asks = asking_lane(near.normed, s.text, s.first, m.targets[:, len(TOPICS)], train)
        weights, unit = small(rare[:, None] * np.column_stack([w, lane]), LARGEST)
        title = titles @ ridge(titles[m.article[:n]], target, use, strength=5.0, rounds=20)
        own, other = shape(near, weights, unit, asks, s), shape(far, weights, unit, asks, m.far.sentences)
        return np.column_stack([own, title[m.article[:n]]]), np.column_stack([other, title[m.article[n:]]])

    return joined(m, each(one))


class Choice(NamedTuple):
    """The n-grams that a model knows."""

    keep: np.ndarray
    """Buckets of the texts', ascending."""
    rare: np.ndarray
    """How rare each is."""
    tkeep: np.ndarray
    trare: np.ndarray

    def texts(self, m: Material) -> tuple[Weighed, Weighed]:
        """The labelled comments' and the others'."""
        return Weighed(m.near.matrix, self.keep, self.rare), Weighed(m.far.matrix, self.keep, self.rare)


class Students:
    """Linear models of text and title n-grams, one for each fold left out and one of all.

    Each chooses its own n-grams, by their weights in a model of all that occur. Chosen once, with all labels, they
    would tell every fold's models what its labels are.

    Args:
        m: what they learn from.
    """

    def __init__(self, m: Material) -> None:
        self.m = m
        self.both = sp.vstack([m.near.texts(), m.far.texts()]).tocsr()
        self.often = np.bincount(self.both.indices, minlength=self.both.shape[1])
        keep = np.flatnonzero(self.often >= 8)
        tkeep = np.flatnonzero(np.bincount(m.titles.indices, minlength=m.titles.shape[1]) >= 2)
        self.all = Choice(keep, rarity(self.both, keep), tkeep, rarity(m.titles, tkeep))
        self.inputs = self._design(self.all)
        self.choices: list[Choice] = []

    def _design(self, of: Choice) -> sp.csr_matrix:
        titles = Weighed(self.m.titles, of.tkeep, of.trare).normed[self.m.article] * np.float32(TITLE_WEIGHT)
        return sp.hstack([Weighed(self.both, of.keep, of.rare).normed, titles]).tocsr()

    def _choose(self, target: np.ndarray, weight: np.ndarray) -> Choice:
        """The n-grams with the largest weights, more so if rare or frequent."""
        keep, rare, tkeep, trare = self.all
        size = np.abs(ridge(self.inputs, target, weight, rounds=8)).max(1)
        value = size[: len(keep)] * rare * self.often[keep] ** 0.25
        tvalue = size[len(keep) :] * trare
        pick, tpick = (
            np.sort(np.argsort(-v)[:k]) for v, k in ((value, TEXT_FEATURES), (tvalue, TITLE_FEATURES))
        )
        return Choice(keep[pick], rare[pick], tkeep[tpick], trare[tpick])

    def _aim(self, fold: int, opinion: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        labels = np.where(self.m.targets, CLIP - 1, 1 - CLIP)
        near = np.where(self.m.trains[fold][:, None] & self.m.labelled.sure, GOLD_WEIGHT, 0.0)
        target = np.vstack([labels, opinion[fold].clip(1 - CLIP, CLIP - 1)]).astype(np.float32)
        return target, np.vstack([near, np.ones((len(opinion[fold]), LANES))]).astype(np.float32)

    def learn(self, opinion: list[np.ndarray]) -> tuple[np.ndarray, list[np.ndarray]]:
        """Learn from labels and opinions; scores and shapes as of `first_scores`. The last one stays in `shipped`."""
        m, n = self.m, self.m.labelled.number
        s = m.near.sentences

        def one(fold: int) -> tuple[np.ndarray, np.ndarray, Choice, tuple[np.ndarray, ...]]:
            target, weight = self._aim(fold, opinion)
            chosen = self._choose(target, weight)
            w = ridge(self._design(chosen), target, weight)
            near, far = chosen.texts(m)
            titles = Weighed(m.titles, chosen.tkeep, chosen.trare)
            asked = m.targets[:, len(TOPICS)]
            lane, asks = asking_lane(near.normed, s.text, s.first, asked, m.trains[fold])
            text, title = w[: len(chosen.keep)], w[len(chosen.keep) :]
            weights, unit = small(chosen.rare[:, None] * np.column_stack([text, lane]), LARGEST)
            tweights, tunit = small(chosen.trare[:, None] * title, LARGEST)
            sums = np.rint(titles.counts @ tweights.astype(np.float32))
            scores = (sums * tunit / np.sqrt(titles.squares + 4)[:, None]).astype(np.float32)
            own = np.column_stack([shape(near, weights, unit, asks, s), scores[m.article[:n]]])
            other = np.column_stack([shape(far, weights, unit, asks, m.far.sentences), scores[m.article[n:]]])
            return own, other, chosen, (weights, unit, asks, tweights, tunit)

        parts = each(one)
        self.choices = [part[2] for part in parts]
        self.shipped = parts[-1][3]
        return joined(m, [part[:2] for part in parts])

    def arrays(self) -> dict[str, np.ndarray]:
        """The n-grams and weights that ship, the most frequent first."""
        weights, unit, asks, tweights, tunit = self.shipped
        keep, rare, tkeep, trare = self.choices[-1]
        order, torder = (np.argsort(x, kind="stable") for x in (rare, trare))
        units = np.zeros((2, LANES + 1))
        units[0], units[1, :LANES] = unit, tunit
        return {
            "text_buckets": keep[order].astype(np.uint32),
            "text_weights": weights[order],
            "text_rarity": np.rint(rare[order] * 16).astype(np.uint8),
            "title_buckets": tkeep[torder].astype(np.uint32),
            "title_weights": tweights[torder],
            "title_rarity": np.rint(trare[torder] * 16).astype(np.uint8),
            "units": units,
            "asks": np.array([asks]),
        }


def teach(m: Material, held: np.ndarray, others: list[np.ndarray]) -> tuple[np.ndarray, list[np.ndarray]]:
    """What the trees say: of the labelled, held out; of the others, by fold.

    They are told which labels are gold, and asked as if every comment were: the two kinds of labels draw some lines
    differently, and the extra ones were chosen for being hard.
    """
    n, label = m.labelled.number, m.labelled
    near = np.column_stack([label.gold, held, m.hint(slice(0, n))])
    asked, hint = near.copy(), m.hint(slice(n, None))
    asked[:, 0] = 1

    def one(fold: int) -> tuple[np.ndarray, np.ndarray]:
        train = m.trains[fold]
        teacher = Teacher(near[train], label.topics[train], label.intents[train], label.sure[train])
        far = np.column_stack([np.ones(len(hint)), others[fold], hint])
        return teacher(asked), teacher(far)

    return joined(m, each(one))


def vectors(
    m: Material, students: Students, work: export.Work
) -> tuple[dict[str, np.ndarray], tuple[np.ndarray, list[np.ndarray]]]:
    """The n-grams' vectors and, of each fold, the network over them and what it sees of the labelled; its outputs."""

    def one(fold: int) -> tuple[dict[str, np.ndarray], tuple[np.ndarray, np.ndarray]]:
        chosen = students.choices[fold]
        texts = [
            fit_vectors.Texts(weighed, counts.sentences)
            for weighed, counts in zip(chosen.texts(m), (m.near, m.far), strict=True)
        ]
        bags = fit_vectors.Bags(texts)
        near, far = work.inputs(fold)
        scaling = Scaling.of(near[m.trains[fold]], far)
        inputs = np.vstack([scaling(near), scaling(far)])[:, -fit_vectors.BESIDE :]
        made = fit_vectors.fit(bags, inputs, *work.targets(fold), m.trains[fold], chosen.rare, SEED)
        own, other = (part.pooled(made.vectors, made.space) for part in texts)
        beside = Scaling.of(own[m.trains[fold]], other)
        found = {"pooled": own, "centre": beside.centre, "gain": beside.gain}
        layers = made.layers(beside)
        found |= layers._asdict()
        kept = {f"{name}{fold}": array for name, array in found.items()}
        kept |= {"text_vectors": made.vectors, "space": np.stack(made.space[:2])}
        outputs = layers(np.column_stack([inputs, beside(np.vstack([own, other]))])).astype(np.float32)
        return kept, (outputs[: len(own)], outputs[len(own) :])

    parts = each(one)
    found: dict[str, np.ndarray] = {}
    for part, _ in parts:
        found |= part
    order = np.argsort(students.choices[-1].rare, kind="stable")
    return found | {"text_vectors": found["text_vectors"][order]}, joined(m, [part[1] for part in parts])


def kept_few(new: np.ndarray, old: np.ndarray) -> np.ndarray:
    """A newer teacher's opinion, but an older one's of topics with too few examples for many inputs."""
    few = [TOPICS.index(topic) for topic in export.FEW]
    made = new.copy()
    made[:, few] = old[:, few]
    return made


def logits(opinion: np.ndarray) -> np.ndarray:
    """The teacher's opinion as logits of each lane."""
    wide = len(TOPICS)
    return np.column_stack([opinion[:, :wide], against_rest(opinion[:, wide:])])


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("shared", "archive", "bodies", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--finish", action="store_true", help="only the last step, from what OUT keeps")
    parser.add_argument(
        "--unknown", action="store_true", help="hold out whole articles, as if nobody knew them"
    )
    given = parser.parse_args()
    labelled = load(given.shared, given.archive, Path(__file__).parent / EXTRA, unknown=given.unknown)
    say(labelled.number, "labelled, gold", int(labelled.gold.sum()), "of", len(labelled.table))
    figures = Figures(labelled)
    if given.finish:
        figures.rows = json.loads((given.out / "figures.json").read_text())
        with np.load(given.out / "work.npz") as kept:
            finish(given.shared, given.out, labelled, dict(kept), figures)
        return
    m = Material(labelled, given.bodies)
    held, others = first_scores(m)
    say("first scores")
    own, opinion = teach(m, held, others)
    say(figures.row("teacher: n-grams of the labelled, shapes, rules, exercise", own))
    students = Students(m)
    student, far = students.learn([logits(o) for o in opinion])
    held = np.column_stack([student, held])
    others = [np.hstack(x) for x in zip(far, others, strict=True)]
    own, opinion = teach(m, held, others)
    say(figures.row("second teacher: student's scores as well", own))
    arrays = students.arrays() | {"held": student, "found": m.found, "own": own}
    for fold, (x, o) in enumerate(zip(far, opinion, strict=True)):
        arrays |= {f"far{fold}": x.astype(np.float32), f"opinion{fold}": o}
    _, (said, said_far) = vectors(m, students, export.Work(arrays, labelled))
    say(figures.row("network of vectors and rules, by the second teacher", said))
    own, third = teach(
        m, np.column_stack([held, said]), [np.hstack(x) for x in zip(others, said_far, strict=True)]
    )
    say(figures.row("third teacher: that network's outputs as well", own))
    del others, said_far
    arrays["own"] = kept_few(own, arrays["own"])
    for fold, (new, old) in enumerate(zip(third, opinion, strict=True)):
        arrays[f"opinion{fold}"] = kept_few(new, old)
    arrays |= vectors(m, students, export.Work(arrays, labelled))[0]
    say("vectors")
    given.out.mkdir(parents=True, exist_ok=True)
    np.savez(given.out / "work.npz", **arrays)
    (given.out / "figures.json").write_text(json.dumps(figures.rows))
    finish(given.shared, given.out, labelled, arrays, figures)


def finish(
    shared: Path, out: Path, labelled: Labelled, arrays: dict[str, np.ndarray], figures: Figures
) -> None:
    """The network, the file and the card."""
    work = export.Work(arrays, labelled)
    parts = each(lambda fold: export.network(work, fold))
    network = parts[-1][1]
    for name, outputs in parts[-1][0].items():
        held = outputs.copy()
        for fold in range(FOLDS):
            held[labelled.fold == fold] = parts[fold][0][name][labelled.fold == fold]
        say(figures.row(name, held))
    values = export.calibrate(held, labelled)
    names = ("text_buckets", "text_weights", "text_rarity", "title_buckets", "title_weights", "title_rarity")
    file = {name: arrays[name] for name in (*names, "text_vectors", "space", "units", "asks")}
    file |= work.articles() | {f"network_{k}": array for k, array in network._asdict().items()} | values
    sha256 = export.write(out / "model.bin", file)
    sources = [shared / GOLD, Path(__file__).parent / EXTRA, shared / HELD_OUT]
    text = export.card(labelled, figures, sources, sha256, export.reliability(held, labelled, values))
    (out / "card.json").write_text(json.dumps(text, indent=1) + "\n")
    say("written", (out / "model.bin").stat().st_size)


if __name__ == "__main__":
    main()
