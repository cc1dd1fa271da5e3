"""The article that comes with commentscope, to try it on."""

from __future__ import annotations

from pathlib import Path

_NAME = "2019年，容器技术生态会发生些什么？.md"


def _find() -> Path:
    """In an installed package the article lies inside it; in a checkout, in the project's `data/`."""
    package = Path(__file__).resolve().parent
    installed = package / "articles" / _NAME
    return installed if installed.exists() else package.parent / "data" / _NAME


SAMPLE = _find()
"""Path of the sample article: Zhang Lei on the container ecosystem of 2019, with 22 comments."""
