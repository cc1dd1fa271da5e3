"""Small pictures made of characters: bars and lines over time, in blocks or, where those can't be written, in ASCII."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STATES = ("unanswered", "answered", "unknown")
"""What a question can be, in the order of its bar."""

_SPANS = (1, 3, 6, 12, 24, 60, 120)  # months that one column of a line may stand for


@dataclass(frozen=True)
class Glyphs:
    """The characters that a medium can show."""

    bar: str
    """A whole cell of a bar."""
    fractions: str
    """The end of a bar, from an eighth of a cell upwards; empty where there is none so fine."""
    shades: tuple[str, str, str]
    """Bars of unanswered, answered and unknown questions: told apart without colour."""
    levels: str
    """Heights of a line over time, the lowest first; nothing at all is a space."""
    marks: tuple[str, str, str]
    """What stands before an unanswered, an answered and any other comment."""
    dot: str
    """Between the items of a line."""
    dash: str
    """Between the ends of a period."""
    cut: str
    """For the rest of a shortened text."""


BLOCKS = Glyphs("█", "▏▎▍▌▋▊▉", ("█", "▒", "░"), "▁▂▃▄▅▆▇█", ("●", "○", "·"), " · ", " – ", "…")
ASCII = Glyphs("#", "", ("#", "=", "-"), "._-=+*%#", ("*", "o", "-"), " | ", " - ", "...")


class Bin(NamedTuple):
    """Some months together."""

    first: str
    last: str
    comments: int
    questions: int


def glyphs(encoding: str) -> Glyphs:
    """The finest characters that the encoding can write."""
    try:
        str(BLOCKS).encode(encoding)
    except (UnicodeError, LookupError):
        return ASCII
    return BLOCKS


def bar(value: float, peak: float, cells: int, style: Glyphs = BLOCKS) -> str:
    """A bar as long as the value is of the peak; something, however little, is seen.

    >>> bar(3, 8, 4)
    '█▌'
    """
    if not value or not peak:
        return ""
    steps = len(style.fractions) + 1
    eighths = max(1, round(value / peak * cells * steps))
    whole, rest = divmod(eighths, steps)
    return style.bar * whole + (style.fractions[rest - 1] if rest else "")


def stacked(values: Sequence[int], peak: int, cells: int) -> list[int]:
    """The cells for each part of a bar of several parts; no part that is something gets none.

    >>> stacked([1, 99, 0], 100, 10)
    [1, 9, 0]
    """
    if not peak:
        return [0] * len(values)
    # The ends are rounded, not the lengths: what is equal is drawn equal in every row of a table.
    ends = [round(end / peak * cells) for end in accumulate(values, initial=0)]
    parts = [
        max(end - start, 1) if value else 0 for value, start, end in zip(values, ends, ends[1:], strict=False)
    ]
    parts[parts.index(max(parts))] -= max(0, sum(parts) - cells)
    return parts


def sparkline(values: Sequence[int], style: Glyphs = BLOCKS) -> str:
    """One character a value, as high as the value is of the highest.

    >>> sparkline([0, 1, 4, 8])
    ' ▁▄█'
    """
    peak = max(values, default=0)
    top = len(style.levels)
    return "".join(style.levels[ceil(value / peak * top) - 1] if value else " " for value in values)


def binned(months: Mapping[str, tuple[int, int]], columns: int) -> list[Bin]:
    """All months from the first to the last, those without comments too, where they are too many a few together.

    Quarters, half-years and years begin where the calendar's do.

    Args:
        months: `2019-02` → comments, questions.
        columns: the most columns there is room for.
    """
    if not months:
        return []
    first, last = _number(min(months)), _number(max(months))
    span = next(
        (span for span in _SPANS if last // span - first // span < columns), ceil((last + 1) / columns)
    )
    bins = []
    for start in range(first - first % span, last + 1, span):
        inside = [_name(month) for month in range(max(start, first), min(start + span, last + 1))]
        counts = [months.get(month, (0, 0)) for month in inside]
        bins.append(Bin(inside[0], inside[-1], sum(n for n, _ in counts), sum(n for _, n in counts)))
    return bins


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def _name(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
