"""`commentscope topics`: the topics that are looked for, and checking a file of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from commentscope.cli.help import Command, Group
from commentscope.cli.labels import Column, say_left
from commentscope.cli.options import Debug, Lang, spoken
from commentscope.cli.pairs import pairs
from commentscope.cli.terminal import DAMAGED, DONE, guard, note, warn, working

topics_app = typer.Typer(cls=Group, no_args_is_help=True)


@topics_app.command("list", cls=Command)
def list_cli(
    file: Annotated[Path | None, typer.Argument(metavar="FILE")] = None,
    *,
    toml: Annotated[bool, typer.Option("--toml")] = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Runs `commentscope topics list`."""
    language = spoken(lang)
    with guard(language, debug=debug):
        from commentscope.analysis.taxonomy import BUILTIN, Taxonomy  # noqa: PLC0415  kept out of --help's way
        from commentscope.report.console import open_console, taxonomy_table  # noqa: PLC0415

        taxonomy = Taxonomy.load(file) if file else Taxonomy.builtin()
        if toml:
            typer.echo((file or BUILTIN).read_text(encoding="utf-8"), nl=False)
        else:
            open_console(sys.stdout).print(taxonomy_table(taxonomy, language))


@topics_app.command("check", cls=Command)
def check_cli(
    file: Annotated[Path, typer.Argument(metavar="FILE")], *, lang: Lang = None, debug: Debug = False
) -> None:
    """Runs `commentscope topics check`."""
    language = spoken(lang)
    with guard(language, debug=debug):
        from commentscope.analysis.taxonomy import DELIBERATE, check  # noqa: PLC0415  kept out of --help's way
        from commentscope.messages import say  # noqa: PLC0415

        found = check(file)
        faults = [message for message in found if message.key not in DELIBERATE]
        for message in found:
            (warn if message in faults else note)(message.say(language))
        if not faults:
            typer.echo(say(language, "topics-check-good", path=str(file)))
        raise typer.Exit(DAMAGED if faults else DONE)


@topics_app.command("train", cls=Command)
def train_cli(
    labelled: Annotated[Path, typer.Argument(metavar="LABELLED")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    topics: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    name: Annotated[list[str] | None, typer.Option(metavar="KEY=NAME")] = None,
    column: Column = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Runs `commentscope topics train`."""
    language = spoken(lang)
    with guard(language, debug=debug):
        raise typer.Exit(
            _train(
                labelled,
                output,
                topics,
                pairs("--name", name, "--name ai=人工智能"),
                pairs("--column", column, "--column text=内容"),
                language,
            )
        )


def _train(  # the command's options, one by one
    labelled: Path,
    output: Path,
    topics: Path | None,
    names: dict[str, str],
    columns: dict[str, str],
    lang: str,
) -> int:
    from commentscope.analysis.lessons import ARTICLES, ENOUGH, learn  # noqa: PLC0415  loads pandas
    from commentscope.analysis.lessons.writing import written  # noqa: PLC0415
    from commentscope.analysis.taxonomy import Taxonomy, extends, is_key  # noqa: PLC0415
    from commentscope.errors import TableError  # noqa: PLC0415
    from commentscope.messages import Message, say  # noqa: PLC0415
    from commentscope.report.console import lessons_table, open_console  # noqa: PLC0415
    from commentscope.report.files import Outputs  # noqa: PLC0415
    from commentscope.sources.labelled import read_labelled  # noqa: PLC0415
    from commentscope.text import Tokenizer  # noqa: PLC0415

    taxonomy = Taxonomy.load(topics) if topics else Taxonomy.builtin()
    table, left = read_labelled(labelled, columns)
    if "topics" not in table:
        raise TableError("labelled-no-topics", path=str(labelled))
    for key in sorted({key for keys in table["topics"] for key in keys if not is_key(key)}):
        warn(Message("topics-bad-key", {"file": str(labelled), "topic": key}).say(lang))
    code = say_left(left, lang)
    with working(say(lang, "train-working")):
        lessons = learn(table, taxonomy, Tokenizer())
    lessons_table(
        lessons,
        open_console(sys.stdout),
        lang=lang,
        taxonomy=taxonomy,
        comments=len(table),
        least=(ENOUGH, ARTICLES),
    )
    if not any(lesson.topic for lesson in lessons):
        warn(say(lang, "train-nothing", path=str(output)))
        return DAMAGED
    own = Taxonomy.own(topics) if topics else None
    text = written(lessons, own, extends=topics is None or extends(topics), names=names, lang=lang)
    with Outputs() as outputs:
        outputs.write(output, text)
    note(say(lang, "written", files=str(output)))
    return code
