"""The inputs that are still to be read, in little memory: of a hundred thousand, the objects alone take 45 MB."""

from __future__ import annotations

import pickle
import zlib
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from commentscope.sources import Input

_TOGETHER = 1000


class Waiting:
    """Inputs in their order, forgotten as they are taken.

    Args:
        inputs: all of them.
    """

    def __init__(self, inputs: Iterable[Input]) -> None:
        self.size = 0
        """Bytes of all inputs, taken ones too."""
        self._groups: deque[bytes | list[Input]] = deque()
        rest = iter(inputs)
        while group := list(islice(rest, _TOGETHER)):
            self.size += sum(one.size for one in group)
            # What an input brings along may be large, and would be there twice.
            whole = any(one.data is not None for one in group)
            self._groups.append(group if whole else zlib.compress(pickle.dumps(group), 1))

    def __iter__(self) -> Iterator[Input]:
        """The inputs in turn; each comes once."""
        while self._groups:
            group = self._groups.popleft()
            yield from group if isinstance(group, list) else pickle.loads(zlib.decompress(group))  # noqa: S301  our own
