"""An answer's body, decompressed, never larger than agreed and never slower than bearable.

A few kilobytes of gzip can stand for gigabytes, so they are unpacked by the piece, and no piece is larger than what
is still allowed.
"""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING

import httpx

from commentscope.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable

SLOWEST = 300.0
"""Seconds for a whole body. The time-outs of the connection are met by a byte now and then."""


def read_body(response: httpx.Response, limit: int, now: Callable[[], float] = time.monotonic) -> bytes:
    """The whole body.

    Raises:
        FetchError: it is larger than `limit` bytes, or packed in a way that was not asked for.
        httpx.TransportError: it comes too slowly, ends too early, or can't be unpacked.
    """
    unpack = _unpacker(response)
    parts: list[bytes] = []
    size = 0
    until = now() + SLOWEST
    for packed in response.iter_raw():
        part = unpack.take(packed, limit + 1 - size)
        parts.append(part)
        size += len(part)
        if size > limit:
            raise FetchError("fetch-too-large", url=str(response.url), limit=limit)
        if now() > until:
            raise httpx.ReadTimeout("the whole answer takes too long")
    if not unpack.whole:
        raise httpx.RemoteProtocolError("closed before the end")
    return b"".join(parts)


class _Plain:
    """Not packed at all."""

    whole = True

    def take(self, packed: bytes, room: int) -> bytes:  # noqa: ARG002  as for the packed
        return packed


class _Zlib:
    """gzip, or what servers call deflate: zlib's format, or the same without a header."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._begun = False

    @property
    def whole(self) -> bool:
        """Whether the end was reached, or nothing came at all."""
        return self._stream.eof or not self._begun

    def take(self, packed: bytes, room: int) -> bytes:
        """The next piece, at most `room` bytes of it: reaching that many is too many, so the rest is not needed."""
        try:
            part = self._stream.decompress(packed, room)
        except zlib.error as error:
            if self._begun:
                raise httpx.RemoteProtocolError("can't be unpacked") from error
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            self._begun = True
            return self.take(packed, room)
        self._begun = self._begun or bool(packed)
        return part


def _unpacker(response: httpx.Response) -> _Plain | _Zlib:
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        return _Plain()
    if packing in ("gzip", "x-gzip", "deflate"):
        return _Zlib()
    raise FetchError("fetch-packed", url=str(response.url), packing=packing[:40])
