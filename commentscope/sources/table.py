"""Any table of comments: columns found by known names in Chinese and English, or given by the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commentscope.comments import DTYPES, Comment, Damage, Provenance
from commentscope.messages import Message
from commentscope.sources import columns, delimited, values
from commentscope.sources.reading import Reading
from commentscope.sources.threads import Discussion
from commentscope.sources.titles import title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from commentscope.sources.containers import Table
    from commentscope.sources.documents import Document

OWN = "comments"
"""What our own table is called in a database or workbook."""


@dataclass(frozen=True)
class TableSource:
    """A source whose inputs are tables: to tell them by their columns, and to read these as a comment's fields."""

    name: str
    carries: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...] = ()
    """Column names that must be there, any of each group; without them, one that holds a text is enough."""
    known: Mapping[str, Sequence[str]] | None = None
    """The columns by field, if not those of `columns.toml`; names in lower case, without `_`."""
    discussion: tuple[str, ...] = ()
    """Columns of which one tells the page that a row belongs to, where one table has the comments of many."""
    finish: Callable[[Comment, Mapping[str, object]], Comment | str] | None = None
    """Has the last word on a row: the comment to take, or a reason of `LEFT_OUT`. Called with all of the row, too."""

    def recognises(self, document: Document) -> bool:
        """Whether the document holds such a table."""
        if document.kind == "text" and not delimited.plausible(document):
            return False  # most articles end here
        return bool(self.fitting(document))

    def fitting(self, document: Document) -> list[tuple[Table, dict[str, int]]]:
        """The document's tables of this kind, with the places of the fields."""
        from commentscope.sources.containers import tables  # noqa: PLC0415  where a table can be at all

        given = {} if self.needs else dict(document.hints.columns)
        found = []
        for one in tables(document):
            named = set(one.names)
            places = columns.find(one.names, given, self.known)
            if one.single and places and len(places) == 1:
                continue  # an object with a `message` is no comment yet
            if places and all(named.intersection(group) for group in self.needs):
                found.append((one, places))
        return found[:1] if document.kind == "text" else found  # several delimiters, one table

    def read(self, document: Document) -> Reading:
        """The rows of the table; of several, of the one called `comments`, else none is right."""
        fitting = self.fitting(document)
        if len(fitting) > 1:
            own = [one for one in fitting if one[0].place.rpartition(".")[2] == OWN]
            if len(own) != 1:
                return Reading(origin=Provenance(damaged=(_several(document, [one for one, _ in fitting]),)))
            fitting = own
        if not fitting:
            return Reading()
        ((one, places),) = fitting
        if columns.ours(one.names) and not document.hints.columns:
            damaged: list[Damage] = []
            comments = list(_own(one, places, damaged))
            return Reading(comments, Provenance(damaged=tuple(damaged)))
        return self._foreign(document, one, places)

    def _foreign(self, document: Document, one: Table, places: dict[str, int]) -> Reading:
        gathered = Discussion()
        article = title(document)
        page = next((one.names.index(name) for name in self.discussion if name in one.names), None)
        for row in one.take(gathered.damaged):
            value = {name: row[place] if place < len(row) else None for name, place in places.items()}
            of = values.key(row[page]) if page is not None else None
            comment: Comment | str = Comment(
                source=self.name,
                article=values.text(value.get("article")) or of or article,
                url=values.text(value.get("url")) or (f"{document.url}#{of}" if of else document.url),
                text=values.text(value["text"]) or "",
                author=values.text(value.get("author")),
                avatar=values.text(value.get("avatar")) or None,
                likes=values.count(value.get("likes")),
                replies=values.count(value.get("replies")),
                posted=values.moment(value.get("posted")),
                series=values.text(value.get("series")) or None,
                parent=values.key(value.get("parent")),
                reply=values.text(value.get("reply")) or None,
                id=values.key(value.get("id")),
            )
            if self.finish:
                comment = self.finish(comment, dict(zip(one.names, row, strict=False)))  # type: ignore[arg-type]  # a comment yet
            if isinstance(comment, str):
                gathered.left_out[comment] += 1
            else:
                gathered.add(comment)
        return gathered.reading()


def _own(one: Table, places: dict[str, int], damaged: list[Damage]) -> Iterator[Comment]:
    """The rows of a table of ours, as they were written."""
    from commentscope.cells import uncell  # noqa: PLC0415  with the dictionaries that its package loads

    def as_written(name: str, value: Any) -> Any:  # noqa: ANN401  whatever a cell holds
        if name == "posted":
            return values.moment(value)
        if DTYPES[name] == "Int64":
            return values.count(value)
        shown = values.text(value)
        return uncell(shown) if one.cells and shown else shown

    for row in one.take(damaged):
        yield Comment(**{name: as_written(name, row[place]) for name, place in places.items()})


def _several(document: Document, found: Sequence[Table]) -> Damage:
    names = ", ".join(f"{document.url}::{one.place}" for one in found)
    return Damage(document.url, None, Message("table-several", {"tables": names}), comments=0)


source = TableSource(
    "table",
    ("id", "article", "series", "author", "avatar", "likes", "replies", "posted", "parent", "reply"),
)
