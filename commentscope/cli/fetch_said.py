"""What `commentscope fetch` says: progress while it runs, receipts and problems at the end."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from commentscope.cli.terminal import DAMAGED, DONE, FAILED, error_console, note, relative, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from commentscope.errors import FetchError
    from commentscope.live import Progress, Receipt


def report(receipts: list[Receipt], lang: str, *, json_output: bool) -> None:
    """The receipts on standard output."""
    from commentscope.report.console import open_console  # noqa: PLC0415
    from commentscope.report.console.receipts import as_json, render  # noqa: PLC0415

    if json_output:
        sys.stdout.write(as_json(receipts))
    elif receipts:
        render(receipts, open_console(sys.stdout), lang=lang)


def account(receipts: list[Receipt], lang: str, store: Path, *, quiet: bool) -> int:
    """Says what could not be had, and where the rest is; the exit code."""
    from commentscope.messages import say  # noqa: PLC0415

    say_problems(receipts, lang)
    if all(receipt.problem for receipt in receipts):
        return FAILED
    if not quiet:
        note(say(lang, "fetch-kept", store=relative(store)))
    return DONE if all(receipt.complete for receipt in receipts) else DAMAGED


def say_problems(receipts: list[Receipt], lang: str) -> None:
    """What could not be had, and why; each advice once."""
    from commentscope.messages import Message, has  # noqa: PLC0415

    advised = set()
    for one in receipts:
        stuck = {"url": one.url, "declared": one.declared or 0, "received": one.received}
        problem = one.problem or (None if one.complete else Message("fetch-stuck", stuck))
        if problem is None:
            continue
        warn(problem.say(lang))
        advice = f"{problem.key}.advice"
        if has(lang, advice) and advice not in advised:
            advised.add(advice)
            note(Message(advice, problem.values).say(lang))


@contextmanager
def progress(
    lang: str, *, quiet: bool
) -> Iterator[tuple[Callable[[Progress], None], Callable[[str], None], Callable[[FetchError, float], None]]]:
    """What says on standard error that a page came, that a fetch goes on, that a request waits.

    Pages move a line on a terminal; where nobody looks, they are not told.
    """
    from commentscope.messages import say  # noqa: PLC0415
    from commentscope.report import defuse  # noqa: PLC0415

    def page(step: Progress) -> str:
        values = {"number": step.number, "of": step.of, "page": step.pages, "received": step.received}
        known = {} if step.declared is None else {"declared": step.declared}
        told = say(lang, "fetch-page-of" if known else "fetch-page", **values, **known)
        return defuse.line(f"{told} · {step.target.title or step.target.url.partition('://')[2]}")

    def resuming(began: str) -> str:
        return say(lang, "fetch-goes-on", started=began[:16].replace("T", " "))

    def wait(error: FetchError, seconds: float) -> str:
        return defuse.line(f"{error.say(lang)} {say(lang, 'fetch-waits', seconds=max(1, round(seconds)))}")

    console = error_console()
    if quiet:
        yield lambda _: None, lambda _: None, lambda *_: None
    elif not console.is_terminal:
        yield (
            lambda _: None,
            lambda began: note(resuming(began)),
            lambda error, seconds: note(wait(error, seconds)),
        )
    else:
        from rich.text import Text  # noqa: PLC0415

        with console.status(Text(say(lang, "fetch-begins"))) as status:
            yield (
                lambda step: status.update(Text(page(step))),
                lambda began: console.print(Text(resuming(began), "dim")),
                lambda error, seconds: status.update(Text(wait(error, seconds), "yellow")),
            )
