"""What an article is called, and in which series it stands, as far as its file and first lines tell."""

# Once a file: a Path object costs more than all that is asked of it here.
# ruff: noqa: PTH100, PTH119, PTH122, PTH206

from __future__ import annotations

import html
import os
import re
from typing import TYPE_CHECKING

from commentscope.sources.inputs import readable

if TYPE_CHECKING:
    from commentscope.sources.documents import Document

FRONT = 20_000
"""Characters at a document's beginning in which a title is looked for."""

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?:.*\n){0,100}?title:[ \t]*(\S.*)\n(?:.*\n){0,100}?(?:---|\.\.\.)[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"\s*# +(\S.*)")
_TITLE = re.compile(r"<title[^<>]*>([^<]*)</title>", re.IGNORECASE)
# For those who share a page; WeChat's articles have an empty `<title>`.
_SHARED = re.compile(
    r"""<meta\s[^<>]{0,200}?\bproperty=["']og:title["']\s[^<>]{0,200}?\bcontent=(?:"([^"<>]*)"|'([^'<>]*)')""",
    re.IGNORECASE,
)
# Stops at the next heading, so it is linear.
_H1 = re.compile(r"<h1\b[^<>]*>([^<]*(?:<(?!/?h1\b)[^<]*)*)</h1>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_MKDOCS = re.compile(r'<meta name="generator" content="mkdocs', re.IGNORECASE)


def title(document: Document) -> str | None:
    """The article's title.

    It is the file's name without its ending, if that can be one: if it holds Han characters, or words with
    spaces between. A name that can't (`000_04608802a8724b1d`, `index`, `780`) gives way to what the document
    says itself: `title:` in its front matter, a first line `# …`, `<title>` (without the site's name, which
    MkDocs adds), the one for sharing, or `<h1>`, if there is just one; and stands, if it says nothing.

    Returns:
        The title; `None` for a nameless input that states none.
    """
    stem = _stem(document.input.path)
    if stem and (_HAN.search(stem) or " " in stem):
        return stem
    return _stated(document.text[:FRONT]) or stem


def series(path: str | None) -> str | None:
    """The column or course: the folder above `docs/`, where the file lies in such a one (or below it)."""
    if path is None:
        return None
    folders = os.path.abspath(path).split(os.sep)[:-1]
    if "docs" not in folders:
        return None
    above = len(folders) - 2 - folders[::-1].index("docs")
    return readable(folders[above]) or None


def _stem(path: str | None) -> str | None:
    if path is None:
        return None
    return readable(os.path.splitext(os.path.basename(path))[0])


def _stated(front: str) -> str | None:
    if match := _FRONT_MATTER.match(front):
        return match[1].strip().strip("\"'").strip() or None
    if match := _HEADING.match(front):
        return match[1].rstrip(" #\t\r") or None
    if (match := _TITLE.search(front)) and (stated := _plain(match[1])):
        return stated.rpartition(" - ")[0] or stated if _MKDOCS.search(front) else stated
    if (match := _SHARED.search(front)) and (stated := _plain(match[1] or match[2] or "")):
        return stated
    headings = _H1.findall(front)
    return (_plain(headings[0]) or None) if len(headings) == 1 else None


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())
