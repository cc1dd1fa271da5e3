"""From a chart's specification to a picture: SVG and PNG, made here, without a browser or a network."""

from __future__ import annotations

from functools import cache
from typing import Any

from commentscope.errors import OutputError

FONTS = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB"),
    *("Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "sans-serif"),
)
"""Fonts that have Chinese characters, the simplified forms before others."""
SHARP = 2
"""Pixels of a PNG for each of the chart: sharp on today's screens and in print."""

# Attributes that change nothing.
_IDLE = {("opacity", "1"), ("stroke-width", "1.5"), ("pointer-events", "none")}
_SVG = "{http://www.w3.org/2000/svg}"


def to_svg(specification: dict[str, Any], *, bare: bool = False) -> str:
    """The chart as an SVG image: named by its description, each mark with a title that tells its figures.

    Args:
        specification: a Vega-Lite chart, with its data.
        bare: whether to leave the fonts to the page that it stands in.
    """
    import vl_convert  # noqa: PLC0415  a browser's engine; only where a picture is wanted
    from lxml import etree  # noqa: PLC0415

    # No address may be fetched, whatever a specification says.
    drawn = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
    picture = etree.fromstring(
        drawn, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )
    for element in list(picture.iter()):
        if element.get("class") in ("background", "foreground") and element.get("d") in ("", "M0,0h0v0h0Z"):
            element.getparent().remove(element)
            continue
        if element.get("aria-label") and "role-mark" in element.getparent().get("class", ""):
            title = etree.SubElement(element, f"{_SVG}title")
            title.text = element.get("aria-label")
        for name in element.attrib:
            idle = name == "role" or name.startswith("aria-") or (name, element.get(name)) in _IDLE
            if idle or (bare and name == "font-family"):
                del element.attrib[name]
    picture.set("role", "img")
    picture.set("aria-label", specification.get("description", ""))
    etree.cleanup_namespaces(picture)
    return str(etree.tostring(picture, encoding="unicode"))


def to_png(specification: dict[str, Any]) -> bytes:
    """The chart as a PNG image."""
    import vl_convert  # noqa: PLC0415  a browser's engine; only where a picture is wanted

    png: bytes = vl_convert.svg_to_png(to_svg(specification), scale=SHARP)
    return png


@cache
def require_chinese() -> None:
    """Makes sure that pictures made here show Chinese characters.

    Raises:
        OutputError: there is no font that has them.
    """
    import vl_convert  # noqa: PLC0415  a browser's engine; only where a picture is wanted

    one, other = (
        vl_convert.svg_to_png(
            '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
            f'<text y="16" font-size="16" font-family="{", ".join(FONTS)}">{character}</text></svg>'
        )
        for character in "问答"
    )
    if one == other:  # two empty boxes, or nothing twice
        raise OutputError("chart-font-missing")
