"""`commentscope analyze`: from discussions to a summary and reports."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commentscope.cli.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from commentscope.analysis import Analysis, Summary
    from commentscope.cli.stream import Stream
    from commentscope.engines.products import Encode


class Report(StrEnum):
    """What a report can be."""

    md = "md"
    csv = "csv"
    json = "json"


def analyze_cli(
    options: Options,
    report: Annotated[
        list[Report] | None,
        typer.Option(
            metavar="md|csv|json",
            help="Write a report as well: md (report.md), csv (comments.csv, questions.csv) or json (summary.json). "
            "May be given several times.",
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where reports are written.")
    ] = Path("reports"),
    json_output: Annotated[
        bool, typer.Option("--json", help="Print the summary as JSON alone, for other programs.")
    ] = False,
) -> None:
    """Read discussions, find what they ask and about what, and sum it up.

    Try: commentscope analyze --sample
    """
    from commentscope.cli.stream import stream  # noqa: PLC0415  loads pandas; --help should not wait for it
    from commentscope.cli.terminal import note, relative  # noqa: PLC0415
    from commentscope.engines.products import Encode, Summarise  # noqa: PLC0415
    from commentscope.messages import say  # noqa: PLC0415
    from commentscope.report import console, summary_json  # noqa: PLC0415

    wanted = set(report or ())
    encoders = [Encode("csv"), Encode("csv", asked=True)] if Report.csv in wanted else []
    flow = stream(options, [Summarise(), *encoders])
    analysis, written = _carry_out(flow, encoders, wanted, output)
    if json_output:
        sys.stdout.buffer.write(summary_json.render(analysis).encode())
    else:
        console.render(analysis, console.open_console(sys.stdout), lang=options.language)
    if written and not options.quiet:
        note(say(options.language, "written", files=", ".join(map(relative, written))))
    raise typer.Exit(flow.finish())


def _carry_out(
    flow: Stream, encoders: Sequence[Encode], wanted: set[Report], folder: Path
) -> tuple[Analysis, list[Path]]:
    """Streams the chunks into the reports and the summary. Reports appear together at the end, or not at all."""
    from commentscope.analysis import Analysis, annotate, fold  # noqa: PLC0415  loads pandas
    from commentscope.comments import table  # noqa: PLC0415
    from commentscope.report import markdown, summary_json  # noqa: PLC0415
    from commentscope.report.files import Outputs  # noqa: PLC0415

    with Outputs() as outputs:
        files = []
        for name, encoder in zip(("comments.csv", "questions.csv"), encoders, strict=False):
            files.append(outputs.enter(outputs.add(folder / name).open("wb")))
            files[-1].write(encoder.head())

        def summaries() -> Iterator[Summary]:
            for summary, *encoded in flow.parts():
                for file, rows in zip(files, encoded, strict=True):
                    file.write(rows)
                yield summary

        analysis = Analysis(fold(summaries()), flow.taxonomy, annotate(table([])))
        if Report.md in wanted:
            outputs.write(folder / "report.md", markdown.render(analysis, flow.options.language))
        if Report.json in wanted:
            outputs.write(folder / "summary.json", summary_json.render(analysis))
    return analysis, outputs.written
