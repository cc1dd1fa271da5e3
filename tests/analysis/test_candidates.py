"""Which sentences of a question are candidates for the passages that are cut out of it."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from commentscope.analysis.learned import Asking
from commentscope.analysis.passages import Measure, candidates, passages
from commentscope.analysis.signs import Sentences

MEASURE = Measure(marked=30, threshold=-16, score=5, unsigned=-20, foreign=30)


def edges(draw: st.DrawFn, size: int) -> list[int]:
    """Where the sentences of a text of this length begin, and its end."""
    inner = draw(st.lists(st.integers(1, size - 1), unique=True, max_size=5)) if size > 1 else []
    return [0, *sorted(inner), size]


@st.composite
def read_twice(draw: st.DrawFn) -> tuple[list[str], Sentences, Asking]:
    """Texts, some sentences of each that have a sign, and all sentences with other ends as the model reads them."""
    texts = draw(st.lists(st.text("问？还是。 a", min_size=1, max_size=12), min_size=1, max_size=4))
    signed, read = [], []
    for row, text in enumerate(texts):
        ends = edges(draw, len(text))
        points = st.integers(-60, 40)
        signed += [(row, a, b, draw(points)) for a, b in itertools.pairwise(ends) if draw(st.booleans())]
        ends = edges(draw, len(text))
        read += [(row, a, b, draw(st.integers(-40, 40)) / 8) for a, b in itertools.pairwise(ends)]
    whole = np.array(signed, np.int64).reshape(-1, 4).T
    model = np.array(read, float).reshape(-1, 4).T
    return texts, Sentences(*whole), Asking(*model[:3].astype(np.int64), model[3])


@given(read_twice(), st.data())
def test_questions_have_candidates_in_order(
    case: tuple[list[str], Sentences, Asking], data: st.DataObject
) -> None:
    """At least one for each question, none for other comments, none within another; alone as together."""
    texts, signed, read = case
    asked = np.array([data.draw(st.booleans()) for _ in texts])
    found = candidates(texts, signed, read, asked, MEASURE)
    assert set(found.rows.tolist()) == set(np.flatnonzero(asked).tolist())
    same_text = found.rows[1:] == found.rows[:-1]
    assert (np.diff(found.rows) >= 0).all()
    assert (found.starts[1:] >= found.ends[:-1])[same_text].all()
    for row in np.flatnonzero(asked).tolist():
        own = [
            one._replace(rows=one.rows[one.rows == row] - row)._replace(
                **{name: getattr(one, name)[one.rows == row] for name in one._fields[1:]}
            )
            for one in (signed, read)
        ]
        alone = candidates([texts[row]], own[0], own[1], np.array([True]), MEASURE)
        here = found.rows == row
        assert [c.tolist() for c in alone[1:]] == [c[here].tolist() for c in found[1:]]


@given(read_twice())
def test_dropped_sentences_would_never_be_taken(case: tuple[list[str], Sentences, Asking]) -> None:
    """Those below every line are left out beforehand; with all of them the passages are the same."""
    texts, signed, read = case
    asked = np.ones(len(texts), bool)
    some = candidates(texts, signed, read, asked, MEASURE)
    more = candidates(texts, signed, read, asked, MEASURE._replace(marked=10_000))
    for row, text in enumerate(texts):
        if "还是" in text:
            continue  # there a sentence that was left out no longer ends the one before
        few, all_ = ([column[one.rows == row].tolist() for column in one[1:]] for one in (some, more))
        assert passages(text, *few, MEASURE) == passages(text, *all_, MEASURE)


def test_a_sentence_without_a_sign_is_taken_where_the_model_is_sure() -> None:
    """It counts beside those with a sign; one that the model doubts does not."""
    text = "镜像拉不下来。请问怎么办？谢谢。"
    ends = [0, 7, 13, 16]
    signed = Sentences(*np.array([[0], [7], [13], [20]]))
    for score, expected in ((2.0, ((0, 13),)), (-2.0, ((7, 13),))):
        read = Asking(
            np.zeros(3, np.int64), np.array(ends[:-1]), np.array(ends[1:]), np.array([score, 1.0, -4.0])
        )
        found = candidates([text], signed, read, np.array([True]), MEASURE)
        assert passages(text, *(column.tolist() for column in found[1:]), MEASURE) == expected


def test_a_log_line_is_cut_out_last() -> None:
    """It looks like asking, having no Chinese words to tell otherwise; in an English comment it counts as any other."""
    text = "镜像拉不下来。error: pull failed."
    for whole, expected in ((text, ((0, 7),)), (text.replace("镜像拉不下来", "a b cd"), ((7, 26),))):
        points = [-20.0, 5.0]
        assert passages(whole, [0, 7], [7, 26], points, MEASURE) == expected
