"""Counts, times and ids as other programs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.sources.values import count, key, moment, text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1.5万", 15_000), ("28k", 28_000), ("1.2K", 1_200), ("3w", 30_000), ("2.5亿", 250_000_000), ("1,234", 1_234),
        ("99+", 99), (" 7 ", 7), ("-1", -1), (12, 12), (3.0, 3), ("", None), ("赞", None), ("1.5.2", None),
        (True, None), (None, None), (float("nan"), None), (float("inf"), None), ([], None), (10**30, None),
        ("9" * 40, None), ("999999999999999999亿", None),
    ],
)  # fmt: skip
def test_count(value: object, expected: int | None) -> None:
    """A count is read, or unknown; never guessed."""
    assert count(value) == expected


TEN = "2024-05-01T10:00:00"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1714528800, TEN), (1714528800.0, TEN), ("1714528800", TEN), (1714528800000, TEN), ("1714528800000", TEN),
        (1714528800000000, TEN), ("2024-05-01T02:00:00Z", TEN), ("2024-05-01T02:00:00.000Z", TEN),
        ("2024-05-01T10:00:00+08:00", TEN), ("2024-05-01 10:00:00 +0800", TEN), ("2024-05-01T02:00:00+00", TEN),
        ("2024-05-01 10:00", TEN), ("2024/5/1 10:00", TEN), ("2024.5.1 10:00:00", TEN), ("2024年5月1日 10:00", TEN),
        ("2024年5月1日 上午10:00", TEN), ("2024-05-01 下午10:00", "2024-05-01T22:00:00"),
        ("2024/5/1 10:00 PM", "2024-05-01T22:00:00"), ("2024-05-01 12:30 AM", "2024-05-01T00:30:00"),
        ("2024-05-01", "2024-05-01"), ("20240501", "2024-05-01"), ("2024/5/1", "2024-05-01"),
        ("Wed, 01 May 2024 02:00:00 +0000", TEN), (datetime(2024, 5, 1, 2, tzinfo=UTC), TEN),
        (date(2024, 5, 1), "2024-05-01"), ("2024-05-01 10:00:00.123", "2024-05-01T10:00:00.123000"),
        ("3天前", None), ("2024-13-01", None), ("2024-02-30", None), ("2024-05-01 25:00", None), ("", None), (0, None),
        (-5, None), (True, None), (None, None), (float("nan"), None), (10**30, None), ("0000-00-00 00:00:00", None),
        ("0001-01-01T00:00:00Z", "0001-01-01T08:05:43"), ("9999-12-31T23:59:59Z", None),
    ],
)  # fmt: skip
def test_moment(value: object, expected: str | None) -> None:
    """A point in time is Beijing time, or unknown."""
    assert moment(value) == expected


def test_zone_of_a_bare_clock() -> None:
    """A source that writes universal time without saying so is read as such."""
    assert moment("2024-05-01 02:00", UTC) == TEN
    assert moment("2024-05-01T10:00:00+08:00", UTC) == TEN


@pytest.mark.parametrize(
    ("value", "expected"), [(0, None), ("0", None), ("", None), (7, "7"), ("null", None), (" a ", "a")]
)
def test_key(value: object, expected: str | None) -> None:
    """The many ways to write that there is no id are none."""
    assert key(value) == expected


def test_text() -> None:
    """A text is kept as it is; only what is no text at all is none."""
    assert [text(one) for one in ("null", "", " a ", 5, 5.0, None, [], {})] == [
        "null",
        "",
        " a ",
        "5",
        "5",
        None,
        None,
        None,
    ]


@given(st.text() | st.integers() | st.floats() | st.none() | st.booleans() | st.datetimes() | st.dates())
def test_any_value_is_no_error(value: object) -> None:
    """Whatever stands in a cell is read or unknown."""
    count(value)
    moment(value)
    key(value)
    text(value)
