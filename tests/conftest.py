"""What many tests share: where the real data lies."""

from __future__ import annotations

import hashlib
import os
import tarfile
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).resolve().parent.parent
ARCHIVE = Path("corpus", "geektime-2025-02-21.tar.xz")

# A busy machine is slow, not wrong.
settings.register_profile("commentscope", deadline=None)
settings.load_profile("commentscope")


@pytest.fixture(scope="session")
def seed() -> Path:
    """The article that comes with the project: 22 comments."""
    return HERE / "data" / "2019年，容器技术生态会发生些什么？.md"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The team's shared data, where it lies: beside the repository, or where COMMENTSCOPE_SHARED says."""
    folder = Path(os.environ.get("COMMENTSCOPE_SHARED", HERE.parent / "shared"))
    if not (folder / "samples").is_dir():
        pytest.skip(f"NO SHARED DATA in {folder}: this test has checked nothing")
    return folder


@pytest.fixture(scope="session")
def corpus(shared: Path) -> Path:
    """The archive, unpacked once outside the repository, or where COMMENTSCOPE_CORPUS says it already is."""
    if unpacked := os.environ.get("COMMENTSCOPE_CORPUS"):
        return Path(unpacked)
    archive = shared / ARCHIVE
    with archive.open("rb") as packed:
        digest = hashlib.file_digest(packed, "sha256").hexdigest()[:16]
    folder = Path(tempfile.gettempdir(), f"commentscope-corpus-{digest}")
    if not folder.is_dir():
        with tempfile.TemporaryDirectory(dir=folder.parent) as part:
            with tarfile.open(archive) as packed:
                packed.extractall(part, filter="data")
            try:
                Path(part).replace(folder)
            except OSError:  # another run was first
                if not folder.is_dir():
                    raise
            else:
                Path(part).mkdir()  # for TemporaryDirectory to remove
    return folder
