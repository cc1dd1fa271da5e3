"""GeekTime articles saved with the site's own HTML, as geek_crawler does: no likes, but the author's answers."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from commentscope.comments import Comment, Damage, Provenance
from commentscope.messages import Message
from commentscope.sources import values
from commentscope.sources.geekbang_api import plain
from commentscope.sources.reading import EXCERPT, Reading
from commentscope.sources.titles import series, title

if TYPE_CHECKING:
    from commentscope.sources.documents import Document

name = "geekbang-site"
carries = ("article", "series", "author", "avatar", "posted", "reply")

_MARK = '<div class="_2sjJGcOH_0">'
_AVATAR = re.compile(r'<img\b[^<>]*?\bsrc="([^"<>]*+)"')
_AUTHOR = re.compile(r'<div class="_2zFoi7sd_0">\s*+<span>([^<]*+)</span>')
# What is behind the text ends it: the place of the answers, which is there without answers, too.
_TEXT = re.compile(
    r'<div class="_2_QraFYR_0">(.*?)</div>\s*+<div class="_(?:10o3OAxT|3klNVc4Z)_0">', re.DOTALL
)
_ANSWER = re.compile(r'<p class="_3KxQPN3V_0">(.*?)</p>', re.DOTALL)
_POSTED = re.compile(r'<div class="_3Hkula0k_0">\s*+([^<]*+)</div>')
_SPEAKER = re.compile(r"(?:作者|编辑)回复[:：] ?")


def recognises(document: Document) -> bool:
    """Whether an item stands in the text; its style sheet alone has the class names, too."""
    return _MARK in document.text


def read(document: Document) -> Reading:
    """All items. Those cut off or broken are damaged; each ends where the next begins."""
    article, of, text = title(document), series(document.input.path), document.text
    comments: list[Comment] = []
    damaged: list[Damage] = []
    start = text.find(_MARK)
    while start >= 0:
        end = text.find(_MARK, start + 1)
        item = text[start : end if end >= 0 else len(text)]
        author, said, posted = _AUTHOR.search(item), _TEXT.search(item), _POSTED.search(item)
        if author and said:
            avatar = _AVATAR.search(item, 0, author.start())
            answers = [_SPEAKER.sub("", plain(one), count=1) for one in _ANSWER.findall(item, said.end())]
            comment = Comment(
                source=name,
                article=article,
                url=document.url,
                text=plain(said[1]),
                author=html.unescape(author[1]),
                avatar=html.unescape(avatar[1]) or None if avatar else None,
                posted=values.moment(posted[1]) if posted else None,
                series=of,
                reply="\n\n".join(answers) or None,
            )
            comments.append(comment)
        if not (author and said and posted):
            reason = Message("item-cut" if end < 0 else "item-broken")
            damaged.append(Damage(document.url, document.line(start), reason, item[:EXCERPT]))
        start = end
    return Reading(comments, Provenance(damaged=tuple(damaged)))
