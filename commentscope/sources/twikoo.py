"""Twikoo: its export as a list, as `{"results": […]}` or as JSON Lines. The body is HTML."""

from __future__ import annotations

from commentscope.sources import values, widgets
from commentscope.sources.prose import html_text
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, dig

NAME = "twikoo"


def fits(answer: object) -> bool:
    """Whether the first entry has Twikoo's names."""
    first = (widgets.listed(answer, ("results",), ("data",)) or [{}])[0]
    return {"_id", "nick", "comment", "created"} <= first.keys()


def parse(answer: object, *, url: str = "", article: str | None = None) -> Reading:
    """All comments; those of the blog's master are answers."""
    gathered = Discussion()
    for item in widgets.listed(answer, ("results",), ("data",)):
        one = widgets.comment(NAME, item, html_text, url=url, article=article)
        created = item.get("created")
        posted = values.moment(dig(created, "$numberLong") if isinstance(created, dict) else created)
        spam = "spam" if item.get("isSpam") is True else None
        gathered.add(one._replace(posted=posted), by_author=item.get("master") is True, reason=spam)
    return gathered.reading()


source = JsonSource(NAME, ("id", "article", "author", "likes", "posted", "parent", "reply"), fits, parse)
