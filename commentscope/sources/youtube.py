"""What youtube-comment-downloader writes: JSON Lines, a comment a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commentscope.sources.table import TableSource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commentscope.comments import Comment


def _finish(comment: Comment, row: Mapping[str, object]) -> Comment:  # noqa: ARG001  what a table calls
    """A reply's id begins with its parent's, and a dot."""
    above, dot, _ = (comment.id or "").rpartition(".")
    return comment._replace(parent=above) if dot else comment


source = TableSource(
    "youtube",
    ("id", "author", "avatar", "likes", "replies", "posted", "parent"),
    needs=(("cid",), ("text",), ("votes",), ("channel", "photo", "heart")),
    known={
        "text": ("text",),
        "id": ("cid",),
        "author": ("author",),
        "avatar": ("photo",),
        "likes": ("votes",),
        "replies": ("replies",),
        "posted": ("timeparsed",),  # `time` is in words, and relative
    },
    finish=_finish,
)
