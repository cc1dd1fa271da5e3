"""Why a comment has its labels: the terms and n-grams that weighed most, with their places."""

from __future__ import annotations

from typing import Any, NamedTuple

from commentscope.analysis import intent, learned, topics
from commentscope.analysis.labels import findings, label
from commentscope.analysis.taxonomy import Taxonomy

_PLACES = 5


class Reason(NamedTuple):
    """Why a comment has one label."""

    label: str
    """An intent, or a topic's key."""
    score: float
    """How probable it is."""
    places: tuple[tuple[str, int, int], ...]
    """What weighed most, each as it stands in the text, with its offsets."""

    def as_dict(self) -> dict[str, Any]:
        """The reason as JSON has it."""
        places = [{"term": term, "start": start, "end": end} for term, start, end in self.places]
        return {"label": self.label, "score": self.score, "evidence": places}


def explain(
    text: str,
    title: str | None = None,
    series: str | None = None,
    taxonomy: Taxonomy | None = None,
    min_score: float | None = None,
) -> list[Reason]:
    """Why a comment has the intent and the topics that `annotate` gives it: the intent first, then each topic.

    Args:
        text: the comment.
        title: its article's title, where known.
        series: the article's column, where known.
        taxonomy: the topics to look for; the built-in ones unless given.
        min_score: as `annotate` has it.
    """
    model = learned.builtin()
    texts, titles, columns = [text], [title], [series]
    signs = intent.Reading(texts)
    terms = topics.Reading(texts, titles, columns, Taxonomy.builtin())
    said = model.score(texts, [title or ""], [series or ""], findings(signs, terms))
    (verdict,), (found,) = label(
        texts, titles, columns, taxonomy or Taxonomy.builtin(), model=model, min_score=min_score
    )
    name = verdict.intent
    places = tuple((text[a:b], a, b) for a, b, _ in model.explain(text, name, _PLACES))
    reasons = [Reason(name, float(said.intents[0, learned.INTENTS.index(name)]), places)]
    for key, score in zip(found.topics, found.scores, strict=True):
        own = [(item["term"], item["start"], item["end"]) for item in found.evidence if item["topic"] == key]
        reasons.append(Reason(key, score, tuple(own)))
    return reasons
