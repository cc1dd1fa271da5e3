"""GitHub: discussions (giscus) as GraphQL and giscus answer, comments of issues (utterances) as REST does."""

from __future__ import annotations

from typing import Any

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.prose import html_text, markdown_text
from commentscope.sources.reading import JsonSource, Reading
from commentscope.sources.threads import Discussion, descend, dig, entries, outermost

NAME = "github"
OWNER = "OWNER"
"""What GitHub calls the owner of a repository: with giscus and utterances, the one whose article it is."""


def fits(answer: object) -> bool:
    """Whether this is a discussion or issue with comments, or REST's list of comments."""
    if any(map(_is_rest, _items(answer)[:1])):
        return True
    return any(
        "author" in node and ("body" in node or "bodyHTML" in node)
        for found in _discussions(answer)
        for node in _nodes(found.get("comments"))
    )


def parse(answer: object, *, url: str = "", article: str | None = None) -> Reading:
    """The comments and replies of every discussion or issue in an answer."""
    gathered = Discussion()
    items = _items(answer)
    if any(map(_is_rest, items[:1])):
        for item in items:
            _take(gathered, item, values.key(item.get("parent_id")), {"url": url, "title": article})
        return gathered.reading()
    for found in _discussions(answer):
        stated = {
            "url": values.text(found.get("url")) or url,
            "title": values.text(found.get("title")) or article,
        }
        writer = dig(found, "author", "login")
        for item, above in descend(_nodes(found.get("comments")), lambda one: _nodes(one.get("replies"))):
            _take(gathered, item, values.key(above.get("id")) if above else None, stated, writer)
        gathered.declared += values.count(dig(found, "comments", "totalCount")) or 0
        gathered.declared += sum(
            values.count(dig(node, "replies", "totalCount")) or 0 for node in _nodes(found.get("comments"))
        )
    return gathered.reading()


def _take(
    gathered: Discussion, item: dict[str, Any], parent: str | None, of: dict[str, Any], writer: object = None
) -> None:
    login = dig(item, "author", "login") or dig(item, "user", "login")
    body, place = values.text(item.get("body")), values.text(item.get("html_url"))
    comment = Comment(
        source=NAME,
        article=of["title"],
        url=place.partition("#")[0] if place else of["url"],
        text=html_text(values.text(item.get("bodyHTML")) or "") if body is None else markdown_text(body),
        author=values.text(login),
        avatar=values.text(dig(item, "author", "avatarUrl") or dig(item, "user", "avatar_url")),
        likes=values.count(item["upvoteCount"] if "upvoteCount" in item else dig(item, "reactions", "+1")),
        replies=_replies(item),
        posted=values.moment(item.get("createdAt") or item.get("created_at"), values.UTC),
        parent=parent,
        id=values.key(item.get("id")),
    )
    owner = OWNER in (item.get("authorAssociation"), item.get("author_association"))
    by_author = owner or (writer is not None and writer == login)
    gathered.add(comment, by_author=by_author, reason=_reason(item))


def _reason(item: dict[str, Any]) -> str | None:
    """Why it is no comment, if it is none."""
    spam = str(item.get("minimizedReason")).lower() == "spam"
    hidden = ("spam" if spam else "hidden") if item.get("isMinimized") else None
    return "deleted" if item.get("deletedAt") else hidden


def _replies(item: dict[str, Any]) -> int | None:
    total = values.count(dig(item, "replies", "totalCount"))
    if total is None and "replies" in item:
        return len(_nodes(item["replies"]))
    return total if total is not None else values.count(item.get("child_comment_count"))


def _is_rest(item: object) -> bool:
    place = str(dig(item, "issue_url") or dig(item, "discussion_url") or dig(item, "html_url") or "")
    return (
        isinstance(item, dict) and "body" in item and dig(item, "user", "login") is not None and "/" in place
    )


def _items(answer: object) -> list[dict[str, Any]]:
    """REST's list, or the items of a list of such pages."""
    pages = answer if isinstance(answer, list) else []
    return entries([one for page in pages for one in (page if isinstance(page, list) else [page])])


def _nodes(connection: object) -> list[dict[str, Any]]:
    return entries(dig(connection, "nodes") if isinstance(connection, dict) else connection)


def _discussions(answer: object) -> list[dict[str, Any]]:
    """Every object with comments: `data.repository.discussion`, giscus' `discussion`, `data.search.nodes[]`."""
    return outermost(answer, lambda one: bool(_nodes(one.get("comments"))))


source = JsonSource(
    NAME, ("id", "article", "author", "avatar", "likes", "replies", "posted", "parent", "reply"), fits, parse
)
