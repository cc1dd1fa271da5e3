"""GitHub: the comments of a discussion (over GraphQL, for which a token is needed), an issue or a pull request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commentscope.errors import FetchError
from commentscope.live.exchange import Answer, Ask
from commentscope.live.sites.site import Cursor, Page, Target, decode, page_of, unknown
from commentscope.sources import github
from commentscope.sources.threads import dig, entries

if TYPE_CHECKING:
    import httpx

SIZE = 50
"""Comments an answer; with 100 replies each it stays within what GraphQL gives at once."""
REST_SIZE = 100

_PLACE = re.compile(r"/([\w.-]+)/([\w.-]+)/(discussions|issues|pull)/([0-9]{1,12})/?")
_REPLY = (
    "id url body createdAt upvoteCount isMinimized minimizedReason deletedAt authorAssociation "
    "author { login avatarUrl }"
)
_REPLIES = f"totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {_REPLY} }}"
_DISCUSSION = f"""query($owner: String!, $name: String!, $number: Int!, $after: String) {{
  repository(owner: $owner, name: $name) {{ discussion(number: $number) {{
    title url author {{ login }}
    comments(first: {SIZE}, after: $after) {{
      totalCount pageInfo {{ hasNextPage endCursor }}
      nodes {{ {_REPLY} isAnswer replies(first: 100) {{ {_REPLIES} }} }}
    }} }} }} }}"""
_MORE_REPLIES = f"""query($node: ID!, $after: String) {{
  node(id: $node) {{ ... on DiscussionComment {{ id replies(first: 100, after: $after) {{ {_REPLIES} }} }} }} }}"""


@dataclass(frozen=True)
class GitHub:
    """The site, or a GitHub Enterprise of one's own."""

    name: str = github.NAME
    interval: float = 1.0
    threads: bool = True

    def target(self, url: httpx.URL, *, sure: bool = False) -> Target | None:
        """The discussion, issue or pull request at an address like `https://github.com/OWNER/NAME/discussions/5`."""
        match = _PLACE.fullmatch(url.path)
        if not match or not (sure or url.host in ("github.com", "www.github.com")):
            return None
        return Target(
            self.name, str(url.copy_with(query=None, fragment=None)).rstrip("/"), "/".join(match.groups())
        )

    def first(self, target: Target) -> Cursor:
        """The first comments of a discussion; an issue's own answer, which has its title, comes before them."""
        return {"after": None, "replies": 0} if "/discussions/" in target.key else {"page": 0}

    def ask(self, target: Target, cursor: Cursor) -> Ask:
        """The request for the next comments, or for more replies to one of them."""
        owner, name, _, number = target.key.split("/")
        if "page" in cursor:
            issue = f"{rest(target)}/repos/{owner}/{name}/issues/{number}"
            comments = f"{issue}/comments?per_page={REST_SIZE}&page={cursor['page']}"
            return Ask(
                comments if cursor["page"] else issue, headers={"Accept": "application/vnd.github+json"}
            )
        if "node" in cursor:
            return Ask(graphql(target), {"query": _MORE_REPLIES, "variables": cursor})
        variables = {"owner": owner, "name": name, "number": int(number), "after": cursor["after"]}
        return Ask(graphql(target), {"query": _DISCUSSION, "variables": variables})

    def read(self, target: Target, cursor: Cursor, answer: Answer) -> Page:
        """The comments with their replies."""
        decoded = decode(answer)
        if "page" in cursor:
            return self._issue(target, cursor, decoded, answer)
        if "node" in cursor:
            return self._replies(target, cursor, decoded, answer)
        found = dig(decoded, "data", "repository", "discussion")
        comments = dig(found, "comments")
        if not isinstance(dig(comments, "nodes"), list):
            raise refused(target, decoded) or unknown(answer)
        nodes = entries(comments["nodes"])
        replies = sum(len(entries(dig(node, "replies", "nodes"))) for node in nodes)
        # The site counts the comments; the replies that come with them are counted as they come.
        told, so_far = dig(comments, "totalCount"), cursor["replies"] + replies
        return page_of(
            github.parse(decoded, url=target.url),
            target,
            following={"after": end, "replies": so_far} if (end := _end(comments)) else None,
            threads=[
                {"node": node["id"], "after": end} for node in nodes if (end := _end(dig(node, "replies")))
            ],
            declared=told + so_far if isinstance(told, int) else None,
            entries=len(nodes) + replies,
            title=dig(found, "title"),
        )

    def _issue(self, target: Target, cursor: Cursor, decoded: Any, answer: Answer) -> Page:  # noqa: ANN401  any JSON
        if not cursor["page"]:
            title, count = dig(decoded, "title"), dig(decoded, "comments")
            if not isinstance(title, str):
                raise unknown(answer)
            following = {"page": 1, "title": title} if count else None
            return Page(following=following, declared=count, title=title, preface=True)
        if not isinstance(decoded, list):
            raise unknown(answer)
        following = {**cursor, "page": cursor["page"] + 1} if len(decoded) == REST_SIZE else None
        reading = github.parse(decoded, url=target.url, article=cursor["title"])
        return page_of(reading, target, following=following, entries=len(decoded))

    def _replies(self, target: Target, cursor: Cursor, decoded: Any, answer: Answer) -> Page:  # noqa: ANN401
        """More replies to one comment: read as if it stood among them, and left out again."""
        node = dig(decoded, "data", "node")
        if not isinstance(dig(node, "replies", "nodes"), list):
            raise refused(target, decoded) or unknown(answer)
        above = {"id": cursor["node"], "body": "…", "author": None, "replies": node["replies"]}
        reading = github.parse({"comments": {"nodes": [above]}}, url=target.url)
        rows = [one for one in reading.comments if one.id != cursor["node"]]
        end = _end(node["replies"])
        following = {"node": cursor["node"], "after": end} if end else None
        return page_of(type(reading)(rows, reading.origin), target, following=following)


def rest(target: Target) -> str:
    """Where the REST API is."""
    home = _home(target)
    return "https://api.github.com" if home == "https://github.com" else f"{home}/api/v3"


def graphql(target: Target) -> str:
    """Where the GraphQL API is."""
    home = _home(target)
    return "https://api.github.com/graphql" if home == "https://github.com" else f"{home}/api/graphql"


def refused(target: Target, decoded: Any) -> FetchError | None:  # noqa: ANN401  any JSON
    """The error that GraphQL states, if it does."""
    stated = entries(dig(decoded, "errors"))
    if not stated:
        return None
    kind, said = str(stated[0].get("type")), str(stated[0].get("message"))
    if kind == "NOT_FOUND":
        return FetchError("fetch-gone", url=target.url, status=kind)
    return FetchError("fetch-refused", url=target.url, code=kind, reason=said)


def _home(target: Target) -> str:
    return target.url.partition(f"/{target.key}")[0].replace("://www.", "://")


def _end(connection: Any) -> str | None:  # noqa: ANN401
    """The cursor behind which a list goes on, if it does."""
    info = dig(connection, "pageInfo")
    return dig(info, "endCursor") if dig(info, "hasNextPage") is True else None
