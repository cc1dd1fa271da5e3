"""The commands. Each is a thin layer over the library; what is heavy is imported once a command runs."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from commentscope import __version__
from commentscope.cli.analyze import analyze_cli
from commentscope.cli.annotate import annotate_cli
from commentscope.cli.evaluate import evaluate_cli
from commentscope.cli.fetch import fetch_cli
from commentscope.cli.help import Command, Group
from commentscope.cli.options import reading
from commentscope.cli.questions import questions_cli
from commentscope.cli.sources import sources_app
from commentscope.cli.topics import topics_app
from commentscope.cli.usage import run

app = typer.Typer(
    name="commentscope",
    cls=Group,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
app.command("analyze", cls=Command)(reading(analyze_cli))
app.command("questions", cls=Command)(reading(questions_cli))
app.command("annotate", cls=Command)(reading(annotate_cli))
app.command("evaluate", cls=Command)(evaluate_cli)
app.command("fetch", cls=Command)(fetch_cli)
app.add_typer(topics_app, name="topics")
app.add_typer(sources_app, name="sources")


def _version(wanted: bool) -> None:  # noqa: FBT001  typer's callback signature
    if wanted:
        typer.echo(f"commentscope {__version__}")
        raise typer.Exit


@app.callback()
def commentscope(
    *, version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False
) -> None:
    """Understand what readers say under articles."""


def main() -> None:
    """The program."""
    # Arrow's own pool keeps what chunks have freed: 40 MB in each process.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    sys.exit(run(app))
