"""`commentscope evaluate`, as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from commentscope.report.console.lines import width

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


def test_it_can_be_written_in_ascii(gold: Path) -> None:
    """LANG=C."""
    done = commentscope("evaluate", gold, LC_ALL="C", LANG="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "\\u2026" not in done.stdout.decode("ascii")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_fits_a_narrow_terminal(gold: Path, lang: str) -> None:
    """Forty cells."""
    shown = commentscope("evaluate", gold, "--lang", lang, COLUMNS="40").stdout.decode()
    assert max(map(width, shown.splitlines())) <= 40


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """What `annotate` wrote, corrected in a spreadsheet: a topic of one's own in it, saved as Excel saves CSV."""
    rows = ["text,article,topics"]
    for article in range(6):
        rows += [f"第{article}杯绿茶很香,第{article}讲,tea", f"茶壶{article}裂了,第{article}讲,tea;茶"]
        rows += [f"第{article}天下雨,第{article}讲,", f"电影{article}很好,第{article}讲,k3s"]
    path = tmp_path / "corrected.csv"
    path.write_bytes("\r\n".join(rows).encode("gb18030"))
    return path


def test_a_topic_is_taught_and_used(corrected: Path, tmp_path: Path) -> None:
    """From the corrected table to a topics file to its use."""
    own = tmp_path / "mine.toml"
    done = commentscope("topics", "train", corrected, "-o", own, "--name", "tea=茶")
    assert done.returncode == 0
    assert "+1.000" in done.stdout.decode()
    assert "too few labels" in done.stdout.decode()
    assert "茶 can't be the key" in done.stderr.decode()
    assert commentscope("topics", "check", own).returncode == 0
    told = json.loads(commentscope("evaluate", corrected, "--topics", own, "--json").stdout)
    assert told["topics"]["tea"]["f1"] == 1
    assert own.read_bytes() == _trained_again(corrected, tmp_path)


def _trained_again(corrected: Path, folder: Path) -> bytes:
    """The file that a second run writes."""
    other = folder / "again.toml"
    commentscope("topics", "train", corrected, "-o", other, "--name", "tea=茶")
    return other.read_bytes()


def test_where_nothing_is_learned_nothing_is_written(gold: Path, tmp_path: Path) -> None:
    """It says so, and ends with 1."""
    own = tmp_path / "mine.toml"
    done = commentscope("topics", "train", gold, "-o", own)
    assert done.returncode == 1
    assert "was not written" in done.stderr.decode()
    assert not own.exists()
    intents = tmp_path / "intents.csv"
    intents.write_text("text,intent\na,praise\n", encoding="utf-8")
    assert commentscope("topics", "train", intents, "-o", own).returncode == 2
