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
from pathlib import Path

import export
import fit_vectors
import numpy as np
from figures import Figures
from fit_network import Scaling
from material import SEED, Material, each, joined, say
from students import Students, first_scores
from teacher import Teacher, against_rest

from commentscope.analysis.learned import TOPICS
from data import EXTRA, FOLDS, GOLD, HELD_OUT, SENTENCES, Labelled, load


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
    file = {name: arrays[name] for name in (*names, "text_vectors", "space", "units", "acts")}
    file |= work.articles() | {f"network_{k}": array for k, array in network._asdict().items()} | values
    sha256 = export.write(out / "model.bin", file)
    here = Path(__file__).parent
    sources = [shared / GOLD, here / EXTRA, here / SENTENCES, shared / HELD_OUT]
    text = export.card(labelled, figures, sources, sha256, export.reliability(held, labelled, values))
    (out / "card.json").write_text(json.dumps(text, indent=1) + "\n")
    say("written", (out / "model.bin").stat().st_size)


if __name__ == "__main__":
    main()
