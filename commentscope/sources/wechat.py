"""WeChat (微信公众号): the answer with an article's elected comments, or the saved article that carries it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from commentscope.comments import Comment
from commentscope.sources import json_documents, values
from commentscope.sources.reading import broken_json
from commentscope.sources.threads import Discussion, dig, entries
from commentscope.sources.titles import title

if TYPE_CHECKING:
    from commentscope.sources.documents import Document
    from commentscope.sources.reading import Reading

name = "wechat"
carries = ("id", "article", "author", "avatar", "likes", "replies", "posted", "parent", "reply")

AUTHOR = 2
"""What `is_from` says of a reply that the account itself wrote."""

_PRELOADED = re.compile(r"""preload_comment_list['"]?\s*[=:]\s*'((?:[^'\\]++|\\.)*+)'""", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}


def recognises(document: Document) -> bool:
    """Whether this is such an answer, or a page with one in it."""
    return bool(entries(dig(_answer(document), "elected_comment")))


def read(document: Document) -> Reading:
    """The comments; what the account answers is `reply`, what others answer a row."""
    article = title(document)
    gathered = Discussion(damaged=list(broken_json(document)))
    for item in entries(dig(_answer(document), "elected_comment")):
        answers = entries(dig(item, "reply_new", "reply_list")) or entries(dig(item, "reply", "reply_list"))
        own = [one for one in answers if one.get("is_from", AUTHOR) == AUTHOR]
        one = _comment(item, document.url, article)
        reply = "\n\n".join(values.text(each.get("content")) or "" for each in own)
        gathered.add(one._replace(reply=reply or None, id=values.key(item.get("content_id", item.get("id")))))
        for each in answers:
            if each not in own:
                answer = _comment(each, document.url, article)
                gathered.add(answer._replace(parent=values.key(item.get("content_id"))))
    return gathered.reading()


def _comment(item: dict[str, Any], url: str, article: str | None) -> Comment:
    return Comment(
        source=name,
        article=article,
        url=url,
        text=values.text(item.get("content")) or "",
        author=values.text(item.get("nick_name")),
        avatar=values.text(item.get("logo_url")) or None,
        likes=values.count(item.get("like_num", item.get("reply_like_num"))),
        replies=values.count(dig(item, "reply_new", "reply_total_cnt")),
        posted=values.moment(item.get("create_time")),
        id=values.key(item.get("reply_id")),
    )


def _answer(document: Document) -> Any:  # noqa: ANN401  decoded JSON
    if document.json:
        return document.json.value
    if "preload_comment_list" in document.text and (found := _PRELOADED.search(document.text)):
        said = _ESCAPE.sub(_unescaped, found[1])
        decoded = json_documents.decode(said) if '"' in said else json_documents.decode(html.unescape(said))
        return decoded.value if decoded else None
    return None


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _LETTERS.get(escape[3], escape[3])
