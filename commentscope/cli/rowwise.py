"""The reports of `analyze` that hold every comment: written while the chunks pass, finished with the summary."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from commentscope.engines.products import Encode, Rows, Words
from commentscope.report.database import DatabaseReport
from commentscope.report.database.datasette import SETTINGS, metadata
from commentscope.report.spreadsheet import SpreadsheetReport

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from commentscope.analysis import Analysis, Taxonomy
    from commentscope.engines import Product
    from commentscope.messages import Message
    from commentscope.report.files import Outputs


def products(wanted: Collection[str]) -> list[Product]:
    """What the wanted reports take of every chunk, in the order in which `Rowwise.write` is given it."""
    return [product for name, (taken, _) in _REPORTS.items() if name in wanted for product in taken]


@dataclass(frozen=True)
class Place:
    """Where and how reports are written."""

    outputs: Outputs
    folder: Path
    taxonomy: Taxonomy
    lang: str


@dataclass(frozen=True)
class Report:
    """An open report."""

    write: Callable[..., None]
    """Takes the products of the next chunk."""
    finish: Callable[[Analysis], None] = lambda _: None
    """Takes what is known last."""
    notes: Callable[[], Sequence[Message]] = tuple
    """What the user should know, once the files are in place."""


class Rowwise:
    """The wanted reports, open.

    Args:
        wanted: their names.
        place: where and how they are written.
    """

    def __init__(self, wanted: Collection[str], place: Place) -> None:
        self._reports = [
            (len(taken), begin(place)) for name, (taken, begin) in _REPORTS.items() if name in wanted
        ]

    def write(self, made: Sequence[Any]) -> Iterator[Any]:
        """Takes what `products` asked for of the next chunk, and gives what is left."""
        rest = iter(made)
        for count, report in self._reports:
            report.write(*islice(rest, count))
        return rest

    def finish(self, analysis: Analysis) -> None:
        """Takes what is known last."""
        for _, report in self._reports:
            report.finish(analysis)

    def notes(self) -> list[Message]:
        """What the user should know, once the files are in place."""
        return [note for _, report in self._reports for note in report.notes()]


_CSV = (Encode("csv"), Encode("csv", asked=True))


def _csv(place: Place) -> Report:
    """comments.csv and questions.csv: encoded where the chunks are analysed, put together here."""
    names = ("comments.csv", "questions.csv")
    files = [place.outputs.enter(place.outputs.add(place.folder / name).open("wb")) for name in names]

    def write(*made: bytes) -> None:
        for file, rows in zip(files, made, strict=True):
            file.write(rows)

    write(*(product.head() for product in _CSV))
    return Report(write)


def _spreadsheet(place: Place) -> Report:
    """report.xlsx."""
    path = place.outputs.add(place.folder / "report.xlsx")
    report = place.outputs.enter(SpreadsheetReport(path, place.taxonomy, place.lang))
    return Report(report.write, report.finish, lambda: report.notes)


def _database(place: Place) -> Report:
    """report.db, and for Datasette metadata.json and settings.json."""
    name = place.folder / "report.db"
    report = place.outputs.enter(DatabaseReport(place.outputs.add(name), place.taxonomy, place.lang))

    def finish(analysis: Analysis) -> None:
        report.finish(analysis)
        place.outputs.write(place.folder / "metadata.json", metadata(analysis, place.lang, name.stem))
        place.outputs.write(place.folder / "settings.json", SETTINGS)

    return Report(report.write, finish)


_REPORTS: dict[str, tuple[tuple[Product, ...], Callable[[Place], Report]]] = {
    "csv": (_CSV, _csv),
    "xlsx": ((Rows(),), _spreadsheet),
    "sqlite": ((Rows(), Words()), _database),
}
