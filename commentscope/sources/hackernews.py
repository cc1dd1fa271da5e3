"""Hacker News: a story with its tree of comments, or found comments, as the Algolia API answers."""

from __future__ import annotations

from typing import Any

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.prose import html_text
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, descend, dig, entries, pages

NAME = "hackernews"
ITEM = "https://news.ycombinator.com/item?id={}"


def fits(answer: object) -> bool:
    """Whether this is an item with its children, a list of such, or the hits of a search."""
    one = next(iter(pages(answer)), {})
    found = dig(one, "hits", 0, "comment_text") is not None
    return found or ("created_at_i" in one and isinstance(one.get("children"), list))


def parse(answer: object, *, url: str = "", article: str | None = None) -> Reading:
    """The comments of an answer of `items/ID` or `search?tags=comment`, or of a list of such answers."""
    gathered = Discussion()
    for one in pages(answer):
        for hit in entries(one.get("hits")):
            _take(
                gathered,
                {**hit, "text": hit.get("comment_text"), "title": hit.get("story_title")},
                {},
                article,
            )
        if isinstance(one.get("children"), list):
            tops = one["children"] if one.get("type") != "comment" else [one]
            for item, _ in descend(tops, lambda entry: entry.get("children")):
                _take(gathered, item, one, article or url)
    return gathered.reading()


def _take(gathered: Discussion, item: dict[str, Any], story: dict[str, Any], article: str | None) -> None:
    of = values.key(item.get("story_id")) or values.key(story.get("id"))
    above = values.key(item.get("parent_id"))
    author = values.text(item.get("author"))
    comment = Comment(
        source=NAME,
        article=values.text(story.get("title") or item.get("title")) or article,
        url=ITEM.format(of),
        text=html_text(values.text(item.get("text")) or ""),
        author=author,
        likes=values.count(item.get("points")),
        replies=len(item["children"]) if isinstance(item.get("children"), list) else None,
        posted=values.moment(item.get("created_at_i")) or values.moment(item.get("created_at"), values.UTC),
        parent=above if above != of else None,
        id=values.key(item.get("id") or item.get("objectID")),
    )
    by_author = author is not None and author == story.get("author")
    gathered.add(comment, by_author=by_author, reason="deleted" if item.get("text") is None else None)


source = JsonSource(
    NAME, ("id", "article", "author", "likes", "replies", "posted", "parent", "reply"), fits, parse
)
