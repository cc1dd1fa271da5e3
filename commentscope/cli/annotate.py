"""`commentscope annotate`: comments in, the annotated table out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commentscope.cli.options import Options

if TYPE_CHECKING:
    from commentscope.cli.stream import Stream
    from commentscope.engines.products import Encode

STDOUT = Path("-")


class Format(StrEnum):
    """What the table can be written as."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    xlsx = "xlsx"
    db = "db"


def annotate_cli(
    options: Options,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT")] = STDOUT,
    table_format: Annotated[
        Format | None, typer.Option("--format", metavar="csv|jsonl|parquet|xlsx|db")
    ] = None,
) -> None:
    """Runs `commentscope annotate`."""
    from commentscope.cli.stream import stream  # noqa: PLC0415  loads pandas; --help should not wait for it
    from commentscope.engines.products import Encode, Rows  # noqa: PLC0415
    from commentscope.errors import UsageError  # noqa: PLC0415
    from commentscope.report import tables  # noqa: PLC0415

    if output == STDOUT and table_format not in (Format.csv, Format.jsonl):
        raise UsageError("pipe-format", formats="csv, jsonl")
    name = table_format.value if table_format else tables.format_of(output)
    encoder = Encode(name) if name in (Format.csv, Format.jsonl) else None
    flow = stream(options, [encoder or Rows()])
    if encoder:
        _append(flow, encoder, output)
    else:
        _write(flow, output, name)
    raise typer.Exit(flow.finish())


def _append(flow: Stream, encoder: Encode, output: Path) -> None:
    """Text formats: encoded where the chunks are analysed, appended here; to a file or down a pipe."""
    from commentscope.report.files import Outputs  # noqa: PLC0415  loads pandas with its package

    with Outputs() as outputs:
        file = sys.stdout.buffer if output == STDOUT else outputs.enter(outputs.add(output).open("wb"))
        file.write(encoder.head())
        for (rows,) in flow.parts():
            file.write(rows)


def _write(flow: Stream, output: Path, name: str) -> None:
    """Formats that one process must write."""
    from commentscope.cli.terminal import warn  # noqa: PLC0415
    from commentscope.report import tables  # noqa: PLC0415
    from commentscope.report.files import Outputs  # noqa: PLC0415

    with Outputs() as outputs:
        writer = outputs.enter(tables.open_writer(outputs.add(output), name))
        for (rows,) in flow.parts():
            writer.write(rows)
    for message in writer.notes:
        warn(message.say(flow.options.language))
