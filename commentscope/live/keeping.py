"""Putting an answer and its comments into the store, beside what is known of them already.

These are the steps of `Store`'s transactions; none begins or ends one.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from commentscope.comments import Comment, plain, table
from commentscope.live.schema import CHANGING, LASTING
from commentscope.surrogates import encodable

if TYPE_CHECKING:
    import sqlite3

    from commentscope.live.exchange import Answer
    from commentscope.live.records import Visit
    from commentscope.live.sites.site import Page


def keep_answer(base: sqlite3.Connection, visit: Visit, request: str, answer: Answer, now: str) -> None:
    """Keeps an answer as it came; the same one only once."""
    digest = hashlib.blake2b(answer.body, digest_size=16).hexdigest()
    try:
        body: str | bytes = answer.body.decode()
    except UnicodeDecodeError:
        body = answer.body
    base.execute(
        "insert into answers (url, digest, visit, request, fetched, body) values (?, ?, ?, ?, ?, ?) "
        "on conflict (url, digest) do update set visit = excluded.visit, fetched = excluded.fetched",
        [visit.target.url, digest, visit.id, request, now, body],
    )


def keep_comments(base: sqlite3.Connection, visit: Visit, chain: str, page: Page, now: str) -> int:
    """Puts the comments in, or brings those that are there up to date; how many this visit had not seen yet."""
    fresh = new = changed = 0
    for row in _rows(page.comments):
        known = _known(base, row)
        if known is None:
            new += 1
            fresh += 1
            _insert(base, row | {"first_seen": now, "last_seen": now, "visit": visit.id, "chain": chain})
        else:
            row |= {name: known[name] for name in LASTING if row[name] is None}
            changed += any(row[name] != known[name] for name in CHANGING)
            fresh += known["visit"] != visit.id
            _update(base, row | {"last_seen": now, "visit": visit.id, "vanished": None})
        _keep_counts(base, row, now)
    base.execute(
        "update visits set new = new + ?, changed = changed + ? where id = ?", [new, changed, visit.id]
    )
    return fresh


def entitle(base: sqlite3.Connection, url: str, title: str | None) -> None:
    """Notes an article's title, if there is one."""
    if title:
        base.execute("update articles set title = ?1, name = ?1 where url = ?2", [encodable(title), url])


def mark_vanished(base: sqlite3.Connection, visit: Visit, now: str) -> None:
    """Marks the comments of an article that a visit should have met, and did not.

    A visit that is not whole marks nothing. It is whole if every list was read to the end that the site states, nothing
    in it was unreadable, and no more of the declared comments are missing than in the whole visit before: in a list
    that the site cut short, or whose order changed while it was read, what is missing may still be there.
    """
    declared, received, stuck, damaged = base.execute(
        "select declared, received, stuck, damaged from visits where id = ?", [visit.id]
    ).fetchone()
    if damaged or (stuck and (declared is None or received < declared)):
        return
    before = base.execute(
        "select declared - received from visits where url = ? and whole order by id desc limit 1",
        [visit.target.url],
    ).fetchone()
    if declared is not None and before and declared - received > max(0, before[0] or 0):
        return
    base.execute("update visits set whole = 1 where id = ?", [visit.id])
    base.execute(
        "update comments set vanished = ? where url = ? and visit != ? and vanished is null "
        "and (chain = 'list' or (select threads from visits where id = ?))",
        [now, visit.target.url, visit.id, visit.id],
    )


def _known(base: sqlite3.Connection, row: dict[str, Any]) -> dict[str, Any] | None:
    """What the store knows of a comment: what may change, what lasts, and the visit that saw it last."""
    names = list(dict.fromkeys((*CHANGING, *LASTING, "visit")))
    found = base.execute(
        f"select {', '.join(names)} from comments where source = ? and id = ?",  # noqa: S608  names
        [row["source"], row["id"]],
    ).fetchone()
    return dict(zip(names, found, strict=True)) if found else None


def _insert(base: sqlite3.Connection, row: dict[str, Any]) -> None:
    marks = ", ".join("?" * len(row))
    base.execute(f"insert into comments ({', '.join(row)}) values ({marks})", list(row.values()))  # noqa: S608  names


def _update(base: sqlite3.Connection, row: dict[str, Any]) -> None:
    values = ", ".join(f"{name} = ?" for name in row)
    key = [row["source"], row["id"]]
    base.execute(f"update comments set {values} where source = ? and id = ?", [*row.values(), *key])  # noqa: S608  names


def _keep_counts(base: sqlite3.Connection, row: dict[str, Any], now: str) -> None:
    """Adds likes and replies to the history, where they are not the last ones in it."""
    last = base.execute(
        "select likes, replies from counts where source = ? and id = ? order by seen desc limit 1",
        [row["source"], row["id"]],
    ).fetchone()
    if last != (row["likes"], row["replies"]):
        base.execute(
            "insert or replace into counts (source, id, seen, likes, replies) values (?, ?, ?, ?, ?)",
            [row["source"], row["id"], now, row["likes"], row["replies"]],
        )


def _rows(comments: list[Comment]) -> list[dict[str, Any]]:
    """The comments as the store keeps them: ids derived where the source has none, unknown counts unknown."""
    clean = [Comment(*map(_value, one)) for one in comments]
    ids = [one.id for one in clean]
    if None in ids:
        ids = plain(table(clean)["id"])
    return [one._replace(id=key)._asdict() for one, key in zip(clean, ids, strict=True)]


def _value(value: Any) -> Any:  # noqa: ANN401  whatever a comment has
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, int):
        return int(value) if 0 <= value < 1 << 63 else None
    return value
