"""Values as other programs write them: counts such as `1.5万`, points in time of every kind, texts."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from zoneinfo import ZoneInfo

from commentscope.comments import TIME_ZONE

UTC = timezone.utc  # noqa: UP017  a value that other modules name

_COUNT = re.compile(r"([+-]?[0-9]{1,18}(?:\.[0-9]{0,9})?)\s*(千|万|萬|亿|億|[kKwWmM])?\s*\+?")
_UNITS = {"千": 10**3, "k": 10**3, "万": 10**4, "萬": 10**4, "w": 10**4, "m": 10**6, "亿": 10**8, "億": 10**8}
_NUMBER = re.compile(r"[0-9]{9,19}(?:\.[0-9]{1,9})?")
_DAY = re.compile(r"([0-9]{4})(?:[-/.]|年\s?)([0-9]{1,2})(?:[-/.]|月\s?)([0-9]{1,2})(?:日|号)?")
_SHORT_OFFSET = re.compile(r"([+-][0-9]{2}):?([0-9]{2})?\Z")
_CLOCK = re.compile(
    r"[T\s,]*(?:(上午|下午|AM|PM)\s*)?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r"\s*(AM|PM)?\s*(Z|UTC|GMT|[+-][0-9]{2}:?(?:[0-9]{2})?)?",
    re.IGNORECASE,
)
# Seconds since 1970 until here lie before the year 5138; milliseconds from here on after 1973.
_SECONDS_END, _MILLISECONDS_END, _MICROSECONDS_END = 1e11, 1e14, 1e17


def text(value: object) -> str | None:
    """A value as text; `None` where there is none. Nothing is trimmed: `null` and blanks are names, too."""
    if value is None or isinstance(value, (dict, list)):
        return None
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return str(int(value)) if value.is_integer() else str(value)
    return value if isinstance(value, str) else str(value)


def key(value: object) -> str | None:
    """An id as text; `None` for the many ways to say that there is none: `0`, `"0"`, `""`, `-1`."""
    name = text(value)
    return None if name is None or name.strip() in {"", "0", "-1", "null", "None"} else name.strip()


def count(value: object) -> int | None:
    """How many: `12`, `"1,234"`, `1.5万`, `28k`, `99+`; `None` where it can't be told.

    Example:
        >>> [count(value) for value in ("1.5万", "28k", "1,234", "赞", True)]
        [15000, 28000, 1234, None, None]
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _whole(float(value)) if isinstance(value, float) else value if abs(value) < 1 << 63 else None
    if not isinstance(value, str):
        return None
    found = _COUNT.fullmatch(value.strip().replace(",", "").replace("，", ""))
    if not found:
        return None
    unit = _UNITS[found[2].lower()] if found[2] else 1
    whole = int(found[1]) * unit if found[1].lstrip("+-").isdigit() else round(float(found[1]) * unit)
    return whole if abs(whole) < 1 << 63 else None


def moment(value: object, zone: tzinfo | None = None) -> str | None:
    """A point in time as `Comment.posted` has it: ISO 8601 in Beijing time without an offset.

    Takes seconds, milliseconds and microseconds since 1970, ISO 8601, `2024/5/1 12:00`, `2024年5月1日`, the dates
    of mail headers, and Python's own. What is relative (`3天前`) tells no time: it is unknown.

    Args:
        value: what the source has.
        zone: where a clock without an offset hangs; by default in Beijing.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _epoch(float(value))
    if isinstance(value, datetime):
        return None if value != value else _beijing(value, zone)  # noqa: PLR0124  pandas' NaT differs from itself
    if isinstance(value, date):
        return value.isoformat()
    return _worded(value.strip(), zone) if isinstance(value, str) else None


def _worded(value: str, zone: tzinfo | None) -> str | None:
    if _NUMBER.fullmatch(value):
        return _epoch(float(value))
    if len(value) == len("20240501") and value.isdigit():
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    if not (day := _DAY.match(value)):
        return _mailed(value, zone)
    try:
        on = date(int(day[1]), int(day[2]), int(day[3]))
        rest = value[day.end() :].strip()
        if not rest:
            return on.isoformat()
        if clock := _CLOCK.fullmatch(rest):
            return _beijing(_at(on, clock), zone)
    except (ValueError, OverflowError):
        pass
    return None


def _at(on: date, clock: re.Match[str]) -> datetime:
    half, hour = (clock[1] or clock[6] or "").upper(), int(clock[2])
    if half in {"下午", "PM"} and hour < 12:  # noqa: PLR2004  noon
        hour += 12
    elif half in {"上午", "AM"} and hour == 12:  # noqa: PLR2004  noon
        hour = 0
    micro = int((clock[5] or "0").ljust(6, "0")[:6])
    at = datetime(on.year, on.month, on.day, hour, int(clock[3]), int(clock[4] or 0), micro)  # noqa: DTZ001  follows
    return at.replace(tzinfo=_offset(clock[7])) if clock[7] else at


def _offset(written: str) -> tzinfo:
    if not (parts := _SHORT_OFFSET.match(written)):
        return UTC
    minutes = int(parts[1]) * 60 + int(parts[1][0] + (parts[2] or "0"))
    return timezone(timedelta(minutes=minutes))


def _mailed(value: str, zone: tzinfo | None) -> str | None:
    """`Tue, 14 Jan 2014 17:31:03 +0000`."""
    try:
        return _beijing(parsedate_to_datetime(value), zone) if "," in value[:5] else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _epoch(value: float) -> str | None:
    size = abs(value)
    if not size < _MICROSECONDS_END:
        return None
    scale = 1 if size < _SECONDS_END else 10**3 if size < _MILLISECONDS_END else 10**6
    if value <= 0:
        return None
    try:
        return _beijing(
            datetime.fromtimestamp(0, UTC) + timedelta(microseconds=round(value / scale * 1e6)), None
        )
    except OverflowError:
        return None


def _beijing(at: datetime, zone: tzinfo | None) -> str | None:
    try:
        if at.tzinfo is None and zone is not None:
            at = at.replace(tzinfo=zone)
        if at.tzinfo is not None:
            at = at.astimezone(_here()).replace(tzinfo=None)
        return at.isoformat()
    except (OverflowError, ValueError):
        return None


@cache
def _here() -> ZoneInfo:
    return ZoneInfo(TIME_ZONE)


def _whole(value: float) -> int | None:
    return round(value) if math.isfinite(value) and abs(value) < 1 << 63 else None
