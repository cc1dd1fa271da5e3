"""Outputs that appear whole or not at all: written beside their place, put there together at the end."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from commentscope.errors import OutputError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import TracebackType
    from typing import Self

T = TypeVar("T")

UNFINISHED = ".commentscope-unfinished"
"""How the name of a file ends that is still being written, or that was when the machine went down."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NEW_FILE = 0o666  # less the umask, as any program's


class Outputs:
    """The files that one command writes. Leaving the context puts them all in place; an exception removes them all.

    Each is written to a hidden file in its own folder, brought to the disk, then renamed. So nobody ever reads half
    a report, and an old one stays until the new one is complete.

    Example:
        with Outputs() as outputs:
            writer = outputs.enter(open_writer(outputs.add(folder / "comments.csv"), "csv"))
            outputs.write(folder / "report.md", text)
    """

    def __init__(self) -> None:
        self.written: list[Path] = []
        """The files in place, once the context has been left."""
        self._unfinished: dict[Path, Path] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def add(self, path: Path) -> Path:
        """The file to write to in place of `path`; it exists and is empty. Missing folders are made.

        Raises:
            OutputError: `path` can't be written: no permission, a folder, a device, already among the outputs.
        """
        place = Path(os.path.realpath(path))  # a link stays a link: what it points to is replaced
        if place in self._unfinished:
            raise OutputError("output-twice", path=str(path))
        try:
            mode = _mode(place)
            place.parent.mkdir(parents=True, exist_ok=True)
            unfinished = place.with_name(f".{place.name[:80]}.{secrets.token_hex(4)}{UNFINISHED}")
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        except OSError as error:
            raise _told(error, path) from error
        self._unfinished[place] = unfinished
        return unfinished

    def write(self, path: Path, data: str | bytes) -> None:
        """Adds `path` with these contents; text in UTF-8.

        Raises:
            OutputError: as for `add`, or the disk is full.
        """
        unfinished = self.add(path)
        try:
            unfinished.write_bytes(data.encode("utf-8", "replace") if isinstance(data, str) else data)
        except OSError as error:
            raise _told(error, path) from error

    def enter(self, context: AbstractContextManager[T]) -> T:
        """Enters a context, such as a table's writer, that is left before the files are put in place."""
        return self._open.enter_context(context)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._open.__exit__(kind, error, trace)
            if kind is None:
                self._put_in_place()
        except OSError as failure:
            raise self._placed(failure) from failure
        finally:
            for unfinished in self._unfinished.values():
                with suppress(OSError):
                    unfinished.unlink(missing_ok=True)
        if isinstance(error, OSError) and self._ours(error):
            raise self._placed(error) from error

    def _put_in_place(self) -> None:
        for unfinished in self._unfinished.values():
            _to_disk(unfinished)
        for place, unfinished in self._unfinished.items():
            unfinished.replace(place)
            self.written.append(place)
        for folder in {place.parent for place in self._unfinished}:
            with suppress(OSError):  # not every file system can; the files themselves are safe
                _to_disk(folder)

    def _ours(self, error: OSError) -> bool:
        """Whether an error inside the context came of writing these files, not of something else."""
        return bool(self._unfinished) and (
            error.errno in _FULL or error.filename in {str(path) for path in self._unfinished.values()}
        )

    def _placed(self, error: OSError) -> OutputError:
        places = [place for place, path in self._unfinished.items() if error.filename == str(path)]
        places = places or list(self._unfinished)
        return _told(error, places[0] if len(places) == 1 else places[0].parent)


def write(path: Path, data: str | bytes) -> None:
    """Writes one file, whole or not at all.

    Raises:
        OutputError: it can't be written.
    """
    with Outputs() as outputs:
        outputs.write(path, data)


def _mode(place: Path) -> int:
    """The permissions for what replaces `place`: those of the file that is there, so a private one stays private."""
    try:
        there = place.stat().st_mode
    except FileNotFoundError:
        return _NEW_FILE
    if stat.S_ISDIR(there):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
    if not stat.S_ISREG(there):  # renaming over /dev/null would put a file in its place
        raise OutputError("output-device", path=str(place))
    if not os.access(place, os.W_OK):  # a rename would get around the permission
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
    return stat.S_IMODE(there)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _told(error: OSError, path: Path) -> OutputError:
    """The error as a user should hear it."""
    if isinstance(error, IsADirectoryError):
        return OutputError("output-folder", path=str(path))
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        return OutputError("output-under-file", path=str(path))
    if isinstance(error, PermissionError):
        return OutputError("output-forbidden", path=str(path))
    if error.errno == errno.EROFS:
        return OutputError("output-read-only", path=str(path))
    if error.errno in _FULL:
        return OutputError("output-full", path=str(path))
    return OutputError("output-failed", path=str(path), reason=error.strerror or str(error))
