"""What was learned as a topics file that a user can read, check and edit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from commentscope.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from commentscope.analysis.lessons import Lesson
    from commentscope.analysis.taxonomy import Taxonomy, Topic

_WIDTH = 100


def written(
    lessons: Sequence[Lesson],
    own: Taxonomy | None,
    *,
    extends: bool,
    names: Mapping[str, str],
    lang: str,
) -> str:
    """The topics file.

    Args:
        lessons: what was learned; those without a topic add nothing.
        own: the topics of the user's file that was started from, which all stay; `None` for the built-in ones.
        extends: whether the built-in topics stand beside them.
        names: names for topics, by key.
        lang: of the remarks.
    """
    learned = {lesson.key: lesson for lesson in lessons if lesson.topic}
    kept = [topic for topic in own or () if topic.key not in learned]
    parts = [f"# {line}" for line in say(lang, "train-file-head").splitlines()]
    if extends:
        parts += ["", "extends = true"]
    for topic in kept:
        parts += ["", *_table(topic, names)]
    for lesson in learned.values():
        if lesson.topic and lesson.after:
            remark = say(
                lang,
                "train-file-topic",
                comments=lesson.comments,
                articles=lesson.articles,
                before=f"{lesson.before.f1:.3f}",
                after=f"{lesson.after.f1:.3f}",
            )
            parts += ["", f"# {remark}", *_table(lesson.topic, names)]
    return "\n".join([*parts, ""])


def _table(topic: Topic, names: Mapping[str, str]) -> Iterator[str]:
    yield f"[{topic.key}]"
    if topic.key in names:
        yield f"name = {_string(names[topic.key])}"
    elif topic.zh == topic.en:
        yield f"name = {_string(topic.zh)}"
    else:
        yield f"name = {{ zh = {_string(topic.zh)}, en = {_string(topic.en)} }}"
    for name, terms in (
        ("strong", topic.strong),
        ("weak", topic.weak),
        ("except", topic.exceptions),
        ("hints", topic.hints),
        ("titles", topic.titles),
    ):
        if terms:
            yield f"{name} = ["
            yield from _lines(terms)
            yield "]"


def _lines(terms: Sequence[str]) -> Iterator[str]:
    line = "   "
    for term in terms:
        item = f" {_string(term)},"
        if len(line) + len(item) > _WIDTH:
            yield line
            line = "   "
        line += item
    yield line


def _string(text: str) -> str:
    """A TOML string; JSON's are such strings, but for the one control character that JSON leaves alone."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
