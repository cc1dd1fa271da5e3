"""Commands that were written wrongly: what is wrong, in the reader's language."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from typer import BadParameter

from commentscope.cli.help import stated
from commentscope.cli.terminal import FAILED, fail

if TYPE_CHECKING:
    from collections.abc import Callable

UsageError: type[Exception] = BadParameter.__mro__[1]
"""What typer raises; it has no public name there."""
_COMMAND = re.compile(r"No such command '(.*?)'")
_QUOTED = re.compile(r"'(.*?)'")
_EXTRA = re.compile(r"extra arguments?(?:\(s\))? \((.*)\)")


def run(app: Callable[..., Any]) -> int:
    """Runs the program, and gives its exit code."""
    try:
        return int(app(standalone_mode=False) or 0)
    except UsageError as error:
        _explain(error, stated(sys.argv))
        return FAILED


def _explain(error: Any, lang: str) -> None:  # noqa: ANN401  typer's errors have no public types
    """Says what is wrong with a command, and how to get help on it."""
    from commentscope.messages import say  # noqa: PLC0415  kept out of --help's way

    if type(error).__name__ == "NoArgsIsHelpError":  # the help has been printed
        return
    context = error.ctx
    problem, values = _problem(error)
    fail(
        say(lang, f"usage-{problem}", **values),
        say(lang, "usage-help", usage=context.get_usage(), command=context.command_path) if context else None,
    )


def _problem(error: Any) -> tuple[str, dict[str, object]]:  # noqa: ANN401
    """The message that tells what is wrong, and its values."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        alike = ", ".join(sorted(error.possibilities or ()))
        return ("option-alike" if alike else "option"), {"option": error.option_name, "alike": alike}
    if kind == "MissingParameter":
        return "missing", {"what": _named(error.param)}
    if kind == "BadParameter" and error.param is not None:
        return "value", {"what": _named(error.param), "wanted": _wanted(error.param)}
    if kind == "BadOptionUsage":
        return "option-value", {"option": error.option_name}
    return _from_words(error.format_message())


def _from_words(message: str) -> tuple[str, dict[str, object]]:
    """The same, of errors that have nothing but their English words."""
    if found := _COMMAND.match(message):
        alike = ", ".join(_QUOTED.findall(message)[1:])
        return ("command-alike" if alike else "command"), {"command": found[1], "alike": alike}
    if found := _EXTRA.search(message):
        return "extra", {"extra": found[1]}
    return "other", {"detail": message}


def _wanted(parameter: Any) -> str:  # noqa: ANN401
    """What values an option takes: its metavar, with the range of a number."""
    name = parameter.metavar or parameter.name
    least, most = (getattr(parameter, end, None) for end in ("min", "max"))
    low = f"{least:g} ≤ " if least is not None else ""
    high = f" ≤ {most:g}" if most is not None else ""
    return f"{low}{name}{high}"


def _named(parameter: Any) -> str:  # noqa: ANN401
    """What the user knows an option or an argument by."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    return str(max(parameter.opts, key=len))
