"""The notebooks run, and show what they are kept with."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

import commentscope as cs
from commentscope.comments import provenance

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))

sys.path.insert(0, str(ROOT / "docs"))
from make_notebooks import run  # noqa: E402  a script of docs/


def shown(notebook: Any) -> Iterator[tuple[str, list[str]]]:
    """The code of each cell, and the text that it shows; pictures are as words."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            texts = [
                output.get("text") or output.get("data", {}).get("text/plain") for output in cell.outputs
            ]
            yield cell.source, texts


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_run_and_show_what_they_are_kept_with(path: Path) -> None:
    """A fresh run shows the same words and figures (made by docs/make_notebooks.py)."""
    kept = nbformat.read(path, as_version=4)
    nbformat.validate(kept)
    assert list(shown(run(path))) == list(shown(kept))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_with_output_and_nothing_else(path: Path) -> None:
    """Every cell of code has output; no path or address of the machine, no script, no time of a run."""
    kept = nbformat.read(path, as_version=4)
    cells = [cell for cell in kept.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert all(cell.outputs and not cell.metadata for cell in cells)
    assert not [output for cell in cells for output in cell.outputs if output.get("name") == "stderr"]
    assert not re.search(
        r"/(?:home|Users|tmp|root|work|usr)/|0x[0-9a-f]{8}|<script", path.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_begin_with_a_question(path: Path) -> None:
    """Words come before code, after code come words on what it shows, and no cell is long."""
    cells = nbformat.read(path, as_version=4).cells
    assert "?" in cells[0].source or "？" in cells[0].source
    assert all(len(cell.source.splitlines()) <= 8 for cell in cells if cell.cell_type == "code")


def test_the_invented_articles_are_whole() -> None:
    """All that the example articles declare is read, in two series."""
    comments = cs.read(EXAMPLES / "articles")
    assert len(comments) == provenance(comments).declared == 50
    assert not provenance(comments).damaged
    assert set(comments["series"]) == {"小集群手记", "接口上线记"}
