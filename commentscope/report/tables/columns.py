"""The annotated table's columns: their order, and their values as other formats take them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from commentscope.comments import DTYPES
from commentscope.surrogates import encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LISTS = ("topics", "scores", "evidence")
"""The columns that hold lists."""
ASKED = (
    "question",
    "topics",
    "answered",
    "likes",
    "replies",
    "author",
    "posted",
    "article",
    "series",
    "text",
    "reply",
    "reply_to",
    "url",
    "evidence",
    "scores",
    "intent",
    "avatar",
    "parent",
    "source",
    "id",
)
"""The columns of the questions, in the order an author reads them: what is asked first, machine matters last."""

# Between the lists of a column stands a string that is no list, so its JSON after a comma occurs nowhere else: within
# a list it would be a topic, whose key it can't be; within an object it follows a colon; within a string, a backslash.
_MARK = "\x1e"
_MARKED = ',"\\u001e",'
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


def asked(annotated: pd.DataFrame) -> pd.DataFrame:
    """The rows that ask, with what is asked as the first column."""
    questions = annotated[(annotated["intent"] == "question").to_numpy(bool)]
    return questions[[*ASKED, *(name for name in annotated.columns if name not in ASKED)]]


def ordered(table: pd.DataFrame) -> list[str]:
    """The table's own columns in its own order, as strings."""
    return [str(name) for name in table.columns]


def arrow(column: pd.Series) -> pa.Array:
    """A column of text as an Arrow array of strings, null where unknown. Lone surrogates become U+FFFD."""
    values = column.astype(object) if isinstance(column.dtype, pd.CategoricalDtype) else column
    try:
        made = pa.array(values, pa.large_string(), from_pandas=True)
    except UnicodeEncodeError:
        made = pa.array([value and encodable(value) for value in plain(values)], pa.large_string())
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # a user's own column of something else
        texts = [None if value is None else encodable(str(value)) for value in plain(values)]
        made = pa.array(texts, pa.large_string())
    return made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made


def plain(column: pd.Series) -> list[Any]:
    """The values as plain Python objects, unknown ones `None`; lists stay lists."""
    if column.dtype == object:
        return [None if _unknown(value) else value for value in column.tolist()]
    return pa.array(column, from_pandas=True).to_pylist()  # type: ignore[no-any-return]  # pyarrow has no types


def moments(column: pd.Series, write: Callable[[pd.Timestamp], str]) -> list[str | None]:
    """Points in time as text, each different one written once; `None` where unknown."""
    codes, unique = pd.factorize(column)
    texts: list[str | None] = [write(time) for time in unique]
    texts.append(None)  # unknown has the code -1
    return [texts[code] for code in codes]


def is_time(column: pd.Series) -> bool:
    """Whether the column holds points in time."""
    return isinstance(column.dtype, pd.DatetimeTZDtype) or column.dtype.kind == "M"


def is_text(name: str, column: pd.Series) -> bool:
    """Whether the column holds text (or something that has to be written as text)."""
    known = DTYPES.get(name, "")
    return known in ("string", "category") or (
        not is_time(column) and not pd.api.types.is_numeric_dtype(column.dtype) and name not in LISTS
    )


def json_texts(lists: Iterable[Any]) -> list[str]:
    """Each list as JSON. One call encodes all: a call for each would take thrice the time."""
    rows: list[Any] = []
    for value in _lists(lists):
        rows += (list(value), _MARK)
    return _COMPACT.encode([*rows, None])[1:].split(_MARKED)[:-1]


def joined(lists: Iterable[Any]) -> list[str]:
    """Each list of topic keys as CSV has it: `k3s;edge`."""
    return [";".join(value) for value in _lists(lists)]


def _lists(lists: Iterable[Any]) -> Iterable[Any]:
    return (() if _unknown(value) else value for value in lists)


def _unknown(value: Any) -> bool:  # noqa: ANN401  whatever a column holds
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)  # noqa: PLR0124  the test for NaN
