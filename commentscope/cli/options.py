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
from commentscope.messages import language

if TYPE_CHECKING:
    from collections.abc import Callable

_INPUT, _ANALYSIS, _OUTPUT = "input", "analysis", "output"
"""Where `--help` shows options together."""


class Language(StrEnum):
    """The languages of the output."""

    zh = "zh"
    en = "en"


Lang = Annotated[Language | None, typer.Option(metavar="zh|en", rich_help_panel=_OUTPUT)]
Json = Annotated[bool, typer.Option("--json", rich_help_panel=_OUTPUT)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", rich_help_panel=_OUTPUT)]
Debug = Annotated[bool, typer.Option("--debug", rich_help_panel=_OUTPUT)]


def spoken(lang: Language | None) -> str:
    """The language of the output: what is asked for, else the environment's."""
    return lang.value if lang else language()


class SegmenterName(StrEnum):
    """The segmenters to choose from."""

    jieba_rs = "jieba-rs"
    jieba = "jieba"


@dataclass(frozen=True)
class Options:
    """What every reading command takes, with the same names everywhere."""

    inputs: Annotated[list[str] | None, typer.Argument(metavar="INPUT", show_default=False)] = None
    sample: Annotated[bool, typer.Option("--sample", rich_help_panel=_INPUT)] = False
    source: Annotated[str | None, typer.Option("--from", metavar="FORMAT", rich_help_panel=_INPUT)] = None
    column: Annotated[list[str] | None, typer.Option(metavar="FIELD=NAME", rich_help_panel=_INPUT)] = None
    select: Annotated[list[str] | None, typer.Option(metavar="FIELD=CSS", rich_help_panel=_INPUT)] = None
    since: Annotated[str | None, typer.Option(metavar="DATE", rich_help_panel=_INPUT)] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", rich_help_panel=_INPUT)] = None
    topics: Annotated[Path | None, typer.Option(metavar="FILE", rich_help_panel=_ANALYSIS)] = None
    min_score: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, metavar="P", rich_help_panel=_ANALYSIS)
    ] = None
    rules_only: Annotated[bool, typer.Option("--rules-only", rich_help_panel=_ANALYSIS)] = False
    dictionary: Annotated[Path | None, typer.Option("--dict", metavar="FILE", rich_help_panel=_ANALYSIS)] = (
        None
    )
    segmenter: Annotated[SegmenterName, typer.Option(metavar="jieba-rs|jieba", rich_help_panel=_ANALYSIS)] = (
        SegmenterName.jieba_rs
    )
    jobs: Annotated[int | None, typer.Option(min=1, metavar="N", rich_help_panel=_ANALYSIS)] = None
    lang: Lang = None
    quiet: Quiet = False
    debug: Debug = False

    @property
    def language(self) -> str:
        """The language of the output: `zh` or `en`."""
        return spoken(self.lang)


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
    parameters = [shared[0], *(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own), *shared[1:]]

    @functools.wraps(function)
    def command(**values: Any) -> None:  # noqa: ANN401  typer fills in what the signature says
        options = Options(**{one.name: values.pop(one.name) for one in shared})
        with guard(options.language, debug=options.debug):
            function(options, **values)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what inspect looks for
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command
