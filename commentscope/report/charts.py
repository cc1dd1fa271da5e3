"""The charts, built once with Altair: for the HTML report, for notebooks, and as SVG and PNG files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import altair as alt

from commentscope.report.findings import NAMES, Finding, find
from commentscope.report.layers import LAYERS
from commentscope.report.pictures import FONTS, require_chinese, to_png, to_svg

if TYPE_CHECKING:
    from commentscope.analysis import Analysis

WIDTH = 420
"""Pixels of a chart with its labels, about: as wide as a phone, so that it is readable there."""


def chart(analysis: Analysis, name: str, lang: str) -> alt.LayerChart:
    """A chart, to show or to change.

    Args:
        analysis: what to show.
        name: one of `findings.NAMES`.
        lang: `zh` or `en`.

    Raises:
        UsageError: there is no such chart.
    """
    return draw(find(analysis, name, lang), lang)


def draw(finding: Finding, lang: str, *, bare: bool = False) -> alt.LayerChart:
    """The chart of what was found; `bare`: without title and background, for a page that has its own."""
    rows = len([row for row in finding.rows if row[2]] if finding.name == "topics" else finding.rows)
    height = {"trend": 180, "likes": 26 * rows, "series": 22 * rows}.get(finding.name, 24 * rows)
    drawn = Picture(
        layer=LAYERS[finding.name](finding, lang),
        description=finding.words,
        width=WIDTH,
        height=height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        title=alt.Undefined if bare else finding.title,
    )
    ground = {"background": "transparent"} if bare else {}
    configured: Picture = drawn.configure(**{**_style(), "font": ", ".join(FONTS), **ground})
    return configured


def pictures(analysis: Analysis, lang: str, kind: str) -> dict[str, bytes]:
    """Every chart that there is enough to see for, as the contents of files.

    Args:
        analysis: what to show.
        lang: `zh` or `en`.
        kind: `svg` or `png`.

    Returns:
        By file name: `topics.svg` and so on.

    Raises:
        OutputError: PNG is asked for, and no font has Chinese characters.
    """
    if kind == "png":
        require_chinese()
    found = [finding for name in NAMES if (finding := find(analysis, name, lang)).worth]
    render = {"svg": lambda chart: to_svg(chart).encode(), "png": to_png}[kind]
    return {f"{finding.name}.{kind}": render(draw(finding, lang).to_dict()) for finding in found}


class Picture(alt.LayerChart):
    """A chart that a notebook shows without a network: it brings its picture along."""

    def _repr_mimebundle_(self, *_: object, **__: object) -> dict[str, Any]:
        return {"image/svg+xml": to_svg(self.to_dict()), "text/plain": str(self.description)}


@cache
def _style() -> dict[str, Any]:
    style = tomllib.loads((files(__package__) / "charts.toml").read_text(encoding="utf-8"))
    style["axis"]["title"] = style["legend"]["title"] = None  # which TOML can't say
    return style
