"""Finding the inputs: files, folders, globs and the standard input become a list of things to read."""

# Ten thousand files are common, and Path objects cost more than listing them.
# ruff: noqa: PTH113, PTH100, PTH112, PTH116, PTH117, PTH118, PTH120, PTH123, PTH207

from __future__ import annotations

import errno
import glob
import os
import re
import stat
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from commentscope.errors import InputError
from commentscope.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN = "-"
_UNDECODED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read. Small and picklable, so that any process can read it."""

    path: str | None
    """The file's path; `None` where there is only `data`."""
    root: str = ""
    """The part of `path` that `url` leaves out."""
    size: int = 0
    """Bytes."""
    data: bytes | None = None
    """The content, where it can be read only once: standard input, a pipe."""
    problem: Message | None = None
    """Why it can't be read, where finding it has told already."""
    span: tuple[int, int] | None = None
    """The part of the file that is meant, from byte to byte; `None` for all of it."""
    header: bytes = b""
    """What stands at the file's beginning and belongs to every part: a table's column names."""
    line: int = 0
    """Lines of the file before this part, the header's aside."""
    articles: tuple[int, int] | None = None
    """The articles of a store that are meant, from one place in its table to another; `None` for all."""
    source: str | None = None
    """The format, where finding the parts has told it already."""
    named: bool = False
    """Whether the user named this very file, not a folder or glob that it is found by."""
    table: str | None = None
    """The table of a database that is meant: `file.db::table`."""

    @property
    def url(self) -> str:
        """The path relative to the input's root, with `/` on every system; `-` for standard input."""
        if self.path is None:
            return STDIN
        place = readable(self.path[len(self.root) :]).replace(os.sep, "/")
        return f"{place}::{self.table}" if self.table else place


def find_inputs(inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> list[Input]:
    """All that `each_input` yields."""
    return list(each_input(inputs))


def each_input(inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> Iterator[Input]:
    """All files that `inputs` name, in a fixed order, each once.

    A folder stands for the files in it and in its subfolders, by name; names that begin with a dot are left
    out, and a folder reached again through a link is not entered twice. `file.db::table` stands for one table of a
    database. A glob (`*`, `?`, `[…]`, and `**` for
    any folders) stands for the paths it matches, a path that exists for itself, and `-` for standard input.
    What can't be read is among the inputs too, with its `problem`: it must not stop the rest.

    Args:
        inputs: paths, globs or `-`; a single one may stand alone.

    Yields:
        One `Input` a file; urls are unique among them.

    Raises:
        InputError: a path doesn't exist, or a glob matches nothing.
    """
    given = [inputs] if isinstance(inputs, (str, os.PathLike)) else inputs
    seen: set[str] = set()
    found = (one for name in given for one in _one(os.fspath(name), seen))
    # Names below one root differ by themselves; only several roots can bring the same one twice.
    yield from found if len(given) == 1 else _distinct(list(found))


def why(error: OSError) -> Message:
    """The reason an operating system gives, in the reader's words where the catalogue has them."""
    known = {
        errno.EACCES: "input-denied",
        errno.EPERM: "input-denied",
        errno.ENOENT: "input-vanished",
        errno.ESTALE: "input-vanished",
    }
    if key := known.get(error.errno or 0):
        return Message(key)
    return Message("input-unreadable", {"reason": error.strerror or str(error)})


def readable(name: str) -> str:
    """A file name as text, whatever bytes it has on disk.

    Names that are not UTF-8 mostly come from archives packed on a Chinese Windows.
    """
    if name.isascii() or not _UNDECODED.search(name):
        return name
    raw = os.fsencode(name)
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


def _one(path: str, seen: set[str]) -> Iterator[Input]:
    if path == STDIN:
        data = sys.stdin.buffer.read()
        yield Input(None, size=len(data), data=data, named=True)
    elif os.path.lexists(path):
        named = not os.path.isdir(path)
        yield from (replace(one, named=named) if named else one for one in _path(path, None, seen))
    elif glob.has_magic(path):
        yield from _glob(path, seen)
    elif os.path.isfile(path.rpartition("::")[0]):
        file, _, name = path.rpartition("::")
        yield from (replace(one, table=name, named=True) for one in _path(file, None, set()))
    else:
        raise InputError("input-missing", path=path)


def _path(path: str, root: str | None, seen: set[str]) -> Iterator[Input]:
    """The inputs at a path; without a `root`, a folder is its own, a file's is the folder it lies in."""
    folder = os.path.isdir(path)
    if root is None:
        root = path if folder else os.path.dirname(path)
    root = _prefix(root)
    if folder:
        yield from _folder(path, root, seen)
        return
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode):
            # Such as a shell's <(…): it can be read once, and only by this process.
            with open(path, "rb") as pipe:
                data = pipe.read()
            yield Input(path, root, len(data), data)
            return
    except OSError as error:
        yield Input(path, root, problem=why(error))
        return
    yield from _file(path, root, os.path.realpath(path), seen)


def _glob(pattern: str, seen: set[str]) -> Iterator[Input]:
    paths = sorted(glob.glob(pattern, recursive=True))
    if not paths:
        raise InputError("glob-empty", pattern=pattern)
    root = pattern
    while glob.has_magic(root):
        root = os.path.dirname(root)
    for path in paths:
        yield from _path(path, root, seen)


def _folder(path: str, root: str, seen: set[str]) -> Iterator[Input]:
    real = os.path.realpath(path)
    if real in seen:
        return
    seen.add(real)
    try:
        with os.scandir(path) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        seen.discard(real)
        if len(path) <= len(root):  # the root itself: its url is its name
            root = _prefix(os.path.dirname(path.rstrip(os.sep)))
        yield Input(path, root, problem=why(error))
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.startswith(".") or _companion(entry.name, names):
            continue
        try:
            folder, link = entry.is_dir(), entry.is_symlink()
        except OSError as error:
            yield Input(entry.path, root, problem=why(error))
            continue
        if folder:
            yield from _folder(entry.path, root, seen)
        else:
            # Resolving a path asks the system about every part of it; only a link can lead elsewhere.
            real_path = os.path.realpath(entry.path) if link else os.path.join(real, entry.name)
            yield from _file(entry.path, root, real_path, seen, listed=not link)


def _companion(name: str, names: set[str]) -> bool:
    """Whether it is what SQLite puts beside a database while it is written to."""
    base, dash, ending = name.rpartition("-")
    return bool(dash) and ending in ("journal", "wal", "shm") and base in names


def _file(path: str, root: str, real: str, seen: set[str], *, listed: bool = False) -> Iterator[Input]:
    """The input at a path, unless it was met before.

    Args:
        path: where it is.
        root: what its url leaves out.
        real: where it really is.
        seen: folders that were listed, and what was met in other ways than by listing its folder: the names of all
            files would take as much memory as the inputs themselves.
        listed: met by listing its folder.
    """
    if real in seen:
        return
    if not listed:
        folder, name = os.path.split(real)
        if folder in seen and not name.startswith(".") and os.path.lexists(real):
            return
        seen.add(real)
    try:
        status = os.stat(path)
    except OSError as error:
        yield Input(path, root, problem=why(error))
        return
    if not stat.S_ISREG(status.st_mode):
        yield Input(path, root, problem=Message("input-no-file"))
        return
    yield Input(path, root, status.st_size)


def _distinct(found: list[Input]) -> list[Input]:
    """The same inputs; where two have one url, the later one's begins some folders higher."""
    taken: set[str] = set()
    distinct = []
    for one in found:
        unique = one
        while unique.path is not None and unique.url in taken:
            whole = (
                unique if os.path.isabs(unique.path) else replace(unique, path=os.path.abspath(unique.path))
            )
            path = whole.path or ""
            root = path[: len(path) - len(unique.path) + len(unique.root)]
            higher = os.path.dirname(root.rstrip(os.sep))
            if len(higher) >= len(root):
                break
            unique = replace(whole, root=_prefix(higher))
        taken.add(unique.url)
        distinct.append(unique)
    return distinct


def _prefix(folder: str) -> str:
    """What the paths below a folder begin with: nothing, for the working folder."""
    return os.path.join(folder, "") if folder else ""
