"""`commentscope analyze`: from discussions to a summary and reports."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commentscope.cli.options import Json, Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commentscope.analysis import Analysis, Summary
    from commentscope.cli.stream import Stream


class Report(StrEnum):
    """What a report can be."""

    md = "md"
    csv = "csv"
    html = "html"
    json = "json"
    svg = "svg"
    png = "png"
    xlsx = "xlsx"
    sqlite = "sqlite"


PICTURES = (Report.png, Report.svg)
DETAILED = (Report.html, *PICTURES)
"""Reports that show more than the summary holds."""


def analyze_cli(
    options: Options,
    report: Annotated[
        list[Report] | None, typer.Option(metavar="html|md|csv|json|svg|png|xlsx|sqlite")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER")] = Path("reports"),
    authors: Annotated[bool, typer.Option("--authors")] = False,
    json_output: Json = False,
) -> None:
    """Runs `commentscope analyze`."""
    from commentscope.cli.page import Links, show  # noqa: PLC0415
    from commentscope.cli.rowwise import products  # noqa: PLC0415
    from commentscope.cli.stream import stream  # noqa: PLC0415  loads pandas; --help should not wait for it
    from commentscope.cli.terminal import note, relative  # noqa: PLC0415
    from commentscope.engines.products import Detail, Summarise  # noqa: PLC0415
    from commentscope.messages import say  # noqa: PLC0415
    from commentscope.report import console, pictures, summary_json  # noqa: PLC0415

    wanted = set(report or ())
    if Report.png in wanted:
        pictures.require_chinese()  # said before the work rather than after it
    # Collecting details takes time, so only where a report shows them.
    detail = [Detail(readers=authors)] if wanted & {*DETAILED} else []
    flow = stream(options, [Summarise(), *products(wanted), *detail])
    analysis, written = _carry_out(flow, wanted, output)
    if json_output:
        sys.stdout.buffer.write(summary_json.render(analysis).encode())
    else:
        show(
            lambda to, link: console.render(analysis, to, lang=options.language, link=link),
            Links(flow.listed),
            paged=False,
        )
    if written and not options.quiet:
        note(say(options.language, "written", files=", ".join(map(relative, written))))
    raise typer.Exit(flow.finish())


def _carry_out(flow: Stream, wanted: set[Report], folder: Path) -> tuple[Analysis, list[Path]]:
    """Streams the chunks into the reports and the summary. Reports appear together at the end, or not at all."""
    from commentscope.analysis import Analysis, annotate, fold  # noqa: PLC0415  loads pandas
    from commentscope.analysis.details import Collection  # noqa: PLC0415
    from commentscope.cli.rowwise import Place, Rowwise  # noqa: PLC0415
    from commentscope.cli.terminal import warn  # noqa: PLC0415
    from commentscope.comments import table  # noqa: PLC0415
    from commentscope.report.files import Outputs  # noqa: PLC0415

    lang = flow.options.language
    with Outputs() as outputs:
        rowwise = Rowwise(wanted, Place(outputs, folder, flow.taxonomy, lang))

        def summaries() -> Iterator[Summary]:
            for summary, *made in flow.parts():
                for part in rowwise.write(made):
                    details.add(part)
                yield summary

        details = Collection()
        totals = fold(summaries())
        analysis = Analysis(totals, flow.taxonomy, annotate(table([])), details.total)
        rowwise.finish(analysis)
        for path, content in _reports(analysis, wanted, lang):
            outputs.write(folder / path, content)
    for message in rowwise.notes():
        warn(message.say(lang))
    return analysis, outputs.written


def _reports(analysis: Analysis, wanted: set[Report], lang: str) -> Iterator[tuple[str, str | bytes]]:
    """The reports made of the whole, by their places below the folder."""
    from commentscope.report import markdown, summary_json  # noqa: PLC0415  light; what is heavy follows where wanted

    drawn = []
    for kind in PICTURES:
        if kind in wanted:
            from commentscope.report import charts  # noqa: PLC0415

            for name, picture in charts.pictures(analysis, lang, kind.value).items():
                drawn.append(f"charts/{name}")
                yield drawn[-1], picture
    if Report.md in wanted:
        yield "report.md", markdown.render(analysis, lang, drawn)
    if Report.json in wanted:
        yield "summary.json", summary_json.render(analysis)
    if Report.html in wanted:
        from commentscope.report import page  # noqa: PLC0415

        yield (
            "report.html",
            page.render(analysis, lang, tables=["questions.csv"] if Report.csv in wanted else ()),
        )
