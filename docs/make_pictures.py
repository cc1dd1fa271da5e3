"""Makes the README's pictures: what `commentscope analyze` prints for the sample article, in both languages.

    python docs/make_pictures.py

Rich exports the terminal's page as SVG. Two things are put right in it: Rich gives double-width characters the room
of one, and its template loads a font from elsewhere, which a picture on a web page may not do.
"""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import commentscope
from commentscope.report import console

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = 88
ROWS = 54
"""Rows of the page that are shown: its upper half."""
ASPECT = 0.57
"""A cell's width by its height in font sizes: between what Latin (0.6) and Chinese (0.5) fonts like."""

FONTS = (
    "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'PingFang SC', "
    "'Microsoft YaHei', monospace"
)
THEME = TerminalTheme(
    (24, 26, 31),
    (215, 218, 224),
    [
        (24, 26, 31),
        (224, 108, 117),
        (120, 190, 130),
        (229, 181, 83),
        (97, 160, 230),
        (190, 140, 220),
        (86, 182, 206),
        (215, 218, 224),
    ],
)

_TEXT = re.compile(
    r'<text class="(?P<kind>[^"]+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+" '
    r'clip-path="(?P<clip>[^"]+)">(?P<text>[^<]*)</text>'
)
_RUN = re.compile(r"[\u2e80-\u9fff\uff00-\uff60]+|[^\u2e80-\u9fff\uff00-\uff60]+")
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Writes the pictures."""
    for name, content in pictures().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def pictures() -> dict[str, bytes]:
    """One picture a language: its path in the repository, and the SVG."""
    analysis = commentscope.analyze(commentscope.read(commentscope.SAMPLE))
    made = {}
    for lang in ("en", "zh"):
        stream = io.StringIO()
        console.render(analysis, _page(stream), lang=lang)
        top = stream.getvalue().split("\n")[:ROWS]
        while top.pop().strip():  # end between two comments
            pass
        page = _page(io.StringIO(), record=True)
        for row in top:
            page.print(Text.from_ansi(row), soft_wrap=True)
        made[f"docs/pictures/analyze.{lang}.svg"] = picture(page, "commentscope analyze").encode()
    return made


def _page(stream: io.StringIO, *, record: bool = False) -> Console:
    return Console(
        file=stream,
        record=record,
        width=COLUMNS,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def picture(page: Console, title: str) -> str:
    """What was recorded on the console as SVG, every character in its cell."""
    svg = page.export_svg(title=title, theme=THEME, font_aspect_ratio=ASPECT, unique_id="commentscope")
    svg = _FONT_FACE.sub("", svg).replace("Fira Code, monospace", FONTS).replace("Fira Code", "monospace")
    return _TEXT.sub(lambda match: _placed(match, 20 * ASPECT), svg)


def _placed(match: re.Match[str], cell: float) -> str:
    """One text element as several, each of characters of one width, each as long as its cells."""
    x = float(match["x"])
    parts = []
    for run in _RUN.findall(html.unescape(match["text"])):
        length = cell_len(run) * cell
        shown = html.escape(run).replace(" ", "&#160;")
        parts.append(
            f'<text class="{match["kind"]}" x="{x:.1f}" y="{match["y"]}" textLength="{length:.1f}" '
            f'clip-path="{match["clip"]}">{shown}</text>'
        )
        x += length
    return "".join(parts)


if __name__ == "__main__":
    main()
