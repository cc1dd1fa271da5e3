"""`commentscope topics`: the topics that are looked for, and checking a file of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from commentscope.cli.options import Language
from commentscope.cli.terminal import DAMAGED, DONE, guard, note, warn

topics_app = typer.Typer(
    no_args_is_help=True, help="The topics that are looked for: list them, or check a file of your own."
)

_Lang = Annotated[
    Language | None,
    typer.Option(metavar="zh|en", help="Language of the output; from the locale unless given."),
]
_Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


@topics_app.command("list")
def list_cli(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A topics file; without it, the built-in topics.")
    ] = None,
    *,
    toml: Annotated[
        bool, typer.Option("--toml", help="Print the file itself: a start for your own.")
    ] = False,
    lang: _Lang = None,
    debug: _Debug = False,
) -> None:
    """List topics and the terms that tell them.

    A topics file of your own starts well from the built-in one:
    commentscope topics list --toml > my-topics.toml
    """
    language = _language(lang)
    with guard(language, debug=debug):
        from commentscope.analysis.taxonomy import BUILTIN, Taxonomy  # noqa: PLC0415  kept out of --help's way
        from commentscope.report.console import open_console, taxonomy_table  # noqa: PLC0415

        taxonomy = Taxonomy.load(file) if file else Taxonomy.builtin()
        if toml:
            typer.echo((file or BUILTIN).read_text(encoding="utf-8"), nl=False)
        else:
            open_console(sys.stdout).print(taxonomy_table(taxonomy, language))


@topics_app.command("check")
def check_cli(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The topics file to check.")],
    *,
    lang: _Lang = None,
    debug: _Debug = False,
) -> None:
    """Say what in a topics file can't be right, or is likely a slip."""
    language = _language(lang)
    with guard(language, debug=debug):
        from commentscope.analysis.taxonomy import DELIBERATE, check  # noqa: PLC0415  kept out of --help's way
        from commentscope.messages import say  # noqa: PLC0415

        found = check(file)
        faults = [message for message in found if message.key not in DELIBERATE]
        for message in found:
            (warn if message in faults else note)(message.say(language))
        if not faults:
            typer.echo(say(language, "topics-check-good", path=str(file)))
        raise typer.Exit(DAMAGED if faults else DONE)


def _language(lang: Language | None) -> str:
    from commentscope.messages import language  # noqa: PLC0415  kept out of --help's way

    return lang.value if lang else language()
