"""Valine: LeanCloud's export as `{"results": […]}` or as JSON Lines. The body is HTML."""

from __future__ import annotations

from commentscope.sources import widgets
from commentscope.sources.prose import html_text
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, dig

NAME = "valine"


def fits(answer: object) -> bool:
    """Whether the first entry has Valine's names, and LeanCloud's way to write a time."""
    first = (widgets.listed(answer, ("results",)) or [{}])[0]
    leancloud = isinstance(dig(first, "insertedAt", "iso"), str) and "status" not in first
    return {"objectId", "nick", "comment"} <= first.keys() and leancloud


def parse(answer: object, *, url: str = "", article: str | None = None) -> Reading:
    """All comments."""
    gathered = Discussion()
    for item in widgets.listed(answer, ("results",)):
        one = widgets.comment(NAME, item, html_text, url=url, article=article)
        gathered.add(one._replace(posted=widgets.moment(item)))
    return gathered.reading()


source = JsonSource(NAME, ("id", "article", "author", "posted", "parent"), fits, parse)
