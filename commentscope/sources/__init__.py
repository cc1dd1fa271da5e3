"""Where comments come from: finding inputs, telling what kind each is, and reading the discussion in it.

Each kind of input is a module of this package, named in `registry`; nothing downstream knows which one a comment
came by.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from commentscope.comments import Damage, Provenance
from commentscope.comments import table as comments_table
from commentscope.errors import InputError
from commentscope.messages import Message
from commentscope.progress import progress as showing
from commentscope.sources.delimited import ENDINGS
from commentscope.sources.documents import NO_HINTS, Document, Hints, open_document
from commentscope.sources.inputs import Input, each_input, find_inputs
from commentscope.sources.reading import EXCERPT, Reading, Source
from commentscope.sources.registry import KINDS, SOURCES, find_source, recognise

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from commentscope.comments import Comment

__all__ = [
    "SOURCES",
    "Document",
    "Hints",
    "Input",
    "Reading",
    "Source",
    "each_input",
    "find_inputs",
    "find_source",
    "hints_of",
    "read",
    "read_document",
    "read_input",
]

SHOWN_COLUMNS = 30
"""Columns of a table that are named in a message."""


def read(
    inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    source: str | None = None,
    columns: Mapping[str, str] | None = None,
    select: Mapping[str, str] | None = None,
    progress: Callable[[Input, Reading], None] | None = None,
) -> pd.DataFrame:
    """The comments table of files, folders, globs or `-` for standard input.

    At Python's prompt and in a notebook, it says how far it has come where that takes longer than a second.

    Args:
        inputs: paths or globs; a single one may stand alone.
        source: the format all inputs must have; `None` finds it from the content of each.
        columns: for tables, which column holds a field: `{"text": "内容", "author": "昵称"}`. Known names are found.
        select: for pages, CSS selectors: `{"item": "li.comment", "text": ".body", "author": ".name"}`.
        progress: called after each input, with it and what was read of it.

    Returns:
        One row a comment, as `commentscope.comments.DTYPES` describes them, in the order of the inputs.
        `commentscope.comments.provenance` tells what is known of the inputs beside, damage included.

    Raises:
        InputError: a path doesn't exist, or a glob matches nothing.
        FormatError: there is no source of that name.
        UsageError: there is no such field, or a selector is none.
    """
    if source is not None:
        find_source(source)
    hints = hints_of(columns, select)
    comments: list[Comment] = []
    origin = Provenance()
    found = find_inputs(inputs)
    with showing("progress-reading", len(found)) as advance:
        for one in found:
            reading = read_input(one, source, hints)
            comments += reading.comments
            origin += reading.origin
            advance(1)
            if progress:
                progress(one, reading)
    return comments_table(comments, origin)


def hints_of(columns: Mapping[str, str] | None, select: Mapping[str, str] | None) -> Hints:
    """What a user says of tables and pages, once it can be used; for the arguments see `read`.

    Raises:
        UsageError: there is no such field, or a selector is none.
    """
    if columns:
        from commentscope.sources.columns import check as check_columns  # noqa: PLC0415  rarely said

        check_columns(columns)
    if select:
        from commentscope.sources.selectors import check as check_selectors  # noqa: PLC0415  rarely said

        check_selectors(select)
    return Hints(tuple((columns or {}).items()), tuple((select or {}).items()))


def read_input(one: Input, source: str | None = None, hints: Hints = NO_HINTS) -> Reading:
    """The discussion of one input. What can't be read is in the reading's `origin.damaged`, whatever it is.

    Args:
        one: what to read.
        source: the format it must have; `None` finds it from the content.
        hints: what the user says of the inputs.

    Raises:
        FormatError: there is no source of that name.
    """
    name = source or one.source
    wanted = find_source(name) if name is not None else None
    try:
        document = open_document(one, hints)
    except InputError as error:
        return Reading(origin=Provenance(files=1, damaged=(Damage(one.url, None, error.message),)))
    return read_document(document, wanted)


def read_document(document: Document, wanted: Source | None = None) -> Reading:
    """The discussion in a document, as a wanted source reads it, or as the one that recognises it."""
    fitting = recognise(document) if wanted is None or not wanted.recognises(document) else [wanted]
    names = [each.name for each in fitting]
    problem = None
    if wanted is not None and wanted not in fitting:
        problem = Message("source-misfit", {"source": wanted.name, "fitting": ", ".join(names) or "–"})
    elif wanted is None and len(fitting) > 1:
        problem = Message("source-ambiguous", {"fitting": ", ".join(names)})
    if problem:
        return Reading(origin=Provenance(files=1, damaged=(Damage(document.url, None, problem),)))
    if not fitting:
        unknown = _unrecognised(document)
        return Reading(origin=Provenance(files=1, silent=0 if unknown else 1, damaged=unknown))
    reading = (wanted or fitting[0]).read(document)
    undecoded = document.damage(reading.comments)
    first = document.input.span is None or document.input.span[0] <= len(document.input.header)
    first = first and (document.input.articles is None or not document.input.articles[0])
    own = Provenance(
        files=1 if first else 0,
        damaged=(undecoded,) if undecoded else (),
        undeclared=0 if reading.origin.declared else len(reading.comments),
    )
    return Reading(reading.comments, own + reading.origin)


def _unrecognised(document: Document) -> tuple[Damage, ...]:
    """What to say of a file that the user named, that is data of some kind, and of none that is known."""
    if not document.input.named or document.hints.select:
        return ()
    from commentscope.sources.columns import missing  # noqa: PLC0415  once in a while
    from commentscope.sources.containers import tables  # noqa: PLC0415

    if document.kind == "text":
        if not (document.input.path or "").lower().endswith(ENDINGS):
            return ()
    elif document.kind == "other":
        return ()
    if (meant := document.input.table) and not tables(document):
        whole = replace(document, input=replace(document.input, table=None))
        listed = ", ".join(f"{whole.url}::{one.place}" for one in tables(whole) if one.place) or "–"
        reason = Message("table-not-there", {"table": meant, "tables": listed})
        return (Damage(document.url, None, reason, comments=0),)
    names = [name for one in tables(document)[:1] for name in one.names]
    seen = ", ".join(names[:SHOWN_COLUMNS])
    values = {
        "kind": document.kind,
        "known": ", ".join(name for name, kinds in KINDS.items() if document.kind in kinds),
    }
    reason = Message("source-unrecognised", values)
    if seen:
        absent = ", ".join(missing(names, dict(document.hints.columns)))
        reason = Message("table-without-known-text", {"columns": seen})
        if absent:
            reason = Message("table-without-column", {"missing": absent, "columns": seen})
    return (Damage(document.url, None, reason, document.text[:EXCERPT], 0),)
