"""`commentscope fetch`: live discussions into the store."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commentscope.cli.fetch_said import account, progress, report, say_problems
from commentscope.cli.options import Debug, Json, Lang, Quiet, spoken
from commentscope.cli.terminal import INTERRUPTED, guard, relative, warn

if TYPE_CHECKING:
    from commentscope.live import Receipt

_SITE, _MANNERS = "site", "manners"
"""Where `--help` shows options together."""


class Version(StrEnum):
    """Versions of GeekTime's API."""

    v1 = "v1"
    v4 = "v4"


class Paging(StrEnum):
    """How GeekTime's lists go on."""

    score = "score"
    page = "page"
    id = "id"


def fetch_cli(
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL", show_default=False)] = None,
    article_ids: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    store: Annotated[Path, typer.Option(metavar="FILE")] = Path("data/comments.db"),
    threads: Annotated[bool, typer.Option("--threads")] = False,
    site: Annotated[str | None, typer.Option("--from", metavar="SITE", rich_help_panel=_SITE)] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="FIELD=CSS", rich_help_panel=_SITE)] = None,
    api: Annotated[Version, typer.Option(metavar="v1|v4", rich_help_panel=_SITE)] = Version.v1,
    paging: Annotated[Paging | None, typer.Option(metavar="score|page|id", rich_help_panel=_SITE)] = None,
    cookies: Annotated[Path | None, typer.Option(metavar="FILE", rich_help_panel=_MANNERS)] = None,
    rate: Annotated[float | None, typer.Option(min=0, metavar="SECONDS", rich_help_panel=_MANNERS)] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", rich_help_panel=_MANNERS)] = False,
    json_output: Json = False,
    lang: Lang = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Runs `commentscope fetch`."""
    said = spoken(lang)
    with guard(said, debug=debug):
        from commentscope.cli.stream import hints  # noqa: PLC0415
        from commentscope.errors import CommentscopeError  # noqa: PLC0415
        from commentscope.live import known_sites, open_fetch  # noqa: PLC0415  loads pandas and httpx
        from commentscope.live.sites import GeekTime  # noqa: PLC0415
        from commentscope.live.wanted import read_list  # noqa: PLC0415
        from commentscope.messages import say  # noqa: PLC0415

        wanted: list[tuple[str, str | None]] = [(url, None) for url in urls or ()]
        wanted += read_list(article_ids) if article_ids else []
        geektime = GeekTime(api.value, paging.value if paging else None, threads)
        sites = known_sites(geektime, hints(None, select))
        receipts: list[Receipt] = []
        try:
            with (
                progress(said, quiet=quiet) as (page, resuming, waiting),
                open_fetch(
                    wanted,
                    sites,
                    store=store,
                    site=site,
                    cookies=cookies,
                    rate=rate,
                    allow_private=allow_private,
                    progress=page,
                    resuming=resuming,
                    waiting=waiting,
                ) as fetching,
            ):
                for receipt in fetching.run():
                    receipts.append(receipt)  # noqa: PERF402  what came before an error stays
        except KeyboardInterrupt as error:
            report(receipts, said, json_output=json_output)
            warn(say(said, "fetch-interrupted", store=relative(store)))
            raise typer.Exit(INTERRUPTED) from error
        except CommentscopeError:
            report(receipts, said, json_output=json_output)
            say_problems(receipts[:-1], said)  # the last one's is the error
            raise
        report(receipts, said, json_output=json_output)
        raise typer.Exit(account(receipts, said, store, quiet=quiet))
