"""What came of a fetch: a line for each discussion, what should have come beside what came."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commentscope.messages import say
from commentscope.report.console.sheet import QUIET, STRONG
from commentscope.report.defuse import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from commentscope.live import Receipt

_COUNTS = ("declared", "received", "replies", "new", "changed", "vanished")


def render(receipts: Sequence[Receipt], console: Console, *, lang: str) -> None:
    """Prints the table; with several discussions, their sum below."""
    shown = [name for name in _COUNTS if name not in _IDLE or any(getattr(one, name) for one in receipts)]
    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.add_column(overflow="fold")
    for _ in shown:
        table.add_column(justify="right", no_wrap=True)
    table.add_row("", *(Text(say(lang, f"receipt-{name}"), QUIET) for name in shown))
    for one in receipts:
        short = one.declared is not None and one.received < one.declared
        counts = [_count(getattr(one, name), short=short and name == "received") for name in shown]
        table.add_row(Text(line(one.article or one.url.partition("://")[2])), *counts)
    if len(receipts) > 1:
        sums = [sum(getattr(one, name) or 0 for one in receipts) for name in shown]
        table.add_row(Text(say(lang, "receipt-all", discussions=len(receipts)), QUIET), *map(_count, sums))
    console.print(Padding(table, (1, 2)))


def as_json(receipts: Sequence[Receipt]) -> str:
    """A list of objects, one for each discussion."""
    plain = [one._asdict() | {"problem": str(one.problem) if one.problem else None} for one in receipts]
    return json.dumps(plain, ensure_ascii=True, indent=2) + "\n"


_IDLE = ("replies", "changed", "vanished")
"""Columns that stand there only if one of them has something to tell."""


def _count(count: int | None, *, short: bool = False) -> Text:
    if count is None:
        return Text("–", QUIET)
    return Text(f"{count:,}", STRONG if short else "")
