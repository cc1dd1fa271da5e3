"""How a comment overlaps with its article: with the exercise at the end, and with the rest. For the teacher only."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import numpy as np

from commentscope.analysis.learned.grams import BITS, grams, tokens

if TYPE_CHECKING:
    import pandas as pd

_MARK = re.compile(r"思考|练习|作业|课后|一课一|互动|讨论|习题|考考|动手|提问|问题|挑战|留言|交流|小试|实践")
_ASK = re.compile(
    r"思考题|课后|留.{0,6}(问题|作业|题)|想一想|请你(思考|想|说|谈|聊)|聊聊|欢迎.{0,8}(留言|评论)"
)
_OPENING = 60
COLUMNS = 14


def split(body: str) -> tuple[str, str, float]:
    """An article's exercise, the rest, and how plainly the exercise stands apart."""
    lines = [line for line in body.split("\n") if line.strip()]
    number = len(lines)
    for place in range(number - 1, max(-1, number - 40), -1):
        if re.match(r"\s*(#+|\*\*)", lines[place]) and len(lines[place]) < 40 and _MARK.search(lines[place]):
            return "\n".join(lines[place:])[:2500], "\n".join(lines[:place]), 1.0
    for place in range(max(0, number - 14), number):
        if _ASK.search(lines[place]):
            return "\n".join(lines[place:])[:2500], "\n".join(lines[:place]), 0.5
    return "\n".join(lines[-4:])[:800], "\n".join(lines[:-4]), 0.0


def _sets(texts: list[str], orders: tuple[int, ...]) -> list[np.ndarray]:
    """The different n-grams of each text."""
    cut = tokens(texts)
    found, owners = [], []
    for gram in grams(cut):
        if gram.order in orders:
            at = np.flatnonzero(gram.within)
            owners.append(np.searchsorted(cut.texts, at, "right") - 1)
            found.append((gram.bucket[at].astype(np.int64) << 3) | gram.order)
    owner, gram_of = np.concatenate(owners), np.concatenate(found)
    order = np.argsort(owner, kind="stable")
    edges = np.searchsorted(owner[order], np.arange(len(texts) + 1))
    return [np.unique(gram_of[order][a:b]) for a, b in itertools.pairwise(edges)]


def overlap(table: pd.DataFrame, bodies: dict[tuple[str, str], str], seed: int) -> np.ndarray:
    """Shares and weights of what each comment has in common with exercise and article; NaN where there is no body."""
    sample = np.random.default_rng(seed).permutation(len(table))[:30_000]
    often = np.zeros(1 << BITS + 3, np.int32)
    for begin in range(0, len(sample), 3000):
        for found in _sets(table.text.iloc[sample[begin : begin + 3000]].tolist(), (2, 3)):
            often[found] += 1
    idf = np.log((len(sample) + 1) / (1 + often)).astype(np.float32)
    result = np.full((len(table), COLUMNS), np.nan, np.float32)
    for name, rows in table.groupby(["series", "article"], sort=False).indices.items():
        body = bodies.get(name)
        if body is None:
            continue
        exercise, rest, plainly = split(body)
        asked, told = _sets([exercise, rest], (2, 3))
        asked_long, told_long = _sets([exercise, rest], (4,))
        told = np.setdiff1d(told, asked, assume_unique=True)
        all_asked = idf[asked].sum() + 1
        texts = table.text.iloc[rows].tolist()
        openings = _sets([text[:_OPENING] for text in texts], (2, 3))
        for row, own, long, opening in zip(
            rows, _sets(texts, (2, 3)), _sets(texts, (4,)), openings, strict=True
        ):
            whole = idf[own].sum() + 3
            of_asked = idf[own[np.isin(own, asked, assume_unique=True)]].sum()
            of_told = idf[own[np.isin(own, told, assume_unique=True)]].sum()
            long_asked = np.isin(long, asked_long, assume_unique=True).sum()
            long_told = np.isin(long, told_long, assume_unique=True).sum()
            begins = idf[opening[np.isin(opening, asked, assume_unique=True)]].sum() / (
                idf[opening].sum() + 3
            )
            result[row] = (
                of_asked / whole, of_told / whole, of_asked / all_asked, of_asked, of_told, long_asked, long_told,
                long_asked / (len(long) + 3), long_told / (len(long) + 3), begins, plainly, np.log(len(exercise) + 1),
                exercise.count("？"), (of_asked - of_told) / whole,
            )  # fmt: skip
    return result
