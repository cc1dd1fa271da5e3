"""The summary as JSON, and JSON that is harmless on a terminal too."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commentscope.analysis import Analysis
    from commentscope.analysis.entries import Entry
    from commentscope.analysis.explain import Reason

# JSON itself escapes C0 controls only. These are the rest that steer or hide, and lone surrogates, which no encoding
# takes. They occur in strings only, where an escape means the same.
_HIDDEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def render(analysis: Analysis) -> str:
    """The summary as JSON, ending in a newline."""
    return _written(analysis.summary)


def entries(entries: Sequence[Entry], reasons: Sequence[Sequence[Reason]] = ()) -> str:
    """Comments as a JSON list, each as in the summary, ending in a newline.

    Args:
        entries: the comments.
        reasons: of each, why it has its labels; none at all unless wanted.
    """
    rows = [entry.as_dict() for entry in entries]
    for row, own in zip(rows, reasons, strict=False):
        row["reasons"] = [reason.as_dict() for reason in own]
    return _written(rows)


def plain(value: object) -> str:
    """Any other plain value as JSON, ending in a newline."""
    return _written(value)


def visible(text: str) -> str:
    r"""JSON with the characters that steer a terminal or hide written as escapes; it means the same.

    >>> visible('"a\u202eb"')
    '"a\\u202eb"'
    """
    if text.isascii() and "\x7f" not in text:
        return text
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _written(value: object) -> str:
    return visible(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
