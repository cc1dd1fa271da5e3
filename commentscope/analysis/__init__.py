"""What the discussion says: pure functions on tables, each looking at one comment or one article at a time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from commentscope.analysis import labels, learned, threads
from commentscope.analysis.result import Analysis
from commentscope.analysis.summary import Summary, fold
from commentscope.analysis.taxonomy import Taxonomy
from commentscope.comments import ANNOTATIONS, INTENTS, plain, provenance, validate
from commentscope.progress import progress
from commentscope.text.tokens import Tokenizer

__all__ = ["ANNOTATIONS", "Analysis", "Summary", "Taxonomy", "analyze", "annotate", "fold"]

PIECE = 4000
"""Comments in a piece that `analyze` takes at a time, at least."""


def annotate(
    comments: pd.DataFrame,
    taxonomy: Taxonomy | None = None,
    *,
    rules_only: bool = False,
    min_score: float | None = None,
) -> pd.DataFrame:
    """The comments table with the columns of `ANNOTATIONS` added; same rows, same order.

    Args:
        comments: a comments table of whole articles (replies are looked for within one article).
        taxonomy: the topics to look for; the built-in ones unless given.
        rules_only: decide by cues and terms alone, without the learned model.
        min_score: how probable a topic must be, between 0 and 1; each topic has its own line unless given.

    Raises:
        TableError: the table has no `text`, or a column of the wrong type.
        ModelError: the learned model's file is missing or damaged.
    """
    comments = validate(comments)
    texts = [text or "" for text in plain(comments["text"])]
    verdicts, found = labels.label(
        texts,
        plain(comments["article"]),
        plain(comments["series"]),
        taxonomy or Taxonomy.builtin(),
        model=None if rules_only else learned.builtin(),
        min_score=min_score,
    )
    intents = [verdict.intent for verdict in verdicts]
    linked = threads.link(comments, intents)
    added: dict[str, Any] = {
        "intent": pd.Categorical(intents, categories=INTENTS),
        "question": pd.array([verdict.question for verdict in verdicts], dtype="string"),
        "topics": pd.Series([label.topics for label in found], comments.index, dtype=object),
        "scores": pd.Series([label.scores for label in found], comments.index, dtype=object),
        "evidence": pd.Series([label.evidence for label in found], comments.index, dtype=object),
        "reply_to": linked.reply_to,
        "answered": linked.answered,
    }
    return comments.assign(**added)


def analyze(
    comments: pd.DataFrame, taxonomy: Taxonomy | None = None, tokenizer: Tokenizer | None = None
) -> Analysis:
    """Annotates and sums up a comments table.

    At Python's prompt and in a notebook, it says how far it has come where that takes longer than a second.

    Args:
        comments: a comments table of whole articles, or any table with a `text` column.
        taxonomy: the topics to look for; the built-in ones unless given.
        tokenizer: cuts the words for the keywords; the default one unless given.

    Raises:
        TableError: the table has no `text`, or a column of the wrong type.
    """
    taxonomy, tokenizer = taxonomy or Taxonomy.builtin(), tokenizer or Tokenizer()
    comments = validate(comments)
    pieces, summaries = [], []
    with progress("progress-analysing", len(comments)) as advance:
        for piece in _pieces(comments):
            piece.attrs = {}  # what is known of the whole table's inputs is added once, below
            pieces.append(annotate(piece, taxonomy))
            summaries.append(Summary.of(pieces[-1], tokenizer))
            advance(len(piece))
    annotated = pd.concat(pieces) if len(pieces) > 1 else pieces[0]
    annotated.attrs = comments.attrs
    return Analysis(replace(fold(summaries), origin=provenance(comments)), taxonomy, annotated)


def _pieces(comments: pd.DataFrame) -> list[pd.DataFrame]:
    """The table in pieces of whole articles, some thousand comments each.

    In one piece where an article's comments don't stand together, or where a parent may be anywhere.
    """
    whole = comments.iloc[:]  # a table of its own, as the pieces are
    if len(comments) <= PIECE or comments["parent"].notna().any():
        return [whole]
    places, different = pd.factorize(comments["url"].fillna(comments["article"]), use_na_sentinel=False)
    begins = np.flatnonzero(np.diff(places, prepend=-1)).tolist()
    if len(begins) > len(different):
        return [whole]
    cuts = [0]
    for begin in begins:
        if begin - cuts[-1] >= PIECE:
            cuts.append(begin)
    return [comments.iloc[start:end] for start, end in pairwise([*cuts, len(comments)])]
