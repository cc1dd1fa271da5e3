"""Juejin (稀土掘金): answers of its comment and reply lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, dig, entries, pages

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "juejin"


def fits(answer: object) -> bool:
    """Whether this is an answer (or a list of answers) with comments or replies."""
    one = dig(pages(answer), 0, "data", 0)
    return (
        dig(one, "comment_info", "comment_content") is not None
        or dig(one, "reply_info", "reply_content") is not None
    )


def parse(answer: object, *, url: str = "", article: str | None = None) -> Reading:
    """The comments of all answers, with the replies under them; those of the article's author are answers."""
    gathered = Discussion()
    tops = stated = 0
    for page in pages(answer):
        for item in entries(page.get("data")):
            tops += 1
            _take(gathered, item, url, article)
            for reply in entries(item.get("reply_infos")):
                _take(gathered, reply, url, article)
        if page.get("has_more") is False:
            stated += values.count(page.get("count")) or 0
    # Whether the number counts replies, too, is nowhere said. If it fits either, nothing is missing.
    entered = len(gathered.comments) + gathered.left_out.total()
    gathered.declared = len(gathered.comments) if stated in {tops, entered} else stated
    return gathered.reading()


def _take(gathered: Discussion, item: Mapping[str, Any], url: str, article: str | None) -> None:
    said = item.get("comment_info") or item.get("reply_info")
    above = values.key(dig(said, "reply_to_reply_id")) or values.key(dig(said, "reply_comment_id"))
    user = item.get("user_info")
    if isinstance(said, dict):
        comment = Comment(
            source=NAME,
            article=article,
            url=url,
            text=values.text(said.get("comment_content", said.get("reply_content"))) or "",
            author=values.text(dig(user, "user_name")),
            avatar=values.text(dig(user, "avatar_large")),
            likes=values.count(said.get("digg_count")),
            replies=values.count(said.get("reply_count")),
            posted=values.moment(said.get("ctime")),
            parent=above if "reply_info" in item else None,
            id=values.key(item.get("comment_id") if "comment_info" in item else item.get("reply_id")),
        )
        gathered.add(comment, by_author=item.get("is_author") is True)


source = JsonSource(
    NAME, ("id", "author", "avatar", "likes", "replies", "posted", "parent", "reply"), fits, parse
)
