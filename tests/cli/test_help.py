"""Help and errors of usage: in both languages, complete, instant."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer.main
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

import commentscope
from commentscope.cli import app
from commentscope.cli.help import stated
from commentscope.messages import LANGUAGES
from commentscope.messages.help import help_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = Path(commentscope.__file__).parent / "messages"


def run(*arguments: str, locale: str = "C.UTF-8", columns: int = 80) -> Any:
    """What the program answers."""
    environment = {**os.environ, "LC_ALL": locale, "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"}
    program = [sys.executable, "-m", "commentscope", *arguments]
    options = {"capture_output": True, "text": True, "encoding": "utf-8", "env": environment}
    return subprocess.run(program, check=False, **options)  # noqa: S603


def needed() -> Iterator[str]:
    """The texts that the commands want."""

    def walk(command: Any, key: str) -> Iterator[str]:
        own = f"help-{key or 'commentscope'}"
        yield own
        yield from (f"{own}.{option.name}" for option in command.params)
        for name, one in getattr(command, "commands", {}).items():
            yield from walk(one, f"{key}-{name}" if key else name)

    return walk(typer.main.get_command(app), "")


def parsed(lang: str) -> dict[str, str]:
    """A file of help texts as Fluent's own parser reads it."""
    found = {}
    for entry in FluentParser().parse((FILES / f"help.{lang}.ftl").read_text(encoding="utf-8")).body:
        assert not isinstance(entry, fluent.Junk), entry.content
        if isinstance(entry, fluent.Message):
            parts = [
                (entry.id.name, entry.value),
                *((f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes),
            ]
            for name, pattern in parts:
                if pattern is not None:
                    assert name not in found, name
                    assert all(isinstance(element, fluent.TextElement) for element in pattern.elements), name
                    found[name] = "".join(element.value for element in pattern.elements)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_is_read_as_fluent_reads_it(lang: str) -> None:
    """The quick reader takes no liberties."""
    assert {name: text for name, text in help_texts(lang).items() if text} == parsed(lang)


def test_both_languages_help_with_the_same() -> None:
    """No text is missing in either, and none is there that nothing needs."""
    texts = help_texts("en").keys()
    assert help_texts("zh").keys() == texts
    wanted = set(needed())
    missing = {
        name for name in wanted if name not in texts and f"help-options.{name.split('.')[-1]}" not in texts
    }
    assert not missing
    own = {name for name in texts if not name.startswith(("help-words", "help-options"))}
    assert own <= wanted
    shared = {name.split(".")[1] for name in texts if name.startswith("help-options.")}
    assert shared <= {name.split(".")[-1] for name in wanted} | {"help"}


@pytest.mark.parametrize("command", ["", "analyze", "topics", "topics train", "fetch", "sources check"])
def test_help_speaks_the_readers_language(command: str) -> None:
    """From the locale, or as `--lang` says; nothing typer says itself stays English."""
    chinese = run(*command.split(), "--help", locale="zh_CN.UTF-8").stdout
    assert "用法：" in chinese
    for word in ("Usage", "Options", "Arguments", "Commands", "default", "Show this", "Output"):
        assert f" {word}" not in chinese
    assert "Usage:" in run(*command.split(), "--help").stdout
    if command not in {"", "topics"}:
        assert "用法：" in run(*command.split(), "--help", "--lang", "zh").stdout


def test_chinese_help_is_not_cut_off() -> None:
    """Chinese has no spaces to break lines at; nothing may be lost for it."""
    shown = run("fetch", "--help", locale="zh_CN.UTF-8", columns=60).stdout
    letters = "".join(part.strip(" │") for part in shown.splitlines())
    assert "COMMENTSCOPE_COOKIE。" in letters.replace("│", "").replace(" ", "")
    assert "\u2026\u2026" not in shown
    assert "\u2026 │" not in shown


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        ("analyse", "perhaps you mean analyze", "想写的也许是 analyze"),
        ("xyz", "There is no command xyz", "没有 xyz 这个命令"),
        ("analyze --form x", "There is no option --form", "没有 --form 这个选项"),
        ("analyze --xyz", "There is no option --xyz.", "没有 --xyz 这个选项。"),
        ("analyze --report pdf", "--report wants html|md", "--report 要的是 html|md"),
        ("analyze --jobs 0", "--jobs wants 1 ≤ N.", "--jobs 要的是 1 ≤ N。"),
        ("analyze --jobs", "The option --jobs", "选项 --jobs 需要一个值"),
        ("topics check", "FILE is missing.", "缺少 FILE。"),
        ("topics check a b", "than what is here before it: b", "多出了：b"),
    ],
)
def test_wrong_usage_is_explained(arguments: str, english: str, chinese: str) -> None:
    """What is wrong, the usage, where to find more; exit code 2, nothing on standard output."""
    for locale, expected in (("C.UTF-8", english), ("zh_CN.UTF-8", chinese)):
        done = run(*arguments.split(), locale=locale, columns=300)
        assert (done.returncode, done.stdout) == (2, "")
        assert expected in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["--lang", "zh"], "zh"),
        (["--lang=en"], "en"),
        (["--lang", "xx"], "en"),
        (["--lang"], "en"),
        ([], "en"),
    ],
)
def test_the_language_is_known_before_parsing(
    arguments: list[str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help is printed before the options are parsed."""
    monkeypatch.setenv("LC_ALL", "C")
    assert stated(arguments) == lang
