"""An input's content: its bytes, its text, what it looks like."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from commentscope.comments import Damage
from commentscope.errors import InputError
from commentscope.messages import Message
from commentscope.sources.encodings import REPLACED, decode, wide
from commentscope.sources.inputs import why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commentscope.comments import Comment
    from commentscope.sources.inputs import Input
    from commentscope.sources.json_documents import Json

HEAD = 8192
"""Bytes that decide whether a file is text at all."""

AROUND = 40
"""Characters quoted on either side of the first one that could not be decoded."""

# What begins with one of these is no text, and may be far too large to read.
SIGNATURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"\0\0\1\0",  # pictures
    b"PK\3\4", b"PK\5\6", b"\x1f\x8b", b"7z\xbc\xaf", b"\xfd7zXZ", b"BZh", b"Rar!", b"(\xb5/\xfd",  # archives
    b"%PDF-", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"PAR1", b"ARROW1",  # documents, tables
    b"\x7fELF", b"MZ\x90", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\0asm",  # programs
    b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"wOFF", b"wOF2", b"\0\1\0\0\0",  # sound, film, fonts
)  # fmt: skip
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_CONTAINERS = {b"SQLite format 3\0": "sqlite", b"PAR1": "parquet", b"PK\3\4": "zip"}
# Markdown begins with a bracket, too: `[TOC]`, `[[toc]]`, a link. What follows tells.
_JSON = re.compile(
    r"(?:#filetype:JSON-streaming[^\n]*+\n)?\s*+(?=[\[{])(?:\[\s*+)*+"
    r"(?:\{\s*+(?:[\"}]|\Z)|[\"\]]|(?:-?[0-9][0-9.eE+-]*+|true|false|null)\s*+(?:,|\]\s*+\Z)|\Z)"
)
_XML = re.compile(
    r"\s*+(<\?xml\b[^<>]*+>)?(?:\s++|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE[^<>\[]*+>)*+<([A-Za-z][\w:.-]{0,40})"
)
_XML_ROOTS = ("rss", "disqus")


@dataclass(frozen=True)
class Hints:
    """What a user says about the inputs that their content doesn't."""

    columns: tuple[tuple[str, str], ...] = ()
    """For tables: the comment's field, and the column that holds it."""
    select: tuple[tuple[str, str], ...] = ()
    """For pages: the comment's field, or `item`, and the CSS selector that finds it."""


NO_HINTS = Hints()


@dataclass(frozen=True)
class Document:
    """An input's content."""

    input: Input
    data: bytes
    """All bytes; of a binary file only the first `HEAD`."""
    text: str
    """The bytes decoded. Empty where the file is binary.

    Line ends stay as they are, except where every one of them is CR LF: those are a Windows checkout's, not
    the comments', and become LF, so that the same archive gives the same table on every machine.
    """
    encoding: str | None
    """The encoding taken; `None` where the file is binary."""
    replaced: int = 0
    """Characters that could not be decoded and are U+FFFD in `text`."""

    hints: Hints = NO_HINTS
    """What the user says of it."""

    @property
    def url(self) -> str:
        """The input's url."""
        return self.input.url

    @cached_property
    def kind(self) -> str:
        """What it looks like: `json`, `xml`, `text`, `sqlite`, `parquet`, `zip`, or `other` for what is no text."""
        if self.encoding is None:
            return next((kind for mark, kind in _CONTAINERS.items() if self.data.startswith(mark)), "other")
        if _JSON.match(self.text):
            return "json"
        root = _XML.match(self.text)
        return (
            "xml"
            if root and (root[1] or root[2].lower() in _XML_ROOTS) and root[2].lower() != "html"
            else "text"
        )

    @cached_property
    def json(self) -> Json | None:
        """The text decoded, if it is JSON, as far as it can be."""
        from commentscope.sources import json_documents  # noqa: PLC0415  only where it is asked for

        return json_documents.decode(self.text) if self.kind == "json" else None

    def line(self, position: int) -> int:
        """The line, from 1, of a position in the text."""
        return bisect_left(self._newlines, position) + 1 + self.input.line

    @cached_property
    def _newlines(self) -> list[int]:
        # Counting from the beginning for every damage would take for ever in a text that holds nothing else.
        return [newline.start() for newline in re.finditer("\n", self.text)]

    def damage(self, comments: Sequence[Comment]) -> Damage | None:
        """What decoding lost, if anything.

        Args:
            comments: those read from this document; the ones that hold a U+FFFD are in doubt.
        """
        if not self.replaced:
            return None
        at = self.text.find(REPLACED)
        start = max(self.text.rfind("\n", 0, at) + 1, at - AROUND)
        reason = Message("text-replaced", {"count": self.replaced, "encoding": (self.encoding or "").upper()})
        doubtful = sum(REPLACED in one.text or REPLACED in (one.author or "") for one in comments)
        return Damage(self.url, self.line(at), reason, self.text[start : at + AROUND], doubtful)


def open_document(source: Input, hints: Hints = NO_HINTS) -> Document:
    """Reads an input.

    Args:
        source: what to read.
        hints: what the user says of it.

    Raises:
        InputError: it can't be read; the message says why.
    """
    data, binary = _bytes(source)
    if binary:
        return Document(source, data, "", None, hints=hints)
    text, encoding, replaced = decode(data)
    if "\r\n" in text and text.count("\r\n") == text.count("\n"):
        text = text.replace("\r\n", "\n")
    return Document(source, data, text, encoding, replaced, hints)


def _bytes(source: Input) -> tuple[bytes, bool]:
    if source.problem:
        raise InputError(source.problem.key, **source.problem.values)
    if source.data is not None:
        return source.data, _binary(source.data[:HEAD])
    try:
        # Bare system calls: with ten thousand small files, the layers of `open` cost as much as the reading.
        # Without O_NONBLOCK a pipe in a folder would wait for a writer for ever.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        file = os.open(source.path or "", flags)
        try:
            status = os.fstat(file)
            if not stat.S_ISREG(status.st_mode):
                raise InputError("input-no-file")
            if source.span:
                return _part(file, source), False
            return _whole(file, status.st_size)
        finally:
            os.close(file)
    except OSError as error:
        reason = why(error)
        raise InputError(reason.key, **reason.values) from error


def _part(file: int, source: Input) -> bytes:
    start, end = source.span or (0, 0)
    os.lseek(file, start, os.SEEK_SET)
    parts = [source.header]
    while start < end and (part := os.read(file, end - start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)


def _whole(file: int, size: int) -> tuple[bytes, bool]:
    """The file's bytes and whether it is binary; a binary one is not read to its end."""
    small = size <= HEAD * 128
    data = os.read(file, size + 1 if small else HEAD)
    if _binary(data[:HEAD]):
        return data[:HEAD], True
    if small and len(data) == size:
        return data, False
    # Large, growing, or of a size that the system doesn't state (as under /proc).
    parts = [data]
    while part := os.read(file, 1 << 24):
        parts.append(part)
    return b"".join(parts), False


def _binary(head: bytes) -> bool:
    if head.startswith(SIGNATURES):
        return True
    if b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide(head):
        return False
    # Text may hold a stray control character; what is one in twenty of them is none.
    return len(_CONTROL.findall(head)) * 20 > len(head)
