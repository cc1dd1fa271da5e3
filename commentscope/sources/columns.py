"""Which column of a table holds which field of a comment: by its name, or as the user says."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from commentscope.comments import DTYPES
from commentscope.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMES = Path(__file__).with_name("columns.toml")
"""The known names."""

_IGNORED = re.compile(r"[\s_\-.·\ufeff]+")


def find(
    names: Sequence[str],
    given: Mapping[str, str] | None = None,
    known: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, int] | None:
    """The place of each field's column.

    Args:
        names: the table's column names.
        given: the columns that the user names, by field.
        known: names to look for, by field; by default those of `columns.toml`.

    Returns:
        Places by field; `None` where there is no text, or a column that the user names.

    Example:
        >>> find(["评论内容", "昵称", "点赞数"])
        {'text': 0, 'author': 1, 'likes': 2}
    """
    if missing(names, given):
        return None
    plain = [_plain(name) for name in names]
    places: dict[str, int] = {}
    for field, name in (given or {}).items():
        wanted = name if name in names else _plain(name)
        places[field] = list(names).index(wanted) if wanted in names else plain.index(wanted)
    for field in DTYPES:  # our own names first: a table of ours may have other columns beside them
        if field in plain and field not in places and plain.index(field) not in places.values() and not known:
            places[field] = plain.index(field)
    for field, synonyms in (known or builtin()).items():
        free = [name for name in synonyms if name in plain and plain.index(name) not in places.values()]
        if field not in places and free:
            places[field] = plain.index(free[0])
    return dict(sorted(places.items(), key=lambda item: item[1])) if "text" in places else None


def missing(names: Sequence[str], given: Mapping[str, str] | None) -> list[str]:
    """The columns that the user names and a table does not have."""
    plain = {_plain(name) for name in names}
    return [name for name in (given or {}).values() if name not in names and _plain(name) not in plain]


def ours(names: Sequence[str]) -> bool:
    """Whether the table is a comments table of our own: it has every column of one."""
    return DTYPES.keys() <= set(names)


def check(given: Mapping[str, str], known: Sequence[str] = tuple(DTYPES)) -> None:
    """Makes sure that there are such fields.

    Raises:
        UsageError: there is no field of a name.
    """
    for field in given:
        if field not in known:
            raise UsageError("field-unknown", field=field, known=", ".join(known))


@cache
def builtin() -> dict[str, list[str]]:
    """The known names by field; the text's first, since no other field may take its column."""
    names = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    return {"text": names.pop("text"), **names}


def _plain(name: str) -> str:
    return _IGNORED.sub("", str(name)).lower()
