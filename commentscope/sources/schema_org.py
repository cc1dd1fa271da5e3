"""Comments that a page states for search engines: schema.org in JSON-LD, in any page or by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from commentscope.comments import Comment
from commentscope.sources import json_documents, values
from commentscope.sources.prose import html_text
from commentscope.sources.threads import Discussion, descend, dig, entries
from commentscope.sources.titles import title

if TYPE_CHECKING:
    from commentscope.sources.documents import Document
    from commentscope.sources.reading import Reading

name = "schema-org"
carries = ("id", "article", "author", "avatar", "likes", "replies", "posted", "parent")

_SCRIPT = re.compile(r"""<script\b[^<>]*\btype\s*=\s*["']?application/ld\+json\b[^<>]*>""", re.IGNORECASE)
_LIKES = ("LikeAction", "VoteAction")


def recognises(document: Document) -> bool:
    """Whether the page states comments so."""
    if document.kind == "json":
        return '"@context"' in document.text and any(map(_comments, _articles(document.json.value)))  # type: ignore[union-attr]  # JSON by its kind
    return "application/ld+json" in document.text and any(map(_comments, _articles(_stated(document.text))))


def read(document: Document) -> Reading:
    """The comments of all articles that the page describes."""
    decoded = document.json
    stated = decoded.value if decoded else _stated(document.text)
    return parse(stated, url=document.url, article=title(document))


def parse(answer: object, *, url: str = "", article: str | None = None) -> Reading:
    """The comments in decoded JSON-LD, or in a page's text."""
    gathered = Discussion()
    for found in _articles(_stated(answer) if isinstance(answer, str) else answer):
        named = values.text(found.get("headline")) or values.text(found.get("name")) or article
        at = next(
            (one for key in ("url", "mainEntityOfPage", "@id") if (one := _address(found.get(key)))), url
        )
        for item, above in descend(_comments(found), _comments):
            gathered.add(_comment(item, above, named, at))
        if _comments(found):
            gathered.declared += values.count(found.get("commentCount")) or 0
    return gathered.reading()


def _comment(item: dict[str, Any], above: dict[str, Any] | None, article: str | None, url: str) -> Comment:
    author = item.get("author") or item.get("creator")
    author = author[0] if isinstance(author, list) and author else author
    return Comment(
        source=name,
        article=article,
        url=url,
        text=html_text(values.text(item.get("text") or item.get("commentText")) or "", lines=True),
        author=values.text(dig(author, "name") if isinstance(author, dict) else author),
        avatar=_address(dig(author, "image")),
        likes=values.count(item.get("upvoteCount", _likes(item))),
        replies=values.count(item.get("commentCount")),
        posted=values.moment(item.get("dateCreated") or item.get("datePublished")),
        parent=_id(above) if above else _id(dig(item, "parentItem")),
        id=_id(item),
    )


def _id(item: object) -> str | None:
    return next(
        (found for key in ("@id", "identifier", "url") if (found := values.key(dig(item, key)))), None
    )


def _address(value: object) -> str | None:
    found = value if isinstance(value, str) else dig(value, "@id") or dig(value, "url")
    return found if isinstance(found, str) and found.startswith(("http://", "https://")) else None


def _likes(item: dict[str, Any]) -> object:
    stated = item.get("interactionStatistic")
    for one in entries(stated if isinstance(stated, list) else [stated]):
        kind = one.get("interactionType")
        if str(dig(kind, "@type") if isinstance(kind, dict) else kind).endswith(_LIKES):
            return one.get("userInteractionCount")
    return None


def _comments(item: dict[str, Any]) -> list[dict[str, Any]]:
    below = item.get("comment")
    return [
        one
        for one in entries(below if isinstance(below, list) else [below])
        if "text" in one or "comment" in one
    ]


def _articles(stated: object) -> list[dict[str, Any]]:
    """Every object that has comments and is none itself."""
    found: list[dict[str, Any]] = []
    waiting: list[tuple[object, int]] = [(stated, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, dict) and _comments(value):
            found.append(value)
        elif isinstance(value, (dict, list)) and depth < 8:  # noqa: PLR2004  deeper than any page states them
            waiting.extend(
                (one, depth + 1)
                for one in reversed(list(value.values() if isinstance(value, dict) else value))
            )
    return found


def _stated(page: str) -> list[Any]:
    """What stands in the page's scripts of JSON-LD."""
    stated = []
    script = _SCRIPT.search(page)
    while script and (end := page.find("</script", script.end())) >= 0:
        if decoded := json_documents.decode(page[script.end() : end].strip()):
            stated.append(decoded.value)
        script = _SCRIPT.search(page, end)
    return stated
