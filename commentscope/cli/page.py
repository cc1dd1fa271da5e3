"""A long text on a terminal: paged, with links where terminal and pager know them."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from rich.console import Console

from commentscope.report.console import open_console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from commentscope.analysis.entries import Entry
    from commentscope.sources import Input

    Link = Callable[[Entry], str | None]

# Terminals that make links of OSC 8, by the variable that each sets; and the oldest version that does.
_KNOWING = {"TERM_PROGRAM": ("iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "rio", "mintty", "Tabby")}
_KNOWING_TERM = ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour")
_SET = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "KITTY_WINDOW_ID")
_VTE = 5000
_TMUX = (3, 4)
_LESS = 566
"""The first less that passes such links on."""
_SAFE = ":/?#[]@!$&'()*+,;=%~"


class Links:
    """Where the comments of some inputs stand: addresses of our own making, of safe characters alone.

    Args:
        find: finds the inputs that were read; asked only where a link is wanted.
    """

    def __init__(self, find: Callable[[], Iterable[Input]]) -> None:
        self._find = find
        self._files: dict[str, str] | None = None

    def __call__(self, entry: Entry) -> str | None:
        """The address of the file or page that holds the comment; `None` where there is none."""
        url = entry.url or ""
        with suppress(ValueError):  # no address
            parts = urlsplit(url)
            if parts.scheme in ("http", "https") and parts.netloc:
                return quote(url, safe=_SAFE)
        if self._files is None:
            self._files = {one.url: one.path for one in self._find() if one.path and not one.problem}
        path = self._files.get(url)
        # On another machine's terminal, a file of this one can't be opened.
        return None if path is None or "SSH_CONNECTION" in os.environ else Path(path).absolute().as_uri()


def show(render: Callable[[Console, Link], None], links: Link, *, paged: bool) -> None:
    """Prints on standard output; through a pager where there is a terminal that the text is too long for.

    Args:
        render: prints on a console, with the links it is given.
        links: where comments stand.
        paged: whether a pager is wanted.
    """
    console = open_console(sys.stdout)
    linked = console.is_terminal and knows_links(os.environ)
    pager = _pager(os.environ) if paged and console.is_terminal else []
    if not pager:
        render(console, links if linked else _nowhere)
        return
    text = _rendered(render, links if linked else _nowhere, console)
    if text.count("\n") < console.height:
        console.file.write(text)
    else:
        if linked and not _passes_links(pager):
            text = _rendered(render, _nowhere, console)
        _through(pager, text)


def knows_links(environment: Mapping[str, str]) -> bool:
    """Whether the terminal that the environment describes makes links of OSC 8; FORCE_HYPERLINK=1 or 0 decides."""
    if forced := environment.get("FORCE_HYPERLINK"):
        return forced != "0"
    if environment.get("TERM_PROGRAM") == "tmux":
        return _version(environment.get("TERM_PROGRAM_VERSION", "")) >= _TMUX
    if environment.get("TERM", "").startswith(("screen", "tmux", "dumb")):
        return False
    return (
        any(environment.get(name) in known for name, known in _KNOWING.items())
        or environment.get("TERM", "").startswith(_KNOWING_TERM)
        or any(name in environment for name in _SET)
        or int(re.sub(r"\D", "", environment.get("VTE_VERSION", "")) or 0) >= _VTE
    )


def _pager(environment: Mapping[str, str]) -> list[str]:
    """The pager's command line; empty for none."""
    if environment.get("TERM", "dumb") == "dumb":
        return []
    try:
        words = shlex.split(environment.get("PAGER", "less"))
    except ValueError:  # a quotation mark too many
        words = ["less"]
    return words if words and words[0] != "cat" and shutil.which(words[0]) else []


def _passes_links(pager: Sequence[str]) -> bool:
    if Path(pager[0]).stem != "less":
        return False
    with suppress(OSError, subprocess.SubprocessError):
        said = subprocess.run([pager[0], "--version"], capture_output=True, text=True, timeout=5, check=False)  # noqa: S603  the user's own pager
        return _version(said.stdout.removeprefix("less ")) >= (_LESS,)
    return False


def _rendered(render: Callable[[Console, Link], None], link: Link, like: Console) -> str:
    """What is printed on such a terminal."""
    buffer = io.TextIOWrapper(io.BytesIO(), encoding=like.encoding, errors="backslashreplace", newline="")
    page = Console(
        file=buffer,
        width=like.width,
        force_terminal=True,
        color_system=like.color_system or None,  # type: ignore[arg-type]  # its own name of it
        no_color=like.no_color,
        markup=False,
        emoji=False,
        highlight=False,
    )
    render(page, link)
    buffer.seek(0)
    return buffer.read()


def _through(pager: Sequence[str], text: str) -> None:
    # As git does: colours as colours, no paging of what fits, and the text stays on the screen.
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    sys.stdout.flush()
    process = subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment)  # noqa: S603  the user's own pager
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's while it runs
    try:
        with suppress(BrokenPipeError):  # the reader has seen enough
            process.communicate(text.encode(sys.stdout.encoding, "backslashreplace"))
        process.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def _version(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)[:2]))


def _nowhere(_: Entry) -> None:
    """No link."""
