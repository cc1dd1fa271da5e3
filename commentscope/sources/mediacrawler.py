"""MediaCrawler's tables of comments, of every platform it knows, before and after it masked its users in July 2026."""

from __future__ import annotations

from commentscope.sources.table import TableSource

# xhs, weibo, tieba; bilibili, kuaishou; douyin; zhihu.
PAGES = ("note_id", "video_id", "aweme_id", "content_id")

source = TableSource(
    "mediacrawler",
    ("id", "article", "series", "author", "avatar", "likes", "replies", "posted", "parent"),
    needs=(("comment_id",), ("content",), ("sub_comment_count", "last_modify_ts", "creator_hash"), PAGES),
    known={
        "text": ("content",),
        "id": ("commentid",),
        "author": ("nickname", "usernickname"),
        "avatar": ("avatar", "useravatar"),
        "likes": ("likecount", "commentlikecount"),
        "replies": ("subcommentcount",),
        "posted": ("createtime", "publishtime"),
        "parent": ("parentcommentid",),
        "url": ("noteurl",),
        "series": ("tiebaname",),
    },
    discussion=PAGES,
)
