"""A client that sites can live with: unhurried, patient, careful where it goes and how much it takes.

It retries what may pass (dropped connections, time-outs, a busy server), with waits that grow and differ; slows down
where a site asks for it; follows redirects only to addresses that are checked; reads no more of an answer than agreed,
decompressed or not; and sends cookies to their own host alone.
"""

from __future__ import annotations

import json
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpcore
import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from commentscope import __version__
from commentscope.errors import BusyError, FetchError
from commentscope.live import credentials
from commentscope.live.addresses import check_url
from commentscope.live.body import read_body
from commentscope.live.exchange import Answer, Ask, Passing
from commentscope.live.pace import Pace
from commentscope.live.robots import Robots
from commentscope.live.transport import CheckedTransport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from http.cookiejar import CookieJar
    from types import TracebackType
    from typing import Self

AGENT = f"Mozilla/5.0 (compatible; commentscope/{__version__})"
LIMIT = 32 << 20
"""Bytes of an answer, decompressed, at the most."""
ATTEMPTS = 6
REDIRECTS = 5
LONGEST_AFTER = 900.0
"""Seconds that a site's Retry-After may ask for; a site that wants more is asked another time."""
TIMEOUT = httpx.Timeout(30.0, connect=15.0)

_TOO_FAST = {429, 451, 452}
_PASSING = {408, 425, 500, 502, 503, 504}
_SECRET = 16
"""Characters from which on a cookie's value is one that nothing else looks like."""
_NO_ACCESS = {401, 403}
_GONE = {404, 410}


class Client:
    """Sends requests, one after another.

    Args:
        jar: the cookies.
        tokens: tokens by the host they are for.
        interval: seconds between two requests to a host, by host; other hosts take `""`.
        allow_private: whether addresses of private networks and of this machine may be fetched.
        limit: bytes of an answer at the most.
        patience: seconds of the first wait before a retry; each further one is twice as long, and as much by chance.
        sleep: what waits.
        waiting: told of every retry: why, and the seconds until then.
    """

    def __init__(  # noqa: PLR0913  all but the first are named
        self,
        jar: CookieJar | None = None,
        *,
        tokens: Mapping[str, str] | None = None,
        interval: Callable[[str], float] = lambda _: 1.0,
        allow_private: bool = False,
        limit: int = LIMIT,
        patience: float = 1.0,
        sleep: Callable[[float], None] = time.sleep,
        waiting: Callable[[FetchError, float], None] | None = None,
    ) -> None:
        self._http = httpx.Client(
            transport=CheckedTransport(allow_private=allow_private),
            cookies=jar,
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"},
            timeout=TIMEOUT,
        )
        self._tokens = tokens or {}
        values = [*credentials.secrets(self._http.cookies.jar), *self._tokens.values()]
        self._secrets = [value.encode() for value in values if len(value) >= _SECRET]
        self._interval = interval
        self._allow_private = allow_private
        self._limit = limit
        self._patience = patience
        self._sleep = sleep
        self._waiting = waiting
        self._paces: dict[str, Pace] = {}
        self._robots = Robots(self._once)
        self._backoff = wait_exponential_jitter(initial=patience, max=60 * patience, jitter=patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def send(self, ask: Ask, accept: Callable[[Answer], Any] = lambda answer: answer) -> Any:  # noqa: ANN401  as `accept` makes it
        """The answer to a request, as `accept` makes it.

        Args:
            ask: the request.
            accept: looks at the answer. A `Passing` that it raises is one more reason to try again.

        Raises:
            FetchError: the answer can't be had, or is not fit to take.
        """
        retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=self._backoff,
            retry=retry_if_exception_type(Passing),
            sleep=self._sleep,
            before_sleep=self._say_waiting,
            reraise=True,
        )
        try:
            return retrying(lambda: accept(self._once(ask)))
        except Passing as passing:
            raise passing.error from passing.__cause__

    def _say_waiting(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        if self._waiting and isinstance(error, Passing) and state.next_action:
            self._waiting(error.error, state.next_action.sleep)

    def _once(self, ask: Ask) -> Answer:
        """One attempt, over all redirects."""
        headers = dict(ask.headers)
        if ask.body is not None:
            headers["Content-Type"] = "application/json"
        url = httpx.URL(ask.url)
        if url.host in self._tokens and (url.scheme == "https" or self._allow_private):
            headers["Authorization"] = (
                f"Bearer {self._tokens[url.host]}"  # a redirect to another host loses it
            )
        content = None if ask.body is None else json.dumps(ask.body).encode()
        request = self._http.build_request(
            "GET" if content is None else "POST", url, content=content, headers=headers
        )
        for _ in range(REDIRECTS + 1):
            check_url(request.url, allow_private=self._allow_private)
            if ask.page:
                pace = self._pace(request.url.host)
                pace.interval = max(pace.interval, self._robots.check(request.url))
            answer, onward = self._hop(request)
            if answer:
                return answer
            request = onward
        raise FetchError("fetch-redirects", url=ask.url, times=REDIRECTS)

    def _hop(self, request: httpx.Request) -> tuple[Answer | None, httpx.Request]:
        """One request and its answer, or the request that it leads to."""
        pace = self._pace(request.url.host)
        pace.wait()
        url = str(request.url)
        try:
            response = self._http.send(request, stream=True, follow_redirects=False)
            try:
                if response.next_request:
                    return None, response.next_request
                self._judge(response, pace)
                body = read_body(response, self._limit)
            finally:
                response.close()
        except (
            httpx.TransportError,
            httpcore.NetworkError,
            httpcore.TimeoutException,
            httpcore.ProtocolError,
        ) as error:
            broken = BusyError("fetch-broken", url=url, reason=reason(error))
            if "CERTIFICATE_VERIFY_FAILED" in str(error):  # asking again does not make it valid
                raise broken from error
            raise Passing(broken) from error
        except httpx.HTTPError as error:
            raise FetchError("fetch-broken", url=url, reason=reason(error)) from error
        pace.fine()
        for secret in self._secrets:
            body = body.replace(secret, b"*" * 8)
        return Answer(str(response.url), body, response.charset_encoding), request

    def _pace(self, host: str) -> Pace:
        if host not in self._paces:
            self._paces[host] = Pace(self._interval(host), step=3 * self._patience, sleep=self._sleep)
        return self._paces[host]

    def _judge(self, response: httpx.Response, pace: Pace) -> None:
        """Raises what the status says, if it is not that all is well."""
        status, url = response.status_code, str(response.url)
        if status in _TOO_FAST or status in _PASSING:
            after = retry_after(response.headers.get("retry-after"))
            if after > LONGEST_AFTER:
                raise BusyError("fetch-later", url=url, seconds=round(after))
            if status in _TOO_FAST or after:
                pace.slow(after)
            key = "fetch-too-fast" if status in _TOO_FAST else "fetch-status"
            raise Passing(BusyError(key, url=url, status=status))
        if status in _NO_ACCESS:
            raise FetchError("fetch-no-access", url=url, status=status)
        if status in _GONE:
            raise FetchError("fetch-gone", url=url, status=status)
        if not response.is_success:
            raise FetchError("fetch-status", url=url, status=status)


def retry_after(header: str | None, now: float | None = None) -> float:
    """The seconds that a Retry-After header asks for, given as such or as a date; 0 without one that can be read."""
    if not header:
        return 0.0
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - (time.time() if now is None else now))
    except (ValueError, TypeError, OverflowError):
        return 0.0


def reason(error: Exception) -> str:
    """What went wrong on the way, in the words of the system; nothing that the other side sent is quoted."""
    if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)):
        return "timed out"
    if isinstance(error, (httpx.ProtocolError, httpcore.ProtocolError)):
        return (
            "connection dropped"
            if "closed" in str(error) or "disconnected" in str(error)
            else "no proper HTTP"
        )
    return str(error) or type(error).__name__
