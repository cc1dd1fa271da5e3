"""`commentscope evaluate`, as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [sys.executable, "-c", "from commentscope.cli import main; main()"]
GOLD = """text,intent,topics,unsure
请问k3s怎么装？,question,k3s,
打卡,praise,,
"打卡，谢谢 [bold]\x1b[31m :smile:",question,edge,
,remark,,
老师讲得好,问题,mine,intent
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A small labelled file, a hostile comment and some slips in it."""
    path = tmp_path / "gold.csv"
    path.write_text(GOLD, encoding="utf-8")
    return path


def commentscope(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the program."""
    return subprocess.run(  # noqa: S603  our own program
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80", **environment},
    )


def test_scores_confusion_and_mistakes_are_shown(gold: Path) -> None:
    """And what could not be used is said on standard error."""
    done = commentscope("evaluate", gold)
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "Is it a question?" in shown
    assert "Confusion of intents" in shown
    assert "打卡，谢谢 [bold][31m :smile:" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "问题" in done.stderr.decode()
    assert "mine" in done.stderr.decode()
    assert "1 row without a text" in done.stderr.decode()


def test_it_speaks_chinese(gold: Path) -> None:
    """All of it."""
    shown = commentscope("evaluate", gold, "--lang", "zh").stdout.decode()
    assert "最严重的错误" in shown
    assert "是不是提问" in shown


def test_json_is_alone_on_stdout(gold: Path) -> None:
    """With every mistake in it, harmless on a terminal."""
    done = commentscope("evaluate", gold, "--json")
    told = json.loads(done.stdout)
    assert told["question"]["f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert [one["row"] for one in told["mistakes"]] == [2]
    assert b"\x1b" not in done.stdout


def test_floors_decide_the_exit_code(gold: Path) -> None:
    """0 when all hold, 1 with a line for each that does not, 2 when there is no such score."""
    assert commentscope("evaluate", gold, "--floor", "question=0.6", "--floor", "k3s=1").returncode == 0
    missed = commentscope("evaluate", gold, "--floor", "question=0.7", "--floor", "edge=0.1")
    assert missed.returncode == 1
    assert "question: F1 0.6667, below the floor of 0.7." in missed.stderr.decode()
    assert "edge: F1 0.0000" in missed.stderr.decode()
    for wrong in ("storage=0.5", "question", "question=95", "=1"):
        done = commentscope("evaluate", gold, "--floor", wrong)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr


def test_it_can_be_written_in_ascii_and_narrow(gold: Path) -> None:
    """LANG=C, forty columns."""
    done = commentscope("evaluate", gold, LC_ALL="C", LANG="C", PYTHONIOENCODING="ascii", COLUMNS="40")
    assert done.returncode == 0
    done.stdout.decode("ascii")
