"""What commands want of a chunk: a summary, encoded rows, the rows themselves, or the best questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from commentscope.analysis import Summary, annotate
from commentscope.analysis.details import Details
from commentscope.analysis.entries import Entry, entries, ordered
from commentscope.comments import plain, table
from commentscope.report import tables
from commentscope.report.database import searchable

if TYPE_CHECKING:
    import pandas as pd

    from commentscope.engines.work import Plan


@dataclass(frozen=True)
class Summarise:
    """The mergeable summary."""

    def make(self, annotated: pd.DataFrame, plan: Plan) -> Summary:
        """The chunk's summary."""
        return Summary.of(annotated, plan.tokenizer())


@dataclass(frozen=True)
class Detail:
    """The mergeable details that pages and charts show."""

    readers: bool = False
    """Whether to count by reader, too."""

    def make(self, annotated: pd.DataFrame, plan: Plan) -> Details:  # noqa: ARG002  the protocol's signature
        """The chunk's details."""
        return Details.of(annotated, readers=self.readers)


@dataclass(frozen=True)
class Rows:
    """The annotated table itself, for outputs that only one process can write."""

    def make(self, annotated: pd.DataFrame, plan: Plan) -> pd.DataFrame:  # noqa: ARG002  the protocol's signature
        """The chunk's rows."""
        return annotated


@dataclass(frozen=True)
class Words:
    """What a full-text index holds of each comment."""

    def make(self, annotated: pd.DataFrame, plan: Plan) -> list[str]:
        """A string a row."""
        tokens = plan.tokenizer().tokens
        return [searchable(tokens(text or "")) for text in plain(annotated["text"])]


@dataclass(frozen=True)
class Encode:
    """The rows as bytes of an output file, made where the chunk is analysed: the parent has only to append them."""

    format: str
    """`csv` or `jsonl`."""
    asked: bool = False
    """Only the questions, with the columns of `questions.csv`."""

    def make(self, annotated: pd.DataFrame, plan: Plan) -> bytes:  # noqa: ARG002  the protocol's signature
        """The chunk's rows, without the line of column names."""
        return tables.encode(self.rows(annotated), self.format)

    def head(self) -> bytes:
        """What the file begins with."""
        return tables.encode(self.rows(annotate(table([]))), self.format, header=True)

    def rows(self, annotated: pd.DataFrame) -> pd.DataFrame:
        """The table that is encoded."""
        return tables.asked(annotated) if self.asked else annotated


class Questions(NamedTuple):
    """Some questions, and how many there were."""

    total: int
    entries: list[Entry]


@dataclass(frozen=True)
class Ask:
    """The questions of one kind, the first so many in an order."""

    topic: str | None = None
    unanswered: bool = False
    order: str = "likes"
    """`likes`, `newest` or `replies`; see `commentscope.analysis.entries.ordered`."""
    limit: int | None = 20
    """`None`: all of them."""

    def make(self, annotated: pd.DataFrame, plan: Plan) -> Questions:  # noqa: ARG002  the protocol's signature
        """The chunk's questions of this kind."""
        asked = entries(annotated[(annotated["intent"] == "question").to_numpy(bool)])
        wanted = [entry for entry in asked if self._wants(entry)]
        return Questions(len(wanted), ordered(wanted, self.order, self.limit))

    def merge(self, one: Questions, other: Questions) -> Questions:
        """The questions of both, the first so many kept."""
        together = ordered([*one.entries, *other.entries], self.order, self.limit)
        return Questions(one.total + other.total, together)

    def _wants(self, entry: Entry) -> bool:
        if self.unanswered and entry.answered is not False:
            return False
        return self.topic is None or self.topic in entry.topics
