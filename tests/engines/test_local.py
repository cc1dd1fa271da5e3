"""The local engine: the same parts in the same order, however many processes."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from commentscope.analysis import Summary, fold
from commentscope.engines import Plan, local, run
from commentscope.engines.products import Summarise
from commentscope.errors import EngineError
from commentscope.sample import SAMPLE
from commentscope.sources import find_inputs

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

PLAN = Plan((Summarise(),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six articles, one without a discussion and one cut off."""
    for number in range(4):
        shutil.copy(SAMPLE, tmp_path / f"{number}.md")
    (tmp_path / "4.md").write_text("# 没有留言\n\n正文。", encoding="utf-8")
    (tmp_path / "5.md").write_bytes(SAMPLE.read_bytes()[:-2000])
    return tmp_path


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_jobs_gives_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """Parts come in the order of the inputs, equal to those made in one process."""
    monkeypatch.setattr(local, "CHUNK_FILES", 1)
    inputs = list(find_inputs([folder]))
    assert list(run(inputs, PLAN, jobs)) == list(run(inputs, PLAN, 1))


def test_chunk_size_does_not_change_the_sum(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One chunk or six: the summary is the same."""
    inputs = list(find_inputs([folder]))
    whole = fold(part.products[0] for part in run(inputs, PLAN))
    monkeypatch.setattr(local, "CHUNK_FILES", 1)
    assert fold(part.products[0] for part in run(inputs, PLAN)) == whole
    assert isinstance(whole, Summary)


def test_chunks_hold_every_input_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inputs stay in order; a chunk holds no more than its bound, unless one file alone does."""
    monkeypatch.setattr(local, "CHUNK_BYTES", 10_000)
    inputs = list(find_inputs([folder]))
    groups = list(local.chunks(inputs))
    assert [one for group in groups for one in group] == inputs
    assert all(len(group) == 1 or sum(one.size for one in group) <= 10_000 for group in groups)


def test_little_input_is_not_worth_processes(folder: Path) -> None:
    """Without a number of jobs, a few files are analysed in this process."""
    before = set(multiprocessing.active_children())
    list(run(find_inputs([folder]), PLAN, None))
    assert set(multiprocessing.active_children()) == before


def test_stopping_early_leaves_no_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who takes one part and goes leaves no worker behind."""
    monkeypatch.setattr(local, "CHUNK_FILES", 1)
    before = set(multiprocessing.active_children())
    parts = run(find_inputs([folder]), PLAN, 2)
    next(iter(parts))
    parts.close()
    for process in set(multiprocessing.active_children()) - before:
        process.join(10)
    assert set(multiprocessing.active_children()) <= before


@dataclass(frozen=True)
class _Die:
    """A product that kills its process, as the kernel does when memory runs out."""

    def make(self, annotated: pd.DataFrame, plan: Plan) -> None:  # noqa: ARG002
        os._exit(9)


def test_a_worker_that_dies_is_an_error_with_advice(folder: Path) -> None:
    """No hang and no bare traceback."""
    with pytest.raises(EngineError, match="--jobs"):
        list(run(find_inputs([folder]), replace(PLAN, products=(_Die(),)), 2))
