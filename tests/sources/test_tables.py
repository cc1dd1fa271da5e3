"""Any table: its columns, the formats it is kept in, and our own tables read back as they were written."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from commentscope.analysis import annotate
from commentscope.cells import cell
from commentscope.comments import DTYPES, Comment, provenance, table
from commentscope.errors import UsageError
from commentscope.report.tables import FORMATS, open_writer
from commentscope.sources import Hints, Input, find_inputs, hints_of, parts, read, read_input
from commentscope.sources.columns import builtin, find

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["评论内容", "昵称", "点赞数", "发布时间"], {"text": 0, "author": 1, "likes": 2, "posted": 3}),
        (["User Name", "Comment_Content", "like-count"], {"author": 0, "text": 1, "likes": 2}),
        (["comment", "content"], {"text": 1}),
        (["text", "comment"], {"text": 0}),
        (["name", "title", "body"], {"author": 0, "article": 1, "text": 2}),
        (["likes", "author"], None),
        (["\ufeff内容"], {"text": 0}),
    ],
)
def test_columns_are_found(names: list[str], expected: dict[str, int] | None) -> None:
    """By known names in Chinese and English, the most telling first; without a text there is no table."""
    assert find(names) == expected


def test_columns_that_the_user_names() -> None:
    """What the user says goes before what is known, and must be there."""
    assert find(["a", "b", "内容"], {"text": "b"}) == {"text": 1}
    assert find(["a", "b"], {"text": "c"}) is None
    with pytest.raises(UsageError, match="likes"):
        hints_of({"txt": "b"}, None)


def test_known_names_are_told_apart() -> None:
    """No name stands for two fields, and each is written as it is compared."""
    names = [name for known in builtin().values() for name in known]
    assert len(names) == len(set(names))
    assert all(find([name, "text"]) for name in names)
    assert set(builtin()) == set(DTYPES)


ROWS = [("核桃", "请问 k3s 能用 Ceph 吗？", 12), ("null", "学习了\n真的", None)]


def kept(folder: Path, kind: str) -> Path:
    """A foreign table in a format."""
    frame = pd.DataFrame(ROWS, columns=["昵称", "内容", "点赞"]).astype({"点赞": "Int64"})
    path = folder / f"t.{kind}"
    path.unlink(missing_ok=True)
    if kind == "csv":
        frame.to_csv(path, index=False, encoding="gb18030")
    elif kind == "tsv":
        frame.to_csv(path, index=False, sep="\t")
    elif kind == "json":
        frame.to_json(path, orient="records", force_ascii=False)
    elif kind == "jsonl":
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    elif kind == "parquet":
        frame.to_parquet(path)
    elif kind == "xlsx":
        frame.to_excel(path, index=False)
    else:
        with sqlite3.connect(path) as base:
            frame.to_sql("留言", base, index=False)
            pd.DataFrame({"a": [1]}).to_sql("other", base)
    return path


@pytest.mark.parametrize("kind", ["csv", "tsv", "json", "jsonl", "parquet", "xlsx", "db"])
def test_tables_of_other_programs(tmp_path: Path, kind: str) -> None:
    """The same comments come out of whatever a table is kept in, also from standard input."""
    path = kept(tmp_path, kind)
    for one in (Input(str(path), str(tmp_path) + "/"), Input(None, data=path.read_bytes())):
        found = read_input(one)
        assert [(each.author, each.text, each.likes) for each in found.comments] == ROWS
        assert {each.source for each in found.comments} == {"table"}
        assert not found.origin.damaged


def test_one_table_of_a_database(tmp_path: Path) -> None:
    """Where several may be meant none is taken; `file.db::table` names one, and `comments` goes before others."""
    path = tmp_path / "d.db"
    with sqlite3.connect(path) as base:
        for name in ("news", "posts"):
            base.execute(f"CREATE TABLE {name} (content TEXT, author TEXT)")
            base.execute(f"INSERT INTO {name} VALUES (?, 'a')", (name,))  # noqa: S608  our own names
    (damage,) = provenance(read(path)).damaged
    assert str(damage.reason).endswith("d.db::news, d.db::posts. Name one of them.")
    chosen = read(f"{path}::posts")
    assert chosen[["text", "url"]].to_numpy().tolist() == [["posts", "d.db::posts"]]
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE comments (content TEXT, author TEXT)")
        base.execute("INSERT INTO comments VALUES ('c', 'a')")
        base.execute("CREATE VIEW v AS SELECT 'x' AS content")
    assert read(path)["text"].tolist() == ["c"]


def test_one_table_of_a_workbook_or_of_json(tmp_path: Path) -> None:
    """These may have several, too, and one is named in the same way; of one that is not there, the others are told."""
    with pd.ExcelWriter(tmp_path / "t.xlsx") as book:
        for name in ("甲", "乙"):
            pd.DataFrame({"内容": [name], "昵称": ["x"]}).to_excel(book, sheet_name=name, index=False)
    rows = {name: [{"content": name, "nick": "x"}] for name in ("甲", "乙")}
    (tmp_path / "t.json").write_text(json.dumps({"code": 0, "data": {"page": rows}}), "utf-8")
    for name, before in (("t.xlsx", ""), ("t.json", "data.page.")):
        (damage,) = provenance(read(tmp_path / name)).damaged
        assert str(damage.reason).endswith(f"{name}::{before}甲, {name}::{before}乙. Name one of them.")
        assert read(f"{tmp_path / name}::{before}乙")["text"].tolist() == ["乙"]
        (damage,) = provenance(read(f"{tmp_path / name}::丙")).damaged
        assert str(damage.reason) == f"It has no table 丙; it has: {name}::{before}甲, {name}::{before}乙."


def test_columns_by_hand(tmp_path: Path) -> None:
    """A table without a known name is read as the user says; without that, what it holds is said."""
    path = tmp_path / "t.csv"
    path.write_text("甲,乙\n1,好\n", "utf-8")
    (damage,) = provenance(read(path)).damaged
    assert damage.reason.key == "table-without-known-text"
    assert "columns: 甲, 乙." in str(damage.reason)
    (damage,) = provenance(read(path, columns={"text": "丙"})).damaged
    assert damage.reason.key == "table-without-column"
    assert "no column 丙; columns: 甲, 乙." in str(damage.reason)
    assert read(path, columns={"text": "乙", "author": "甲"})[["author", "text"]].to_numpy().tolist() == [
        ["1", "好"]
    ]
    assert provenance(read(tmp_path)).silent == 1  # nobody named the file itself


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_of_one_column(tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of texts is one, where the file's name or the user says that it is a table."""
    lines = '请问怎么用？\n"一, 二\n三"\n学习了, 谢谢; 真的\n'
    texts = ["请问怎么用？", "一, 二\n三", "学习了, 谢谢; 真的"]
    (tmp_path / "a.csv").write_text(f"内容\n{lines}", encoding)
    (tmp_path / "b.txt").write_text(f"怎么看\n{lines}", encoding)
    (tmp_path / "c.md").write_text(f"内容\n{lines}", encoding)
    pd.DataFrame({"内容": texts}).to_excel(tmp_path / "a.xlsx", index=False, startrow=2)
    assert read(tmp_path / "a.xlsx")["text"].tolist() == texts
    assert read(tmp_path / "a.csv")["text"].tolist() == texts
    assert read(tmp_path / "b.txt", columns={"text": "怎么看"})["text"].tolist() == texts
    assert not len(read(tmp_path / "b.txt"))
    assert not len(read(tmp_path / "c.md"))
    for name in ("PART", "LONGEST", "HEAD"):
        monkeypatch.setattr(parts, name, 30)
    (one,) = find_inputs(tmp_path / "a.csv")
    assert [each.text for part in parts.parts(one) for each in read_input(part).comments] == texts


def test_rows_of_another_width() -> None:
    """A row that does not fit its header is damage, with its line; what is around it is read."""
    found = read_input(Input(None, data="昵称,内容\na,一\nb,二,三\n\nc,四,\nd\ne,五\n".encode()))
    assert [one.text for one in found.comments] == ["一", "四", "五"]
    assert [(one.line, one.reason.key) for one in found.origin.damaged] == [
        (3, "table-row-width"),
        (6, "table-row-width"),
    ]
    found = read_input(Input(None, data='昵称,内容\na,一\nb,"二\n'.encode()))
    assert [one.reason.key for one in found.origin.damaged] == ["table-row-open"]


def test_damaged_lines_of_json() -> None:
    """A line that is no JSON is damage, with its line; the others are read."""
    found = read_input(
        Input(None, data=b'{"content":"a","nick":"x"}\n{"content":"b\n{"content":"c","nick":"y"}\n')
    )
    assert [one.text for one in found.comments] == ["a", "c"]
    assert [(one.line, one.reason.key) for one in found.origin.damaged] == [(2, "json-line-broken")]


@pytest.mark.parametrize("kind", ["parquet", "xlsx", "db"])
@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_of_a_container_is_an_error(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    """A file that is cut off or has bits flipped is read as far as it goes, and is no error."""
    path = tmp_path / f"x.{kind}"
    once = tmp_path / "once"  # two files of the same table differ: they tell when they were written
    if not once.exists():
        once.write_bytes(kept(tmp_path, kind).read_bytes())
    broken = bytearray(once.read_bytes())
    if data.draw(st.booleans()):
        del broken[data.draw(st.integers(20, len(broken))) :]
    for _ in range(data.draw(st.integers(0, 5))):
        broken[data.draw(st.integers(0, len(broken) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(broken)
    read_input(Input(str(path)))
    read_input(Input(str(path)), "table")
    read_input(Input(str(path)), "isso")


def test_no_byte_of_a_database_is_an_error(tmp_path: Path) -> None:
    """Whichever one is damaged: in the header, in a name, in a row."""
    path = kept(tmp_path, "db")
    whole = path.read_bytes()
    for at in (at for at, byte in enumerate(whole) if byte):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x80]) + whole[at + 1 :])
        for source in (None, "isso"):
            read_input(Input(str(path)), source)


def test_a_workbook_that_unpacks_to_too_much(tmp_path: Path) -> None:
    """What a zip archive says of its size is believed before anything is unpacked."""
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/sharedStrings.xml", "w", force_zip64=True) as bomb:
            for _ in range(1100):
                bomb.write(b" " * (1 << 20))
    found = read_input(Input(str(path), named=True))
    assert [one.reason.key for one in found.origin.damaged] == ["source-unrecognised"]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = (
    st.none()
    | st.sampled_from(["null", "NaN", "", " ", "=1+1", "'=x", "@a", "-", "\t=", "a\r\nb", "\0", "\ufeff"])
    | TEXTS
)
COUNTS = st.none() | st.integers(0, 1 << 53)
# Before 1992 Beijing's clocks were sometimes set back: an hour of these nights was there twice.
TIMES = st.none() | st.datetimes(datetime(1992, 1, 1), datetime(2261, 1, 1)).map(datetime.isoformat)  # noqa: DTZ001
COMMENTS = st.lists(
    st.builds(
        Comment, source=st.sampled_from(["geekbang", "其他", "x"]), article=NAMES, url=TEXTS, text=TEXTS, author=NAMES,
        avatar=NAMES, likes=COUNTS, replies=COUNTS, posted=TIMES, series=NAMES, parent=NAMES, reply=NAMES, id=st.none(),
    ),
    max_size=4,
)  # fmt: skip


def written(comments: pd.DataFrame, path: Path) -> Path:
    """The annotated table as a file, as `annotate` writes it."""
    path.unlink(missing_ok=True)
    with open_writer(path) as writer:
        writer.write(annotate(comments))
    return path


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "xlsx"])
@given(comments=COMMENTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_our_own_tables_come_back(tmp_path: Path, kind: str, comments: list[Comment]) -> None:
    """Any comments table, written by `annotate` and read again, is the same table: every id, text and unknown."""
    before = table(comments)
    after = read(written(before, tmp_path / f"t.{kind}"))
    assert not provenance(after).damaged
    assert_frame_equal(_plain(after), _plain(before))


@given(comments=COMMENTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_our_own_workbooks_come_back(tmp_path: Path, comments: list[Comment]) -> None:
    """Excel can't tell empty from unknown, has no control characters, and no time finer than a millisecond."""
    before = table(comments).replace(r"[\x00-\x1f\x7f\ufffe\uffff]", "", regex=True)
    after = read(written(before, tmp_path / "t.xlsx"))
    expected = _plain(before).replace("", pd.NA)
    expected["text"] = expected["text"].fillna("")
    found = _plain(after)
    found["text"] = found["text"].fillna("")
    for one in (found, expected):
        one["posted"] = one["posted"].dt.round("s")
    assert_frame_equal(found, expected)


def _plain(comments: pd.DataFrame) -> pd.DataFrame:
    plain = comments.astype({"source": "string"})
    plain.attrs = {}
    return plain


def test_the_seed_comes_back(seed: Path, tmp_path: Path) -> None:
    """The real article, through every format: the same table, and so the same analysis."""
    before = read(seed)
    for kind in FORMATS:
        after = read(written(before, tmp_path / f"t.{kind}"))
        assert_frame_equal(_plain(after), _plain(before))
        assert after["text"].tolist() == before["text"].tolist()


def test_a_foreign_cell_is_left_alone() -> None:
    """An apostrophe before a formula is ours only in a table of ours."""
    found = read_input(Input(None, data=f"昵称,内容\na,{cell('=1')}\n".encode())).comments
    assert found[0].text == "'=1"


@pytest.mark.parametrize("kind", ["csv", "jsonl", "tsv"])
def test_parts_of_a_large_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Read in parts, a table gives the same comments, and no article stands in two of them."""
    rows = [
        (f"文章{place // 7}", f"读者{place}", f'第 {place} 条\n"引号", 逗号' + "好" * (place % 50))
        for place in range(2000)
    ]
    frame = pd.DataFrame(rows, columns=["文章标题", "昵称", "内容"])
    path = tmp_path / f"t.{kind}"
    if kind == "jsonl":
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    else:
        frame.to_csv(path, index=False, sep="\t" if kind == "tsv" else ",")
    (one,) = find_inputs(path)
    assert parts.parts(one) == [one]
    monkeypatch.setattr(parts, "PART", 20_000)
    monkeypatch.setattr(parts, "LONGEST", 40_000)
    monkeypatch.setattr(parts, "HEAD", 4_000)
    cut = parts.parts(one)
    readings = [read_input(each) for each in cut]
    assert len(cut) > 5
    assert sum(each.size for each in cut) + len(cut[0].header) == path.stat().st_size
    assert [each for reading in readings for each in reading.comments] == read_input(one).comments
    assert sum(reading.origin.files for reading in readings) == 1
    articles = [{each.article for each in reading.comments} for reading in readings]
    assert not any(one & other for place, one in enumerate(articles) for other in articles[place + 1 :])
    # Damage in a part is found on its line in the file.
    lines = path.read_bytes().split(b"\n")
    at = len(lines) * 3 // 4
    while kind != "jsonl" and not lines[at].startswith("文章".encode()):
        at += 1
    lines[at] = b"{" if kind == "jsonl" else b"x"
    path.write_bytes(b"\n".join(lines))
    (one,) = find_inputs(path)
    damaged = [damage for each in parts.parts(one) for damage in read_input(each).origin.damaged]
    assert damaged[0].line == at + 1
    assert [damage.line for damage in damaged] == [damage.line for damage in read_input(one).origin.damaged]


def test_hints_reach_every_input(tmp_path: Path) -> None:
    """Columns and selectors are said once, for all inputs."""
    (tmp_path / "a.html").write_text('<li class="c"><p>怎么用？</p></li>', "utf-8")
    (tmp_path / "b.csv").write_text("x,y\n1,好\n", "utf-8")
    found = read(tmp_path, columns={"text": "y"}, select={"item": "li.c", "text": "p"})
    assert found[["source", "text"]].astype(str).to_numpy().tolist() == [
        ["select", "怎么用？"],
        ["table", "好"],
    ]
    assert Hints() == hints_of(None, None)
