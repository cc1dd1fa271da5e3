"""Comments that a page states for search engines, in schema.org's words: in any page, or JSON-LD by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.prose import html_text
from commentscope.sources.stated import address, first, likes, name_of, objects, states, types
from commentscope.sources.threads import Discussion, descend, outermost
from commentscope.sources.titles import title

if TYPE_CHECKING:
    from commentscope.sources.documents import Document
    from commentscope.sources.reading import Reading

name = "schema-org"
carries = ("id", "article", "author", "avatar", "likes", "replies", "posted", "parent")

_KINDS = {"Comment", "UserComments"}


def recognises(document: Document) -> bool:
    """Whether the page states comments so."""
    if document.json:
        return '"@context"' in document.text and bool(_found(document.json.value))
    return bool(_found(document.text))


def read(document: Document) -> Reading:
    """The comments of all articles that the page describes, and those that stand by themselves."""
    gathered = Discussion()
    for found in _found(document.json.value if document.json else document.text):
        of = {} if types(found) & _KINDS else found
        named = values.text(first(of, "headline", "name")) or title(document)
        at = next(filter(None, (address(of.get(key)) for key in ("url", "mainEntityOfPage", "@id"))), None)
        for item, above in descend(_comments(of) if of else [found], _comments):
            gathered.add(_comment(item, above, named, at or document.url))
        gathered.declared += values.count(of.get("commentCount")) or 0
    return gathered.reading()


def _comment(item: dict[str, Any], above: dict[str, Any] | None, article: str | None, url: str) -> Comment:
    author = first(item, "author", "creator")
    author = author if isinstance(author, dict) else {"name": author}
    return Comment(
        source=name,
        article=article,
        url=url,
        text=html_text(values.text(first(item, "text", "commentText")) or "", lines=True),
        author=values.text(first(author, "name")),
        avatar=address(first(author, "image")),
        likes=values.count(likes(item)),
        replies=values.count(item.get("commentCount")),
        posted=values.moment(first(item, "dateCreated", "datePublished", "commentTime")),
        parent=name_of(above or first(item, "parentItem")),
        id=name_of(item),
    )


def _comments(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The comments on an article or a comment; what only names one that stands elsewhere is none."""
    return [one for one in objects(item, "comment") if one.keys() - {"@id", "@type"}]


def _found(stated: object) -> list[dict[str, Any]]:
    """Every article with comments, and every comment on none, in the first notation that has some."""
    ways = states(stated, "Comment") if isinstance(stated, str) else [stated]
    return next(filter(None, (outermost(way, _wanted) for way in ways)), [])


def _wanted(item: dict[str, Any]) -> bool:
    alone = types(item) & _KINDS and first(item, "text", "commentText") is not None
    return bool(alone or _comments(item))
