"""HTML as it is found, parsed so that every character of a text comes out as it went in.

lxml mends what it parses: it drops or replaces some characters, knows entities of its own, and takes any
`<word` for a tag. What it would change is hidden before parsing and revealed after, and entities are decoded
by `html.unescape`, as they are where no parser is needed.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

if TYPE_CHECKING:
    from collections.abc import Callable

# Any private-use character will do: where it occurs in a text itself, it is hidden too.
_MARK = "\U000f0000"
_TAGS = "br|code|div|em|h[1-6]|hr|img|li|ol|p|pre|span|strong|table|tbody|td|th|thead|tr|ul"
_CHANGED = rf"[&{_MARK}\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]"
_HIDDEN = re.compile(
    rf"{_CHANGED}"
    rf"|<(?!/?(?:{_TAGS})[\s/>]|a\s|/a>)",  # no tag that an archive or a renderer writes, so it is text
    re.IGNORECASE,
)
_HTML = (
    "a|abbr|acronym|address|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|button|canvas|caption|center|cite|"
    "col|colgroup|data|dd|del|details|dfn|dialog|dir|dl|dt|embed|fieldset|figcaption|figure|font|footer|form|frame|"
    "frameset|head|header|hgroup|html|i|iframe|input|ins|kbd|label|legend|link|main|map|mark|math|menu|meta|meter|"
    "nav|noscript|object|optgroup|option|output|param|picture|progress|q|rp|rt|ruby|s|samp|script|search|section|"
    "select|small|source|strike|style|sub|summary|sup|svg|template|textarea|tfoot|time|title|track|tt|u|var|video|"
    "wbr"
)
_NO_HTML = re.compile(rf"{_CHANGED}|<(?!/?(?:{_TAGS}|{_HTML})[\s/>]|!--|!doctype)", re.IGNORECASE)
_SHOWN = re.compile(f"{_MARK}([0-9a-f]{{6}})")
_FENCE = re.compile(r'(?:<div class="(?:highlight|codehilite)\b[^<>]*>\s*+)?<pre\b[^<>]*>')
_FENCE_END = re.compile(r"</pre>(?:\s*+</div>)?")


def parse(source: str) -> Tag:
    """The element that `source` describes; with all that follows it, if it is none of `<li>`."""
    # Else a text of nothing but white space would become a single space.
    soup = BeautifulSoup(_hide(source, _HIDDEN), "lxml", preserve_whitespace_tags={"body"})
    item = soup.find("li")
    return item if isinstance(item, Tag) else soup


def body(source: str) -> Tag:
    """A text's or a page's markup, with every tag of HTML in it; what looks like another one is text."""
    return BeautifulSoup(_hide(source, _NO_HTML), "lxml")


def plain(tag: Tag) -> str:
    """An element's text: tags left out, `<br>` a newline, entities decoded once, nothing else changed."""
    parts = [
        "\n" if isinstance(node, Tag) else str(node)
        for node in tag.descendants
        if (node.name == "br" if isinstance(node, Tag) else isinstance(node, NavigableString))
    ]
    return reveal("".join(parts))


def reveal(parsed: str) -> str:
    """Text or an attribute's value as `parse` gave it, with what was hidden back and entities decoded."""
    if _MARK in parsed:
        parsed = _SHOWN.sub(lambda mark: chr(int(mark[1], 16)), parsed)
    return html.unescape(parsed) if "&" in parsed else parsed


def unfence(source: str) -> tuple[str, Callable[[int], int]]:
    """Undoes what a Markdown renderer does to a code fence within a comment.

    It takes the fence, and all up to the next one, for code: items of the list vanish into a highlighted
    block, their markup escaped, their entities escaped twice. Taking the code's text gives back what stood
    there, and all items with it. Lost is only what followed the opening fence on its line: the language.

    Returns:
        The source with its fences again, and the way from a position in it to one in the source given.
    """
    parts: list[str] = []
    places, origins = [0], [0]
    at = length = 0
    while fence := _FENCE.search(source, at):
        end = _FENCE_END.search(source, fence.end())
        code = plain(parse(source[fence.end() : end.start() if end else len(source)]))
        after = end.end() if end else len(source)
        restored = f"```\n{code.removesuffix(chr(10))}\n```"
        parts += (source[at : fence.start()], restored)
        length += fence.start() - at
        places += (length, length + len(restored))
        origins += (fence.start(), after)
        length += len(restored)
        at = after
    if not parts:
        return source, lambda position: position
    parts.append(source[at:])

    def moved(position: int) -> int:
        known = bisect_right(places, position) - 1
        # Within code the way is not exact: highlighting adds tags. It ends with the fence at the latest.
        limit = origins[known + 1] if known + 1 < len(origins) else len(source)
        return min(origins[known] + position - places[known], limit)

    return "".join(parts), moved


def _hide(source: str, hidden: re.Pattern[str]) -> str:
    return hidden.sub(lambda found: f"{_MARK}{ord(found[0]):06x}", source)
