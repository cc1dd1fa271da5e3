"""The engine for one machine: chunks in this process, or over several, in a memory that does not grow."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from commentscope.engines.waiting import Waiting
from commentscope.engines.work import Part, Plan, work
from commentscope.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from multiprocessing.context import BaseContext

    from commentscope.sources import Input

CHUNK_BYTES = 1 << 20
"""Input in a chunk: about 1,700 comments of the archive, so progress moves and a chunk's tables stay small."""
CHUNK_FILES = 256
WORTH_PROCESSES = 4 * CHUNK_BYTES
"""Less input than this is analysed sooner than worker processes have started."""


def run(inputs: Iterable[Input], plan: Plan, jobs: int | None = 1) -> Generator[Part]:
    """Analyses the inputs chunk by chunk.

    Args:
        inputs: what to read, in order.
        plan: what to do with it.
        jobs: worker processes; 1 works in this process, `None` takes as many as there are processors, or 1 where the
            input is small.

    Yields:
        One part a chunk, in the order of the inputs, whatever the number of jobs.

    Raises:
        EngineError: a worker process died.
    """
    waiting = inputs if isinstance(inputs, Waiting) else Waiting(inputs)
    if jobs is None:
        jobs = processors() if waiting.size >= WORTH_PROCESSES else 1
    parts = chunks(waiting)
    if jobs == 1:
        return (work(chunk, plan) for chunk in parts)
    return _spread(parts, plan, jobs)


def processors() -> int:
    """Processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def chunks(inputs: Iterable[Input]) -> Iterator[list[Input]]:
    """The inputs in groups of up to `CHUNK_BYTES` and `CHUNK_FILES`; a larger file stands alone."""
    group: list[Input] = []
    size = 0
    for one in inputs:
        if group and (size + one.size > CHUNK_BYTES or len(group) == CHUNK_FILES):
            yield group
            group, size = [], 0
        group.append(one)
        size += one.size
    if group:
        yield group


def _spread(parts: Iterator[list[Input]], plan: Plan, jobs: int) -> Generator[Part]:
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_quiet)
    try:
        # A window of chunks under way bounds memory: nothing more is handed out until the oldest is taken.
        under_way = deque(pool.submit(work, chunk, plan) for chunk in islice(parts, 2 * jobs))
        while under_way:
            part = under_way.popleft().result()
            under_way.extend(pool.submit(work, chunk, plan) for chunk in islice(parts, 1))
            yield part
        pool.shutdown()
    except BrokenProcessPool as error:
        raise EngineError("worker-died") from error
    finally:
        # After an interruption nobody waits for chunks that nobody wants.
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()


def _context() -> BaseContext:
    """Workers forked from a clean server that has loaded everything: they share its memory, and no thread is cloned."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["commentscope.engines.work", "rjieba", "ahocorasick_rs"])
    return context


def _quiet() -> None:
    # Ctrl-C reaches every process of the terminal; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
