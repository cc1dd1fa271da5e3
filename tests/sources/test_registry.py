"""Which source a document is for: told by content, or said, or an error that names the candidates."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commentscope.errors import FormatError
from commentscope.messages import LANGUAGES, has
from commentscope.sources import SOURCES, Input, read, read_input, registry
from commentscope.sources.documents import open_document

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sources.md"


@pytest.fixture
def fresh() -> Iterator[None]:
    """Other packages' sources are looked for anew, before the test and after it."""
    registry._others.cache_clear()
    yield
    registry._others.cache_clear()


def block(name: str) -> str:
    """A piece of code on the page of formats."""
    found = re.search(
        rf"<!-- example: {re.escape(name)} -->\n```\w+\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL
    )
    assert found, name
    return found[1]


def install(folder: Path, *, module: str = "", point: str = "") -> None:
    """A package as it lies once it is installed: a module, and what says which source is in it."""
    (folder / "forum.py").write_text(module or block("forum.py"), "utf-8")
    packed = folder / "forum-1.0.dist-info"
    packed.mkdir()
    (packed / "METADATA").write_text("Metadata-Version: 2.1\nName: forum\nVersion: 1.0\n", "utf-8")
    group, line = block("entry point").strip().split("\n")
    assert group == '[project.entry-points."commentscope.sources"]'
    (packed / "entry_points.txt").write_text(
        f"[commentscope.sources]\n{point or line.replace(chr(34), '')}\n", "utf-8"
    )


FORUM = {
    "forum_version": 2,
    "topic": {"title": "K3s", "by": 1},
    "posts": [
        {"no": 5, "by": {"id": 2, "name": "a"}, "html": "<p>Ceph?</p>", "hearts": "1.2k", "at": 1714528800},
        {"no": 6, "under": 5, "by": {"id": 1, "name": "op"}, "html": "Yes."},
        {"no": 7, "removed": True},
    ],
}


def test_a_source_of_another_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:  # noqa: ARG001
    """The example of the documents, installed as it says, is found by content, by name, and in the list."""
    install(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert list(SOURCES)[-1] == "forum"
    found = read_input(Input(None, data=json.dumps(FORUM).encode()))
    (one,) = found.comments
    assert (one.source, one.id, one.text, one.likes, one.reply) == ("forum", "5", "Ceph?", 1200, "Yes.")
    assert (one.article, one.posted) == ("K3s", "2024-05-01T10:00:00")
    assert found.origin.left_out == {"deleted": 1}
    (tmp_path / "f.json").write_text(json.dumps(FORUM), "utf-8")
    assert len(read(tmp_path / "f.json", source="forum")) == 1


def test_a_source_that_cannot_be_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:  # noqa: ARG001
    """A package that is broken is named; nothing is read past it in silence."""
    install(tmp_path, point="broken = forum:nothing")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(FormatError, match="broken"):
        read_input(Input(None, data=b"[]"))


def test_a_document_for_two_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:  # noqa: ARG001
    """What two formats would do for is read as neither; the error names them, and `--from` decides."""
    install(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    data = json.dumps(
        {**FORUM, "discussion": {"comments": [{"author": {"login": "x"}, "body": "y"}]}}
    ).encode()
    found = read_input(Input(None, data=data))
    assert not found.comments
    (damage,) = found.origin.damaged
    assert str(damage.reason).endswith("github, forum.")
    assert [one.source for one in read_input(Input(None, data=data), "github").comments] == ["github"]


def test_the_wrong_format_is_told_with_the_right_one() -> None:
    """A forced format that does not fit is an error that says what would."""
    data = b'[{"kind": "Listing", "data": {"children": [{"kind": "t1", "data": {"body": "a"}}]}}]'
    (damage,) = read_input(Input(None, data=data), "waline").origin.damaged
    assert damage.reason.key == "source-misfit"
    assert str(damage.reason).endswith("reddit.")


def test_an_article_loads_no_other_format() -> None:
    """Reading the archive costs nothing for the formats beside it: none of them is even imported."""
    code = (
        "import sys\nfrom commentscope.sources import Input, read_input\n"
        "read_input(Input(None, data='<strong>精选留言（0）</strong></div><ul></ul>'.encode()))\n"
        "read_input(Input(None, data='# 没有留言\\n\\n正文'.encode()))\n"
        "print([name for name in ('lxml', 'bs4', 'sqlite3', 'markdown_it', 'python_calamine', 'pyarrow.parquet',"
        " 'commentscope.sources.github', 'commentscope.sources.isso') if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603  ours
    assert out.stdout.strip() == "[]"


def test_every_format_is_described() -> None:
    """In both languages, with an example, and on the page of formats."""
    page = PAGE.read_text("utf-8")
    for name in registry.KINDS:
        assert all(has(lang, f"source-about-{name}{part}") for lang in LANGUAGES for part in ("", ".example"))
        assert f"| `{name}` |" in page


def test_declared_numbers_are_compared_with_what_declared_them(seed: Path) -> None:
    """A table that states no number is no difference to the number that an article states."""
    table = Input(None, data="昵称,内容\na,一\nb,二\n".encode())
    both = read_input(Input(str(seed))).origin + read_input(table).origin
    assert (both.declared, both.undeclared, both.expected) == (22, 2, 24)
    assert read_input(table).origin.expected == 0


def test_kinds() -> None:
    """What a document looks like is told by its first characters."""
    kinds = {
        b" \n[1]": "json", b"{": "json", b'<?xml version="1.0"?><a/>': "xml", b"<rss>": "xml",
        b'<?xml version="1.0"?><html>': "text", b"<!-- a --><disqus>": "xml", b"# a": "text", b"": "text",
        b"SQLite format 3\0x": "sqlite", b"PAR1": "parquet", b"PK\3\4": "zip", b"\x89PNG": "other",
    }  # fmt: skip
    assert {data: open_document(Input(None, data=data)).kind for data in kinds} == kinds
