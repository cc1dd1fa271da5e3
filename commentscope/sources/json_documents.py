"""JSON as it is found: whole, as lines, or broken off; what stands before the damage is read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from json.decoder import scanstring  # type: ignore[attr-defined]  # the stubs lack it
from typing import Any

DEEPEST = 100
"""Lists and objects within one another that are read; no discussion has more."""

_DECODER = json.JSONDecoder(strict=False)
# What LeanCloud writes above its JSON Lines.
_HEADER = re.compile(r"\A#filetype:JSON-streaming[^\n]*+")
_SPACE = re.compile(r"[ \t\n\r]*+")
_SCALAR = re.compile(
    r"(true|false|null|NaN|-?Infinity)|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?"
)
_WORDS = {"true": True, "false": False}
_LINE = re.compile(r"[^\n]+")
_DIGITS = 300
_TRIED = 5
"""Lines behind the first that are looked at to tell JSON Lines."""


@dataclass(frozen=True)
class Json:
    """Decoded JSON."""

    value: Any
    """Of JSON Lines, the list of what stands on each line."""
    broken: tuple[int, ...] = ()
    """Positions in the text from which on, or on whose line, something could not be read."""
    lines: bool = False
    """Whether it is JSON Lines."""


def decode(text: str) -> Json | None:
    """What the text holds, if it is JSON or JSON Lines, as far as it can be read.

    Of an object that breaks off within a list, nothing is taken; all that stands before it is. Several values, one
    behind the other, are a list of them, and of what is in those that are lists: so `gh api --paginate` writes pages.

    Returns:
        `None` where the text is no JSON: neither a list nor an object begins it.
    """
    text = _HEADER.sub(lambda head: " " * len(head[0]), text, count=1)
    if not text[:256].lstrip().startswith(("{", "[")):
        return None
    try:
        return Json(json.loads(text, strict=False))
    except (ValueError, RecursionError):
        pass
    if _has_lines(text):
        values, broken = [], []
        for line in _LINE.finditer(text):
            try:
                values.append(json.loads(line[0], strict=False))
            except (ValueError, RecursionError):
                if line[0].strip():
                    broken.append(line.start())
        return Json(values, tuple(broken), lines=True)
    return _one_by_one(text)


def _has_lines(text: str) -> bool:
    """Whether there is an object on each line, or on most, should one be damaged."""
    lines = (line[0].strip() for line in _LINE.finditer(text))
    first = next((line for line in lines if line), "")
    rest = list(islice((line for line in lines if line), _TRIED))
    if not rest or (not _is_object(first) and first.endswith(("[", "{", ","))):
        return False  # the latter: a list that has its objects on lines of their own
    return sum(map(_is_object, [first, *rest])) * 2 > len(rest)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def _one_by_one(text: str) -> Json:
    """The values that are whole, and what there is of the one behind them."""
    values: list[Any] = []
    broken: int | None = None
    at = _SPACE.match(text).end()  # type: ignore[union-attr]  # matches anywhere
    while broken is None and at < len(text):
        end = broken = at
        if text[at] in "[{":
            try:
                value, end = _DECODER.raw_decode(text, at)
                broken = None
            except (ValueError, RecursionError):
                value, broken = _salvaged(text, at)
            values.append(value)
        at = _SPACE.match(text, end).end()  # type: ignore[union-attr]  # matches anywhere
    if len(values) > 1:
        values = [[one for value in values for one in (value if isinstance(value, list) else [value])]]
    return Json(values[0] if values else None, () if broken is None else (broken,))


def _salvaged(text: str, at: int) -> tuple[Any, int]:  # noqa: C901, PLR0912, PLR0915  a state machine reads best in one piece
    """The value as far as it goes, and where it breaks."""
    root: Any = None
    stack: list[Any] = []
    name: str | None = None
    expected = "value"
    while True:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # matches anywhere
        char = text[at : at + 1]
        if expected == "comma":
            if not stack:
                break  # something follows the whole value
            if char == ",":
                expected = "name" if isinstance(stack[-1], dict) else "value"
                at += 1
                continue
            expected = "end"
        if (
            char in ("}", "]")
            and expected in ("end", "first")
            and isinstance(stack[-1], dict) == (char == "}")
        ):
            stack.pop()
            expected = "comma"
            at += 1
            continue
        if expected == "end" or not char:
            break
        if expected == "name" or (expected == "first" and isinstance(stack[-1], dict)):
            try:
                name, end = scanstring(text, at + 1, False) if char == '"' else ("", -1)  # noqa: FBT003  C's signature
            except ValueError:
                break
            colon = _SPACE.match(text, end).end() if end >= 0 else -1  # type: ignore[union-attr]  # matches anywhere
            if end < 0 or text[colon : colon + 1] != ":":
                break
            expected, at = "value", colon + 1
            continue
        value: Any
        if char in ("{", "["):
            if len(stack) == DEEPEST:
                break
            value, end = {} if char == "{" else [], at + 1
        elif char == '"':
            try:
                value, end = scanstring(text, at + 1, False)  # noqa: FBT003  C's signature
            except ValueError:
                break
        elif scalar := _SCALAR.match(text, at):
            value, end = _scalar(scalar), scalar.end()
            if end == len(text):
                break  # a number may go on
        else:
            break
        if not stack:
            root = value
        elif isinstance(stack[-1], dict):
            stack[-1][name] = value
        else:
            stack[-1].append(value)
        expected = "comma"
        if char in ("{", "["):
            stack.append(value)
            expected = "first"
        at = end
    _drop_unfinished(stack)
    return root, at


def _scalar(found: re.Match[str]) -> Any:  # noqa: ANN401  a JSON value
    if found[1]:
        return _WORDS.get(found[1])
    return json.loads(found[0]) if len(found[0]) <= _DIGITS else None


def _drop_unfinished(stack: list[Any]) -> None:
    """Takes the object that the damage goes through out of the list it stands in, if it stands in one."""
    while stack and isinstance(stack[-1], dict):
        inner = stack.pop()
        if stack and isinstance(stack[-1], list):
            if stack[-1] and stack[-1][-1] is inner:
                stack[-1].pop()
            return
