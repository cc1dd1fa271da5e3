"""What goes to standard error: progress, notes, warnings, errors; and how a command ends."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from commentscope.errors import CommentscopeError
from commentscope.report import defuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from commentscope.comments import Damage, Provenance

DONE, DAMAGED, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; done, but some input was damaged or skipped; could not do it; stopped by Ctrl-C."""

SHOWN = 10
"""Damaged items named on standard error; a report holds them all."""


@contextmanager
def guard(lang: str, *, debug: bool) -> Iterator[None]:
    """Turns what can go wrong into a message and an exit code; a closed pipe and Ctrl-C end quietly."""
    try:
        yield
        sys.stdout.flush()
    except CommentscopeError as error:
        if debug:
            traceback.print_exc()
        fail(error.say(lang), error.advice(lang))
        raise typer.Exit(FAILED) from error
    except BrokenPipeError as error:
        _forget_stdout()  # the reader has what it wanted (`| head`)
        raise typer.Exit(DONE) from error
    except OSError as error:
        # Files have errors of their own; what is left is standard output, on a full disk, say.
        if debug:
            raise
        _forget_stdout()
        fail(
            *(
                _say(lang, key, reason=error.strerror or str(error))
                for key in ("stdout-failed", "stdout-failed.advice")
            )
        )
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as error:
        fail(_say(lang, "interrupted"), None)
        raise typer.Exit(INTERRUPTED) from error
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if debug:
            raise
        fail(
            _say(lang, "unexpected-error", error=f"{type(error).__name__}: {error}"),
            _say(lang, "unexpected-error.advice"),
        )
        raise typer.Exit(FAILED) from error


def error_console() -> Console:
    """The console of standard error."""
    from rich.console import Console  # noqa: PLC0415  kept out of --help's way

    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


@contextmanager
def working(text: str) -> Iterator[None]:
    """Shows on standard error that something is being done, where that is a terminal."""
    console = error_console()
    if not console.is_terminal:
        yield
        return
    with console.status(defuse.terminal(text), spinner="line"):
        yield


def fail(problem: str, advice: str | None) -> None:
    """Prints what went wrong, and what to do about it."""
    _print(problem, "bold red")
    if advice:
        _print(advice, "")


def note(text: str) -> None:
    """Prints a line on standard error."""
    _print(text, "dim")


def warn(text: str) -> None:
    """Prints a warning on standard error."""
    _print(text, "yellow")


def account(origin: Provenance, lang: str, *, quiet: bool) -> int:
    """Says what was silent, left out or damaged, and gives the exit code that follows from it."""
    if origin.silent and not quiet:
        note(_say(lang, "silent-files", silent=origin.silent, files=origin.files))
    if origin.left_out and not quiet:
        note(left_out(origin, lang))
    if not origin.damaged:
        return DONE
    missing = sum(damage.comments for damage in origin.damaged)
    warn(_say(lang, "damaged-summary", items=len(origin.damaged), comments=missing))
    if not quiet:
        for damage in origin.damaged[:SHOWN]:
            warn("  " + place(damage, lang))
        if len(origin.damaged) > SHOWN:
            note("  " + _say(lang, "damaged-more", more=len(origin.damaged) - SHOWN))
    return DAMAGED


def left_out(origin: Provenance, lang: str) -> str:
    """How many entries were left out, and why, in one line."""
    reasons = [_say(lang, f"left-out-{reason}", count=count) for reason, count in origin.left_out.items()]
    together = _say(lang, "left-out-separator").join(reasons)
    return _say(lang, "left-out", count=sum(origin.left_out.values()), reasons=together)


def place(damage: Damage, lang: str) -> str:
    """A damage in one line: file, line, reason."""
    where = damage.url if damage.line is None else f"{damage.url}:{damage.line}"
    return f"{where}: {damage.reason.say(lang)}"


def relative(path: Path) -> str:
    """The path as seen from here, where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _say(lang: str, key: str, **values: object) -> str:
    from commentscope.messages import say  # noqa: PLC0415  kept out of --help's way

    return say(lang, key, **values)


def _forget_stdout() -> None:
    """Python flushes standard output at exit, and would complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(text: str, style: str) -> None:
    from rich.text import Text  # noqa: PLC0415  kept out of --help's way

    error_console().print(Text(defuse.terminal(text), style=style))
