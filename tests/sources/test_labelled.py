"""Labelled tables, as programs and spreadsheets save them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import commentscope as cs
from commentscope.errors import InputError, TableError
from commentscope.report import tables
from commentscope.sources.labelled import read_labelled

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    {"text": "请问，卷满了怎么办？", "intent": "question", "topics": ["storage", "k3s"], "unsure": []},
    {"text": "+1\n很好", "intent": "praise", "topics": [], "unsure": ["intent", "edge"]},
]


def _same(found: pd.DataFrame) -> bool:
    return [{name: row[name] for name in ROWS[0]} for row in found.to_dict("records")] == ROWS


def _written(path: Path, encoding: str, delimiter: str) -> Path:
    """What a spreadsheet saves, our apostrophe before what it would compute."""
    lines = [["text", "intent", "topics", "unsure"]]
    lines += [
        [
            f"'{row['text']}" if row["text"][0] == "+" else row["text"],
            row["intent"],
            ";".join(row["topics"]),
            ";".join(row["unsure"]),
        ]
        for row in ROWS
    ]
    content = "\r\n".join(delimiter.join('"' + cell + '"' for cell in line) for line in lines) + "\r\n"
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_comes_as_excel_saves_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Whatever the encoding and the separator; the apostrophe is ours and goes."""
    assert _same(read_labelled(_written(tmp_path / "gold.csv", encoding, delimiter))[0])


@pytest.mark.parametrize("ending", ["jsonl", "parquet", "xlsx"])
def test_other_formats_say_the_same(tmp_path: Path, ending: str) -> None:
    """JSON Lines, Parquet and workbooks."""
    path = tmp_path / f"gold.{ending}"
    frame = pd.DataFrame(ROWS)
    if ending == "jsonl":
        path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    elif ending == "parquet":
        frame.to_parquet(path)
    else:
        frame.map(lambda cell: ";".join(cell) if isinstance(cell, list) else cell).to_excel(path, index=False)
    assert _same(read_labelled(path)[0])


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_what_annotate_writes_can_be_read(tmp_path: Path, seed: Path, ending: str) -> None:
    """The way of a correction by hand: every text and every label comes back."""
    annotated = cs.annotate(cs.read(seed))
    path = tmp_path / f"labelled.{ending}"
    with tables.open_writer(path) as writer:
        writer.write(annotated)
    found, left = read_labelled(path)
    assert left == (0, (), ())
    for name in ("id", "text", "author", "article"):
        assert found[name].tolist() == annotated[name].tolist()
    assert found["intent"].tolist() == annotated["intent"].tolist()
    assert found["topics"].tolist() == annotated["topics"].tolist()


def test_hands_separate_keys_as_they_like(tmp_path: Path) -> None:
    """Any separator, any case, twice is once; an empty cell is no topic."""
    path = tmp_path / "gold.csv"
    path.write_text('text,topics\na,Edge； k3s\nb,"edge, edge、storage"\nc,\n', encoding="utf-8")
    assert read_labelled(path)[0]["topics"].tolist() == [["edge", "k3s"], ["edge", "storage"], []]


def test_what_cannot_be_used_is_counted(tmp_path: Path) -> None:
    """Rows without a text, intents that are none."""
    path = tmp_path / "gold.csv"
    path.write_text("text,intent\n,praise\nb,Question\nc,问题\nd\n", encoding="utf-8")
    found, left = read_labelled(path)
    assert left[:2] == (1, ("问题",))
    assert [damage.line for damage in left.damaged] == [5]
    assert found["intent"].fillna("?").tolist() == ["question", "?"]


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    """And one that is not there is named, with those that are."""
    path = tmp_path / "gold.csv"
    path.write_text("评论,标签\n打卡,praise\n", encoding="utf-8")
    assert read_labelled(path, {"text": "评论", "intent": "标签"})[0]["intent"].tolist() == ["praise"]
    with pytest.raises(TableError, match=r"意图.*评论, 标签"):
        read_labelled(path, {"text": "评论", "intent": "意图"})


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("gold.csv", b"a,b\n1,2\n", TableError),
        ("gold.csv", b"", InputError),
        ("gold.csv", b"text,b\n1,2\n", TableError),
        ("gold.jsonl", b"{}", TableError),
        ("gold.jsonl", b"[1]", InputError),
        ("gold.xlsx", b"PK\3\4", InputError),
        ("gold.parquet", b"PAR1", InputError),
        ("gold.pdf", b"%PDF-", InputError),
    ],
)
def test_what_is_no_labelled_table_is_told(tmp_path: Path, name: str, content: bytes, error: type) -> None:
    """An error with advice, never a traceback."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error) as told:
        read_labelled(path)
    assert told.value.advice("en")
    assert told.value.advice("zh")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(InputError, match=r"none\.csv"):
        read_labelled(tmp_path / "none.csv")
