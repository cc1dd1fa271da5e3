"""Every sentence a user reads, in Chinese and English, from one Fluent catalogue per language.

The catalogues are `zh.ftl` and `en.ftl` beside this module; https://projectfluent.org describes the format.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fluent.runtime import FluentBundle

LANGUAGES = ("zh", "en")
LONGEST = 2500
"""Characters of a value in a message; fluent.runtime takes no more."""


def language() -> str:
    """The user's language as the environment states it: `zh` or `en` (the default)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    import locale  # noqa: PLC0415  rarely needed

    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def say(lang: str, key: str, /, **values: object) -> str:
    """The message `key` in `lang`, with `values` filled in.

    Args:
        lang: `zh` or `en`.
        key: a message's name, or `name.attribute`.
        values: what the message's placeables name; integers are grouped and decide plurals.

    Raises:
        KeyError: the catalogue has no such message.
    """
    name, _, attribute = key.partition(".")
    bundle = _bundle(lang)
    message = bundle.get_message(name)
    pattern = message.attributes[attribute] if attribute else message.value
    if pattern is None:
        raise KeyError(key)
    text, errors = bundle.format_pattern(pattern, {name: _fitting(value) for name, value in values.items()})
    if errors:
        raise KeyError(f"{key}: {errors[0]}")
    return str(text)


def _fitting(value: object) -> object:
    """The value, shortened where Fluent would refuse it: a title may be of any length."""
    return f"{value[: LONGEST - 1]}…" if isinstance(value, str) and len(value) > LONGEST else value


def has(lang: str, key: str) -> bool:
    """Whether `lang` has the message or attribute `key`."""
    name, _, attribute = key.partition(".")
    bundle = _bundle(lang)
    if not bundle.has_message(name):
        return False
    message = bundle.get_message(name)
    return attribute in message.attributes if attribute else message.value is not None


@dataclass(frozen=True)
class Message:
    """A sentence not yet in a language: its name in the catalogue and the values it takes."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def say(self, lang: str) -> str:
        """The sentence in `lang`."""
        return say(lang, self.key, **self.values)

    def __str__(self) -> str:
        return self.say("en")


@cache
def _bundle(lang: str) -> FluentBundle:
    from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415  heavy; not needed for --help

    # Isolation marks (U+2068…) would be invisible characters in every CSV, report and test.
    bundle = FluentBundle([lang], use_isolating=False)
    bundle.add_resource(FluentResource(Path(__file__).with_name(f"{lang}.ftl").read_text(encoding="utf-8")))
    return bundle
