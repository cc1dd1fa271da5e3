"""Choosing a topic's exceptions: phrases in which its terms mean something else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from commentscope.text import normalise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commentscope.analysis.lessons.material import Material
    from commentscope.analysis.taxonomy import Topic

CANDIDATES = 20
"""Phrases that are tried."""
_FEWEST = 3  # comments wrongly found that one must put right
_SHARE = 0.8  # of the comments with it that are found so many must be wrong


def with_exceptions(
    topic: Topic, material: Material, right: NDArray[np.bool_], rows: NDArray[np.int64]
) -> Topic:
    """The topic with the phrases excepted that put several comments right, from several articles, and lose hardly any.

    Args:
        topic: the topic with its terms.
        material: the labelled comments.
        right: of all comments, which are on the topic.
        rows: the numbers of those to learn from.
    """
    wrong = np.zeros(len(right), bool)
    hits = np.zeros(len(right), bool)
    found = rows[material.found(topic, rows)]
    wrong[found[~right[found]]] = True
    hits[found[right[found]]] = True
    against, for_it = material.grams.counts(wrong), material.grams.counts(hits)
    counting = [normalise(term).text for term in (*topic.strong, *topic.weak, *topic.hints)]
    tried = 0
    for place in np.lexsort((np.arange(len(against)), for_it - against)).tolist():
        phrase = material.grams.names[place]
        if against[place] < _FEWEST or tried == CANDIDATES:
            break
        if against[place] < _SHARE * (against[place] + for_it[place]) or not any(
            term in phrase and term != phrase for term in counting
        ):
            continue
        tried += 1
        wider = replace(topic, exceptions=(*topic.exceptions, phrase))
        held = np.array([row for row in found.tolist() if phrase in material.texts[row]], np.int64)
        lost = held[~material.found(wider, held) & material.found(topic, held)]
        better = lost[~right[lost]]
        # As if the next two comments went against it.
        if (
            len(better) >= _FEWEST
            and len(better) > len(lost) - len(better) + 2
            and len(np.unique(material.groups[better])) > 1
        ):
            topic = wider
    return topic
