"""The tables in a document, whatever they are kept in: CSV, TSV, JSON, JSON Lines, Parquet, Excel, SQLite."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from commentscope.comments import Damage
from commentscope.messages import Message
from commentscope.sources import databases, delimited
from commentscope.sources.reading import EXCERPT, broken_json
from commentscope.sources.threads import DEEPEST, entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from commentscope.sources.documents import Document

HEADS = 20
"""Rows of a sheet in which the names of its columns are looked for."""
LARGEST_SHEET = 1 << 30
"""Bytes that a workbook may unpack to."""


@dataclass
class Table:
    """One table of a document."""

    names: list[str]
    """Its columns."""
    take: Callable[[list[Damage]], Iterator[Sequence[object]]]
    """Gives the rows, one value a column, `None` where there is none; what can't be read is put into the list."""
    place: str = ""
    """The sheet's or table's name, where the document may have several."""
    cells: bool = False
    """Whether it is made of a spreadsheet's cells, where our own tables have apostrophes before formulas."""
    single: bool = False
    """Whether it is but one object of JSON."""


def tables(document: Document) -> list[Table]:
    """The tables of a document, or the one that the user names; none, where it is something else or can't be opened."""
    openers: dict[str, Callable[[Document], list[Table]]] = {
        "json": _json,
        "text": _delimited,
        "parquet": _parquet,
        "zip": _workbook,
        "sqlite": _database,
    }
    found = openers[document.kind](document) if document.kind in openers else []
    return [one for one in found if document.input.table in {None, one.place}]


def _delimited(document: Document) -> list[Table]:
    text = document.text
    start, named = delimited.heading(text)
    line = text[start : start + delimited.LONGEST_HEADER].split("\n", 1)[0]
    options = [named] if named else [one for one in delimited.DELIMITERS if one in line]
    alone = not options and delimited.told(document)
    heads = [(next(delimited.rows(line, one), None), one) for one in options or [delimited.ALONE]]
    found = []
    for head, delimiter in heads:
        names = [(cell or "").strip() for cell in head.cells] if head and head.whole else []
        if len(names) > 1 or (alone and names):
            found.append(Table(names, _csv_rows(document, delimiter, start, len(names)), cells=True))
    return sorted(found, key=lambda one: -len(one.names))


def _csv_rows(
    document: Document, delimiter: str, start: int, width: int
) -> Callable[[list[Damage]], Iterator[Sequence[object]]]:
    def take(damaged: list[Damage]) -> Iterator[Sequence[object]]:
        for row in islice(delimited.rows(document.text, delimiter, start), 1, None):
            cells = row.cells
            while len(cells) > width and cells[-1] is None:
                cells.pop()
            if row.whole and len(cells) == width:
                yield cells
                continue
            values = {"cells": len(cells), "columns": width}
            reason = Message("table-row-width", values) if row.whole else Message("table-row-open")
            excerpt = document.text[row.start : row.start + EXCERPT]
            damaged.append(Damage(document.url, document.line(row.start), reason, excerpt))

    return take


def _json(document: Document) -> list[Table]:
    decoded = document.json
    if decoded is None:
        return []
    found = []
    lists = list(_lists(decoded.value))
    single = not lists and isinstance(decoded.value, dict) and "\n" not in document.text.strip()
    if single:
        lists = [("", [decoded.value])]  # JSON Lines of a single line
    for place, items in lists:
        flat = [_flat(item) for item in items]
        names = list(dict.fromkeys(name for item in flat for name in item))

        def take(
            damaged: list[Damage],
            flat: list[dict[str, Any]] = flat,
            names: list[str] = names,
        ) -> Iterator[Sequence[object]]:
            damaged += broken_json(document)
            for item in flat:
                yield [item.get(name) for name in names]

        found.append(Table(names, take, place, single=single))
    return found


def _lists(value: object, place: str = "") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The lists of objects: the value itself, or what lies in it under one name or several."""
    if items := entries(value):
        yield place, items
    elif isinstance(value, dict) and place.count(".") < DEEPEST:
        for name, inner in value.items():
            yield from _lists(inner, f"{place}.{name}" if place else str(name))


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    """An object's values; those of an object within it under `name.inner`."""
    flat: dict[str, Any] = {}
    for name, value in item.items():
        if isinstance(value, dict):
            flat.update((f"{name}.{inner}", one) for inner, one in value.items())
        else:
            flat[name] = value
    return flat


def _parquet(document: Document) -> list[Table]:
    from pyarrow import ArrowException, parquet  # noqa: PLC0415  only where there is such a file

    def opened() -> Any:  # noqa: ANN401  pyarrow has no types
        return parquet.ParquetFile(document.input.path or io.BytesIO(document.input.data or b""))

    try:
        with opened() as file:
            names = list(file.schema_arrow.names)
    except (ArrowException, OSError, ValueError):
        return []

    def take(damaged: list[Damage]) -> Iterator[Sequence[object]]:
        try:
            with opened() as file:
                for batch in file.iter_batches():
                    yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
        except (ArrowException, OSError, ValueError) as error:
            damaged.append(_broken(document, error))

    return [Table(names, take)]


def _workbook(document: Document) -> list[Table]:
    """Excel's sheets: the first row with two texts in it names the columns, or the first with one, if none has two."""
    source = document.input.path or io.BytesIO(document.input.data or b"")
    try:
        with zipfile.ZipFile(source) as packed:
            sizes = {one.filename: one.file_size for one in packed.infolist()}
        if "xl/workbook.xml" not in sizes or sum(sizes.values()) > LARGEST_SHEET:
            return []
        from python_calamine import CalamineWorkbook  # noqa: PLC0415  only where there is such a file

        if isinstance(source, io.BytesIO):
            source.seek(0)
        book = CalamineWorkbook.from_object(source)
        sheets = [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
        ]
    except Exception:  # noqa: BLE001  the parser's own panics have no common base
        return []
    found = []
    for name, rows in sheets:
        texts = [sum(isinstance(one, str) and one != "" for one in row) for row in rows[:HEADS]]
        head = next((at for most in (2, 1) for at, count in enumerate(texts) if count >= most), None)
        if head is not None:
            names = [str(one).strip() for one in rows[head]]

            def take(damaged: list[Damage], rows: Any = rows[head + 1 :]) -> Iterator[Sequence[object]]:  # noqa: ANN401, ARG001
                for row in rows:
                    if any(one != "" for one in row):
                        yield [None if one == "" else one for one in row]

            found.append(Table(names, take, name, cells=True))
    return found


def _database(document: Document) -> list[Table]:
    def rows_of(name: str, columns: list[str]) -> Callable[[list[Damage]], Iterator[Sequence[object]]]:
        def take(damaged: list[Damage]) -> Iterator[Sequence[object]]:
            query = f"SELECT {', '.join(map(databases.quoted, columns))} FROM {databases.quoted(name)}"  # noqa: S608  names are quoted
            try:
                for row in databases.rows(document, query):
                    yield list(row.values())
            except sqlite3.Error as error:
                damaged.append(_broken(document, error))

        return take

    found = databases.tables(document).items()
    return [Table(columns, rows_of(name, columns), name) for name, columns in found]


def _broken(document: Document, error: Exception) -> Damage:
    return Damage(document.url, None, Message("container-broken", {"reason": str(error)[:EXCERPT]}))
