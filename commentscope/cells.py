"""Cells of spreadsheets: text that one might compute is written with an apostrophe before it, and read without."""

from __future__ import annotations

import re

# What a spreadsheet takes for a formula, full-width signs included, after anything that it may skip; and the
# apostrophes that already stand before such a beginning. Written with literal characters, because Arrow's regular
# expressions (RE2) read it too.
FORMULA = (
    "'*(?:[\t\r\n]|[\x01-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]*[=+@＝＋－＠-])"
).replace("\x01", r"\x00")
"""A pattern for the beginning of a cell that must not reach a spreadsheet as it is."""
_FORMULA = re.compile(FORMULA)


def cell(value: str) -> str:
    """The text for a cell of CSV or XLSX: with an apostrophe before anything a spreadsheet might compute.

    >>> cell("=1+1"), cell("'=1+1"), cell("1+1")
    ("'=1+1", "''=1+1", '1+1')
    """
    return f"'{value}" if _FORMULA.match(value) else value


def uncell(value: str) -> str:
    """What `cell` was given.

    >>> uncell(cell("'=1+1"))
    "'=1+1"
    """
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value
