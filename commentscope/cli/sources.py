"""`commentscope sources`: the formats that are read, and what a file is taken for."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commentscope.cli.help import Command, Group
from commentscope.cli.options import Debug, Json, Lang, spoken
from commentscope.cli.terminal import account, guard

if TYPE_CHECKING:
    from rich.table import Table

    from commentscope.sources.checking import Checked


class _Listing(Group):
    """A group that lists where it is not told what to do."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  typer's contexts have no public type
        """Puts `list` before options of its own."""
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


sources_app = typer.Typer(cls=_Listing)


@sources_app.command("list", cls=Command)
def list_cli(*, json_output: Json = False, lang: Lang = None, debug: Debug = False) -> None:
    """Runs `commentscope sources list`."""
    language = spoken(lang)
    with guard(language, debug=debug):
        from commentscope.report.console import open_console  # noqa: PLC0415  kept out of --help's way
        from commentscope.sources import SOURCES  # noqa: PLC0415

        if json_output:
            listed = [
                {"format": name, "about": about(name, language), "carries": list(source.carries)}
                for name, source in SOURCES.items()
            ]
            _print_json(listed)
        else:
            open_console(sys.stdout).print(_listing(language))


@sources_app.command("check", cls=Command)
def check_cli(
    file: Annotated[str, typer.Argument(metavar="FILE")],
    *,
    source: Annotated[str | None, typer.Option("--from", metavar="FORMAT")] = None,
    column: Annotated[list[str] | None, typer.Option(metavar="FIELD=NAME")] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="FIELD=CSS")] = None,
    json_output: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Runs `commentscope sources check`."""
    language = spoken(lang)
    with guard(language, debug=debug):
        from commentscope.cli.stream import hints  # noqa: PLC0415  loads pandas; --help should not wait for it
        from commentscope.report.console import open_console  # noqa: PLC0415
        from commentscope.sources import find_inputs  # noqa: PLC0415
        from commentscope.sources.checking import check  # noqa: PLC0415

        said = hints(column, select)
        checked = [check(one, source, said) for one in find_inputs(file)]
        if json_output:
            _print_json([one.as_json() for one in checked] if len(checked) != 1 else checked[0].as_json())
        else:
            console = open_console(sys.stdout)
            for one in checked:
                console.print(_checked(one, language))
        codes = [account(one.origin, language, quiet=False) for one in checked]
        raise typer.Exit(max(codes, default=0))


def about(name: str, lang: str) -> str:
    """A format in a few words: from the catalogue, or what the source of another package says of itself."""
    from commentscope.messages import has, say  # noqa: PLC0415  kept out of --help's way
    from commentscope.sources import SOURCES  # noqa: PLC0415

    key = f"source-about-{name}"
    if has(lang, key):
        return say(lang, key)
    return (SOURCES[name].__doc__ or "").strip().split("\n", 1)[0]


def _listing(lang: str) -> Table:
    from rich.table import Table  # noqa: PLC0415  kept out of --help's way
    from rich.text import Text  # noqa: PLC0415

    from commentscope.messages import say  # noqa: PLC0415
    from commentscope.report.defuse import line  # noqa: PLC0415
    from commentscope.sources import SOURCES  # noqa: PLC0415

    grid = Table.grid(padding=(0, 3), pad_edge=False)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=3, overflow="fold")
    grid.add_column(ratio=2, overflow="fold")
    grid.add_row(*(Text(say(lang, f"sources-{head}"), "dim") for head in ("format", "about", "carries")))
    for name, source in SOURCES.items():
        grid.add_row(
            Text(line(name), "bold"), Text(line(about(name, lang))), Text(", ".join(source.carries), "dim")
        )
    return grid


def _checked(one: Checked, lang: str) -> Table:
    from rich.table import Table  # noqa: PLC0415  kept out of --help's way
    from rich.text import Text  # noqa: PLC0415

    from commentscope.messages import say  # noqa: PLC0415
    from commentscope.report.defuse import line, shortened  # noqa: PLC0415

    taken = say(lang, "sources-none")
    if one.format:
        taken = f"{one.format} – {about(one.format, lang)}"
    elif one.candidates:
        taken = say(lang, "sources-several", candidates=", ".join(one.candidates))
    counted = say(lang, "sources-count", comments=one.comments)
    if one.origin.declared:
        counted += say(lang, "sources-declared", declared=one.origin.declared)
    rows = [("file", one.url), ("format", taken), ("comments", counted)]
    if one.comments:
        has = [
            f"{name} {count}" if count < one.comments else name for name, count in one.filled.items() if count
        ]
        rows += [("has", ", ".join(has) or "–"), ("missing", ", ".join(one.missing) or "–")]
    for comment in one.examples:
        day = (comment.posted or "")[:10]
        rows.append(("example", f"{comment.author or '–'} {day} {shortened(line(comment.text), 120)}"))
    grid = Table.grid(padding=(0, 2), pad_edge=False)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    above = ""
    for head, value in rows:
        shown = say(lang, f"sources-{head}") if head != above else ""
        grid.add_row(Text(shown, "dim"), Text(line(value), "bold" if head == "format" else ""))
        above = head
    return grid


def _print_json(value: object) -> None:
    from commentscope.report.summary_json import visible  # noqa: PLC0415  kept out of --help's way

    sys.stdout.buffer.write(
        (visible(json.dumps(value, ensure_ascii=False, indent=2)) + "\n").encode("utf-8", "replace")
    )
