"""The options that every reading command shares, said once."""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from commentscope.cli.terminal import guard

if TYPE_CHECKING:
    from collections.abc import Callable

_INPUT = "Input"
_ANALYSIS = "Analysis"
_OUTPUT = "Output"


class Language(StrEnum):
    """The languages of the output."""

    zh = "zh"
    en = "en"


class SegmenterName(StrEnum):
    """The segmenters to choose from."""

    jieba_rs = "jieba-rs"
    jieba = "jieba"


@dataclass(frozen=True)
class Options:
    """What every reading command takes, with the same names everywhere."""

    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, globs, or - for standard input. Without any: the folder data/.",
            show_default=False,
        ),
    ] = None
    sample: Annotated[
        bool,
        typer.Option(
            "--sample", help="Read the article that comes with commentscope.", rich_help_panel=_INPUT
        ),
    ] = False
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FORMAT",
            help="Read the inputs as this format instead of finding it from their content.",
            rich_help_panel=_INPUT,
        ),
    ] = None
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=NAME",
            help="For tables: the column that holds a field, as in text=内容. May be given several times.",
            rich_help_panel=_INPUT,
        ),
    ] = None
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=CSS",
            help="For other pages: where to find item (a comment), text, author, likes, posted. Several times.",
            rich_help_panel=_INPUT,
        ),
    ] = None
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Only comments from this day, month or year on: 2024-05-01, 2024-05 or 2024.",
            rich_help_panel=_INPUT,
        ),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Only comments up to the end of this day, month or year.",
            rich_help_panel=_INPUT,
        ),
    ] = None
    topics: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Look for the topics in this TOML file; `commentscope topics list` shows the built-in ones.",
            rich_help_panel=_ANALYSIS,
        ),
    ] = None
    min_score: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            max=1.0,
            metavar="P",
            help="Only topics at least so probable, between 0 and 1; without it each topic has its own line.",
            rich_help_panel=_ANALYSIS,
        ),
    ] = None
    rules_only: Annotated[
        bool,
        typer.Option(
            "--rules-only",
            help="Decide by cues and terms alone, without the learned model: a third faster, and less often right.",
            rich_help_panel=_ANALYSIS,
        ),
    ] = False
    dictionary: Annotated[
        Path | None,
        typer.Option(
            "--dict",
            metavar="FILE",
            help="More words for the segmenter, in jieba's format: a word a line, its frequency and tag if you like.",
            rich_help_panel=_ANALYSIS,
        ),
    ] = None
    segmenter: Annotated[
        SegmenterName,
        typer.Option(
            metavar="jieba-rs|jieba",
            help="What cuts Chinese into words; both give the same, jieba-rs much faster.",
            rich_help_panel=_ANALYSIS,
        ),
    ] = SegmenterName.jieba_rs
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Processes to work in. Without it: one for little input, else one a processor.",
            rich_help_panel=_ANALYSIS,
        ),
    ] = None
    lang: Annotated[
        Language | None,
        typer.Option(
            metavar="zh|en",
            help="Language of the output; from the locale unless given.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            "-q",
            help="No progress, no notes; only results, damage and errors.",
            rich_help_panel=_OUTPUT,
        ),
    ] = False
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error.", rich_help_panel=_OUTPUT)
    ] = False

    @property
    def language(self) -> str:
        """The language of the output: `zh` or `en`."""
        from commentscope.messages import language  # noqa: PLC0415  kept out of --help's way

        return self.lang.value if self.lang else language()


def reading(function: Callable[..., None]) -> Callable[..., None]:
    """Makes a command of `function(options, **own)`: the shared options join its own, and its errors are printed.

    typer builds a command from a function's signature, so the signature is what is put together here.
    """
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    hints = get_type_hints(Options, include_extras=True)
    shared = [
        inspect.Parameter(
            one.name, inspect.Parameter.KEYWORD_ONLY, default=one.default, annotation=hints[one.name]
        )
        for one in fields(Options)
    ]
    parameters = [
        shared[0],
        *(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own),
        *shared[1:],
    ]

    @functools.wraps(function)
    def command(**values: Any) -> None:  # noqa: ANN401  typer fills in what the signature says
        options = Options(**{one.name: values.pop(one.name) for one in shared})
        with guard(options.language, debug=options.debug):
            function(options, **values)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what inspect looks for
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command
