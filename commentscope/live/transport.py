"""How requests leave: over the proxy that the environment names, or straight to an address that was checked."""

from __future__ import annotations

import contextlib
import urllib.request
from typing import TYPE_CHECKING

import httpcore
import httpx

from commentscope.errors import FetchError
from commentscope.live.addresses import CheckedNetwork, check_url, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

_PORTS = {"http": 80, "https": 443}


class CheckedTransport(httpx.BaseTransport):
    """Checks the address of every request, redirects included, and sends it.

    `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` mean what they mean elsewhere. A proxy resolves names by
    itself, and may stand on the user's own machine; so behind one, a name is refused if it is private as seen from
    here, and left to the proxy if nothing is known of it here.

    Raises (on sending):
        AddressError: the address is not to be fetched.
    """

    def __init__(self, *, allow_private: bool = False) -> None:
        self._allow_private = allow_private
        self._tls = httpx.create_ssl_context()
        self._direct = httpcore.ConnectionPool(
            self._tls, network_backend=CheckedNetwork(allow_private=allow_private), keepalive_expiry=30
        )
        self._proxied: dict[str, httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request; the answer's body is still to be read."""
        check_url(request.url, allow_private=self._allow_private)
        proxy = _proxy(request.url)
        if proxy is None:
            return self._send(request)
        if not self._allow_private:
            with contextlib.suppress(OSError):
                resolve(request.url.host, request.url.port or _PORTS[request.url.scheme])
        if proxy not in self._proxied:
            self._proxied[proxy] = self._over(proxy)
        return self._proxied[proxy].handle_request(request)

    def close(self) -> None:
        """Closes all connections."""
        self._direct.close()
        for transport in self._proxied.values():
            transport.close()

    def _over(self, proxy: str) -> httpx.HTTPTransport:
        try:
            return httpx.HTTPTransport(proxy=proxy, verify=self._tls)
        except (ValueError, httpx.InvalidURL, ImportError) as error:
            raise FetchError("proxy-wrong") from error  # its address is not shown: it may hold a password

    def _send(self, request: httpx.Request) -> httpx.Response:
        answer = self._direct.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _proxy(url: httpx.URL) -> str | None:
    """The proxy for an address, as the environment states it (on macOS and Windows, where it doesn't, the system)."""
    proxies = urllib.request.getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(url.host):
        return None
    scheme, separator, rest = proxy.partition("://")
    if not separator:
        return f"http://{proxy}"
    return f"socks5://{rest}" if scheme == "socks" else proxy  # as some desktops write it
