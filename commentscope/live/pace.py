"""How fast a site is asked: no faster than agreed, slower once it complains, and back again when it has calmed down."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SLOWEST = 60.0
"""Seconds between two requests at the most, however often a site complains."""
CALM = 20
"""Answers without a complaint after which the pace picks up again."""


@dataclass
class Pace:
    """The requests to one host.

    Args:
        interval: seconds between the beginnings of two requests.
        step: seconds that the first complaint adds; every further one doubles.
    """

    interval: float
    step: float = 3.0
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    _added: float = 0.0
    _calm: int = 0
    _next: float = field(default=0.0)

    def wait(self) -> None:
        """Waits until the next request may begin."""
        if (left := self._next - self.now()) > 0:
            self.sleep(left)
        self._next = self.now() + self.interval + self._added

    def slow(self, after: float = 0.0) -> None:
        """The site complained: from now on, wait longer; and before the next request `after` seconds at least."""
        self._added = min(max(self._added * 2, self.step), SLOWEST)
        self._calm = 0
        self._next = self.now() + max(after, self.interval + self._added)

    def fine(self) -> None:
        """The site answered as it should."""
        self._calm += 1
        if self._calm % CALM == 0:
            self._added = self._added / 2 if self._added > self.step else 0.0
