"""Texts that are HTML or Markdown, as plain text that keeps what a reader saw: paragraphs, lists, code, links."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from bs4.element import Tag

DEEPEST = 200
"""Elements within elements that are told apart; what lies deeper is read as text."""

_MARKUP = re.compile(r"<[!/A-Za-z]")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>#~|&]|^(?: {4}|\t|\s*(?:[-+=]|[0-9]+[.)])\s*)", re.MULTILINE)
_SPACES = re.compile(r"[ \t\n\f\r]+")
_LINE_SPACES = re.compile(r"[ \t\f\r]*\n[ \t\f\r]*|[ \t\f\r]+")
_START = re.compile("[0-9]{1,8}")
_SKIPPED = {"script", "style", "template", "head", "noscript", "svg", "math", "button", "form", "select"}
_PARAGRAPHS = {
    "p", "pre", "blockquote", "ul", "ol", "dl", "table", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_LINES = {
    "address", "article", "aside", "body", "caption", "dd", "details", "div", "dt", "fieldset", "figcaption",
    "footer", "header", "hr", "li", "main", "nav", "section", "summary", "tr",
}  # fmt: skip
_CELLS = {"td", "th"}
_LISTS = {"ul", "ol"}
# The way some editors keep a number from beginning a list; Markdown itself escapes the dot.
_NUMBER = re.compile(r"^(\s*)\\([0-9]{1,9})\.", re.MULTILINE)


def html_text(source: str, *, lines: bool = False) -> str:
    r"""HTML as plain text: code between backticks, links behind their words, list items after dashes.

    Args:
        source: a fragment of HTML.
        lines: whether newlines in the text are newlines, as for programs that store what was typed.

    Example:
        >>> html_text('<p>see <a href="https://k3s.io/">here</a></p><pre><code>if a &lt; b:\n  c</code></pre>')
        'see here (https://k3s.io/)\n\n```\nif a < b:\n  c\n```'
    """
    if not _MARKUP.search(source):
        decoded = html.unescape(source) if "&" in source else source
        return decoded if lines else _SPACES.sub(" ", decoded).strip(" ")
    from commentscope.sources.markup import body  # noqa: PLC0415  heavy, and a text without a tag needs none

    return element_text(body(source), lines=lines)


def element_text(element: Tag, *, lines: bool = False, without: Container[int] = ()) -> str:
    """An element's content as plain text, as `html_text` gives it; parsed by `markup.body`.

    Args:
        element: the element.
        lines: see there.
        without: elements in it that are no part of it, by `id`.
    """
    return _Writer(lines=lines, without=without).written(element)


def markdown_text(source: str) -> str:
    r"""Markdown, with HTML in it or not, as plain text: rendered as a site would, then read as `html_text` does.

    Example:
        >>> markdown_text("1. **先** 看[文档](https://k3s.io/)，再 `kubectl get po`")
        '1. 先 看文档 (https://k3s.io/)，再 `kubectl get po`'
    """
    if not _MARKDOWN.search(source):
        return source.strip("\n")
    from markdown_it import MarkdownIt  # noqa: PLC0415  only for texts that need it

    renderer = MarkdownIt("commonmark", {"breaks": True, "html": True}).enable(["table", "strikethrough"])
    return html_text(renderer.render(_NUMBER.sub(r"\1\2\\.", source)))


class _Writer:
    """Writes text as it goes down an element: what stands between two blocks is decided by the larger gap."""

    def __init__(self, *, lines: bool, without: Container[int]) -> None:
        self._lines = lines
        self._without = without
        self._spaces = _LINE_SPACES if lines else _SPACES
        self._parts: list[str] = []
        self._gap = 0  # newlines due before the next text
        self._space = False  # a space due before the next text on this line
        self._prefixes: list[str] = []  # what each line begins with: quotes, the indents of lists
        self._above: list[str] = []  # those of the line before
        self._bullet = ""

    def written(self, element: Tag) -> str:
        self._children(element, 0)
        return "".join(self._parts)

    def _children(self, element: Tag, depth: int) -> None:
        from bs4.element import NavigableString, PreformattedString, Tag  # noqa: PLC0415  with the parser

        from commentscope.sources.markup import reveal  # noqa: PLC0415

        for node in element.children:
            if id(node) in self._without:
                self._break(1)
            elif isinstance(node, Tag):
                self._element(node, depth + 1)
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                self._text(reveal(str(node)), folded=True)

    def _element(self, tag: Tag, depth: int) -> None:
        name = tag.name
        if name in _SKIPPED:
            return
        if name == "br":
            self._gap += 1
            self._space = False
            return
        gap = _gap(tag)
        self._break(gap)
        if name == "pre":
            self._fence(tag)
        elif name in {"code", "kbd", "samp", "tt"}:
            self._text(f"`{_flat(tag)}`" if _flat(tag) else "", folded=False)
        elif name == "a":
            self._text(_link(_flat(tag), _attribute(tag, "href")), folded=False)
        elif name == "img":
            self._text(_picture(tag), folded=False)
        elif depth >= DEEPEST:
            self._text(_flat(tag), folded=True)
        elif name == "blockquote":
            self._within(tag, depth, "> ")
        elif name == "li":
            self._item(tag, depth)
        else:
            self._space = self._space or name in _CELLS
            self._children(tag, depth)
        self._break(gap)

    def _within(self, tag: Tag, depth: int, prefix: str) -> None:
        self._prefixes.append(prefix)
        self._children(tag, depth)
        self._prefixes.pop()

    def _item(self, tag: Tag, depth: int) -> None:
        self._bullet = "- "
        parent = tag.parent
        if parent is not None and parent.name == "ol":
            start = _START.fullmatch(_attribute(parent, "start"))
            place = sum(1 for _ in tag.find_previous_siblings("li", limit=999))
            self._bullet = f"{int(start[0] if start else 1) + place}. "
        self._within(tag, depth, " " * len(self._bullet))
        self._bullet = ""

    def _fence(self, tag: Tag) -> None:
        from commentscope.sources.markup import plain  # noqa: PLC0415  with the parser

        code = plain(tag).strip("\n").rstrip()
        self._text(f"```\n{code}\n```" if code else "", folded=False)

    def _text(self, text: str, *, folded: bool) -> None:
        if folded:
            text = self._spaces.sub(self._fold, text)
            trail = text[len(text.rstrip(" \n")) :]
            self._pause(text[: len(text) - len(text.lstrip(" \n"))])
            text = text.strip(" \n")
        if not text:
            return
        self._flush()
        self._parts.append(text.replace("\n", "\n" + "".join(self._prefixes)))
        if folded:
            self._pause(trail)

    def _fold(self, run: re.Match[str]) -> str:
        return "\n" if self._lines and "\n" in run[0] else " "

    def _pause(self, blank: str) -> None:
        """White space between texts: newlines where they count, else a space that is due."""
        if "\n" in blank:
            self._gap = max(self._gap, blank.count("\n"))
        self._space = self._space or bool(blank)

    def _flush(self) -> None:
        """Writes the gap, the line's prefixes and the bullet that are due."""
        prefixes = self._prefixes[:-1] if self._bullet else self._prefixes
        if not self._parts:
            self._parts.append("".join(prefixes))
        elif self._gap:
            common = "".join(prefixes[: len(self._above)]).rstrip()
            self._parts.append(f"\n{common}" * (min(self._gap, 2) - 1) + "\n" + "".join(prefixes))
        elif self._space and not self._bullet:
            self._parts.append(" ")
        self._parts.append(self._bullet)
        self._above = list(self._prefixes)
        self._bullet, self._gap, self._space = "", 0, False

    def _break(self, newlines: int) -> None:
        if newlines:
            self._gap = max(self._gap, newlines)
            self._space = False


def _gap(tag: Tag) -> int:
    """Newlines between an element and its neighbours."""
    if tag.name in _LISTS and tag.parent is not None and tag.parent.name == "li":
        return 1
    return 2 if tag.name in _PARAGRAPHS else 1 if tag.name in _LINES else 0


def _flat(tag: Tag) -> str:
    """An element's text on one line; of pictures, what stands in their place."""
    from bs4.element import NavigableString, PreformattedString, Tag  # noqa: PLC0415  with the parser

    from commentscope.sources.markup import reveal  # noqa: PLC0415

    parts: list[str] = []
    for node in tag.descendants:
        if isinstance(node, Tag):
            parts.append(_picture(node) if node.name == "img" else " " if node.name == "br" else "")
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            parts.append(reveal(str(node)))
    return " ".join("".join(parts).split())


def _link(words: str, target: str) -> str:
    """A link's words, and where it leads, where that says more. Sites cut long addresses short with dots."""
    if not target.lower().startswith(("http://", "https://", "mailto:")) or words.startswith(("@", "#")):
        return words
    shown = words.rstrip(".…").removeprefix("http://").removeprefix("https://")
    bare = target.removeprefix("http://").removeprefix("https://").removeprefix("mailto:")
    return target.removeprefix("mailto:") if not shown or bare.startswith(shown) else f"{words} ({target})"


def _picture(tag: Tag) -> str:
    """What is written under a picture, an emoji mostly; else its address."""
    words = _attribute(tag, "alt") or _attribute(tag, "title")
    source = _attribute(tag, "src")
    return words or (source if source.startswith(("http://", "https://")) else "")


def _attribute(tag: Tag, name: str) -> str:
    from commentscope.sources.markup import reveal  # noqa: PLC0415  with the parser

    value = tag.get(name)
    return reveal(value).strip() if isinstance(value, str) else ""
