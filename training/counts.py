"""Hashed n-grams of many texts as sparse matrices, as the shipped code cuts and hashes them."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from commentscope.analysis.learned.grams import BITS, grams, tokens
from commentscope.analysis.learned.shapes import Scale, Sentences, acts, features

_PART = 2000


class Counts:
    """How often each bucket occurs in each sentence of each text.

    Args:
        texts: to count.
        whole: take each text as one sentence.
    """

    def __init__(self, texts: list[str], *, whole: bool = False) -> None:
        matrices, counts, firsts, at = [], [], [], 0
        for begin in range(0, len(texts), _PART):
            cut = tokens(texts[begin : begin + _PART])
            heads = cut.texts[:-1] if whole else cut.sentences
            rows, columns = [], []
            for gram in grams(cut):
                token = np.flatnonzero(gram.within)
                rows.append(np.searchsorted(heads, token, "right") - 1)
                columns.append(gram.bucket[token].astype(np.int64))
            row = np.concatenate(rows)
            matrix = sp.csr_matrix(
                (np.ones(len(row), np.float32), (row, np.concatenate(columns))), (len(heads), 1 << BITS)
            )
            matrix.sum_duplicates()
            matrices.append(matrix)
            if not whole:
                sentences = Sentences.of(cut)
                counts.append(sentences.counts)
                firsts.append(sentences.first + at)
                at += len(heads)
        self.matrix = sp.vstack(matrices).tocsr()
        if not whole:
            first = np.concatenate(firsts)
            text = np.repeat(np.arange(len(first)), np.diff(np.append(first, at)))
            self.sentences = Sentences(first, text, np.concatenate(counts, axis=1))

    def texts(self) -> sp.csr_matrix:
        """The counts of whole texts."""
        text = self.sentences.text
        add = sp.csr_matrix(
            (np.ones(len(text), np.float32), (text, np.arange(len(text)))), (text[-1] + 1, len(text))
        )
        return (add @ self.matrix).tocsr()


def rarity(matrix: sp.csr_matrix, keep: np.ndarray) -> np.ndarray:
    """Inverse document frequency, in sixteenths, between 1 and 255 of them."""
    often = np.bincount(matrix.indices, minlength=matrix.shape[1])[keep]
    return ((np.log((1 + matrix.shape[0]) / (1 + often)) + 1) * 16).round().clip(1, 255).astype(
        np.float32
    ) / 16


class Weighed:
    """The kept buckets, counts and normed.

    Args:
        matrix: counts.
        keep: the buckets kept.
        rare: their rarity.
    """

    def __init__(self, matrix: sp.csr_matrix, keep: np.ndarray, rare: np.ndarray) -> None:
        self.counts = matrix[:, keep].tocsr()
        self.squares = np.asarray(self.counts @ rare**2).ravel()
        by_row = sp.diags((1 / np.sqrt(self.squares + 4)).astype(np.float32))
        self.normed = (by_row @ self.counts @ sp.diags(rare)).tocsr()


def small(weights: np.ndarray, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights as whole numbers, and what one is worth in each column."""
    unit = np.maximum(np.abs(weights).max(0), 1e-9) / largest
    return np.rint(weights / unit).astype(np.int16), unit


def shape(
    weighed: Weighed, weights: np.ndarray, unit: np.ndarray, offset: np.ndarray, sentences: Sentences
) -> np.ndarray:
    """The shipped features of texts, from whole-number weights: the same numbers as in the shipped model."""
    sums = np.rint(weighed.counts @ weights.astype(np.float32)).astype(np.int64)
    squares = np.rint(weighed.squares * 256).astype(np.int64)
    scale = Scale(unit, offset)
    return features(sums, squares, acts(sums, squares, scale), sentences, scale).astype(np.float32)
