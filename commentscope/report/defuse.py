"""Comment text is hostile. One function a medium makes it harmless there; nothing else may show it.

`terminal` and `markdown` are for reading. `cell` has an exact inverse, `uncell`, so that a table survives it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commentscope.cells import FORMULA, cell, uncell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "CUT",
    "FORMULA",
    "REPLACEMENT",
    "cell",
    "highlights",
    "line",
    "markdown",
    "shortened",
    "terminal",
    "uncell",
]

REPLACEMENT = "\ufffd"
"""What stands for a character that is none."""
CUT = "…"
"""What stands for the rest of a shortened text."""

_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Unseen, or changing how their neighbours are shown: C0 and C1 controls but for the newline, marks and overrides of
# writing direction, zero-width and filler characters, variation selectors, tags.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Characters that no font need have a shape for: lone surrogates, private use, noncharacters.
_SHAPELESS = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff"
    "\U000f0000-\U0010ffff]"
)
# An emoji, with its selector and whatever is joined to it; or a joiner or selector that belongs to none and hides.
_EMOJI = "[©®‼⁉™ℹ\u2190-\u21ff\u2300-\u27bf\u2934\u2935\u2b00-\u2bff〰〽㊗㊙\U0001f000-\U0001faff]\ufe0f?"
_JOINED = re.compile(f"({_EMOJI}(?:\u200d{_EMOJI})*)|[\u200d\ufe0f]")
# Accents piled on one letter climb over the lines above. No script needs more than three.
_ACCENT = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0f71-\u0f87\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f]"
)
_PILE = re.compile(f"({_ACCENT}{{3}}){_ACCENT}+")

# What GitHub or an editor's preview makes a link, a mention, a reference or an emoji of even where it is escaped:
# they search the finished text. They leave code alone, so all this goes into code. Linear time: each alternative
# begins at a border or a character of its own, and the runs give nothing back.
_CODE = re.compile(
    r"""(?:
      (?: (?<![a-z]) [a-z][a-z0-9+.-]{1,20}+ ://          # a URL; what is after the address stays text
        | // (?=\S) | www\. | mailto: | xmpp: )
        (?: [!#-;=?-\[\]^_a-{}~]* [a-z0-9/=&\#%$+-] )?
    | (?: (?<![a-z0-9.+_-]) [a-z0-9.+_-]++ )? @ [a-z0-9._-] [a-z0-9._/-]*+     # an e-mail address, a mention
    | \# [0-9]++ | \b (?: GH | CVE | GHSA ) - [a-z0-9-]++                      # an issue, an advisory
    | (?<![a-z0-9]) (?=[0-9]*[a-f]) (?=[a-f]*[0-9]) [0-9a-f]{7,40}+ (?![a-z0-9])   # a commit
    | : (?=[0-9_+-]*[a-z] | 100: | 1234: | [+-]1:) [a-z0-9_+-]++ :             # an emoji
    )++""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_MARKS = re.compile(r"[\\`*_\[\]<>|~&$]")
# A dot inside a word makes it a host name (`k3s.io`) to a preview that guesses.
_HOST = re.compile(r"(?<=[^\W_])\.(?=[^\W\d_])")
# At its beginning a text may open a heading, a list, a rule; at its end, close a heading or make an image of the link
# after it.
_NUMBER = re.compile(r"\A(\d{1,9})([.)])")
_OPENING = tuple("!\"#%'()+,-./:;=?@^{}")
_CLOSING = "!#"


def terminal(text: str) -> str:
    """The text without a character that could steer a terminal, hide, or turn the line around.

    Line breaks of all kinds become a newline, tabs a space; accents piled up are cut to three; lone surrogates and
    private characters become U+FFFD. Joiners stay within emoji only.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BREAK.sub("\n", text).replace("\t", " ")
    text = _SHAPELESS.sub(REPLACEMENT, _UNSEEN.sub("", text))
    return _PILE.sub(r"\1", _JOINED.sub(lambda match: match[1] or "", text))


def line(text: str) -> str:
    """The text as `terminal` gives it, on one line: each run of white space is one space."""
    return " ".join(terminal(text).split())


def shortened(text: str, limit: int) -> str:
    """The text, or its first `limit` characters and an ellipsis.

    >>> shortened("commentscope", 7)
    'comment…'
    """
    return text if len(text) <= limit else text[:limit].rstrip() + CUT


def markdown(text: str, terms: Sequence[str] = ()) -> str:
    r"""The text as Markdown that shows it, on one line, and opens nothing: for a paragraph, list item or table cell.

    Addresses, mentions, issue numbers, commits and emoji codes become code, which GitHub does not look into.

    >>> markdown("[x](https://k3s.io/) @root <b> k8s *", terms=["k8s"])
    '\\[x\\](`https://k3s.io/`) `@root` \\<b\\> **k8s** \\*'

    Args:
        text: anything.
        terms: words to set in bold.
    """
    text = line(text)
    parts: list[str] = []
    end = 0
    for match in _CODE.finditer(text):
        parts += _prose(text[end : match.start()], terms, first=end == 0, last=False)
        parts.append(f"`{match[0]}`")
        end = match.end()
    parts += _prose(text[end:], terms, first=end == 0, last=True)
    return "".join(parts)


def highlights(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the text, longest first where they overlap; a Latin term only as a whole word.

    >>> highlights("knowledge of edge", ["edge"])
    [(13, 17)]
    """
    ordered = sorted({line(term) for term in terms} - {""}, key=lambda term: (-len(term), term))
    if not ordered:
        return []
    pattern = "|".join(_whole(term) for term in ordered)
    spans: list[tuple[int, int]] = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        start, end = match.span()
        spans.append((spans.pop()[0], end) if spans and spans[-1][1] == start else (start, end))
    return spans


def _prose(text: str, terms: Sequence[str], *, first: bool, last: bool) -> Iterator[str]:
    """The parts of a stretch without code, terms in bold; `first` and `last`: it begins or ends the whole text."""
    end = 0
    for start, stop in highlights(text, terms):
        # Emphasis next to Han characters needs a letter or digit at either end inside.
        if text[start].isalnum() and text[stop - 1].isalnum():
            yield _escaped(text[end:start], first=first and end == 0, last=False)
            yield f"**{_escaped(text[start:stop], first=False, last=False)}**"
            end = stop
    yield _escaped(text[end:], first=first and end == 0, last=last)


def _escaped(text: str, *, first: bool, last: bool) -> str:
    if not text:
        return ""
    closing = text[-1] if last and text[-1] in _CLOSING else ""
    safe = _HOST.sub(r"\.", _MARKS.sub(r"\\\g<0>", text.removesuffix(closing)))
    if first:
        safe = _NUMBER.sub(r"\1\\\2", f"\\{safe}" if safe.startswith(_OPENING) else safe, count=1)
    return f"{safe}\\{closing}" if closing else safe


def _whole(term: str) -> str:
    head = "(?<![A-Za-z0-9])" if term[0].isascii() and term[0].isalnum() else ""
    tail = "(?![A-Za-z0-9])" if term[-1].isascii() and term[-1].isalnum() else ""
    return head + re.escape(term) + tail
