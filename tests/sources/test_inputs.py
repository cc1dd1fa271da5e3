"""Finding inputs."""

from __future__ import annotations

import io
import os
import pickle
import sys
from typing import TYPE_CHECKING, Any

import pytest

from commentscope.errors import InputError
from commentscope.sources import find_inputs, read_input
from commentscope.sources.inputs import readable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commentscope.sources import Input


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder of two series, with files that are none of anyone's business."""
    for name in ("b/docs/2.md", "a/docs/1.md", "a/docs/10.txt", "a/.git/x.md", ".hidden.md", "a/mkdocs.yml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def urls(*inputs: str | os.PathLike[str]) -> list[str]:
    """The urls that these inputs give."""
    return [one.url for one in find_inputs(inputs)]


def test_folder_is_read_recursively_by_name(library: Path) -> None:
    """A folder gives all files below it, whatever their ending, hidden ones left out, in a fixed order."""
    assert urls(library) == ["a/docs/1.md", "a/docs/10.txt", "a/mkdocs.yml", "b/docs/2.md"]
    assert [one.size for one in find_inputs(library)] == [11, 13, 12, 11]


def test_file_is_named_by_its_name(library: Path) -> None:
    """A single file's url is its name; its path is still there to tell the series."""
    (one,) = find_inputs(library / "a" / "docs" / "1.md")
    assert one.url == "1.md"
    assert one.path == str(library / "a" / "docs" / "1.md")


def test_globs(library: Path) -> None:
    """`*` and `**` are expanded, below the folders that they begin in; folders they match are entered."""
    assert urls(f"{library}/**/*.md") == ["a/docs/1.md", "b/docs/2.md"]
    assert urls(f"{library}/?") == ["a/docs/1.md", "a/docs/10.txt", "a/mkdocs.yml", "b/docs/2.md"]
    assert urls(f"{library}/a/docs/[1]*") == ["1.md", "10.txt"]
    assert urls(f"{library}/**") == urls(library)


def test_existing_path_is_no_glob(library: Path) -> None:
    """A file whose name looks like a glob is that file."""
    (library / "[1].md").write_text("", encoding="utf-8")
    assert urls(library / "[1].md") == ["[1].md"]


def test_same_file_is_read_once(library: Path) -> None:
    """A file reached several times, by whatever way, is one input."""
    (library / "c").symlink_to(library / "a")
    (library / "link.md").symlink_to(library / "b" / "docs" / "2.md")
    assert len(urls(library / "a" / "docs" / "1.md", library, f"{library}/**/*.md", library)) == 4


def test_link_loops_end(library: Path) -> None:
    """A folder that links to one above it is not followed for ever."""
    (library / "a" / "up").symlink_to(library)
    (library / "self").symlink_to(library / "self")
    found = find_inputs(library)
    assert len([one for one in found if one.problem is None]) == 4
    assert [one.url for one in found if one.problem] == ["self"]


def test_urls_are_unique(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two roots hold the same name, the later url begins a folder higher."""
    (library / "b" / "docs" / "1.md").write_text("", encoding="utf-8")
    assert urls(library / "a", library / "b") == [
        "docs/1.md",
        "docs/10.txt",
        "mkdocs.yml",
        "b/docs/1.md",
        "docs/2.md",
    ]
    monkeypatch.chdir(library / "a")
    assert urls("docs/1.md", "../b/docs/1.md") == ["1.md", "docs/1.md"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input; it can be handed to another process."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("留言".encode())))
    (one,) = find_inputs("-")
    assert (one.url, one.size, one.path) == ("-", 6, None)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  our own bytes


def test_pipe_given_as_a_file_is_read(tmp_path: Path) -> None:
    """A named pipe that the user names, as a shell's `<(…)` does, is read like standard input."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    if os.fork() == 0:
        path.write_bytes(b"x")
        os._exit(0)
    (one,) = find_inputs(path)
    assert one.data == b"x"


def test_missing_path_says_what_to_do(tmp_path: Path) -> None:
    """A path that doesn't exist, and a glob without a match, end the search with advice."""
    with pytest.raises(InputError, match="no/such") as missing:
        find_inputs("no/such")
    assert missing.value.advice("zh")
    with pytest.raises(InputError, match="Nothing matches") as empty:
        find_inputs(f"{tmp_path}/*.md")
    assert empty.value.advice("en")


@pytest.mark.parametrize("kind", ["broken link", "pipe", "device", "vanished"])
def test_what_cannot_be_read_does_not_stop_the_rest(library: Path, kind: str) -> None:
    """Every fault of one input is a damage with its place and reason; the others are read."""
    path = library / "a" / "fault"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "vanished":
        path.write_bytes(b"x")
    else:
        path.symlink_to("nowhere" if kind == "broken link" else "/dev/zero")
    found = find_inputs(library)
    if kind == "vanished":
        path.unlink()
    check_fault(found)


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_refused_permission_does_not_stop_the_rest(
    library: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder or file that the system refuses is a damage; the others are read."""
    path = library / "a" / "fault"
    if kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"x")
    # The tests may run as root, who is refused nothing.
    for name in ("scandir", "open"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name), str(path)))
    check_fault(find_inputs(library))


def refusing(call: Callable[..., Any], refused: str) -> Callable[..., Any]:
    """The system call, but refused for one path."""

    def maybe(path: Any, *rest: Any) -> Any:
        if path == refused:
            raise PermissionError(13, "Permission denied")
        return call(path, *rest)

    return maybe


def check_fault(found: list[Input]) -> None:
    """Asserts that of five inputs, one can't be read and says why, and four are silent."""
    readings = [read_input(one) for one in found]
    (damage,) = [damage for reading in readings for damage in reading.origin.damaged]
    assert damage.url == "a/fault"
    assert damage.reason.say("zh")
    assert damage.reason.say("en")
    assert sum(reading.origin.silent for reading in readings) == 4


def test_file_names_in_other_encodings_are_readable() -> None:
    """A name that is not UTF-8 on disk becomes text that can be written anywhere."""
    assert readable(os.fsdecode("01 - 容器".encode("gb18030"))) == "01 - 容器"
    assert readable(os.fsdecode(b"\xff\xff")).encode("utf-8")


def test_a_file_met_in_two_ways_is_one_input(tmp_path: Path) -> None:
    """By its folder and by its name, by a link before and behind it: each file once, hidden ones when named."""
    for name in ("a.md", "m.md", ".hidden.md"):
        (tmp_path / name).write_text(name)
    (tmp_path / "0.md").symlink_to("m.md")
    (tmp_path / "z.md").symlink_to("a.md")
    found = find_inputs([tmp_path, tmp_path / "a.md", tmp_path / ".hidden.md"])
    assert [one.url for one in found] == ["a.md", "m.md", ".hidden.md"]
    found = find_inputs([tmp_path / "a.md", tmp_path])
    assert sorted(one.url for one in found) == ["a.md", "m.md"]
