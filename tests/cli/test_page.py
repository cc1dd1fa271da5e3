"""Long lists on a terminal: paged where there is one, linked where links are known, whole where that is asked."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.analysis import annotate
from commentscope.analysis.entries import entries
from commentscope.cli import page
from commentscope.comments import Comment, table
from commentscope.sample import SAMPLE
from commentscope.sources import find_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from commentscope.analysis.entries import Entry

pty = pytest.importorskip("pty", reason="terminals are POSIX")
PROGRAM = [
    sys.executable,
    "-c",
    "from commentscope.cli import main; main()",
    "questions",
    "--sample",
    "--lang",
    "en",
]


def on_terminal(*arguments: str, rows: int, cwd: Path, **environment: str) -> str:
    """What the program prints on a terminal of so many rows."""
    import fcntl  # noqa: PLC0415  POSIX only
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    plain = {
        name: value
        for name, value in os.environ.items()
        if name not in {"COLUMNS", "LINES", "SSH_CONNECTION"}
    }
    process = subprocess.Popen(  # noqa: S603  our own program
        [*PROGRAM, *arguments],
        cwd=cwd,
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**plain, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment},
    )
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # how a terminal ends
        while part := os.read(ours, 1 << 16):
            said += part
    os.close(ours)
    assert process.wait(60) == 0
    return said.decode()


@pytest.mark.parametrize(
    ("rows", "options", "pager", "paged"),
    [
        (12, [], "tee paged.txt", True),
        (200, [], "tee paged.txt", False),
        (12, ["--no-pager"], "tee paged.txt", False),
        (12, [], "", False),
        (12, [], "no-such-pager", False),
    ],
)
def test_long_lists_are_paged(tmp_path: Path, rows: int, options: list[str], pager: str, paged: bool) -> None:  # noqa: FBT001
    """$PAGER gets what is longer than the terminal, unless it is empty, missing or not wanted."""
    said = on_terminal(*options, rows=rows, cwd=tmp_path, PAGER=pager)
    assert "Serverless" in said
    kept = tmp_path / "paged.txt"
    assert kept.exists() == paged
    if paged:
        assert "\x1b[1;36mServerless" in kept.read_text(encoding="utf-8")


def test_a_reader_may_leave_early(tmp_path: Path) -> None:
    """A pager that ends before the text does is no error."""
    assert "Serverless" in on_terminal("--full", rows=9, cwd=tmp_path, PAGER="head -3")


@pytest.mark.parametrize(("known", "linked"), [("1", True), ("0", False)])
def test_numbers_are_links_where_terminals_know_them(tmp_path: Path, known: str, linked: bool) -> None:  # noqa: FBT001
    """The number of a question leads to the file that it stands in."""
    said = on_terminal("--no-pager", "--limit", "1", rows=50, cwd=tmp_path, FORCE_HYPERLINK=known)
    assert (SAMPLE.absolute().as_uri() in said) == linked


def test_a_pipe_gets_neither_pages_nor_links(tmp_path: Path) -> None:
    """Text alone goes down a pipe."""
    done = subprocess.run(  # noqa: S603  our own program
        PROGRAM,
        cwd=tmp_path,
        capture_output=True,
        check=True,
        env={**os.environ, "PAGER": "tee paged.txt", "FORCE_HYPERLINK": "1"},
    )
    assert b"Serverless" in done.stdout
    assert b"\x1b" not in done.stdout
    assert not list(tmp_path.iterdir())


def test_full_shows_all_of_a_comment(tmp_path: Path) -> None:
    """`--full` prints what stands around the question, too."""
    short, full = (
        subprocess.run([*PROGRAM, *options], cwd=tmp_path, capture_output=True, check=True).stdout.decode()  # noqa: S603
        for options in ([], ["--full"])
    )
    assert "目前感觉是k8s负责管理" in "".join(full.split())
    assert len(full) >= len(short)


@pytest.mark.parametrize(
    ("environment", "known"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4205"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"}, True),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}, False),
        ({"TERM": "screen", "VTE_VERSION": "7200"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM_PROGRAM": "iTerm.app", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_terminals_that_know_links(environment: dict[str, str], known: bool) -> None:  # noqa: FBT001
    """Known ones only: to another, a link may be noise."""
    assert page.knows_links(environment) == known


@pytest.fixture(scope="module")
def entry() -> Entry:
    """A comment."""
    return entries(annotate(table([Comment("test", "文章", "a.md", "怎么用？")])))[0]


def test_files_are_linked_by_their_place(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file among the inputs has an address; another one has none, and none has on another machine's terminal."""
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    links = page.Links(lambda: find_inputs(SAMPLE.parent))
    assert links(entry._replace(url=SAMPLE.name)) == SAMPLE.absolute().as_uri()
    assert links(entry._replace(url="elsewhere.md")) is None
    assert links(entry._replace(url=None)) is None
    monkeypatch.setenv("SSH_CONNECTION", "x")
    assert links(entry._replace(url=SAMPLE.name)) is None


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https:", "http://[", "ftp://a/b"]
)
def test_other_addresses_are_no_links(entry: Entry, url: str) -> None:
    """Only http and https pages, beside our own inputs."""
    assert page.Links(list)(entry._replace(url=url)) is None


@given(rest=st.text())
def test_no_address_can_steer_a_terminal(entry: Entry, rest: str) -> None:
    """Whatever an address holds, a link is printable ASCII."""
    link = page.Links(list)(
        entry._replace(url=f"https://example.org/{rest}".encode("utf-8", "replace").decode())
    )
    assert link is None or (link.isascii() and link.isprintable() and " " not in link)
