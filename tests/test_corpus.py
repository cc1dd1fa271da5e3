"""The whole archive through the whole program: what must survive, survives."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from commentscope.analysis import annotate
from commentscope.comments import provenance
from commentscope.report.tables import open_writer, read_table
from commentscope.sources import read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def comments(corpus: Path) -> pd.DataFrame:
    """All comments of the archive."""
    return read(corpus)


def test_every_comment_of_the_archive_is_read(comments: pd.DataFrame) -> None:
    """9,292 articles with a discussion, 136,603 comments, none damaged, as many as declared."""
    origin = provenance(comments)
    assert len(comments) == 136_603
    assert comments["url"].nunique() == 9_292
    assert origin.declared == 136_603
    assert origin.damaged == ()


def test_counts_below_zero_are_unknown(comments: pd.DataFrame) -> None:
    """The two `💬（-1）` comments are there."""
    assert comments["replies"].isna().sum() == 2
    assert comments["likes"].notna().all()


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_odd_names_survive_being_written_and_read(
    comments: pd.DataFrame, tmp_path: Path, ending: str
) -> None:
    """25 blank names, 147 called null or the like, and those a spreadsheet would compute come back as they were."""
    authors = comments["author"]
    blank = authors.str.strip() == ""
    null = authors.str.fullmatch("null|nan", case=False)
    assert (blank.sum(), null.sum()) == (25, 147)
    odd = annotate(comments[blank | null | authors.str.match(r"[=+\-@\t\r']")].reset_index(drop=True))
    path = tmp_path / f"odd.{ending}"
    with open_writer(path) as writer:
        writer.write(odd)
    pd.testing.assert_frame_equal(read_table(path), odd)


def test_ids_tell_comments_of_an_article_apart(comments: pd.DataFrame) -> None:
    """Exact repetitions within a file have ids of their own."""
    assert not comments.duplicated(["url", "id"]).any()
    content = ["url", "author", "avatar", "text", "likes", "replies", "posted"]
    assert comments.duplicated(content).sum() == 45


def test_the_whole_archive_is_analysed_by_two_processes(corpus: Path) -> None:
    """`analyze --json` on everything: all comments in, exit code 0, nothing but the silent files to say."""
    done = subprocess.run(  # noqa: S603  our own program
        [
            *[sys.executable, "-c", "from commentscope.cli import main; main()"],
            *["analyze", str(corpus), "--json", "--jobs", "2", "--lang", "en"],
        ],
        capture_output=True,
        check=False,
        timeout=600,
    )
    summary = json.loads(done.stdout)
    assert (done.returncode, summary["comments"], summary["articles"]) == (0, 136_603, 9_292)
    assert summary["questions"]["total"] == summary["intents"]["question"]
    assert done.stderr.decode().count("\n") == 1
