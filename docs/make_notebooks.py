"""Runs the notebooks of `examples/` and keeps them with their output.

    python docs/make_notebooks.py

Each is run in its own folder, in its own language (`metadata.lang`); what would differ from one run to the next, such
as times and versions, is left out.
"""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def main() -> None:
    """Runs and writes all notebooks."""
    for path in sorted(EXAMPLES.glob("*.ipynb")):
        nbformat.write(run(path), path)


def run(path: Path) -> nbformat.NotebookNode:
    """The notebook with the output of a fresh run.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    notebook = nbformat.read(path, as_version=4)
    lang = notebook.metadata.lang
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
    )
    client.execute(env={**os.environ, "LC_ALL": f"{lang}.UTF-8"})
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "lang": lang,
        "language_info": {"name": "python"},
    }
    return notebook


if __name__ == "__main__":
    main()
