"""Makes the documents that the program itself can tell: commands, the example report, the pictures.

Usage:
    python docs/make.py            write them
    python docs/make.py --check    exit with 1 where one is not as it would be written
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer.main

from commentscope.cli import app
from commentscope.cli.help import tell
from commentscope.messages import say
from commentscope.messages.help import help_text
from commentscope.sample import SAMPLE
from commentscope.sources import SOURCES
from commentscope.sources.registry import KINDS

sys.path.insert(0, str(Path(__file__).parent))
from make_pictures import pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
TYPERS_OWN = ("install_completion", "show_completion")
"""Options that every typer program has; another typer words them differently."""


def main() -> int:
    """Writes or checks every made document."""
    made = {
        "docs/commands.md": commands("en").encode(),
        "docs/commands.zh.md": commands("zh").encode(),
        "docs/sources.md": formats().encode(),
        **example(),
        **pictures(),
    }
    if "--check" not in sys.argv[1:]:
        for name, content in made.items():
            path = ROOT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return 0
    stale = [name for name, content in made.items() if not same(ROOT / name, content)]
    for name in stale:
        print(f"{name} is not what the program makes; run python docs/make.py")
    return 1 if stale else 0


def same(path: Path, content: bytes) -> bool:
    """Whether the file says just this. Of a picture only the words count: another Rich may draw them elsewhere."""
    if not path.exists():
        return False
    there = path.read_bytes()
    return words(there) == words(content) if path.suffix == ".svg" else there == content


def words(svg: bytes) -> list[str]:
    """The text of a picture."""
    return re.findall(r">([^<>]*)</text>", svg.decode())


HEADS = {
    "en": ("Commands", "Made by `docs/make.py` from the program's own help; edit the help, not this page."),
    "zh": ("命令", "由 `docs/make.py` 从程序自己的帮助生成；要改就改帮助，不要改这一页。"),
}


def commands(lang: str) -> str:
    """The page of all commands and options, from the program's own help texts."""
    title, made = HEADS[lang]
    lines = [f"# {title}", "", made, ""]
    program = typer.main.get_command(app)
    tell(program, "", lang)
    for name, command in walk(program, "commentscope"):
        lines += [f"## {name}", "", command.help, ""]
        rows = [row(parameter, lang) for parameter in command.params if parameter.name not in TYPERS_OWN]
        lines += ["| | |", "| --- | --- |", *rows, ""] if rows else []
    return "\n".join(lines)


def formats() -> str:
    """The page of formats, its table made from what the formats say of themselves."""
    begin, end = "<!-- formats: made by docs/make.py -->", "<!-- /formats -->"
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    lines = ["| format | what it reads | carries | example |", "| --- | --- | --- | --- |"]
    for name in KINDS:
        about = f"source-about-{name}"
        carries = ", ".join(SOURCES[name].carries)
        lines.append(f"| `{name}` | {say('en', about)} | {carries} | `{say('en', f'{about}.example')}` |")
    head, tail = page.split(begin)[0], page.split(end)[1]
    return "\n".join([f"{head}{begin}", "", *lines, "", f"{end}{tail}"])


def walk(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command of the program, with its full name."""
    yield name, command
    for sub, child in getattr(command, "commands", {}).items():
        yield from walk(child, f"{name} {sub}")


def row(parameter: Any, lang: str) -> str:
    """One option or argument as a line of a table."""
    if parameter.param_type_name == "argument":
        shown = f"`{parameter.metavar}`"
    else:
        value = "" if parameter.is_flag else (parameter.metavar or "").replace("|", "\\|")
        shown = ", ".join(f"`{f'{option} {value}'.strip()}`" for option in parameter.opts)
    default = getattr(parameter.default, "value", parameter.default)
    word = help_text(lang, "words", "default").capitalize()
    shown_default = f"{word}`{default}`。" if lang == "zh" else f" {word} `{default}`."
    stated = shown_default if default not in (None, False, ()) else ""
    return f"| {shown} | {parameter.help}{stated} |".replace("\n", " ")


def example() -> dict[str, bytes]:
    """The example report, made from the sample article by the command a user would give."""
    with tempfile.TemporaryDirectory() as folder:
        options = [option for kind in ("md", "csv", "json") for option in ("--report", kind)]
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
            app(
                [
                    "analyze",
                    str(SAMPLE),
                    *options,
                    "--output",
                    folder,
                    "--lang",
                    "zh",
                    "--quiet",
                    "--jobs",
                    "1",
                ],
                standalone_mode=False,
            )
        return {f"reports/example/{path.name}": path.read_bytes() for path in sorted(Path(folder).iterdir())}


if __name__ == "__main__":
    raise SystemExit(main())
