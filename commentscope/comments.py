"""The comments table: one row a comment, the same columns and dtypes whatever the source.

Unknown is `<NA>`, never 0 or "".
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from commentscope.errors import TableError
from commentscope.surrogates import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from commentscope.messages import Message


TIME_ZONE = "Asia/Shanghai"
POSTED = f"datetime64[us, {TIME_ZONE}]"

DTYPES: dict[str, str] = {
    "id": "string",
    "source": "category",
    "article": "string",
    "series": "string",
    "url": "string",
    "author": "string",
    "avatar": "string",
    "text": "string",
    "likes": "Int64",
    "replies": "Int64",
    "posted": POSTED,
    "parent": "string",
    "reply": "string",
}
"""The columns of the comments table, in order, and their dtypes."""

INTENTS = ("question", "request", "correction", "answer", "praise", "remark")
"""Every intent there is, the one that a reader looks for first."""

ANNOTATIONS: dict[str, str] = {
    "intent": "category",
    "question": "string",
    "topics": "object",
    "scores": "object",
    "evidence": "object",
    "reply_to": "string",
    "answered": "boolean",
}
"""The columns that the analysis adds, in order, and their dtypes.

`intent` has the categories of `INTENTS`; `topics` holds a list of topic keys, most and strongest terms first;
`scores` how probable each of them is, between 0 and 1; `evidence` a list of dicts {topic, term, start, end} with
character offsets into `text`.
"""

LEFT_OUT = ("deleted", "hidden", "spam", "pending", "pingback", "notice", "collapsed", "empty")
"""Why an entry of an input is no comment to read, in the order in which it is told.

Deleted by its author or the site; hidden by it; taken for spam; waiting for approval; a pingback or trackback, which
no reader wrote; a notice of the site itself; collapsed, so that the input states only how many there are; empty.
"""

ID_LENGTH = 16
"""Hexadecimal digits of a made-up id: 64 bits, so a collision in ten million comments has odds of 1 in 370,000."""


class Comment(NamedTuple):
    """One comment as a source read it. `None` is unknown."""

    source: str
    article: str | None
    url: str
    text: str
    author: str | None = None
    avatar: str | None = None
    likes: int | None = None
    """As stated; below zero is unknown."""
    replies: int | None = None
    """As stated; below zero is unknown."""
    posted: str | None = None
    """ISO 8601 in Beijing time without an offset: `2019-02-27` or `2019-02-27T10:30:00`."""
    series: str | None = None
    parent: str | None = None
    reply: str | None = None
    id: str | None = None
    """The source's own id; `None` lets `table` derive one from the content."""


@dataclass(frozen=True)
class Damage:
    """Something in an input that could not be read as it should be. Nothing is dropped without one."""

    url: str
    """The file or page, as in the table's `url`."""
    line: int | None
    """The line it begins on, from 1; `None` where the input has no lines."""
    reason: Message
    """Why, as a message of the catalogue."""
    excerpt: str = ""
    """The beginning of what could not be read, as it stood there (hostile: defuse before showing)."""
    comments: int = 1
    """How many comments are missing or in doubt because of it."""


@dataclass(frozen=True)
class Provenance:
    """What is known of a table's inputs beside its rows. Adds up: `a + b` is that of both tables together."""

    files: int = 0
    """Inputs read, those without a discussion included."""
    silent: int = 0
    """Inputs that hold no discussion."""
    declared: int = 0
    """Comments that the inputs themselves state to hold."""
    damaged: tuple[Damage, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many entries were left out on purpose, by the reason (one of `LEFT_OUT`)."""
    undeclared: int = 0
    """Comments read from inputs that state no number."""

    def __add__(self, other: Provenance) -> Provenance:
        left_out = {
            reason: count
            for reason in LEFT_OUT
            if (count := self.left_out.get(reason, 0) + other.left_out.get(reason, 0))
        }
        return Provenance(
            self.files + other.files,
            self.silent + other.silent,
            self.declared + other.declared,
            self.damaged + other.damaged,
            left_out,
            self.undeclared + other.undeclared,
        )

    @property
    def expected(self) -> int:
        """How many comments there should be: those declared, and all of the inputs that state no number.

        0 where no input states one, so that there is nothing to compare.
        """
        return self.declared and self.declared + self.undeclared

    def __deepcopy__(self, memo: object) -> Provenance:
        # pandas deep-copies `attrs` on every operation; this one never changes.
        return self


def provenance(comments: pd.DataFrame) -> Provenance:
    """What `read` noted about the inputs of this table; all zero where the table came from elsewhere."""
    noted = comments.attrs.get("provenance")
    return noted if isinstance(noted, Provenance) else Provenance()


def table(comments: Iterable[Comment], origin: Provenance | None = None) -> pd.DataFrame:
    """The comments table of `comments`, in their order.

    Ids that the source lacks are derived from (article, author, text, posted, ordinal among equals), so they are
    the same on every run and machine. Equals are counted within one `url`.

    Returns:
        One row a comment, columns and dtypes as in `DTYPES`.
    """
    rows = list(comments)
    columns: dict[str, Sequence[object]] = {}
    if rows:
        columns.update(zip(Comment._fields, zip(*rows, strict=True), strict=True))
    columns["id"] = _ids((row.id, row.url, row.article, row.author, row.text, row.posted) for row in rows)
    frame = {name: _column(columns.get(name, ()), dtype) for name, dtype in DTYPES.items()}
    made = pd.DataFrame(frame)
    made.attrs["provenance"] = origin or Provenance()
    return made


def validate(comments: pd.DataFrame) -> pd.DataFrame:
    """The table with every column of `DTYPES` present and typed; other columns follow unchanged.

    Columns that are missing are added as unknown, except `text`, without which there is nothing to read. Missing
    ids are derived as in `table`.

    Raises:
        TableError: `text` is missing, or a column can't be converted.
    """
    if "text" not in comments.columns:
        raise TableError("table-without-text", columns=", ".join(map(str, comments.columns)))
    if all(name in comments.columns and str(comments[name].dtype) == dtype for name, dtype in DTYPES.items()):
        return comments
    frame = {}
    for name, dtype in DTYPES.items():
        column = comments[name] if name in comments.columns else pd.Series(None, comments.index, dtype=object)
        try:
            frame[name] = _typed(column, dtype)
        except (TypeError, ValueError) as error:
            raise TableError("table-column-wrong", column=name, dtype=dtype, reason=str(error)) from error
    valid = pd.DataFrame(frame, index=comments.index)
    if valid["id"].isna().any():
        valid["id"] = valid["id"].where(valid["id"].notna(), pd.array(derived_ids(valid), dtype="string"))
    rest = [name for name in comments.columns if name not in DTYPES]
    valid = pd.concat([valid, comments[rest]], axis=1) if rest else valid
    valid.attrs = comments.attrs
    return valid


def concat(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The rows of several comments tables, in order, in one table with a fresh index and their joint provenance."""
    origin = sum(map(provenance, tables), Provenance())
    full = [one for one in tables if len(one)] or list(tables[:1])
    if not full:
        return table([], origin)
    sources = pd.api.types.union_categoricals([one["source"] for one in full], sort_categories=True)
    joined = pd.concat([one.assign(source=one["source"].astype(str)) for one in full], ignore_index=True)
    joined = joined.assign(source=sources)
    joined.attrs = {"provenance": origin}
    return joined


def plain(column: pd.Series) -> list[Any]:
    """The values of a column as plain Python objects, unknown ones `None`."""
    values: list[Any] = column.to_numpy(object, na_value=None).tolist()  # type: ignore[call-overload]  # stubs lack None
    return values


def derived_ids(comments: pd.DataFrame) -> list[str]:
    """The content ids of all rows, as `table` gives them where a source has none."""
    names = ("url", "article", "author", "text")
    columns = [plain(comments[name]) for name in names]
    posted = comments["posted"].dt.strftime("%Y-%m-%dT%H:%M:%S").astype(object)
    days = [None if pd.isna(time) else time.removesuffix("T00:00:00") for time in posted]
    return _ids((None, *row) for row in zip(*columns, days, strict=True))


def _ids(rows: Iterable[tuple[str | None, ...]]) -> list[str]:
    """The ids of rows of (id, url, article, author, text, posted)."""
    seen: dict[tuple[str | None, ...], int] = {}
    ids = []
    for row in rows:
        if row[0] is not None:
            ids.append(row[0])
            continue
        seen[row] = ordinal = seen.get(row, -1) + 1
        ids.append(_digest(*row[2:], str(ordinal)))
    return ids


def _digest(*parts: str | None) -> str:
    # Lengths keep ("ab", "") apart from ("a", "b"), `-` None from ""; surrogatepass keeps lone surrogates.
    packed = "".join(["-" if part is None else f"{len(part)}:{part}" for part in parts])
    return hashlib.blake2b(packed.encode("utf-8", "surrogatepass"), digest_size=ID_LENGTH // 2).hexdigest()


def _column(values: Sequence[object], dtype: str) -> pd.Series:
    if dtype == POSTED:
        return _moments(values)
    if dtype == "Int64":
        values = [None if value is None or value < 0 else value for value in values]  # type: ignore[operator]  # a count
    else:
        try:
            "".join(filter(None, values)).encode()  # type: ignore[arg-type]  # strings
        except UnicodeEncodeError:
            values = _encodable(values)
    return pd.Series(values, dtype=dtype)


def _encodable(values: Sequence[Any]) -> list[Any]:
    """The values with U+FFFD for lone surrogates, which are no text; JSON can bring them."""
    return [encodable(value) if isinstance(value, str) else value for value in values]


def _moments(values: Sequence[object]) -> pd.Series:
    """Parse each different moment once: a chunk has few days and many comments."""
    places = {value: place for place, value in enumerate(dict.fromkeys(values))}
    parsed = pd.to_datetime(pd.Series(list(places), dtype=object), format="ISO8601", errors="coerce")
    local = parsed.astype("datetime64[us]").dt.tz_localize(
        TIME_ZONE, ambiguous=True, nonexistent="shift_forward"
    )
    return local.take([places[value] for value in values]).reset_index(drop=True)


def _typed(column: pd.Series, dtype: str) -> pd.Series:
    if dtype == "Int64":
        counts = pd.to_numeric(column).astype("Int64")
        return counts.mask(counts < 0)
    if dtype != POSTED:
        try:
            return pd.Series(column.array, column.index, dtype=dtype)
        except UnicodeEncodeError:
            return pd.Series(_encodable(column.tolist()), column.index, dtype=dtype)
    if not isinstance(column.dtype, pd.DatetimeTZDtype):
        moments = pd.to_datetime(column, format="ISO8601").astype("datetime64[us]")
        return moments.dt.tz_localize(TIME_ZONE, ambiguous=True, nonexistent="shift_forward")
    local: pd.Series = column.dt.tz_convert(TIME_ZONE).dt.as_unit("us")
    return local
