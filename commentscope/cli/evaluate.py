"""`commentscope evaluate`: how well the analysis does on labelled comments."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commentscope.cli.labels import Column, say_left
from commentscope.cli.options import Debug, Json, Lang, spoken
from commentscope.cli.pairs import pairs
from commentscope.cli.terminal import DAMAGED, DONE, guard, warn

if TYPE_CHECKING:
    from commentscope.analysis.assessment import Assessment


def evaluate_cli(
    gold: Annotated[Path, typer.Argument(metavar="GOLD")],
    *,
    floor: Annotated[list[str] | None, typer.Option(metavar="NAME=F1")] = None,
    mistakes: Annotated[int, typer.Option(min=0, metavar="N")] = 5,
    column: Column = None,
    topics: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    json_output: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Runs `commentscope evaluate`."""
    tongue = spoken(lang)
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
