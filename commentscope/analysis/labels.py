"""Both ways of labelling comments joined: the rules find signs and terms, and the learned model weighs them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis import intent, learned, topics
from commentscope.analysis.passages import HAN
from commentscope.analysis.taxonomy import Taxonomy
from commentscope.comments import INTENTS

if TYPE_CHECKING:
    from collections.abc import Sequence


_ANSWER, _REMARK = INTENTS.index("answer"), INTENTS.index("remark")
_ADDRESSED = re.compile(r"\s*(?:[@＠]|回[复覆復]|答[复覆]|reply to\b)\s*[\w\"“《「]", re.IGNORECASE)
"""The beginning of an answer to another reader; the archive has too few of them for a model to learn from."""
_FEW = 3
"""So many n-grams stand as evidence where no term does."""


class Labels(NamedTuple):
    """What comments are for and about, an entry a comment."""

    intents: list[intent.Verdict]
    topics: list[topics.Labels]


def label(  # noqa: PLR0913  each has its name
    texts: Sequence[str],
    titles: Sequence[str | None],
    series: Sequence[str | None],
    taxonomy: Taxonomy,
    *,
    model: learned.Model | None = None,
    min_score: float | None = None,
) -> Labels:
    """Label comments.

    Args:
        texts: the comments.
        titles: the title of each comment's article, where known.
        series: the column or site section of each.
        taxonomy: the topics to choose from. The built-in ones among them are the model's business, where it knows
            them; a user's own, and those whose terms a user changed, live by their terms.
        model: what weighs the rules' findings; without it the rules decide.
        min_score: how probable a topic must be; each topic has its own line unless given.
    """
    signs = intent.Reading(texts)
    terms = topics.Reading(texts, titles, series, taxonomy)
    scores = terms.certain()
    if model is None:
        return Labels(signs.verdicts(), terms.labels(np.where(scores >= (min_score or 0), scores, 0)))
    builtin = Taxonomy.builtin()
    known = terms if taxonomy == builtin else topics.Reading(texts, titles, series, builtin)
    said = model.score(
        texts, [title or "" for title in titles], [name or "" for name in series], findings(signs, known)
    )
    own = [
        (place, learned.TOPICS.index(topic.key))
        for place, topic in enumerate(taxonomy)
        if topic.key in learned.TOPICS and topic == builtin[topic.key]
    ]
    holds = scores >= (min_score or 0)
    for place, lane in own:
        scores[:, place] = said.topics[:, lane]
        holds[:, place] = said.holds[:, lane] if min_score is None else said.topics[:, lane] >= min_score
    labels = terms.labels(np.where(holds, scores, 0))
    _explain(labels, texts, model)
    # The model has learned from Chinese; of a comment without a Han character the rules know more.
    chinese = np.array([HAN.search(text) is not None for text in texts], np.bool_)
    chosen = np.where(chinese, said.intent, signs.chosen())
    answers = np.array([_ADDRESSED.match(text) is not None for text in texts], np.bool_)
    chosen[answers & (chosen == _REMARK)] = _ANSWER
    return Labels(signs.verdicts(chosen, said.asking), labels)


def findings(signs: intent.Reading, terms: topics.Reading) -> learned.Findings:
    """What cues and the built-in topics' terms say, as the model wants to know it."""
    counts, on_topic = terms.tally(learned.TOPICS)
    asks = np.maximum(signs.asks, learned.NOTHING)
    return learned.Findings(counts, on_topic, signs.points, asks, signs.asking, signs.may_ask)


def _explain(labels: Sequence[topics.Labels], texts: Sequence[str], model: learned.Model) -> None:
    """Add what weighed most to topics for which no term speaks."""
    silent = [
        (row, key)
        for row, (keys, _, evidence) in enumerate(labels)
        for key in keys
        if all(item["topic"] != key for item in evidence)
    ]
    if not silent:
        return
    reasons = model.explain_all([texts[row] for row, _ in silent], [key for _, key in silent], _FEW)
    for (row, key), found in zip(silent, reasons, strict=True):
        labels[row].evidence.extend(
            topics.Evidence(topic=key, term=texts[row][start:end], start=start, end=end)
            for start, end, _ in found
        )
