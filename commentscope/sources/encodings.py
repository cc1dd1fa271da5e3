"""Which encoding bytes are in, and the text that they are."""

from __future__ import annotations

REPLACED = "\ufffd"
"""What stands for what could not be decoded."""


def decode(data: bytes) -> tuple[str, str, int]:
    """Text from bytes in UTF-8, UTF-16 or GB18030, with or without a byte order mark.

    Valid UTF-8 is UTF-8; zeros in every other byte are UTF-16. Of the rest, it is damaged UTF-8 if most of
    what is not ASCII makes sense as such (GB18030 would accept nearly all of it, and read nonsense), else
    GB18030.

    Returns:
        The text without a byte order mark, the encoding's name, and how many U+FFFD stand for what could not
        be decoded (those the text brings itself are not counted).
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return _forced(data[len(mark) :], encoding)
    if utf16 := wide(data):
        return _forced(data, utf16)
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        pass
    text, _, lost = _forced(data, "utf-8")
    if lost * 2 <= len(text) - len(text.encode("ascii", "ignore")) - lost:
        return text, "utf-8", lost
    other = _forced(data, "gb18030")
    return other if other[2] <= lost else (text, "utf-8", lost)


def wide(data: bytes) -> str | None:
    """Which UTF-16 the bytes are, if they are: ASCII characters, line ends at least, have one zero each."""
    if b"\0" not in data:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) * 50 < len(data) or min(even, odd) * 8 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _forced(data: bytes, encoding: str) -> tuple[str, str, int]:
    text = data.decode(encoding, "replace")
    lost = text.count(REPLACED)
    # A U+FFFD that was in the file is a character like any other.
    own = lost and data.decode(encoding, "ignore").count(REPLACED)
    return text, encoding, lost - own
