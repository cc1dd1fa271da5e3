"""Waline: its export, or a list of its comments, LeanCloud's too. The body is what was typed: Markdown."""

from __future__ import annotations

from commentscope.sources import widgets
from commentscope.sources.prose import markdown_text
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, dig, entries

NAME = "waline"
_PATHS = (("data", "Comment"), ("results",))


def fits(answer: object) -> bool:
    """Whether the first entry has Waline's names."""
    first = (widgets.listed(answer, *_PATHS) or [{}])[0]
    # Valine knows no states.
    leancloud = isinstance(first.get("insertedAt"), dict) and "status" not in first
    return {"objectId", "nick", "comment"} <= first.keys() and not leancloud


def parse(answer: object, *, url: str = "", article: str | None = None) -> Reading:
    """All comments; those of an administrator are answers."""
    gathered = Discussion()
    masters = {
        one.get("objectId")
        for one in entries(dig(answer, "data", "Users"))
        if one.get("type") == "administrator"
    }
    for item in widgets.listed(answer, *_PATHS):
        one = widgets.comment(NAME, item, markdown_text, url=url, article=article)
        master = item.get("type") == "administrator" or item.get("user_id", "") in masters
        gathered.add(
            one._replace(posted=widgets.moment(item)),
            by_author=master,
            reason=widgets.LEFT_OUT.get(str(item.get("status"))),
        )
    return gathered.reading()


source = JsonSource(NAME, ("id", "article", "author", "likes", "posted", "parent", "reply"), fits, parse)
