"""Discourse: a topic's posts, as its site answers for `/t/ID.json` and `/t/ID/posts.json`."""

from __future__ import annotations

from typing import Any

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.prose import html_text
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, dig, entries, pages

NAME = "discourse"
LIKE = 2
"""The kind of action that a like is."""
REGULAR = 1
"""The kind of post that a person wrote; the others are the site's notices and whispers among its staff."""


def fits(answer: object) -> bool:
    """Whether this is a topic, or a list of topics or of a topic's pages."""
    return isinstance(dig(pages(answer), 0, "post_stream", "posts"), list)


def parse(answer: object, *, url: str = "", article: str | None = None, author: str | None = None) -> Reading:
    """The posts of a topic behind its first, which is the article.

    A post's id is `TOPIC/NUMBER`, as in its address, so that replies find their parents on other pages.

    Args:
        answer: decoded JSON.
        url: where it comes from.
        article: the topic's title, where the answer has none.
        author: who wrote the first post, where the answer doesn't tell.
    """
    gathered = Discussion()
    for topic in pages(answer):
        posts = entries(dig(topic, "post_stream", "posts"))
        first = next((post for post in posts if post.get("post_number") == 1), None)
        writer = dig(first, "username") or dig(topic, "details", "created_by", "username") or author
        title = values.text(topic.get("title")) or article
        for post in (one for one in posts if one is not first):
            one = _comment(post, topic)._replace(article=title, url=url)
            gathered.add(one, by_author=writer is not None and one.author == writer, reason=_reason(post))
        if first:
            gathered.declared += max((values.count(topic.get("posts_count")) or 1) - 1, 0)
    return gathered.reading()


def _reason(post: dict[str, Any]) -> str | None:
    """Why a post is no comment, if it is none."""
    if post.get("post_type", REGULAR) != REGULAR:
        return "notice"
    gone = post.get("user_deleted") or post.get("deleted_at")
    return "deleted" if gone else "hidden" if post.get("hidden") else None


def _comment(post: dict[str, Any], topic: dict[str, Any]) -> Comment:
    of = values.key(post.get("topic_id")) or values.key(topic.get("id"))
    above = values.count(post.get("reply_to_post_number"))
    likes = {one.get("id"): one.get("count") for one in entries(post.get("actions_summary"))}.get(LIKE, 0)
    return Comment(
        source=NAME,
        article=None,
        url="",
        text=html_text(values.text(post.get("cooked")) or ""),
        author=values.text(post.get("username")),
        avatar=(values.text(post.get("avatar_template")) or "").replace("{size}", "96") or None,
        likes=values.count(likes) if "actions_summary" in post else None,
        replies=values.count(post.get("reply_count")),
        posted=values.moment(post.get("created_at"), values.UTC),
        parent=f"{of}/{above}" if above and above > 1 else None,
        id=f"{of}/{post.get('post_number')}",
    )


source = JsonSource(
    NAME, ("id", "article", "author", "avatar", "likes", "replies", "posted", "parent", "reply"), fits, parse
)
