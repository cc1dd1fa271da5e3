"""`--help` in the reader's language."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from commentscope.messages import LANGUAGES, language
from commentscope.messages.help import help_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def stated(arguments: Sequence[str]) -> str:
    """The language that a command line asks for, before it is parsed; else the environment's."""
    given = [f"{one}={other}" for one, other in pairwise(arguments) if one == "--lang"]
    given += [one for one in arguments if one.startswith("--lang=")]
    asked = given[-1].split("=")[1] if given else ""
    return asked if asked in LANGUAGES else language()


def tell(command: Any, key: str, lang: str) -> None:  # noqa: ANN401  typer's commands have no public type
    """Gives a command, its options and, of a group, its commands their texts in a language."""
    command.help = help_text(lang, key or "commentscope")
    command.short_help = command.help.split("\n")[0]
    command.options_metavar = help_text(lang, "words", "options_metavar")
    for option in command.params:
        option.help = help_text(lang, key or "commentscope", option.name)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = help_text(lang, "words", "subcommand_metavar")
        for name, one in command.commands.items():
            tell(one, f"{key}-{name}" if key else name, lang)


class _Spoken:
    """A command whose help is in the catalogue, under its name."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  typer's contexts have no public type
        """Prints the help in the reader's language."""
        from typer import rich_utils  # noqa: PLC0415  loads Rich, as all help does

        lang = stated(sys.argv)
        command = self._prepared(ctx, lang)
        command.get_help_option(ctx).help = help_text(lang, "options", "help")
        for option in command.params:
            if panel := getattr(option, "rich_help_panel", None):
                option.rich_help_panel = help_text(lang, "words", panel.lower())
        for name in ("arguments", "options", "commands"):
            setattr(rich_utils, f"{name.upper()}_PANEL_TITLE", help_text(lang, "words", name))
        _fold_chinese(rich_utils)
        rich_utils.DEFAULT_STRING = f"[{help_text(lang, 'words', 'default')} {{}}]"
        rich_utils.REQUIRED_LONG_STRING = f"[{help_text(lang, 'words', 'required')}]"
        super().format_help(ctx, formatter)  # type: ignore[misc]  # the other base has it

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Writes the line that shows how the command is called."""
        lang = stated(sys.argv)
        pieces = " ".join(self._prepared(ctx, lang).collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{help_text(lang, 'words', 'usage')} ")

    def _prepared(self, ctx: Any, lang: str) -> Any:  # noqa: ANN401
        names = []
        while ctx.parent:
            names.append(ctx.info_name)
            ctx = ctx.parent
        tell(self, "-".join(reversed(names)), lang)
        return self


class Command(_Spoken, TyperCommand):
    """A command."""


class Group(_Spoken, TyperGroup):
    """A group of commands."""


def _fold_chinese(rich_utils: Any) -> None:  # noqa: ANN401  a module
    """Lets Rich break lines between Chinese characters; it would cut off what has no space in it."""
    made = getattr(rich_utils, "_make_rich_text", None)
    if made is None:  # a typer of another version
        return

    def folded(**given: Any) -> Any:  # noqa: ANN401  typer's own
        text = made(**given)
        text.overflow = "fold"
        return text

    rich_utils._make_rich_text = folded  # noqa: SLF001  typer has no public way
