"""Discourse: a topic of any forum, twenty posts an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commentscope.live.exchange import Answer, Ask
from commentscope.live.sites.site import Cursor, Page, Target, decode, page_of, unknown
from commentscope.sources import discourse
from commentscope.sources.threads import dig, entries

if TYPE_CHECKING:
    import httpx

SIZE = 20
"""Posts that a forum answers at a time."""

# /t/slug/123, /t/slug/123/4 for its fourth post; below the folder that the forum lies in, if it lies in one.
_TOPIC = re.compile(r"((?:/[^/]+)*)/t/(?:[^/]+/)?([0-9]{1,12})(?:/[0-9]+)?(?:\.json)?/?")


@dataclass(frozen=True)
class Discourse:
    """Any forum."""

    name: str = discourse.NAME
    interval: float = 1.0
    threads: bool = False

    def target(self, url: httpx.URL, *, sure: bool = False) -> Target | None:  # noqa: ARG002  the path says it
        """The topic at an address like `https://forum.example/t/some-words/123`."""
        match = _TOPIC.fullmatch(url.path)
        if not match:
            return None
        home = url.copy_with(path=f"{match[1]}/t/{match[2]}", query=None, fragment=None)
        return Target(self.name, str(home), match[2])

    def first(self, target: Target) -> Cursor:  # noqa: ARG002
        """The topic itself, with its first posts and the numbers of all."""
        return {}

    def ask(self, target: Target, cursor: Cursor) -> Ask:
        """The request for the topic, or for the next posts of it."""
        if not cursor:
            return Ask(f"{target.url}.json")
        wanted = "&".join(f"post_ids[]={number}" for number in cursor["posts"][:SIZE])
        return Ask(f"{target.url}/posts.json?{wanted}")

    def read(self, target: Target, cursor: Cursor, answer: Answer) -> Page:
        """The posts, which are one page's; ids are the forum's own, so its host stands before them."""
        decoded = decode(answer)
        stream = dig(decoded, "post_stream")
        if not isinstance(dig(stream, "posts"), list):
            raise unknown(answer)
        title = cursor.get("title") or dig(decoded, "title")
        author = cursor.get("author") or dig(decoded, "details", "created_by", "username")
        reading = discourse.parse(decoded, url=target.url, article=title, author=author)
        came = entries(stream["posts"])
        following: dict[str, Any] | None
        if cursor:
            left, count = cursor["posts"][SIZE:], None
        else:
            shown, numbers = [post.get("id") for post in came], dig(stream, "stream")
            numbers = numbers if isinstance(numbers, list) else []
            left = [one for one in numbers if isinstance(one, int) and one not in shown]
            count = dig(decoded, "posts_count")
        following = {"posts": left, "title": title, "author": author} if left else None
        posts = len(came) - any(post.get("post_number") == 1 for post in came)
        return page_of(
            reading,
            target,
            following=following,
            declared=count - 1 if isinstance(count, int) and count > 0 else None,
            entries=posts,
            title=title,
            local=True,
        )
