"""The work on one chunk of inputs: read, annotate, keep the period asked for, boil down to what is wanted."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from commentscope.analysis import Taxonomy, annotate
from commentscope.comments import Provenance, table
from commentscope.sources import Hints, read_input
from commentscope.text import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from commentscope.sources import Input


class Product(Protocol):
    """What a command wants of each chunk. Runs where the chunk is analysed, so it and its result must pickle."""

    def make(self, annotated: pd.DataFrame, plan: Plan) -> Any:  # noqa: ANN401  each product has its own type
        """The product of one chunk's annotated table."""


@dataclass(frozen=True)
class Plan:
    """What to do with every chunk."""

    products: tuple[Product, ...]
    source: str | None = None
    """The format the inputs must have; `None` finds it from the content."""
    hints: Hints = field(default_factory=Hints)
    """What the user says of the inputs."""
    taxonomy: Taxonomy = field(default_factory=Taxonomy.builtin)
    """The topics to look for."""
    min_score: float | None = None
    """How probable a topic must be; each topic has its own line where it is `None`."""
    rules_only: bool = False
    """Decide by cues and terms alone, without the learned model."""
    segmenter: str = "jieba-rs"
    dictionary: Path | None = None
    since: pd.Timestamp | None = None
    """Keep comments posted at this moment or later."""
    until: pd.Timestamp | None = None
    """Keep comments posted before this moment."""

    def tokenizer(self) -> Tokenizer:
        """The tokenizer of this plan; building one takes a tenth of a second, so it is kept for the process."""
        return _tokenizer(self.segmenter, self.dictionary)


@dataclass(frozen=True)
class Part:
    """What came of one chunk."""

    products: list[Any]
    """One for each of the plan's products, in their order."""
    origin: Provenance
    size: int
    """Bytes of input."""
    comments: int
    """Comments read, before the period was applied."""
    undated: int
    """Comments left out of the period because their date is unknown."""


def work(inputs: Sequence[Input], plan: Plan) -> Part:
    """Carries out the plan on one chunk."""
    # A chunk's strings go back and forth between columns and Python; kept as Python's own they need no conversion.
    with _uncollected(), pd.option_context("mode.string_storage", "python"):
        return _work(inputs, plan)


def _work(inputs: Sequence[Input], plan: Plan) -> Part:
    readings = [read_input(one, plan.source, plan.hints) for one in inputs]
    comments = table(
        (comment for reading in readings for comment in reading.comments),
        sum((reading.origin for reading in readings), Provenance()),
    )
    annotated = annotate(comments, plan.taxonomy, rules_only=plan.rules_only, min_score=plan.min_score)
    kept, undated = _period(annotated, plan)
    return Part(
        products=[product.make(kept, plan) for product in plan.products],
        origin=comments.attrs["provenance"],
        size=sum(one.size for one in inputs),
        comments=len(comments),
        undated=undated,
    )


def _period(annotated: pd.DataFrame, plan: Plan) -> tuple[pd.DataFrame, int]:
    """The rows within the period, and how many can't be placed. Cut after annotating: answers may come later."""
    if plan.since is None and plan.until is None:
        return annotated, 0
    posted = annotated["posted"]
    within = posted.notna()
    if plan.since is not None:
        within &= posted >= plan.since
    if plan.until is not None:
        within &= posted < plan.until
    return annotated[within], int(posted.isna().sum())


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection while a chunk is worked on.

    A chunk makes hundreds of thousands of small objects and no cycles to speak of; looking for some takes a quarter
    of the time, and a chunk is small.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@cache
def _tokenizer(segmenter: str, dictionary: Path | None) -> Tokenizer:
    return Tokenizer(segmenter, dictionary)
