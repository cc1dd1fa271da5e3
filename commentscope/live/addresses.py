"""Which addresses may be fetched: the public internet's, over HTTP or HTTPS, and nothing else.

A page can redirect to the router of the user's own network, and a name can stand for one address when it is checked
and for another when it is connected to. So what is checked is what is connected to: `CheckedNetwork` resolves a
name, looks at every address it has, and connects to these.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from typing import TYPE_CHECKING

import httpcore

from commentscope.errors import AddressError, BusyError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import httpx

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Where an IPv6-only network sees the IPv4 internet (RFC 6052): the last 32 bits are the address meant."""


def check_url(url: httpx.URL, *, allow_private: bool = False) -> None:
    """Refuses what no address of the web is, without asking the network.

    Raises:
        AddressError: another scheme than http and https, no host, a name or password within, or (unless
            `allow_private`) a host that is written as a private address.
    """
    if url.scheme not in ("http", "https"):
        raise AddressError("address-scheme", url=_shown(url), scheme=url.scheme)
    if not url.host:
        raise AddressError("address-no-host", url=_shown(url))
    if url.userinfo:
        raise AddressError("address-password", host=url.host)
    if allow_private:
        return
    with contextlib.suppress(ValueError):
        if not public(ipaddress.ip_address(url.host)):
            raise AddressError("address-private", host=url.host, address=url.host)


def public(address: Address) -> bool:
    """Whether an address is one of the public internet: not private, loopback, link-local, multicast or reserved.

    IPv6 addresses that stand for an IPv4 one (NAT64, 6to4) are what that one is.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.is_site_local or (address.sixtofour and not public(address.sixtofour)):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def resolve(host: str, port: int, *, allow_private: bool = False) -> list[str]:
    """The addresses of a host, every one of them checked.

    Raises:
        AddressError: one of them is not public, and `allow_private` is not given.
        OSError: the name has none.
    """
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found if not allow_private else ():
        # One private address among public ones is no accident either.
        if not public(ipaddress.ip_address(address)):
            raise AddressError("address-private", host=host, address=address)
    return list(dict.fromkeys(found))


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, never to a name.

    TLS comes on top of the connection and is verified against the name, as ever.
    """

    def __init__(self, *, allow_private: bool = False) -> None:
        self._allow_private = allow_private
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers."""
        try:
            addresses = resolve(host, port, allow_private=self._allow_private)
        except socket.gaierror as error:
            if error.errno == socket.EAI_NONAME:  # a slip of the pen does not pass
                raise BusyError("fetch-no-host", host=host) from error
            raise httpcore.ConnectError(str(error)) from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        for address in addresses[:-1]:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._network.connect_tcp(address, port, timeout, local_address, socket_options)
        return self._network.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)


def _shown(url: httpx.URL) -> str:
    """The address without what may be secret in it."""
    return (
        str(url.copy_with(username=None, password=None, query=None, fragment=None))
        if url.userinfo
        else str(url)
    )
