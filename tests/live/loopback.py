"""A real HTTP server on loopback that plays GeekTime's API, and whatever else a test tells it to say."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

SIGNED_IN = "GCESS-secret-0123456789abcdef"
"""The cookie's value that the site takes for signed in."""


def item(number: int, *, likes: int | None = None, **more: Any) -> dict[str, Any]:
    """A comment as the site answers it, in the shape of its version 1."""
    liked = (number * 7919) % 501 if likes is None else likes
    posted = 1_534_382_023 + number * 60
    return {
        "id": number,
        "user_name": f"读者{number}",
        "user_header": f"https://static.example/{number}.jpg",
        "like_count": liked,
        "comment_is_top": False,
        "comment_content": f"第{number}条&lt;b&gt;<br>请问k3s能跑在边缘节点上吗？",
        "comment_ctime": posted,
        "replies": [{"id": str(number), "content": "可以", "user_name": "作者回复", "ctime": posted + 60}]
        if number % 3 == 0
        else None,
        "score": str(liked * 2**32 + posted),
        **more,
    }


@dataclass
class Reply:
    """What the server says to one request."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drop_after: int | None = None
    """Close the connection after so many bytes of the body."""
    pause: float = 0.0
    """Seconds between two pieces of the body."""


def says(value: Any, status: int = 200, **headers: str) -> Reply:
    """A reply of JSON."""
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json", **headers})


@dataclass
class Loopback:
    """The server. `articles` holds the comments; `faults` come before any answer; `pages` are other addresses."""

    articles: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    threads: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    declared: dict[str, int] = field(default_factory=dict)
    """Counts that differ from the number of comments."""
    pages: dict[str, Reply | Callable[[Any], Reply]] = field(default_factory=dict)
    faults: deque[Reply | None] = field(default_factory=deque)
    paging: str = "score"
    """`score`, `page`, `id`, or `stuck`: the same page again and again."""
    size: int = 20
    needs_sign_in: bool = False
    answered: int = 0
    requests: list[tuple[str, str, Any, dict[str, str]]] = field(default_factory=list)
    """Method, path, body and headers of each."""
    address: str = ""

    def article(self, number: int = 780) -> str:
        """An article's address on this server."""
        return f"{self.address}/column/article/{number}"

    def answer(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Reply:
        """What to say to a request."""
        self.requests.append((method, path, body, headers))
        if self.faults and (fault := self.faults.popleft()):
            return fault
        place = path.partition("?")[0]
        for known in (path, place):
            if known in self.pages:
                reply = self.pages[known]
                return reply((method, path, body, headers)) if callable(reply) else reply
        if place not in ("/serv/v1/comments", "/serv/v4/comment/list", "/serv/discussion/v1/root_list"):
            return Reply(b"nothing here", 404)
        if self.needs_sign_in and f"GCESS={SIGNED_IN}" not in headers.get("cookie", ""):
            return says({"error": {"msg": "未登录", "code": -2000}, "code": -1, "data": [], "extra": []})
        if "root_list" in place:
            threads = self.threads.get(body["target_id"], [])
            start = (body["prev"] - 1) * body["size"]
            shown = threads[start : start + body["size"]]
            more = start + body["size"] < len(threads)
            page = {"current": body["prev"], "total": len(threads), "more": more}
            return says({"code": 0, "data": {"list": shown, "page": page}})
        return says(self._comments(str(body["aid"]), body["prev"]))

    def _comments(self, aid: str, prev: Any) -> dict[str, Any]:
        items = self.articles[aid]
        start = 0
        if self.paging == "score":
            items = sorted(items, key=lambda one: -int(one["score"]))
            if prev != "0":
                start = sum(int(one["score"]) >= int(prev) for one in items)
        elif self.paging == "page":
            start = (int(prev) - 1) * self.size
        elif self.paging == "id" and prev:
            start = 1 + next((place for place, one in enumerate(items) if one["id"] == prev), -1)
        shown = items[start : start + self.size]
        more = self.paging == "stuck" or start + self.size < len(items)
        page = {"more": more, "count": self.declared.get(aid, len(items))}
        return {"code": 0, "msg": "SUCCESS", "data": {"list": shown, "page": page}}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits for the acknowledgement of its own headers
    site: Loopback

    def do_GET(self) -> None:
        """Answers."""
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.site.answer(self.command, self.path, body, headers)
        data = reply.body
        if (
            "gzip" in headers.get("accept-encoding", "")
            and "Content-Encoding" not in reply.headers
            and len(data) > 999
        ):
            data = gzip.compress(data, 1)
            reply = Reply(
                data,
                reply.status,
                {**reply.headers, "Content-Encoding": "gzip"},
                reply.drop_after,
                reply.pause,
            )
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        try:
            if reply.drop_after is not None:
                self.wfile.write(data[: reply.drop_after])
                self.close_connection = True
            elif reply.pause:
                for start in range(0, len(data), 64):
                    self.wfile.write(data[start : start + 64])
                    time.sleep(reply.pause)
            else:
                self.wfile.write(data)
            self.wfile.flush()
        except OSError:
            self.close_connection = True
        self.site.answered += 1

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: Any) -> None:
        """A client that was killed is no error here."""


@contextmanager
def serve(site: Loopback, tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """Runs the server."""
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.address = f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
