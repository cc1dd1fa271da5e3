"""What `--help` says. It must come at once, so this part of the catalogue is read without Fluent's parser.

`help.zh.ftl` and `help.en.ftl` hold plain messages and attributes without placeables; what Fluent's own parser makes of
them is the same.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_MESSAGE = re.compile(r"([a-z][\w-]*) =(.*)")
_ATTRIBUTE = re.compile(r" +\.([A-Za-z][\w-]*) =(.*)")


def help_text(lang: str, key: str, option: str = "") -> str:
    """What a command, or one of its options, is for.

    Args:
        lang: `zh` or `en`.
        key: a message's name behind `help-`: a command's, or that of a group of words.
        option: an attribute of it. What several commands share is among those of `options`.

    Raises:
        KeyError: there is no such text.
    """
    texts = help_texts(lang)
    own = f"help-{key}.{option}" if option else f"help-{key}"
    return texts[own] if own in texts or not option else texts[f"help-options.{option}"]


@cache
def help_texts(lang: str) -> dict[str, str]:
    """All texts of a language by name."""
    lines: dict[str, list[str]] = {}
    message = name = ""
    for line in Path(__file__).with_name(f"help.{lang}.ftl").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if found := _MESSAGE.fullmatch(line):
            message = name = found[1]
        elif found := _ATTRIBUTE.fullmatch(line):
            name = f"{message}.{found[1]}"
        if found:
            lines[name] = [found[2].strip()]
        elif name:
            lines[name].append(line.strip())
    return {name: "\n".join(text).strip() for name, text in lines.items()}
