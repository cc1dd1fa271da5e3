"""Nothing but the public internet is fetched, whatever a name, a number or a redirect says."""

from __future__ import annotations

import ipaddress
import shutil
import socket
import ssl
import subprocess
from typing import TYPE_CHECKING

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Loopback, Reply, serve

from commentscope.errors import AddressError, BusyError, FetchError
from commentscope.live import addresses, transport
from commentscope.live.client import Client
from commentscope.live.exchange import Ask

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PRIVATE = [
    "0.0.0.0",  # noqa: S104  nobody listens there
    "127.0.0.1", "127.8.9.10", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "198.18.0.1", "192.0.2.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::c0a8:101", "2002:7f00:1::", "2002:a00:1::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "39.106.233.176", "2400:3200::1", "2606:4700:4700::1111", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_told(address: str) -> None:
    """Loopback, private, link-local, multicast, reserved, and IPv6 addresses that stand for one of these."""
    assert not addresses.public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_told(address: str) -> None:
    """What is left is the internet."""
    assert addresses.public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_embedded_address_is_judged_like_itself(address: ipaddress.IPv4Address) -> None:
    """Through NAT64 nobody reaches what they would not reach directly."""
    carried = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address))
    assert addresses.public(carried) == addresses.public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:70/", "https://user:secret@example.org/",
        "http:///nowhere", "http://127.0.0.1/", "http://[::1]/", "http://192.168.0.1/", "http://169.254.169.254/latest",
    ],
)  # fmt: skip
def test_what_no_public_address_is_is_refused_at_once(url: str) -> None:
    """Scheme, host, password and literal addresses need no look-up; the password is not repeated."""
    with pytest.raises(AddressError) as caught:
        addresses.check_url(httpx.URL(url))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433"])
def test_other_spellings_of_loopback_are_refused(host: str) -> None:
    """Whatever the system takes for an address is checked as that address."""
    with Client() as client, pytest.raises(AddressError):
        client.send(Ask(f"http://{host}:9/"))


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with both is no accident."""
    monkeypatch.setattr(socket, "getaddrinfo", names({"mixed.example": ["8.8.8.8", "10.0.0.1"]}))
    with pytest.raises(AddressError, match=r"10\.0\.0\.1"):
        addresses.resolve("mixed.example", 80)


def test_what_was_checked_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that changes its address between check and connection (DNS rebinding) gains nothing: it is asked once."""
    asked = []

    def rebinding(host: str, *rest: object, **more: object) -> object:
        asked.append(host)
        return names({"rebind.example": ["8.8.8.8" if len(asked) == 1 else "127.0.0.1"]})(host, *rest, **more)

    def connect(_: object, host: str, *__: object) -> None:
        asked.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(httpcore.ConnectError):
        addresses.CheckedNetwork().connect_tcp("rebind.example", 80)
    assert asked == ["rebind.example", "8.8.8.8"]


def test_every_redirect_is_checked(site: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page that redirects to a private address gets no further."""
    monkeypatch.setattr(addresses, "public", lambda address: str(address) == "127.0.0.1")
    site.pages["/secret"] = Reply(b"the router's own page")
    site.pages["/page"] = Reply(
        status=302, headers={"Location": site.address.replace(".0.1", ".0.2") + "/secret"}
    )
    with Client(interval=lambda _: 0.0) as client, pytest.raises(AddressError, match=r"127\.0\.0\.2"):
        client.send(Ask(f"{site.address}/page"))
    site.pages["/page"] = Reply(status=302, headers={"Location": "file:///etc/passwd"})
    with Client(interval=lambda _: 0.0) as client, pytest.raises(AddressError):
        client.send(Ask(f"{site.address}/page"))


def test_private_addresses_are_fetched_where_that_is_meant(site: Loopback, client: Client) -> None:
    """`--allow-private`."""
    site.pages["/page"] = Reply(b"here")
    assert client.send(Ask(f"{site.address}/page")).body == b"here"


def test_behind_a_proxy_private_names_are_refused_too(
    site: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy would resolve the name by itself; what it is here is checked before."""
    monkeypatch.setenv("HTTP_PROXY", site.address)
    with Client() as client, pytest.raises(AddressError):
        client.send(Ask("http://localhost:9/"))
    assert not site.requests


def test_the_environments_proxy_is_used(site: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """`HTTP_PROXY` may be on this machine; names that only it knows are left to it; `NO_PROXY` excepts."""
    monkeypatch.setenv("HTTP_PROXY", site.address)
    site.pages["http://blog.invalid/page"] = Reply(b"by proxy")
    with Client(interval=lambda _: 0.0, sleep=lambda _: None) as client:
        assert client.send(Ask("http://blog.invalid/page")).body == b"by proxy"
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    site.pages["/page"] = Reply(b"directly")
    with Client(allow_private=True) as client:
        assert client.send(Ask(f"{site.address}/page")).body == b"directly"


def test_a_certificate_is_for_the_name_not_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is connected to is an address; who answers must be who was asked for, and is asked once if not."""
    certificate, key = make_certificate(tmp_path, "known.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    known = {"known.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}
    monkeypatch.setattr(socket, "getaddrinfo", names(known))
    with serve(Loopback(pages={"/page": Reply(b"safe")}), context) as site:
        port = site.address.rpartition(":")[2]
        with Client(
            allow_private=True, interval=lambda _: 0.0, sleep=lambda _: pytest.fail("waited")
        ) as client:
            assert client.send(Ask(f"https://known.example:{port}/page")).body == b"safe"
            with pytest.raises(BusyError, match=r"other\.example"):
                client.send(Ask(f"https://other.example:{port}/page"))
    assert len(site.requests) == 1


def test_a_host_that_does_not_exist_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip of the pen is not tried again for a minute."""

    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with Client(sleep=lambda _: pytest.fail("waited")) as client, pytest.raises(BusyError, match="no host"):
        client.send(Ask("https://time.geekbang.prg/"))


@pytest.mark.parametrize("proxy", ["gopher://u:geheim@h:1", "http://u:geheim@[::1", "://geheim"])
def test_a_proxy_that_can_not_be_one_is_told(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    """Without what may be a password in it."""
    monkeypatch.setenv("HTTP_PROXY", proxy)
    with Client() as client, pytest.raises(FetchError) as caught:
        client.send(Ask("http://blog.invalid/"))
    assert "geheim" not in str(caught.value)


def test_a_desktops_way_to_write_a_proxy_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """`socks://` is version 5; without a scheme, it speaks HTTP."""
    monkeypatch.setenv("ALL_PROXY", "socks://127.0.0.1:1080/")
    assert transport._proxy(httpx.URL("https://blog.invalid/")) == "socks5://127.0.0.1:1080/"
    monkeypatch.setenv("HTTPS_PROXY", "127.0.0.1:7890")
    assert transport._proxy(httpx.URL("https://blog.invalid/")) == "http://127.0.0.1:7890"


def make_certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate that vouches for itself, and its key."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("NO OPENSSL: TLS was not tried")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    wanted = [
        "-subj",
        f"/CN={name}",
        "-addext",
        f"subjectAltName=DNS:{name}",
        "-days",
        "2",
        "-newkey",
        "rsa:2048",
    ]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([openssl, "req", "-x509", "-nodes", *wanted, *files], check=True, capture_output=True)  # noqa: S603
    return certificate, key


def names(known: dict[str, list[str]]) -> Callable[..., object]:
    """A `getaddrinfo` that knows some names, and addresses by themselves."""
    return lambda host, port, *_, **__: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in known.get(host, [host])
    ]
