"""Answers of GeekTime's site: comments in both versions, and the threads under a comment."""

from __future__ import annotations

import html
import re
from typing import Any

from commentscope.comments import Comment, Damage
from commentscope.messages import Message
from commentscope.sources import values
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, descend, dig, entries, pages

NAME = "geekbang-api"

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def fits(answer: object) -> bool:
    """Whether this is an answer (or a list of answers) with comments, with threads, or with the site's error."""
    first = next(iter(pages(answer)), {})
    items = entries(dig(first, "data", "list"))
    if isinstance(dig(first, "error", "code"), int) and isinstance(dig(first, "data"), (list, dict)):
        return True
    return any(
        "comment_content" in one or dig(one, "discussion", "discussion_content") is not None for one in items
    )


def parse(answer: object, *, url: str = "", article: str | None = None, parent: str | None = None) -> Reading:
    """The comments of an answer, or of a list of answers.

    Args:
        answer: decoded JSON, of `v1/comments`, `v4/comment/list` or `discussion/v1/root_list`.
        url: where it comes from.
        article: the article's title.
        parent: for threads: the id of the comment they stand under.
    """
    gathered = Discussion()
    for page in pages(answer):
        if (code := dig(page, "error", "code")) is not None:
            reason = Message(
                "geekbang-api-refused", {"code": str(code), "reason": str(dig(page, "error", "msg"))}
            )
            gathered.damaged.append(Damage(url, None, reason, comments=0))
        for item in entries(dig(page, "data", "list")):
            if "comment_content" in item:
                gathered.add(_comment(item, url, article))
            elif "discussion" in item:
                _thread(gathered, item, url, article, parent)
        if dig(page, "data", "page", "more") is False:  # else every page would state the same number
            gathered.declared += values.count(dig(page, "data", "page", "count")) or 0
    return gathered.reading()


def plain(content: object) -> str:
    """A text as the site sends it: entities decoded once, `<br>` a newline."""
    return html.unescape(_BREAK.sub("\n", values.text(content) or ""))


def _comment(item: dict[str, Any], url: str, article: str | None) -> Comment:
    answers = [plain(one.get("content")) for one in entries(item.get("replies"))]
    return Comment(
        source=NAME,
        article=article,
        url=url,
        text=plain(item.get("comment_content")),
        author=values.text(item.get("user_name")),
        avatar=values.text(item.get("user_header")) or None,
        likes=values.count(item.get("like_count")),
        replies=values.count(item.get("discussion_count")),
        posted=values.moment(item.get("comment_ctime")),
        reply="\n\n".join(filter(None, answers)) or None,
        id=values.key(item.get("id")),
    )


def _thread(
    gathered: Discussion, root: dict[str, Any], url: str, article: str | None, parent: str | None
) -> None:
    for item, above in descend([root], lambda one: one.get("child_discussions")):
        said = item.get("discussion") if isinstance(item.get("discussion"), dict) else item
        name = values.key(said.get("id"))
        over = values.key(dig(above, "discussion", "id") or dig(above, "id"))
        gathered.add(
            Comment(
                source=NAME,
                article=article,
                url=url,
                text=plain(said.get("discussion_content")),
                author=values.text(dig(item, "author", "nickname")),
                avatar=values.text(dig(item, "author", "avatar")) or None,
                likes=values.count(said.get("likes_number")),
                posted=values.moment(said.get("ctime")),
                parent=f"d{over}" if over else parent,
                id=f"d{name}" if name else None,  # comments and discussions are counted apart
            )
        )


source = JsonSource(
    NAME, ("id", "article", "author", "avatar", "likes", "replies", "posted", "parent", "reply"), fits, parse
)
