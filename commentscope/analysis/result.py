"""The result of an analysis: what reports read and notebooks show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from commentscope.analysis.details import Details
from commentscope.messages import language

if TYPE_CHECKING:
    import altair as alt

    from commentscope.analysis.summary import Summary
    from commentscope.analysis.taxonomy import Taxonomy
    from commentscope.comments import Damage


@dataclass(frozen=True, repr=False, eq=False)
class Analysis:
    """What was found out about a discussion.

    The tables are plain pandas. Where rows were streamed past rather than kept (as the commands do), `comments` and
    `questions` are empty and everything else is complete.
    """

    totals: Summary
    """Counts and top lists; mergeable."""
    taxonomy: Taxonomy
    """The topics that were looked for."""
    comments: pd.DataFrame
    """The annotated table: the comments table and the columns of `commentscope.comments.ANNOTATIONS`."""
    collected: Details | None = None
    """The details, where they were collected on the way."""

    @property
    def summary(self) -> dict[str, Any]:
        """The summary as JSON has it: plain dicts and lists, keys in a fixed order, `schema` 1."""
        return self.totals.as_dict(self.taxonomy)

    @property
    def questions(self) -> pd.DataFrame:
        """The rows of `comments` that ask, most liked first."""
        asked = self.comments[self.comments["intent"] == "question"]
        return asked.sort_values(["likes", "replies"], ascending=False, kind="stable", na_position="last")

    @property
    def topics(self) -> pd.DataFrame:
        """One row a topic, in the taxonomy's order: topic, name, comments, questions, unanswered, likes."""
        columns = ["topic", "name", "comments", "questions", "unanswered", "likes"]
        return pd.DataFrame(self.totals.topic_rows(self.taxonomy), columns=columns)

    @property
    def keywords(self) -> pd.DataFrame:
        """The words that say most, best first: word, comments (that hold it), score (TF-IDF)."""
        return pd.DataFrame(self.totals.keywords(), columns=["word", "comments", "score"])

    @property
    def trend(self) -> pd.DataFrame:
        """One row a month with comments: month (`2019-02`), comments, questions."""
        return pd.DataFrame(self.totals.trend_rows(), columns=["month", "comments", "questions"])

    @cached_property
    def details(self) -> Details:
        """Questions in full and counts in detail, for pages and charts; mergeable."""
        return self.collected or Details.of(self.comments)

    @property
    def damaged(self) -> list[Damage]:
        """What could not be read as it should be, with file, line and reason."""
        return list(self.totals.origin.damaged)

    def chart(self, name: str, lang: str | None = None) -> alt.LayerChart:
        """A chart to show, to save (`.save("topics.svg")`) or to change with Altair.

        Args:
            name: `topics` (what readers ask about, answered or not), `trend` (by month), `intents`, `series` (topics
                by series) or `likes` (likes against replies).
            lang: `zh` or `en`; by default the environment's.

        Raises:
            UsageError: there is no such chart.
        """
        from commentscope.report import charts  # noqa: PLC0415  the way up is taken only to show itself

        return charts.chart(self, name, lang or language())

    def _repr_html_(self) -> str:
        from commentscope.report import notebook  # noqa: PLC0415  as for `chart`

        return notebook.html(self, language())

    def __repr__(self) -> str:
        asked = self.totals.questions
        counts = (
            f"{self.totals.comments:,} comments, {asked.total:,} questions, {asked.unanswered:,} unanswered"
        )
        return f"<Analysis: {counts}>"
