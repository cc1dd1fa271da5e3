"""Cookies and tokens: from a file or the environment into memory, from there to the host they are for, nowhere else."""

from __future__ import annotations

import os
import re
from http.cookiejar import Cookie, CookieJar
from typing import TYPE_CHECKING

from commentscope.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import httpx

VARIABLE = "COMMENTSCOPE_COOKIE"
LARGEST = 1 << 20
"""Bytes of a cookie file at the most: whatever is larger is something else."""

_TOKENS = ("GH_TOKEN", "GITHUB_TOKEN")
_ENTERPRISE = ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")
_FIELDS = 7
_HTTP_ONLY = "#HttpOnly_"
_PAIR = re.compile(
    r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)=([\x20-\x3a\x3c-\x7e]*)"
)  # RFC 6265, and what browsers let pass


def cookies(file: Path | None, hosts: Iterable[httpx.URL]) -> CookieJar:
    """The cookies of a file, or of `COMMENTSCOPE_COOKIE`; none without either.

    Args:
        file: cookies in Netscape's format (what browsers' extensions, curl and wget write), or one line as in a
            request's header: `GCID=…; GCESS=…`.
        hosts: the addresses to be fetched. A header does not say what site it is from; it is taken to be for the one
            host of these.

    Raises:
        FetchError: the file can't be read or is none of these, or a header would be for several hosts. No message
            quotes what the file holds.
    """
    if file is None:
        return parse(os.environ.get(VARIABLE, ""), VARIABLE, hosts)
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise FetchError("cookies-unreadable", path=str(file), reason=error.strerror or "") from error
    if len(data) > LARGEST:
        raise FetchError("cookies-none", path=str(file))
    return parse(data.decode("utf-8-sig", "replace"), str(file), hosts)


def parse(text: str, origin: str, hosts: Iterable[httpx.URL]) -> CookieJar:
    """The cookies of a text in either format; `origin` is what errors call it."""
    jar = CookieJar()
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return jar
    netscape = any(line.count("\t") >= _FIELDS - 1 for line in lines)
    for number, line in enumerate(lines, 1):
        if not netscape:
            for cookie in _header(line, number, origin, hosts):
                jar.set_cookie(cookie)
        elif line.startswith(_HTTP_ONLY) or not line.startswith("#"):
            jar.set_cookie(_netscape(line.removeprefix(_HTTP_ONLY), number, origin))
    return jar


def tokens(hosts: Iterable[httpx.URL]) -> dict[str, str]:
    """The tokens of the environment by the host they are for: GitHub's own, and that of an Enterprise server.

    They are named as GitHub's command-line program has them.
    """
    found = {}
    for url in hosts:
        names = (
            _TOKENS if url.host == "api.github.com" else _ENTERPRISE if url.path.endswith("/graphql") else ()
        )
        token = next((value for name in names if (value := os.environ.get(name, "").strip())), "")
        if token and not _PAIR.fullmatch(f"token={token}"):
            raise FetchError("token-wrong", variable=" / ".join(names))
        if token:
            found[url.host] = token
    return found


def secrets(jar: CookieJar) -> list[str]:
    """The values that must appear nowhere."""
    return [cookie.value for cookie in jar if cookie.value]


def _netscape(line: str, number: int, origin: str) -> Cookie:
    """A line of domain, whether subdomains may have it, path, whether for HTTPS only, expiry, name, value."""
    fields = line.rstrip("\r\n").split("\t")
    if len(fields) != _FIELDS or not _PAIR.fullmatch(f"{fields[5]}={fields[6]}"):
        raise FetchError("cookies-line", path=origin, line=number)
    domain, subdomains, path, secure, expires, name, value = fields
    wide = subdomains.upper() == "TRUE"
    domain = f".{domain.lstrip('.')}" if wide else domain.lstrip(".")
    # 0 is how these files write "until the browser closes".
    until = int(expires) if expires.isdecimal() and int(expires) else None
    return _cookie(name, value, domain, wide=wide, path=path, secure=secure.upper() == "TRUE", until=until)


def _header(line: str, number: int, origin: str, hosts: Iterable[httpx.URL]) -> Iterable[Cookie]:
    """A line as in a request: `name=value; name=value`, with or without `Cookie:` before it."""
    different = {(url.host, url.scheme == "https") for url in hosts}
    if len({host for host, _ in different}) > 1:
        raise FetchError("cookies-several-hosts", path=origin)
    pairs = re.sub(r"\A\s*cookie:\s*", "", line, flags=re.IGNORECASE).strip().strip(";").split(";")
    for pair in pairs:
        match = _PAIR.fullmatch(pair.strip())
        if not match:
            raise FetchError("cookies-line", path=origin, line=number)
        for host, secure in different:
            yield _cookie(match[1], match[2], host, wide=False, path="/", secure=secure, until=None)


def _cookie(  # noqa: PLR0913  what a cookie has
    name: str, value: str, domain: str, *, wide: bool, path: str, secure: bool, until: int | None
) -> Cookie:
    return Cookie(
        version=0,
        name=name,
        value=value,
        port=None,
        port_specified=False,
        domain=domain,
        domain_specified=wide,
        domain_initial_dot=domain.startswith("."),
        path=path,
        path_specified=True,
        secure=secure,
        expires=until,
        discard=until is None,
        comment=None,
        comment_url=None,
        rest={},
    )
