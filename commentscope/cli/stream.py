"""From a command's options to a stream of analysed chunks, with progress on standard error."""

from __future__ import annotations

import re
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from commentscope.analysis import Taxonomy
from commentscope.cli.pairs import pairs
from commentscope.cli.terminal import account, error_console, note
from commentscope.comments import TIME_ZONE, Provenance
from commentscope.engines import Part, Plan, Product, Waiting, run
from commentscope.errors import UsageError
from commentscope.messages import say
from commentscope.sample import SAMPLE
from commentscope.sources import each_input, find_inputs, hints_of
from commentscope.sources.inputs import STDIN
from commentscope.sources.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.progress import Progress

    from commentscope.cli.options import Options
    from commentscope.sources import Hints, Input

DATA = Path("data")
"""The folder that is read when no input is named."""

_DATE = re.compile(r"\d{4}(-\d{1,2}(-\d{1,2})?)?")


@dataclass
class Stream:
    """Chunks on their way through a command, and what was met on the way."""

    options: Options
    plan: Plan
    inputs: Waiting
    """What is still to be read."""
    origin: Provenance = field(default_factory=Provenance)
    undated: int = 0

    @property
    def taxonomy(self) -> Taxonomy:
        """The topics that are looked for."""
        return self.plan.taxonomy

    def parts(self) -> Iterator[list[Any]]:
        """The products of each chunk, in the order of the inputs, while the progress bar moves."""
        with (
            closing(run(self.inputs, self.plan, self.options.jobs)) as parts,
            self._progress(self.inputs.size) as advance,
        ):
            for part in parts:
                self.origin += part.origin
                self.undated += part.undated
                advance(part)
                yield part.products

    def listed(self) -> list[Input]:
        """The inputs but for standard input, found once more: `inputs` forgets them as they are read."""
        return find_inputs([name for name in _named(self.options) if name != STDIN])

    def finish(self) -> int:
        """Says on standard error what was left out, silent or damaged, and gives the exit code."""
        lang = self.options.language
        if self.undated and not self.options.quiet:
            note(say(lang, "undated-left-out", comments=self.undated))
        return account(self.origin, lang, quiet=self.options.quiet)

    @contextmanager
    def _progress(self, total: int) -> Iterator[Callable[[Part], None]]:
        console = error_console()
        if self.options.quiet or not console.is_terminal:
            yield lambda _: None
            return
        comments = 0
        with _bar(self.options.language, console) as bar:
            task = bar.add_task("", total=total, files=0, comments=0)

            def advance(part: Part) -> None:
                nonlocal comments
                comments += part.comments
                bar.update(task, advance=part.size, files=self.origin.files, comments=comments)

            yield advance


def stream(options: Options, products: Sequence[Product]) -> Stream:
    """The stream of what the options name, with these products of each chunk.

    Raises:
        CommentscopeError: an input, the topics file, the dictionary or a date can't be used.
    """
    since, until = period(options.since, options.until)
    plan = Plan(
        products=tuple(products),
        source=options.source,
        hints=hints(options.column, options.select),
        taxonomy=Taxonomy.load(options.topics) if options.topics else Taxonomy.builtin(),
        min_score=options.min_score,
        rules_only=options.rules_only,
        segmenter=options.segmenter.value,
        dictionary=options.dictionary.resolve() if options.dictionary else None,
        since=since,
        until=until,
    )
    if options.dictionary:
        plan.tokenizer()  # a dictionary that can't be read is told here, before any work
    found = (part for one in each_input(_named(options)) for part in parts(one, plan.source, plan.hints))
    return Stream(options, plan, Waiting(found))


def period(since: str | None, until: str | None) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """The first moment of `since` and the first one after `until`, in Beijing time; `None` where not given.

    Raises:
        UsageError: a date is none, or the period ends before it begins.
    """
    first = _span(since)[0] if since else None
    end = _span(until)[1] if until else None
    if first is not None and end is not None and first >= end:
        raise UsageError("period-empty", since=since, until=until)
    return first, end


def hints(columns: Sequence[str] | None, select: Sequence[str] | None) -> Hints:
    """What `--column` and `--select` say.

    Raises:
        UsageError: one has no equals sign, names no field, or is no selector.
    """
    return hints_of(
        pairs("--column", columns, "--column text=内容"),
        pairs("--select", select, "--select item=li.comment"),
    )


def _named(options: Options) -> list[str | Path]:
    if options.inputs:
        return [*options.inputs, *([SAMPLE] if options.sample else [])]
    if options.sample:
        return [SAMPLE]
    if DATA.is_dir():
        return [DATA]
    raise UsageError("no-input", folder=str(DATA))


def _span(date: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """A day's, month's or year's first moment, and the first one after it."""
    if not _DATE.fullmatch(date):
        raise UsageError("date-wrong", date=date)
    try:
        span = pd.Period(date, freq=("Y", "M", "D")[date.count("-")])
        return span.start_time.tz_localize(TIME_ZONE), (span + 1).start_time.tz_localize(TIME_ZONE)
    except ValueError as error:
        raise UsageError("date-wrong", date=date) from error


def _bar(lang: str, console: Any) -> Progress:  # noqa: ANN401  Rich's Console, imported where it is made
    from rich.progress import (  # noqa: PLC0415  only where there is a terminal
        BarColumn,
        Progress,
        ProgressColumn,
        TaskProgressColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text  # noqa: PLC0415

    class Counts(ProgressColumn):
        """Files, comments and comments a second."""

        def render(self, task: Any) -> Text:  # noqa: ANN401  Rich's Task
            comments = task.fields["comments"]
            rate = round(comments / task.elapsed) if task.elapsed else 0
            return Text(say(lang, "progress", files=task.fields["files"], comments=comments, rate=rate))

    return Progress(
        BarColumn(bar_width=24),
        TaskProgressColumn(),
        Counts(),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
    )
