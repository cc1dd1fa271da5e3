"""What the comment widgets of blogs that grew out of Valine have in common: Waline, Twikoo, Valine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.threads import dig, entries

if TYPE_CHECKING:
    from collections.abc import Callable


LEFT_OUT = {"spam": "spam", "waiting": "pending", "delete": "deleted", "deleted": "deleted"}
"""What an entry's `status` says of one that is no comment."""


def listed(value: object, *paths: tuple[str, ...]) -> list[dict[str, Any]]:
    """The entries: the value itself, where it is a list, or what lies at the first path that leads to one."""
    found = (dig(value, *path) for path in ((), *paths))
    items = next((items for one in found if (items := entries(one))), [])
    # JSON Lines of a single line is an object.
    return items or ([value] if isinstance(value, dict) and "nick" in value else [])


def comment(
    name: str, item: dict[str, Any], read: Callable[[str], str], *, url: str, article: str | None
) -> Comment:
    """An entry as a comment, still without its time.

    Args:
        name: the source's.
        item: the entry.
        read: makes plain text of its body.
        url: of the input, where the entry has none.
        article: the title, where the page's path can't stand for it.
    """
    page = unquote(values.text(item.get("url")) or "")
    likes = item.get("like")
    return Comment(
        source=name,
        article=page.strip("/").rpartition("/")[2].removesuffix(".html") or article,
        url=page or url,
        text=read(values.text(item.get("comment")) or ""),
        author=values.text(item.get("nick")),
        likes=len(likes) if isinstance(likes, list) else values.count(likes),
        parent=key(item.get("pid")) or key(item.get("rid")),
        id=key(item.get("objectId", item.get("_id"))),
    )


def moment(item: dict[str, Any]) -> str | None:
    """When an entry was written; LeanCloud has `{"iso": …}`. `createdAt` may be the day on which all moved house."""
    stated = (item.get("insertedAt"), item.get("createdAt"))
    times = (values.moment(dig(one, "iso") if isinstance(one, dict) else one, values.UTC) for one in stated)
    return next(filter(None, times), None)


def key(value: object) -> str | None:
    """An id: a text, or MongoDB's `{"$oid": …}`."""
    return values.key(dig(value, "$oid") if isinstance(value, dict) else value)
