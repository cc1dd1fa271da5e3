"""The taxonomy: what topics there are, and the terms that tell them. A file that a user can read and edit.

One TOML table a topic, in the order of every report:

    extends = true                # optional: these topics beside the built-in ones, not in their place

    [serverless]                  # the key: lower-case letters, digits, `-` and `_`
    name = { zh = "无服务器", en = "Serverless" }
    strong = ["FaaS", "函数计算"]   # one is enough
    weak = ["冷启动", "弹性伸缩"]    # count together: two different ones, or one under an article on the topic
    except = ["电脑冷启动"]         # what lies inside such a phrase counts for nothing
    hints = ["实例", "触发器"]       # count only under an article on the topic; there one is enough
    titles = ["函数"]               # in a title or series these, like the strong terms, make an article one on it

A file replaces the built-in topics. With `extends = true` its topics are added after them, and a table with the key
of a built-in topic takes that topic's place, in its position.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commentscope.errors import TaxonomyError
from commentscope.messages import Message
from commentscope.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")
_LISTS = ("strong", "weak", "except", "hints", "titles")


BUILTIN = Path(__file__).with_name("taxonomy.toml")
"""The file of the built-in topics."""


@dataclass(frozen=True)
class Topic:
    """One topic and the terms that tell it."""

    key: str
    zh: str
    en: str
    strong: tuple[str, ...] = ()
    """One of these is enough."""
    weak: tuple[str, ...] = ()
    """Two different ones of these; or one, under an article that is itself on the topic."""
    exceptions: tuple[str, ...] = ()
    """Phrases inside which no term of this topic counts."""
    hints: tuple[str, ...] = ()
    """One of these, only under an article that is itself on the topic."""
    titles: tuple[str, ...] = ()
    """In a title or series these, like the strong terms, make an article one on the topic."""

    def name(self, lang: str) -> str:
        """The topic's name in `zh` or `en`."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Taxonomy:
    """Topics in report order. Plain data: hashable, and it travels to other processes."""

    topics: tuple[Topic, ...]

    @classmethod
    def builtin(cls) -> Taxonomy:
        """The topics that come with commentscope.

        >>> Taxonomy.builtin().keys[:4]
        ('serverless', 'k3s', 'edge', 'storage')
        """
        return _builtin()

    @classmethod
    def load(cls, path: str | Path) -> Taxonomy:
        """The topics of a file; the module's first lines say how one looks.

        Raises:
            TaxonomyError: the file can't be read or isn't TOML, or a table in it can't be used.
        """
        content = _parsed(Path(path))
        faults = [fault for fault in _faults(content, str(path)) if fault.key in _FATAL]
        if faults:
            raise TaxonomyError(faults[0].key, **faults[0].values)
        own = _topics(content)
        if not content.get("extends", False):
            return cls(own)
        by_key = {topic.key: topic for topic in own}
        known = _builtin().keys
        kept = [by_key.get(topic.key, topic) for topic in _builtin()]
        return cls((*kept, *(topic for topic in own if topic.key not in known)))

    @classmethod
    def own(cls, path: str | Path) -> Taxonomy:
        """The topics that stand in a file itself, without the built-in ones that it extends.

        Raises:
            TaxonomyError: as for `load`.
        """
        cls.load(path)
        return cls(_topics(_parsed(Path(path))))

    @property
    def keys(self) -> tuple[str, ...]:
        """The topics' keys, in report order."""
        return tuple(topic.key for topic in self.topics)

    def name(self, key: str, lang: str) -> str:
        """The name of the topic `key` in `lang`; the key itself where the taxonomy lacks it."""
        return self[key].name(lang) if key in self else key

    def __len__(self) -> int:
        return len(self.topics)

    def __iter__(self) -> Iterator[Topic]:
        return iter(self.topics)

    def __contains__(self, key: object) -> bool:
        return any(topic.key == key for topic in self.topics)

    def __getitem__(self, key: str) -> Topic:
        for topic in self.topics:
            if topic.key == key:
                return topic
        raise KeyError(key)


def check(path: str | Path) -> list[Message]:
    """Everything in a topics file that can't be right, or is likely a slip; an empty list when there is nothing.

    Raises:
        TaxonomyError: the file can't be read or isn't TOML.
    """
    return list(_faults(_parsed(Path(path)), str(path)))


def extends(path: str | Path) -> bool:
    """Whether the topics of a file stand beside the built-in ones.

    Raises:
        TaxonomyError: the file can't be read or isn't TOML.
    """
    return _parsed(Path(path)).get("extends") is True


def is_key(key: str) -> bool:
    """Whether it can be a topic's key: lower-case letters, digits, `-` and `_`."""
    return _KEY.match(key) is not None and key != "extends"


# With these a topic would be missing or never found; the other faults leave a taxonomy that works.
_FATAL = frozenset(
    {
        "topics-empty",
        "topics-not-table",
        "topics-bad-key",
        "topics-bad-name",
        "topics-bad-list",
        "topics-bad-extends",
    }
    | {"topics-no-terms"}
)
DELIBERATE = frozenset({"topics-shared-term"})
"""Findings of `check` that may well be meant: a comment may have several topics by one term."""


@cache
def _builtin() -> Taxonomy:
    content = tomllib.loads(BUILTIN.read_text(encoding="utf-8"))
    return Taxonomy(_topics(content))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TaxonomyError("topics-encoding", file=str(path), position=error.start) from error
    except tomllib.TOMLDecodeError as error:
        raise TaxonomyError("topics-not-toml", file=str(path), reason=str(error)) from error
    except OSError as error:
        raise TaxonomyError("topics-unreadable", file=str(path), reason=error.strerror or "") from error


def _topics(content: Mapping[str, Any]) -> tuple[Topic, ...]:
    return tuple(
        Topic(key, *_names(key, table), *(tuple(table.get(name, ())) for name in _LISTS))
        for key, table in content.items()
        if key != "extends"
    )


def _names(key: str, table: Mapping[str, Any]) -> tuple[str, str]:
    """The Chinese and English names; one stands in for the other, and the key for both."""
    name = table.get("name", key)
    if isinstance(name, str):
        return name, name
    return name.get("zh") or name.get("en") or key, name.get("en") or name.get("zh") or key


def _faults(content: Mapping[str, Any], file: str) -> Iterator[Message]:
    tables = {key: table for key, table in content.items() if key != "extends"}
    if not isinstance(content.get("extends", False), bool):
        yield Message("topics-bad-extends", {"file": file})
    if not tables:
        yield Message("topics-empty", {"file": file})
    owners: dict[str, str] = {}
    for key, table in tables.items():
        where = {"file": file, "topic": key}
        if not isinstance(table, dict):
            yield Message("topics-not-table", where)
            continue
        if not _KEY.match(key):
            yield Message("topics-bad-key", where)
        yield from _table_faults(table, where)
        for term in _strings(table, "strong"):
            owner = owners.setdefault(normalise(term).text, key)
            if owner != key:
                yield Message("topics-shared-term", {**where, "term": term, "other": owner})


def _table_faults(table: Mapping[str, Any], where: Mapping[str, str]) -> Iterator[Message]:
    for name in table:
        if name != "name" and name not in _LISTS:
            yield Message("topics-unknown-key", {**where, "name": name})
    if "name" in table and not _good_name(table["name"]):
        yield Message("topics-bad-name", where)
    for name in _LISTS:
        terms = table.get(name, [])
        if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
            yield Message("topics-bad-list", {**where, "name": name})
        elif not all(term.strip() for term in terms):
            yield Message("topics-blank-term", {**where, "name": name})
    yield from _term_faults(table, where)


def _term_faults(table: Mapping[str, Any], where: Mapping[str, str]) -> Iterator[Message]:
    # By spelling, so that `K8S` and `k8s` count as the one term that they are.
    strong, weak, exceptions, hints, _ = (
        {normalise(term).text.strip(): term for term in _strings(table, name)} for name in _LISTS
    )
    counting = strong | weak | hints
    if not counting:
        yield Message("topics-no-terms", where)
    elif not strong and not hints and len(weak) == 1:
        yield Message("topics-one-weak", {**where, "term": next(iter(weak.values()))})
    for spelling in counting.keys() & exceptions.keys():
        yield Message("topics-term-excepted", {**where, "term": exceptions[spelling]})
    for spelling in (strong.keys() & (weak.keys() | hints.keys())) | (weak.keys() & hints.keys()):
        yield Message("topics-term-twice", {**where, "term": counting[spelling]})
    for spelling, term in exceptions.items():
        if not any(known in spelling for known in counting):
            yield Message("topics-idle-exception", {**where, "term": term})


def _strings(table: Mapping[str, Any], name: str) -> list[str]:
    terms = table.get(name)
    return (
        [term for term in terms if isinstance(term, str) and term.strip()] if isinstance(terms, list) else []
    )


def _good_name(name: object) -> bool:
    if isinstance(name, dict):
        return (
            bool(name) and name.keys() <= {"zh", "en"} and all(isinstance(one, str) for one in name.values())
        )
    return isinstance(name, str) and bool(name.strip())
