"""`commentscope evaluate`: how well the analysis does on labelled comments."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commentscope.cli.labels import say_left
from commentscope.cli.options import Language
from commentscope.cli.pairs import pairs
from commentscope.cli.terminal import DAMAGED, DONE, guard, warn

if TYPE_CHECKING:
    from commentscope.analysis.assessment import Assessment


def evaluate_cli(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="Labelled comments: .csv, .jsonl, .xlsx or .parquet with the columns text, and intent or topics.",
        ),
    ],
    *,
    floor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=F1",
            help="End with exit code 1 if an F1 is lower: question=0.95, intent=0.8 or topics=0.85 (the means), an "
            "intent or a topic. May be given several times.",
        ),
    ] = None,
    mistakes: Annotated[
        int, typer.Option(min=0, metavar="N", help="How many of the worst mistakes to show.")
    ] = 5,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OURS=THEIRS",
            help="What the file calls a column, if otherwise: text=评论. May be given several times.",
        ),
    ] = None,
    topics: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Look for the topics in this TOML file instead of the built-in ones."
        ),
    ] = None,
    json_output: Annotated[
        bool, typer.Option("--json", help="Print JSON alone, for other programs; with all mistakes.")
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option(metavar="zh|en", help="Language of the output; from the locale unless given."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Score the analysis against comments that readers have labelled.

    Labels named in a column `unsure` are left out. Intervals are where the F1 lies with 95 % confidence.

    Try: commentscope evaluate gold.csv --floor question=0.9
    """
    from commentscope.messages import language  # noqa: PLC0415  kept out of --help's way

    tongue = lang.value if lang else language()
    with guard(tongue, debug=debug):
        from commentscope.analysis.assessment import evaluate  # noqa: PLC0415  loads pandas
        from commentscope.analysis.taxonomy import Taxonomy  # noqa: PLC0415
        from commentscope.report import console, summary_json  # noqa: PLC0415
        from commentscope.sources.labelled import read_labelled  # noqa: PLC0415

        floors = {
            name: _number(value, name)
            for name, value in pairs("--floor", floor, "--floor question=0.95").items()
        }
        taxonomy = Taxonomy.load(topics) if topics else Taxonomy.builtin()
        table, left = read_labelled(gold, pairs("--column", column, "--column text=内容"))
        found = evaluate(table, taxonomy)
        if json_output:
            sys.stdout.buffer.write(summary_json.plain(found.as_dict()).encode())
        else:
            console.scores(
                found,
                console.open_console(sys.stdout),
                lang=tongue,
                taxonomy=taxonomy,
                title=gold.name,
                mistakes=mistakes,
            )
        raise typer.Exit(max(say_left(left, tongue), _account(found, floors, tongue)))


def _number(value: str, name: str) -> float:
    from commentscope.errors import UsageError  # noqa: PLC0415

    try:
        number = float(value)
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise UsageError("floor-wrong", name=name, value=value)
    return number


def _account(found: Assessment, floors: dict[str, float], lang: str) -> int:
    """Says which floors do not hold, and gives the exit code."""
    from commentscope.errors import UsageError  # noqa: PLC0415
    from commentscope.messages import say  # noqa: PLC0415

    if found.unknown:
        warn(say(lang, "labelled-unknown-topics", topics=", ".join(found.unknown)))
    code = DONE
    for name, least in floors.items():
        f1 = found.value(name)
        if f1 is None:
            known = ["question", "intent", "topics", *found.scores.intents, *found.scores.topics]
            raise UsageError("floor-unknown", name=name, known=", ".join(dict.fromkeys(known)))
        if f1 < least:
            warn(say(lang, "floor-missed", name=name, f1=f"{f1:.4f}", floor=f"{least:g}"))
            code = DAMAGED
    return code
