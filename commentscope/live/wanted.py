"""Lists of what to fetch: a file with the number or the address of an article a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commentscope.errors import UsageError
from commentscope.live.sites.geektime import HOME

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r"(\S+?)(?:[\s,;]+(\S.*?))?\s*")
_NUMBER = re.compile(r"[0-9]{1,12}")


def article_address(number: str) -> str:
    """The address of GeekTime's article of this number."""
    return f"{HOME}/column/article/{number}"


def read_list(file: Path) -> list[tuple[str, str | None]]:
    """The articles of a list: their addresses, and their titles where they are given.

    A line is GeekTime's number of an article (`780`) or an address, and its title behind a blank or a comma if you
    like: the site's comments don't tell it. Empty lines, and those that begin with `#`, are passed over.

    Raises:
        UsageError: the file can't be read, or a line is neither.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError("list-unreadable", path=str(file), reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise UsageError("list-encoding", path=str(file)) from error
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        place, title = match.groups() if match else ("", None)
        if _NUMBER.fullmatch(place):
            place = article_address(place)
        elif "://" not in place:
            raise UsageError("list-line", path=str(file), line=number)
        found.append((place, title))
    return found
