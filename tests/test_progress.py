"""Progress is shown to someone who watches, after a while, and leaves nothing behind."""

from __future__ import annotations

import io
import sys
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import commentscope as cs
from commentscope import analysis, progress

if TYPE_CHECKING:
    from pathlib import Path


class Terminal(io.StringIO):
    """A terminal that keeps what is written on it."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which every look takes two seconds."""
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=count(step=2).__next__))
    monkeypatch.setenv("LC_ALL", "C")


def shown(monkeypatch: pytest.MonkeyPatch, seed: Path) -> str:
    """What reading and analysing the seed writes on a terminal."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    cs.analyze(cs.read(seed))
    return terminal.getvalue()


@pytest.mark.usefixtures("slow")
def test_the_prompt_is_told(monkeypatch: pytest.MonkeyPatch, seed: Path) -> None:
    """At Python's prompt, a line says how far it has come, and is wiped away."""
    monkeypatch.setattr(sys, "ps1", ">>> ", raising=False)
    said = shown(monkeypatch, seed)
    assert "Reading: 1 of 1 …" in said
    assert "Analysing: 22 of 22 comments …" in said
    assert said.endswith("\r\x1b[K")


def test_what_is_soon_done_needs_no_word(monkeypatch: pytest.MonkeyPatch, seed: Path) -> None:
    """Within the first second nothing is shown."""
    monkeypatch.setattr(sys, "ps1", ">>> ", raising=False)
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=count(step=0).__next__))
    assert shown(monkeypatch, seed) == ""


@pytest.mark.usefixtures("slow")
def test_scripts_are_told_nothing(monkeypatch: pytest.MonkeyPatch, seed: Path) -> None:
    """A script that imports the library has its terminal to itself."""
    monkeypatch.delattr(sys, "ps1", raising=False)
    assert shown(monkeypatch, seed) == ""


@pytest.mark.usefixtures("slow")
def test_a_notebook_has_one_output_that_goes_again(monkeypatch: pytest.MonkeyPatch, seed: Path) -> None:
    """In a notebook, one output is changed over and over, and is empty at the end."""
    outputs: list[list[str]] = []

    def display(text: str, *, display_id: bool) -> Any:
        assert display_id
        outputs.append([text])
        return SimpleNamespace(update=outputs[-1].append)

    kernel = SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=True))
    monkeypatch.setitem(sys.modules, "IPython", kernel)  # type: ignore[arg-type]  # stands for it
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(Markdown=str, display=display))  # type: ignore[arg-type]
    assert shown(monkeypatch, seed) == ""
    assert outputs == [["Reading: 1 of 1 …", ""], ["Analysing: 22 of 22 comments …", ""]]


@pytest.mark.parametrize("size", [1, 30, 1000])
def test_pieces_give_what_the_whole_gives(monkeypatch: pytest.MonkeyPatch, seed: Path, size: int) -> None:
    """However many articles are analysed at a time: the same rows, dtypes, index, summary and provenance."""
    one = cs.read(seed)
    many = pd.concat([one.assign(url=f"{number}.md") for number in range(5)])
    many.attrs = one.attrs
    whole = cs.analyze(many)
    monkeypatch.setattr(analysis, "PIECE", size)
    pieces = cs.analyze(many)
    assert pieces.totals == whole.totals
    pd.testing.assert_frame_equal(pieces.comments, whole.comments)
    assert pieces.comments.attrs == one.attrs


def test_articles_are_never_taken_apart(monkeypatch: pytest.MonkeyPatch, seed: Path) -> None:
    """Where an article's comments are scattered, or parents are known, everything is one piece."""
    monkeypatch.setattr(analysis, "PIECE", 1)
    one = cs.read(seed)
    scattered = one.assign(url=["a.md", "b.md"] * 11)
    assert len(analysis._pieces(scattered)) == 1
    assert len(analysis._pieces(one.assign(parent=one["id"]))) == 1
    assert [len(piece) for piece in analysis._pieces(scattered.sort_values("url"))] == [11, 11]
