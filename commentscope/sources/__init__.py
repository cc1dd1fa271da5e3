"""Where comments come from: finding inputs, telling what kind each is, and reading the discussion in it.

Each kind of input is a module of this package, listed in `SOURCES`; nothing downstream knows which one a
comment came by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from commentscope.comments import Damage, Provenance, table
from commentscope.errors import FormatError, InputError
from commentscope.messages import Message
from commentscope.progress import progress as showing
from commentscope.sources import geekbang
from commentscope.sources.documents import Document, open_document
from commentscope.sources.inputs import Input, find_inputs
from commentscope.sources.reading import Reading, Source

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    import pandas as pd

    from commentscope.comments import Comment

__all__ = [
    "SOURCES",
    "Document",
    "Input",
    "Reading",
    "Source",
    "find_inputs",
    "find_source",
    "read",
    "read_input",
]

SOURCES: Final[dict[str, Source]] = {source.name: source for source in (geekbang,)}
"""The known sources by name, in the order in which they are asked whether they recognise a document."""


def read(
    inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    source: str | None = None,
    progress: Callable[[Input, Reading], None] | None = None,
) -> pd.DataFrame:
    """The comments table of files, folders, globs or `-` for standard input.

    At Python's prompt and in a notebook, it says how far it has come where that takes longer than a second.

    Args:
        inputs: paths or globs; a single one may stand alone.
        source: the format all inputs must have; `None` finds it from the content of each.
        progress: called after each input, with it and what was read of it.

    Returns:
        One row a comment, as `commentscope.comments.DTYPES` describes them, in the order of the inputs.
        `commentscope.comments.provenance` tells what is known of the inputs beside, damage included.

    Raises:
        InputError: a path doesn't exist, or a glob matches nothing.
        FormatError: there is no source of that name.
    """
    if source is not None:
        find_source(source)
    comments: list[Comment] = []
    origin = Provenance()
    found = find_inputs(inputs)
    with showing("progress-reading", len(found)) as advance:
        for one in found:
            reading = read_input(one, source)
            comments += reading.comments
            origin += reading.origin
            advance(1)
            if progress:
                progress(one, reading)
    return table(comments, origin)


def read_input(one: Input, source: str | None = None) -> Reading:
    """The discussion of one input. What can't be read is in the reading's `origin.damaged`, whatever it is.

    Args:
        one: what to read.
        source: the format it must have; `None` finds it from the content.

    Raises:
        FormatError: there is no source of that name.
    """
    wanted = find_source(source) if source is not None else None
    try:
        document = open_document(one)
    except InputError as error:
        return Reading(origin=Provenance(files=1, damaged=(Damage(one.url, None, error.message),)))
    fitting = next(
        (each for each in ([wanted] if wanted else SOURCES.values()) if each.recognises(document)), None
    )
    if fitting is None:
        if wanted is None:
            return Reading(origin=Provenance(files=1, silent=1))
        misfit = Damage(one.url, None, Message("source-misfit", {"source": wanted.name}))
        return Reading(origin=Provenance(files=1, damaged=(misfit,)))
    reading = fitting.read(document)
    undecoded = document.damage(reading.comments)
    return Reading(
        reading.comments,
        Provenance(files=1, damaged=(undecoded,) if undecoded else ()) + reading.origin,
    )


def find_source(name: str) -> Source:
    """The source of that name.

    Raises:
        FormatError: there is none.
    """
    if name not in SOURCES:
        raise FormatError("source-unknown", source=name, known=", ".join(SOURCES))
    return SOURCES[name]
