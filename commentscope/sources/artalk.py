"""Artalk's exchange format, Artrans: a list of comments whose values are all strings; the content is Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commentscope.sources.prose import markdown_text
from commentscope.sources.table import TableSource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commentscope.comments import Comment


def _finish(comment: Comment, row: Mapping[str, object]) -> Comment | str:
    if str(row.get("is_pending")).lower() == "true":
        return "pending"
    return comment._replace(text=markdown_text(comment.text))


source = TableSource(
    "artalk",
    ("id", "article", "series", "author", "likes", "posted", "parent"),
    needs=(("rid",), ("content",), ("page_key",), ("nick",)),
    known={
        "text": ("content",),
        "id": ("id",),
        "parent": ("rid",),
        "author": ("nick",),
        "likes": ("voteup",),
        "posted": ("createdat",),
        "article": ("pagetitle",),
        "url": ("pagekey",),
        "series": ("sitename",),
    },
    finish=_finish,
)
