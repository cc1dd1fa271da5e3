"""What the discussion says: pure functions on tables, each looking at one comment or one article at a time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from commentscope.analysis import intent, threads, topics
from commentscope.analysis.result import Analysis
from commentscope.analysis.summary import Summary, fold
from commentscope.analysis.taxonomy import Taxonomy
from commentscope.comments import ANNOTATIONS, INTENTS, plain, validate
from commentscope.text.tokens import Tokenizer

__all__ = ["ANNOTATIONS", "Analysis", "Summary", "Taxonomy", "analyze", "annotate", "fold"]


def annotate(comments: pd.DataFrame, taxonomy: Taxonomy | None = None) -> pd.DataFrame:
    """The comments table with the columns of `ANNOTATIONS` added; same rows, same order.

    Args:
        comments: a comments table of whole articles (replies are looked for within one article).
        taxonomy: the topics to look for; the built-in ones unless given.

    Raises:
        TableError: the table has no `text`, or a column of the wrong type.
    """
    comments = validate(comments)
    texts = [text or "" for text in plain(comments["text"])]
    verdicts = intent.label(texts)
    titles, columns = plain(comments["article"]), plain(comments["series"])
    labels = topics.label(texts, titles, columns, taxonomy or Taxonomy.builtin())
    intents = [verdict.intent for verdict in verdicts]
    linked = threads.link(comments, intents)
    added: dict[str, Any] = {
        "intent": pd.Categorical(intents, categories=INTENTS),
        "question": pd.array([verdict.question for verdict in verdicts], dtype="string"),
        "topics": pd.Series([label.topics for label in labels], comments.index, dtype=object),
        "evidence": pd.Series([label.evidence for label in labels], comments.index, dtype=object),
        "reply_to": linked.reply_to,
        "answered": linked.answered,
    }
    return comments.assign(**added)


def analyze(
    comments: pd.DataFrame, taxonomy: Taxonomy | None = None, tokenizer: Tokenizer | None = None
) -> Analysis:
    """Annotates and sums up a comments table.

    Args:
        comments: a comments table of whole articles, or any table with a `text` column.
        taxonomy: the topics to look for; the built-in ones unless given.
        tokenizer: cuts the words for the keywords; the default one unless given.

    Raises:
        TableError: the table has no `text`, or a column of the wrong type.
    """
    taxonomy = taxonomy or Taxonomy.builtin()
    annotated = annotate(comments, taxonomy)
    return Analysis(Summary.of(annotated, tokenizer or Tokenizer()), taxonomy, annotated)
