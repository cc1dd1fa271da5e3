"""Disqus: its export as XML, threads first, then posts. The body is HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commentscope.comments import Comment
from commentscope.sources import values
from commentscope.sources.prose import html_text
from commentscope.sources.threads import Discussion
from commentscope.sources.xml_documents import attribute, child, children, load

if TYPE_CHECKING:
    from commentscope.sources.documents import Document
    from commentscope.sources.reading import Reading

name = "disqus"
carries = ("id", "article", "author", "posted", "parent", "reply")


def recognises(document: Document) -> bool:
    """Whether the root element is Disqus'."""
    return "<disqus" in document.text[:4096] and "disqus.com" in document.text[:4096]


def read(document: Document) -> Reading:
    """All posts but deleted ones and spam. A post whose thread is gone is a comment, too, without an article."""
    gathered = Discussion()
    loaded = load(document, "<post ")
    gathered.damaged += loaded.damaged
    root = loaded.root if loaded.root is not None else ()
    threads = {attribute(one, "id"): one for one in children(root, "thread")}
    for post in children(root, "post"):
        if post in loaded.unfinished:
            continue
        of = children(post, "thread")
        thread = threads.get(attribute(of[0], "id")) if of else None
        user = _writer(post)
        by_author = user is not None and user == _writer(thread)
        states = (("isDeleted", "deleted"), ("isSpam", "spam"))
        reason = next((reason for state, reason in states if child(post, state) == "true"), None)
        gathered.add(_comment(post, thread, document.url), by_author=by_author, reason=reason)
    return gathered.reading()


def _comment(post: Any, thread: Any, url: str) -> Comment:  # noqa: ANN401  lxml's elements
    author = children(post, "author")
    above = children(post, "parent")
    stated = thread if thread is not None else ()
    return Comment(
        source=name,
        article=(child(stated, "title") or "").strip() or (child(stated, "id") or "").strip() or None,
        url=(child(stated, "link") or "").strip() or url,
        text=html_text(child(post, "message") or ""),
        author=child(author[0], "name") if author else None,
        posted=values.moment(child(post, "createdAt"), values.UTC),
        parent=values.key(attribute(above[0], "id")) if above else None,
        id=values.key(attribute(post, "id")),
    )


def _writer(element: Any) -> str | None:  # noqa: ANN401  lxml's element
    author = children(element, "author") if element is not None else []
    return child(author[0], "username") if author else None
