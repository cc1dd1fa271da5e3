"""`commentscope questions`: what readers ask, as a list."""

from __future__ import annotations

import functools
import sys
from enum import StrEnum
from typing import Annotated

import typer

from commentscope.cli.options import Json, Options


class Order(StrEnum):
    """Orders of the list."""

    likes = "likes"
    newest = "newest"
    replies = "replies"


def questions_cli(
    options: Options,
    topic: Annotated[str | None, typer.Option(metavar="KEY")] = None,
    unanswered: Annotated[bool, typer.Option("--unanswered")] = False,
    sort: Annotated[Order, typer.Option(metavar="likes|newest|replies")] = Order.likes,
    limit: Annotated[int, typer.Option(min=0, metavar="N")] = 20,
    full: Annotated[bool, typer.Option("--full")] = False,
    pager: Annotated[bool, typer.Option("--pager/--no-pager")] = True,
    explain: Annotated[bool, typer.Option("--explain")] = False,
    json_output: Json = False,
) -> None:
    """Runs `commentscope questions`."""
    from commentscope.analysis.explain import explain as reasons_of  # noqa: PLC0415
    from commentscope.cli.page import Links, show  # noqa: PLC0415
    from commentscope.cli.stream import stream  # noqa: PLC0415  loads pandas; --help should not wait for it
    from commentscope.engines.products import Ask, Questions  # noqa: PLC0415
    from commentscope.errors import UsageError  # noqa: PLC0415
    from commentscope.report import console, summary_json  # noqa: PLC0415

    if explain and options.rules_only:
        raise UsageError("explain-rules-only")
    wanted = Ask(topic, unanswered, sort.value, limit or None)
    flow = stream(options, [wanted])
    if topic and topic not in flow.taxonomy:
        raise UsageError("topic-unknown", topic=topic, known=", ".join(flow.taxonomy.keys))
    found = functools.reduce(wanted.merge, (made for (made,) in flow.parts()), Questions(0, []))
    reasons = [
        reasons_of(entry.text, entry.article, entry.series, flow.taxonomy, options.min_score)
        for entry in (found.entries if explain else ())
    ]
    if json_output:
        sys.stdout.buffer.write(summary_json.entries(found.entries, reasons).encode())
    else:
        show(
            lambda page, link: console.questions(
                found.entries,
                page,
                lang=options.language,
                taxonomy=flow.taxonomy,
                total=found.total,
                full=full,
                link=link,
                reasons=reasons,
            ),
            Links(flow.listed),
            paged=pager,
        )
    raise typer.Exit(flow.finish())
