"""Bars and lines made of characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commentscope.report.drawing import ASCII, BLOCKS, bar, binned, glyphs, sparkline, stacked

COUNTS = st.integers(0, 10**7)


@given(COUNTS, COUNTS, st.integers(1, 50))
def test_bars_fit_and_show_what_is_little(value: int, more: int, cells: int) -> None:
    """A bar is never longer than its room, and never empty for something."""
    for style in (BLOCKS, ASCII):
        drawn = bar(value, value + more, cells, style)
        assert len(drawn) <= cells
        assert bool(drawn) == bool(value)


@given(st.tuples(COUNTS, COUNTS, COUNTS), COUNTS, st.integers(3, 50))
def test_stacked_parts_add_up(values: tuple[int, int, int], more: int, cells: int) -> None:
    """Every part that is something has a cell, nothing else has, and together they fit."""
    parts = stacked(values, sum(values) + more, cells)
    assert sum(parts) <= cells
    assert [bool(part) for part in parts] == [bool(value) for value in values]


@given(st.lists(COUNTS, max_size=40))
def test_a_sparkline_has_a_character_for_each_value(values: list[int]) -> None:
    """The highest is full, nothing is a space."""
    drawn = sparkline(values)
    assert len(drawn) == len(values)
    assert [char == " " for char in drawn] == [not value for value in values]
    if any(values):
        assert drawn[values.index(max(values))] == BLOCKS.levels[-1]


@given(
    st.dictionaries(
        st.dates().map(lambda day: f"{day:%Y-%m}".rjust(7, "0")),
        st.tuples(st.integers(1, 99), st.integers(0, 9)),
    ),
    st.integers(1, 80),
)
def test_months_are_all_counted_once(months: dict[str, tuple[int, int]], columns: int) -> None:
    """However few columns there are, every comment is in one of them, in order and without a hole."""
    bins = binned(months, columns)
    assert len(bins) <= columns
    assert sum(one.comments for one in bins) == sum(comments for comments, _ in months.values())
    assert [one.first for one in bins] == sorted(one.first for one in bins)
    if months:
        assert (bins[0].first, bins[-1].last) == (min(months), max(months))


def test_quarters_begin_where_the_calendars_do() -> None:
    """February to July, three months together: the first quarter's rest, the second, the third's first month."""
    months = {"2019-02": (1, 0), "2019-07": (2, 1)}
    assert [(one.first, one.last) for one in binned(months, 4)] == [
        ("2019-02", "2019-03"),
        ("2019-04", "2019-06"),
        ("2019-07", "2019-07"),
    ]


def test_glyphs_follow_the_encoding() -> None:
    """Blocks where they can be written, ASCII elsewhere, also for an encoding nobody knows."""
    assert glyphs("utf-8") is BLOCKS
    assert glyphs("ascii") is ASCII
    assert glyphs("no-such-encoding") is ASCII
