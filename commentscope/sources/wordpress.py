"""WordPress: its export, WXR, in every version. The body is HTML with the newlines that were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.prose import html_text
from commentscope.sources.threads import Discussion
from commentscope.sources.xml_documents import child, children, load

if TYPE_CHECKING:
    from commentscope.sources.documents import Document
    from commentscope.sources.reading import Reading

name = "wordpress"
carries = ("id", "article", "author", "posted", "parent", "reply")

_STATES = {"0": "pending", "hold": "pending", "spam": "spam", "trash": "deleted", "post-trashed": "deleted"}


def recognises(document: Document) -> bool:
    """Whether the feed is an export, with WordPress' own namespace."""
    return "wordpress.org/export/" in document.text[:8192]


def read(document: Document) -> Reading:
    """All comments that readers wrote and the site approved."""
    gathered = Discussion()
    loaded = load(document, "<wp:comment>")
    gathered.damaged += loaded.damaged
    for channel in children(loaded.root if loaded.root is not None else (), "channel"):
        accounts = {
            child(one, "author_login"): child(one, "author_id") for one in children(channel, "author")
        }
        for item in children(channel, "item"):
            for entry in children(item, "comment"):
                if entry not in loaded.unfinished:
                    _take(gathered, entry, item, accounts, document.url)
    return gathered.reading()


def _take(
    gathered: Discussion,
    entry: Any,  # noqa: ANN401  lxml's element
    item: Any,  # noqa: ANN401  lxml's element
    accounts: dict[str | None, str | None],
    url: str,
) -> None:
    kind = (child(entry, "comment_type") or "").strip()
    state = (child(entry, "comment_approved") or "1").strip()
    reason = "pingback" if kind in {"pingback", "trackback"} else _STATES.get(state)
    universal = values.moment((child(entry, "comment_date_gmt") or "").strip(), values.UTC)
    comment = Comment(
        source=name,
        article=(child(item, "title") or "").strip() or None,
        url=(child(item, "link") or "").strip() or url,
        text=html_text((child(entry, "comment_content") or "").strip(), lines=True),
        author=(child(entry, "comment_author") or "").strip("\n\t"),
        posted=universal or values.moment((child(entry, "comment_date") or "").strip()),
        parent=values.key(child(entry, "comment_parent")),
        id=values.key(child(entry, "comment_id")),
    )
    creator, user = child(item, "creator"), child(entry, "comment_user_id")
    # Anyone can type the author's name; the account can't be. Some exports leave the account out.
    known = accounts.get(creator)
    by_author = (comment.author == creator and user is None) or (
        values.key(user) is not None and (user == known if known else comment.author == creator)
    )
    gathered.add(comment, by_author=by_author, reason=reason)
