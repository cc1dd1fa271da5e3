"""The two catalogues say the same things, all that the program says, and nothing else."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

import commentscope
from commentscope import messages
from commentscope.comments import INTENTS

PACKAGE = Path(commentscope.__file__).parent
SPEAKERS = {"say", "_say", "has", "Message", "progress", "showing"}
"""What takes a message's name; so do all errors."""


class _Variables(Visitor):  # type: ignore[misc]  # fluent.syntax has no types
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802  the visitor's protocol
        self.names.add(node.id.name)


@cache
def catalogue(lang: str) -> dict[str, set[str]]:
    """Every message and attribute of a catalogue, with the values it takes."""
    text = (PACKAGE / "messages" / f"{lang}.ftl").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, fluent.Junk), entry.content
        if isinstance(entry, fluent.Message):
            parts = [
                (entry.id.name, entry.value),
                *((f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes),
            ]
            for name, pattern in parts:
                assert name not in found, f"{name} stands twice in {lang}.ftl"
                variables = _Variables()
                variables.visit(pattern)
                found[name] = variables.names
    return found


@cache
def sources() -> list[ast.AST]:
    """Every node of the program's code."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    return [node for tree in trees for node in ast.walk(tree)]


def templates() -> str:
    """All templates, one after another."""
    return "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.j2"))


def spoken() -> set[str]:
    """The names that the code gives as they are to what takes a message's name."""
    names = set(re.findall(r'say\("([^"]+)"(?! ~)', templates()))
    for node in sources():
        if isinstance(node, ast.Call):
            speaker = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            ours = speaker in SPEAKERS or (speaker in dir(commentscope.errors) and speaker.endswith("Error"))
            literals = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
            names.update(word for word in literals[:1] if ours and isinstance(word, str))
    return names - {*messages.LANGUAGES}


def composed() -> list[re.Pattern[str]]:
    """Patterns of the names that the code puts together."""
    patterns = []
    for node in sources():
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(p.value) if isinstance(p, ast.Constant) else "[a-z0-9-]+" for p in node.values]  # type: ignore[arg-type]  # text
            if isinstance(node.values[0], ast.Constant) and re.fullmatch(
                r"[a-z]+-[a-z-]*", node.values[0].value
            ):  # type: ignore[arg-type]  # text
                patterns.append("".join(parts))
    for head, tail in re.findall(r'"([a-z0-9-]+-)" ~ \w+(?: ~ "([a-z0-9-]+)")?', templates()):
        patterns.append(f"{head}[a-z0-9-]+{tail}")
    return [re.compile(pattern) for pattern in patterns]


def test_both_languages_have_the_same_messages() -> None:
    """No message and no advice is missing in either."""
    assert catalogue("zh").keys() == catalogue("en").keys()


@pytest.mark.parametrize("name", sorted(catalogue("en")))
def test_both_languages_take_the_same_values(name: str) -> None:
    """Neither leaves out what the other tells."""
    assert catalogue("zh").get(name) == catalogue("en")[name]


def test_no_message_is_missing() -> None:
    """Every name in the code stands in the catalogues."""
    assert not {name for name in spoken() if name not in catalogue("en")}


def test_no_message_is_unused() -> None:
    """Every message in the catalogues is said somewhere."""
    literals = {node.value for node in sources() if isinstance(node, ast.Constant)} | spoken()
    patterns = composed()
    names = {name for name in catalogue("en") if "." not in name}
    unused = {name for name in names - literals if not any(pattern.fullmatch(name) for pattern in patterns)}
    assert not unused


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_every_intent_has_a_name(lang: str) -> None:
    """The names put together of an intent are there."""
    assert all(messages.has(lang, f"report-intent-{intent}") for intent in INTENTS)


def test_chinese_and_latin_stand_apart() -> None:
    """In Chinese messages there is a space between Han characters and Latin words or figures."""
    text = (PACKAGE / "messages" / "zh.ftl").read_text(encoding="utf-8")
    lines = [
        re.sub(r"\{[^{}]*\}", " 0 ", line.partition("=")[2]) for line in text.splitlines() if "=" in line
    ]
    assert not [
        line for line in lines if re.search(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", line)
    ]


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_values_may_be_of_any_length(lang: str) -> None:
    """A title that goes on and on does not end the program; what is too long is cut, visibly."""
    said = messages.say(lang, "report-article-title", title="长" * 100_000)
    assert "长…" in said
    assert len(said) < 2 * messages.LONGEST


NOUNS = "article|cell|character|comment|file|item|like|place|question|reader|row"
CONSTANT = {"least": 8, "length": 32_767, "rows": 1_048_576}
"""Numbers that are always the same."""
PLACES = {"line", "position"}
"""Numbers that count nothing: they are read off, so their digits are not grouped."""


def counted(lang: str, name: str, count: int) -> str:
    """The message with this count for every value that is no constant."""
    return messages.say(lang, name, **{value: CONSTANT.get(value, count) for value in catalogue(lang)[name]})


@pytest.mark.parametrize("name", sorted(catalogue("en")))
def test_one_is_not_many(name: str) -> None:
    """English never says “1 comments”, nor “1 replies”."""
    assert not re.search(rf"(?<![\d,.])1 (?:(?:{NOUNS})s|replies)\b", counted("en", name, 1))


@pytest.mark.parametrize("count", [2, 21])
@pytest.mark.parametrize("name", sorted(catalogue("en")))
def test_many_are_not_one(name: str, count: int) -> None:
    """Nor “2 comment”, nor “21 comment”."""
    assert not re.search(rf"\b{count} (?:{NOUNS}|reply)\b", counted("en", name, count))


@pytest.mark.parametrize("lang", messages.LANGUAGES)
@pytest.mark.parametrize("name", sorted(name for name, values in catalogue("en").items() if values))
def test_large_counts_are_grouped(name: str, lang: str) -> None:
    """1,234,567 comments in both languages; but line 1234567."""
    said = counted(lang, name, 1_234_567)
    assert said.count("1234567") == len(PLACES & catalogue(lang)[name])
