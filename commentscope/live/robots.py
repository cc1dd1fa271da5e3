"""robots.txt (RFC 9309): what a site lets programs fetch. Asked once a host, for pages; an API has terms of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commentscope.errors import FetchError
from commentscope.live.exchange import Answer, Ask

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from protego import Protego

TOKEN = "commentscope"  # noqa: S105  a program's name
LONGEST = 500 << 10
"""Characters of a robots.txt that are read: the standard asks for this many at least."""
LONGEST_DELAY = 60.0
"""Seconds between two requests that a site may ask for."""

_NONE = {"fetch-gone", "fetch-no-access", "fetch-status"}


class Robots:
    """The rules of every host met.

    Args:
        fetch: sends one request and gives the answer.
    """

    def __init__(self, fetch: Callable[[Ask], Answer]) -> None:
        self._fetch = fetch
        self._rules: dict[str, Protego | None] = {}

    def check(self, url: httpx.URL) -> float:
        """Refuses an address that the site's rules keep programs from.

        Returns:
            The seconds between two requests that the rules ask for.

        Raises:
            FetchError: they do.
        """
        host = f"{url.scheme}://{url.netloc.decode()}"
        if host not in self._rules:
            self._rules[host] = self._read(f"{host}/robots.txt")
        rules = self._rules[host]
        if rules is None:
            return 0.0
        if not rules.can_fetch(str(url), TOKEN):
            raise FetchError("fetch-robots", url=str(url))
        return min(rules.crawl_delay(TOKEN) or 0.0, LONGEST_DELAY)

    def _read(self, url: str) -> Protego | None:
        """The rules, `None` where there are none. A site that can't say is left alone: the error goes on."""
        from protego import Protego  # noqa: PLC0415  only pages need it

        try:
            answer = self._fetch(Ask(url))
        except FetchError as error:
            if error.message.key in _NONE:
                return None
            raise
        return Protego.parse(answer.text[:LONGEST])
