"""Reddit: a post with its tree of comments, as its site answers for an address that ends in `.json`."""

from __future__ import annotations

from typing import Any

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.prose import markdown_text
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, descend, dig, entries

NAME = "reddit"
_GONE = {"[deleted]", "[removed]"}


def fits(answer: object) -> bool:
    """Whether a listing has a comment in it."""
    return any(item.get("kind") == "t1" for listing in _listings(answer) for item in listing)


def parse(answer: object, *, url: str = "", article: str | None = None) -> Reading:
    """The comments of all listings; what is collapsed is counted as the site states it."""
    gathered = Discussion()
    posts = [item["data"] for listing in _listings(answer) for item in listing if item.get("kind") == "t3"]
    post = posts[0] if posts and isinstance(posts[0], dict) else {}
    link = values.text(post.get("permalink"))
    for listing in _listings(answer):
        for item, _ in descend(listing, lambda one: dig(one, "data", "replies", "data", "children")):
            said = item.get("data")
            if item.get("kind") == "more":
                gathered.left_out["collapsed"] += values.count(dig(said, "count")) or 0
            elif item.get("kind") == "t1" and isinstance(said, dict):
                _take(
                    gathered,
                    said,
                    f"https://www.reddit.com{link}" if link else url,
                    values.text(post.get("title")) or article,
                )
    return gathered.reading()


def _take(gathered: Discussion, said: dict[str, Any], url: str, article: str | None) -> None:
    body = values.text(said.get("body")) or ""
    above = values.text(said.get("parent_id")) or ""
    comment = Comment(
        source=NAME,
        article=article,
        url=url,
        text=markdown_text(body),
        author=values.text(said.get("author")),
        likes=values.count(said.get("score", said.get("ups"))),
        replies=len(entries(dig(said, "replies", "data", "children"))) if "replies" in said else None,
        posted=values.moment(said.get("created_utc")),
        series=values.text(said.get("subreddit")),
        parent=above.removeprefix("t1_") if above.startswith("t1_") else None,
        id=values.key(said.get("id")),
    )
    gathered.add(
        comment, by_author=said.get("is_submitter") is True, reason="deleted" if body in _GONE else None
    )


def _listings(answer: object) -> list[list[dict[str, Any]]]:
    pages = answer if isinstance(answer, list) else [answer]
    return [entries(dig(page, "data", "children")) for page in pages if dig(page, "kind") == "Listing"]


source = JsonSource(
    NAME, ("id", "article", "series", "author", "likes", "replies", "posted", "parent", "reply"), fits, parse
)
