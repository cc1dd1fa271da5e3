"""How far a long computation has come, said where someone is watching: at Python's prompt and in a notebook."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from commentscope.messages import language, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 1.0
"""Seconds before anything is said: what is soon done needs no word."""
PACE = 0.2
"""Seconds between two words."""


@contextmanager
def progress(key: str, total: int) -> Iterator[Callable[[int], None]]:
    """Says how far it has come, in one line that goes again; nothing where nobody watches.

    Args:
        key: the message; it takes `done` and `total`.
        total: the steps there are.

    Yields:
        A function to call with the number of steps just done.
    """
    show = _display() if total else None
    if show is None:
        yield lambda _: None
        return
    done, due, shown = 0, time.monotonic() + PATIENCE, False

    def advance(steps: int) -> None:
        nonlocal done, due, shown
        done += steps
        if (now := time.monotonic()) >= due:
            due, shown = now + PACE, True
            show(say(language(), key, done=done, total=total))

    try:
        yield advance
    finally:
        if shown:
            show("")


def _display() -> Callable[[str], None] | None:
    """What shows a line in place of the one before; `None` where nobody watches."""
    kernel = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if hasattr(kernel, "kernel"):
        return _notebook()
    if (kernel or hasattr(sys, "ps1")) and sys.stderr.isatty():
        return _prompt
    return None


def _prompt(text: str) -> None:
    sys.stderr.write(f"\r\x1b[K{text}")
    sys.stderr.flush()


def _notebook() -> Callable[[str], None]:
    shown: list[Any] = []

    def show(text: str) -> None:
        shell = import_module("IPython.display")  # there, since it runs us
        if shown:
            shown[0].update(shell.Markdown(text))
        else:
            shown.append(shell.display(shell.Markdown(text), display_id=True))

    return show
