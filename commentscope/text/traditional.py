"""Traditional characters read as simplified ones, one for one, so that every offset stays.

The table is `traditional.txt` beside this module. It serves matching only: no text that a user sees goes through it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def table() -> dict[str, str]:
    """Traditional words and characters, and what they are read as."""
    lines = (files(__package__) / "traditional.txt").read_text(encoding="utf-8").splitlines()
    items = [item for line in lines if not line.startswith("#") for item in line.split()]
    return {item[: len(item) // 2]: item[len(item) // 2 :] for item in items}


SIGNS = "瞭覆藉甚" + "".join(word for word in table() if len(word) == 1)
"""Characters without which nothing changes: those of the table, and those that only its words change."""
_SIGN = re.compile(f"[{SIGNS}]")


def simplified(text: str) -> str:
    """The text in simplified characters, as long as before.

    >>> simplified("請問這兩本名著講什麼，瞭解的回覆一下")
    '请问这两本名著讲什么，了解的回复一下'
    """
    # Hardly a comment needs it; looking takes a fraction of a microsecond.
    return _traditional().sub(_plain, text) if _SIGN.search(text) else text


@cache
def _traditional() -> re.Pattern[str]:
    words = sorted((word for word in table() if len(word) > 1), key=lambda word: (-len(word), word))
    return re.compile(f"{'|'.join(words)}|[{SIGNS[4:]}]")


def _plain(match: re.Match[str]) -> str:
    return table()[match[0]]
