"""Discourse: a topic's posts, as its site answers for `/t/ID.json` and `/t/ID/posts.json`."""

from __future__ import annotations

from typing import Any

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.prose import html_text
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, dig, entries

NAME = "discourse"
LIKE = 2
"""The kind of action that a like is."""
REGULAR = 1
"""The kind of post that a person wrote; the others are the site's notices and whispers among its staff."""


def fits(answer: object) -> bool:
    """Whether this is a topic, or a list of topics or of a topic's pages."""
    one = answer[0] if isinstance(answer, list) and answer else answer
    return isinstance(dig(one, "post_stream", "posts"), list)


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
    for topic in entries(answer if isinstance(answer, list) else [answer]):
        posts = entries(dig(topic, "post_stream", "posts"))
        first = next((post for post in posts if post.get("post_number") == 1), None)
        writer = dig(first, "username") or dig(topic, "details", "created_by", "username") or author
        title = values.text(topic.get("title")) or article
        for post in posts:
            if post is not first:
                _take(gathered, post, topic, title, url, writer)
        if first:
            gathered.declared += max((values.count(topic.get("posts_count")) or 1) - 1, 0)
    return gathered.reading()


def _take(  # noqa: PLR0913, PLR0917  what a post and its topic have
    gathered: Discussion,
    post: dict[str, Any],
    topic: dict[str, Any],
    title: str | None,
    url: str,
    writer: str | None,
) -> None:
    if post.get("post_type", REGULAR) != REGULAR:
        gathered.left_out["notice"] += 1
    elif post.get("user_deleted") or post.get("deleted_at"):
        gathered.left_out["deleted"] += 1
    elif post.get("hidden"):
        gathered.left_out["hidden"] += 1
    else:
        of = values.key(post.get("topic_id")) or values.key(topic.get("id"))
        above = values.count(post.get("reply_to_post_number"))
        likes = [one.get("count") for one in entries(post.get("actions_summary")) if one.get("id") == LIKE]
        comment = Comment(
            source=NAME,
            article=title,
            url=url,
            text=html_text(values.text(post.get("cooked")) or ""),
            author=values.text(post.get("username")),
            avatar=(values.text(post.get("avatar_template")) or "").replace("{size}", "96") or None,
            likes=values.count(likes[0]) if likes else 0 if "actions_summary" in post else None,
            replies=values.count(post.get("reply_count")),
            posted=values.moment(post.get("created_at"), values.UTC),
            parent=f"{of}/{above}" if above and above > 1 else None,
            id=f"{of}/{post.get('post_number')}",
        )
        gathered.add(comment, by_author=writer is not None and comment.author == writer)


source = JsonSource(
    NAME, ("id", "article", "author", "avatar", "likes", "replies", "posted", "parent", "reply"), fits, parse
)
