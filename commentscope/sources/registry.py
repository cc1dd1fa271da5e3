"""Which sources there are, and which of them a document is for. A source is loaded once a document may be for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from commentscope.errors import FormatError
from commentscope.sources import geekbang

if TYPE_CHECKING:
    from commentscope.sources.documents import Document
    from commentscope.sources.reading import Source

GROUP = "commentscope.sources"
"""The entry point group in which other packages name their sources."""

KINDS: Final[dict[str, frozenset[str]]] = {
    name: frozenset(kinds.split())
    for name, kinds in {
        "geekbang": "text",
        "geekbang-site": "text",
        "geekbang-clip": "text",
        "geekbang-ebook": "text",
        "store": "sqlite",
        "geekbang-api": "json",
        "hackernews": "json",
        "discourse": "json",
        "github": "json",
        "wechat": "json text",
        "juejin": "json",
        "mediacrawler": "text json sqlite zip parquet",
        "waline": "json",
        "twikoo": "json",
        "valine": "json",
        "artalk": "json",
        "wordpress": "xml",
        "disqus": "xml",
        "isso": "sqlite json",
        "remark42": "json",
        "youtube": "json text zip",
        "reddit": "json",
        "select": "text",
        "schema-org": "text json",
        "table": "text json sqlite zip parquet",
    }.items()
}
"""The built-in sources, in the order in which they are asked, and the kinds of document each can be."""

GENERAL: Final = ("select", "schema-org", "table")
"""Sources that many documents would do for: they are asked where no other fits."""


class _Sources(Mapping[str, "Source"]):
    """The sources by name: the built-in ones, then those of other packages."""

    def __getitem__(self, name: str) -> Source:
        return _builtin(name) if name in KINDS else _others()[name]

    def __iter__(self) -> Iterator[str]:
        yield from KINDS
        yield from (name for name in _others() if name not in KINDS)

    def __len__(self) -> int:
        return sum(1 for _ in self)


SOURCES: Final[Mapping[str, Source]] = _Sources()
"""The known sources by name, in the order in which they are asked whether they recognise a document."""


def find_source(name: str) -> Source:
    """The source of that name.

    Raises:
        FormatError: there is none.
    """
    if name not in SOURCES:
        raise FormatError("source-unknown", source=name, known=", ".join(SOURCES))
    return SOURCES[name]


def recognise(document: Document) -> list[Source]:
    """The sources that a document may be for: one, if it is a discussion; several, if its content doesn't decide.

    What a user says of the columns or the markup comes first, where it fits the document. Then the archive's own block
    is looked for, and decides. Of the others all are asked that can be of the
    document's kind: first the built-in ones for one program's files and those of other packages, then, if none of
    these fits, the general ones, of which the first decides.
    """
    for name, said in (("select", document.hints.select), ("table", document.hints.columns)):
        if said and _builtin(name).recognises(document):
            return [_builtin(name)]
    if geekbang.recognises(document):
        return [geekbang]
    names = [name for name, kinds in KINDS.items() if document.kind in kinds and name != geekbang.name]
    special = [_builtin(name) for name in names if name not in GENERAL]
    fitting = [source for source in (*special, *_others().values()) if source.recognises(document)]
    if fitting:
        return fitting
    general = (_builtin(name) for name in names if name in GENERAL)
    return [source for source in general if source.recognises(document)][:1]


@cache
def _builtin(name: str) -> Source:
    module = import_module(f"commentscope.sources.{name.replace('-', '_')}")
    return cast("Source", getattr(module, "source", module))


@cache
def _others() -> dict[str, Source]:
    """The sources that other packages bring, by name. One that can't be loaded is an error that names it."""
    from importlib.metadata import entry_points  # noqa: PLC0415  looks through all installed packages

    found: dict[str, Source] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        try:
            source = point.load()
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise FormatError(
                "source-unloadable", source=point.name, place=point.value, reason=reason
            ) from error
        found[source.name] = source
    return found
