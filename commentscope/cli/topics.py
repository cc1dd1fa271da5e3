"""`commentscope topics`: the topics that are looked for, and checking a file of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from commentscope.cli.labels import say_left
from commentscope.cli.options import Language
from commentscope.cli.pairs import pairs
from commentscope.cli.terminal import DAMAGED, DONE, guard, note, warn, working

topics_app = typer.Typer(
    no_args_is_help=True,
    help="The topics that are looked for: list them, check a file of your own, or learn one from labelled comments.",
)

_Lang = Annotated[
    Language | None,
    typer.Option(metavar="zh|en", help="Language of the output; from the locale unless given."),
]
_Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


@topics_app.command("list")
def list_cli(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A topics file; without it, the built-in topics.")
    ] = None,
    *,
    toml: Annotated[
        bool, typer.Option("--toml", help="Print the file itself: a start for your own.")
    ] = False,
    lang: _Lang = None,
    debug: _Debug = False,
) -> None:
    """List topics and the terms that tell them.

    A topics file of your own starts well from the built-in one:
    commentscope topics list --toml > my-topics.toml
    """
    language = _language(lang)
    with guard(language, debug=debug):
        from commentscope.analysis.taxonomy import BUILTIN, Taxonomy  # noqa: PLC0415  kept out of --help's way
        from commentscope.report.console import open_console, taxonomy_table  # noqa: PLC0415

        taxonomy = Taxonomy.load(file) if file else Taxonomy.builtin()
        if toml:
            typer.echo((file or BUILTIN).read_text(encoding="utf-8"), nl=False)
        else:
            open_console(sys.stdout).print(taxonomy_table(taxonomy, language))


@topics_app.command("check")
def check_cli(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The topics file to check.")],
    *,
    lang: _Lang = None,
    debug: _Debug = False,
) -> None:
    """Say what in a topics file can't be right, or is likely a slip."""
    language = _language(lang)
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


@topics_app.command("train")
def train_cli(
    labelled: Annotated[
        Path,
        typer.Argument(
            metavar="LABELLED",
            help="What `annotate` wrote, its topics corrected by hand: .csv, .xlsx, .jsonl or .parquet.",
        ),
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The topics file to write.")],
    topics: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Start from the topics in this file instead of the built-in ones."),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=NAME",
            help="What a topic is called in reports; new ones by their key. May be given several times.",
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OURS=THEIRS",
            help="What the file calls a column, if otherwise: text=评论. May be given several times.",
        ),
    ] = None,
    lang: _Lang = None,
    debug: _Debug = False,
) -> None:
    """Learn a topic's terms from labelled comments, and say how much is gained on articles not learned from.

    A topic without ten labelled comments from three articles, or one whose terms gain nothing, stays as it is. Topics
    that are new come from their labels alone.

    commentscope topics train labelled.xlsx -o my-topics.toml
    """
    language = _language(lang)
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


def _language(lang: Language | None) -> str:
    from commentscope.messages import language  # noqa: PLC0415  kept out of --help's way

    return lang.value if lang else language()
