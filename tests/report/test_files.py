"""Outputs appear whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commentscope.errors import OutputError
from commentscope.report import files, tables
from commentscope.report.files import UNFINISHED, Outputs

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def test_all_outputs_appear_together_at_the_end(tmp_path: Path) -> None:
    """Within the context only unfinished files exist, after it only the final ones."""
    with Outputs() as outputs:
        outputs.write(tmp_path / "new" / "report.md", "报告\n")
        outputs.add(tmp_path / "data.bin").write_bytes(b"1")
        assert all(name.endswith(UNFINISHED) for _, _, names in os.walk(tmp_path) for name in names)
    assert (tmp_path / "new" / "report.md").read_text(encoding="utf-8") == "报告\n"
    assert outputs.written == [tmp_path / "new" / "report.md", tmp_path / "data.bin"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.bin", "new"]


@pytest.mark.parametrize("exception", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_after_an_exception(
    annotated: Callable[..., pd.DataFrame], tmp_path: Path, exception: type[BaseException]
) -> None:
    """Neither a new file nor a temporary one; what was there stays as it was."""
    old = tmp_path / "report.md"
    old.write_text("old")
    with pytest.raises(exception), Outputs() as outputs:  # noqa: PT012  leaving the context is what is tested
        outputs.write(old, "new")
        writer = outputs.enter(tables.open_writer(outputs.add(tmp_path / "comments.csv"), "csv"))
        writer.write(annotated([{"text": "a"}]))
        raise exception
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
    assert old.read_text() == "old"


def test_a_killed_process_leaves_no_half_report(tmp_path: Path) -> None:
    """After `kill -9` the report under its name is the old one, and what else is there says that it is unfinished."""
    (tmp_path / "report.md").write_text("old")
    program = (
        "import os, pathlib, sys; from commentscope.report.files import Outputs\n"
        "with Outputs() as outputs:\n"
        "    outputs.write(pathlib.Path(sys.argv[1]), 'half'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "report.md")], check=False)  # noqa: S603  our own
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[1:] == ["report.md"]
    assert names[0].endswith(UNFINISHED)
    assert (tmp_path / "report.md").read_text() == "old"


@pytest.mark.parametrize("kind", tables.FORMATS)
def test_a_full_disk_is_told_and_leaves_nothing(
    annotated: Callable[..., pd.DataFrame], tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full in the middle of a table, the error says so and no file is left."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OutputError, match="disk is full") as caught, Outputs() as outputs:  # noqa: PT012  leaving the context is what is tested
        writer = outputs.enter(tables.open_writer(outputs.add(tmp_path / f"t.{kind}"), kind))
        writer.write(annotated([{"text": "a"}]))
        monkeypatch.setattr(writer._sink, "close", full)
    assert "Make room" in (caught.value.advice("en") or "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_told_for_small_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The device that is always full stands in for one."""
    monkeypatch.setattr(Outputs, "add", lambda *_: Path("/dev/full"))
    with pytest.raises(OutputError, match="disk is full"):
        files.write(tmp_path / "a", "text")


def test_an_error_of_the_work_is_not_taken_for_one_of_writing(tmp_path: Path) -> None:
    """A missing input inside the context stays what it is."""
    with pytest.raises(FileNotFoundError), Outputs() as outputs:  # noqa: PT012  leaving the context is what is tested
        outputs.add(tmp_path / "a")
        (tmp_path / "missing").read_text()


def test_places_that_cannot_be_written_are_told_at_once(tmp_path: Path) -> None:
    """A folder, a place below a file, a device, the same file twice: each has its own message."""
    (tmp_path / "file").write_text("")
    cases = [
        (tmp_path, "is a folder"),
        (tmp_path / "file" / "below.md", "is a file, not a folder"),
        (Path("/dev/null"), "device"),
    ]
    for path, words in cases:
        with pytest.raises(OutputError, match=words):
            files.write(path, "")
    with pytest.raises(OutputError, match="twice"), Outputs() as outputs:  # noqa: PT012  leaving the context is what is tested
        outputs.add(tmp_path / "a")
        outputs.add(tmp_path / "." / "a")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_missing_permission_is_told(tmp_path: Path) -> None:
    """A folder without write permission and a read-only file both say so, and what to do."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    read_only = tmp_path / "read-only"
    read_only.touch(0o400)
    for path in (locked / "a", read_only):
        with pytest.raises(OutputError, match="permission denied"):
            files.write(path, "")


def test_permissions_follow_the_umask_and_the_old_file(tmp_path: Path) -> None:
    """A new file gets what any program's would; a private one stays private."""
    mask = os.umask(0o027)
    try:
        files.write(tmp_path / "new", "")
    finally:
        os.umask(mask)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640
    (tmp_path / "private").touch(0o600)
    files.write(tmp_path / "private", "x")
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is replaced."""
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    files.write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_an_error_elsewhere_is_left_alone() -> None:
    """Where no file was to be written, a full disk is another's: standard output's, say."""
    with pytest.raises(OSError, match="elsewhere"), files.Outputs():
        raise OSError(errno.ENOSPC, "elsewhere")
