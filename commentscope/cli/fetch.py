"""`commentscope fetch`: live discussions into the store."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commentscope.cli.fetch_said import account, progress, report, say_problems
from commentscope.cli.options import Language
from commentscope.cli.terminal import INTERRUPTED, guard, relative, warn

if TYPE_CHECKING:
    from commentscope.live import Receipt

_SITE = "Site"
_MANNERS = "Manners"
_OUTPUT = "Output"


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
    urls: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="URL",
            help="Addresses of discussions: articles of GeekTime, stories of Hacker News, topics of a Discourse forum, "
            "discussions and issues of GitHub, or any page that states its comments.",
            show_default=False,
        ),
    ] = None,
    article_ids: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Fetch what a file lists: GeekTime's number or the address of an article a line, with its title "
            "behind it if you like.",
        ),
    ] = None,
    store: Annotated[
        Path, typer.Option(metavar="FILE", help="Where comments are kept; made if it is not there.")
    ] = Path("data/comments.db"),
    threads: Annotated[
        bool,
        typer.Option(
            "--threads", help="GeekTime: fetch the threads behind comments, too; a request or more for each."
        ),
    ] = False,
    site: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="SITE",
            help="What the addresses are of, where they don't tell: geekbang-api, hackernews, github, discourse or "
            "page.",
            rich_help_panel=_SITE,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=CSS",
            help="For any other page, CSS selectors: item=… and text=…, and author=, likes=, posted= if you like. "
            "May be given several times.",
            rich_help_panel=_SITE,
        ),
    ] = None,
    api: Annotated[
        Version,
        typer.Option(metavar="v1|v4", help="GeekTime: the version of the site's API.", rich_help_panel=_SITE),
    ] = Version.v1,
    paging: Annotated[
        Paging | None,
        typer.Option(
            metavar="score|page|id",
            help="GeekTime: how lists go on. Without it: score for v1, page for v4.",
            rich_help_panel=_SITE,
        ),
    ] = None,
    cookies: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Cookies in Netscape's format, or as in a request's header. Without it: the environment variable "
            "COMMENTSCOPE_COOKIE.",
            rich_help_panel=_MANNERS,
        ),
    ] = None,
    rate: Annotated[
        float | None,
        typer.Option(
            min=0,
            metavar="SECONDS",
            help="Time from one request to a host to the next. Without it: 3 for GeekTime, 1 for others.",
            rich_help_panel=_MANNERS,
        ),
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option(
            "--allow-private",
            help="Fetch from addresses of private networks and of this machine, too.",
            rich_help_panel=_MANNERS,
        ),
    ] = False,
    json_output: Annotated[
        bool,
        typer.Option(
            "--json", help="Print the receipts as JSON alone, for other programs.", rich_help_panel=_OUTPUT
        ),
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option(
            metavar="zh|en",
            help="Language of the output; from the locale unless given.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet", "-q", help="No progress, no notes; only results and errors.", rich_help_panel=_OUTPUT
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error.", rich_help_panel=_OUTPUT)
    ] = False,
) -> None:
    """Bring live discussions into the store, politely; stopped at any time, the same command goes on.

    Run again later, it brings what is new, and likes, replies and answers as they are by then.

    Try: commentscope fetch https://news.ycombinator.com/item?id=1
    """
    from commentscope.messages import language  # noqa: PLC0415  kept out of --help's way

    said = lang.value if lang else language()
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
