"""Tables written and read back: the same rows, unknown and empty kept apart, nothing a spreadsheet would compute."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.comments import ANNOTATIONS, DTYPES, INTENTS
from commentscope.errors import OutputError
from commentscope.report import tables
from commentscope.report.defuse import cell
from commentscope.report.tables import columns, workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = [
    "null",
    "NaN",
    "NA",
    "None",
    "",
    " ",
    "=1+1",
    "'=1",
    "'",
    "-",
    "@核桃",
    '"',
    "a,b",
    "a\r\nb",
    "\x00",
    "nan;",
    "true",
]
TEXTS = st.sampled_from(NAMES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TIMES = st.datetimes(pd.Timestamp("1992-01-01"), pd.Timestamp("2100-01-01")).map(
    lambda time: time.isoformat()
)
DAYS = st.dates(pd.Timestamp("1992-01-01").date(), pd.Timestamp("2100-01-01").date()).map(str)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"text": TEXTS},
        optional={
            "source": st.sampled_from(["geekbang", "=x"]),
            "article": st.none() | TEXTS,
            "series": st.none() | TEXTS,
            "author": st.none() | TEXTS,
            "avatar": st.none() | TEXTS,
            "likes": st.none() | st.integers(0, 2**62),
            "replies": st.none() | st.integers(0, 9),
            "posted": st.none() | TIMES | DAYS,
            "parent": st.none() | TEXTS,
            "reply": st.none() | TEXTS,
            "intent": st.sampled_from(INTENTS),
            "topics": st.lists(
                st.sampled_from(["k3s", "edge", "ci-cd"]), min_size=1, max_size=3, unique=True
            ),
            "terms": st.lists(TEXTS, max_size=2),
            "reply_to": st.none() | TEXTS,
            "answered": st.none() | st.booleans(),
        },
    ),
    max_size=5,
)


def usable(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose evidence has a topic to speak for."""
    return [row if "topics" in row else {**row, "terms": []} for row in rows]


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """Fails unless both tables are equal to the last value and dtype."""
    pd.testing.assert_frame_equal(one, other, check_categorical=False)
    assert list(one["intent"].cat.categories) == list(other["intent"].cat.categories)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that Hypothesis may use again and again."""
    return tmp_path_factory.mktemp("tables")


def test_columns_are_those_of_the_analysis() -> None:
    """`questions.csv` has every column, in an author's order."""
    assert set(columns.ASKED) == {*DTYPES, *ANNOTATIONS}


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
@given(rows=ROWS)
def test_tables_come_back_exactly(
    annotated: Callable[..., pd.DataFrame], folder: Path, kind: str, rows: list[dict[str, Any]]
) -> None:
    """CSV, JSON Lines and Parquet give back every value and dtype, unknown as unknown and empty as empty."""
    table = annotated(usable(rows))
    path = folder / f"table.{kind}"
    with tables.open_writer(path) as writer:
        writer.write(table)
    same(tables.read_table(path), table)


@pytest.mark.parametrize("kind", tables.TEXT)
@given(rows=ROWS, place=st.integers(0, 5))
def test_chunks_put_together_are_the_whole(
    annotated: Callable[..., pd.DataFrame], kind: str, rows: list[dict[str, Any]], place: int
) -> None:
    """Encoding chunk by chunk, in whatever process, gives the same bytes as all at once."""
    table = annotated(usable(rows))
    parts = tables.encode(table.iloc[:place], kind, header=True) + tables.encode(table.iloc[place:], kind)
    assert parts == tables.encode(table, kind, header=True)


@given(TEXTS)
def test_csv_cells_are_defused_as_cell_does(annotated: Callable[..., pd.DataFrame], text: str) -> None:
    """The fast way over whole columns and the plain function agree."""
    table = annotated([{"text": text}])
    encoded = tables.encode(table[["text"]], "csv").decode()
    assert encoded == '"' + cell(text).replace('"', '""') + '"\n'


def test_csv_opens_in_excel(annotated: Callable[..., pd.DataFrame]) -> None:
    """A byte order mark first, Chinese as it is, days as days, topics readable, no formula."""
    table = annotated(
        [
            {
                "text": "=1+1",
                "author": "核桃",
                "posted": "2019-02-27",
                "topics": ["k3s", "edge"],
                "answered": True,
            }
        ]
    )
    encoded = tables.encode(table, "csv", header=True)
    assert encoded.startswith(b"\xef\xbb\xbfid,source,article")
    row = encoded.decode("utf-8-sig").splitlines()[1]
    assert '"核桃"' in row
    assert '"2019-02-27"' in row
    assert '"k3s;edge"' in row
    assert '"\'=1+1"' in row
    assert row.endswith(",true")


def test_jsonl_keeps_types_and_hides_nothing(annotated: Callable[..., pd.DataFrame]) -> None:
    """Numbers, lists, null and offsets are JSON's own; what steers a terminal is escaped, and Chinese is not."""
    table = annotated(
        [{"text": "=你好\u202e\x9b", "likes": 3, "posted": "2019-02-27T10:30:00", "topics": ["k3s"]}]
    )
    line = tables.encode(table, "jsonl").decode()
    assert "你好\\u202e\\u009b" in line
    row = json.loads(line)
    assert row["text"] == "=你好\u202e\x9b"
    assert (row["likes"], row["replies"], row["posted"]) == (3, None, "2019-02-27T10:30:00+08:00")
    assert row["topics"] == ["k3s"]


def test_own_columns_are_written_too(annotated: Callable[..., pd.DataFrame]) -> None:
    """What a user's table has beside ours follows in every format."""
    table = annotated([{"text": "a"}]).assign(**{"100 % mine": ["=x"], "score": [1.5]})
    assert json.loads(tables.encode(table, "jsonl"))["100 % mine"] == "=x"
    assert tables.encode(table, "csv").decode().rstrip().endswith('"\'=x",1.5')


def test_asked_are_the_questions_with_the_question_first(annotated: Callable[..., pd.DataFrame]) -> None:
    """`questions.csv` holds the rows that ask, all columns, in an author's order."""
    table = annotated([{"text": "谢谢"}, {"text": "为什么？", "intent": "question"}])
    asked = tables.asked(table)
    assert list(asked["question"]) == ["为什么？"]
    assert list(asked.columns[:3]) == ["question", "topics", "answered"]
    assert set(asked.columns) == set(table.columns)


def test_workbook_holds_text_and_no_formula(annotated: Callable[..., pd.DataFrame], folder: Path) -> None:
    """In Excel's file, text is text however it looks, counts are numbers, days are dates; the header stays in sight."""
    names = [name for name in NAMES if name]
    path = folder / "table.xlsx"
    with tables.open_writer(path) as writer:
        writer.write(annotated([{"text": name, "likes": 1, "posted": "2019-02-27"} for name in names]))
        writer.write(annotated([{"text": "https://evil.example"}]))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = list(sheet.iter_rows())
    head = [one.value for one in rows[0]]
    texts = [row[head.index("text")] for row in rows[1:]]
    assert {one.data_type for one in texts} == {"s"}
    assert all(one.hyperlink is None for one in texts)
    assert texts[names.index("=1+1")].value == "'=1+1"
    assert rows[1][head.index("likes")].value == 1
    assert rows[1][head.index("posted")].is_date
    assert sheet.freeze_panes == "A2"


def test_workbook_says_what_it_shortened(annotated: Callable[..., pd.DataFrame], folder: Path) -> None:
    """A cell beyond Excel's limit is cut and counted, emoji counted as Excel does."""
    path = folder / "long.xlsx"
    with tables.open_writer(path) as writer:
        writer.write(annotated([{"text": "长" * 40_000}, {"text": "😄" * 20_000}, {"text": "短"}]))
    (note,) = writer.notes
    assert note.say("en").startswith("2 cells were shortened to 32,767 characters")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert len(sheet["H2"].value) == workbook.CELL_LENGTH
    assert sheet["H3"].value.endswith("😄…")


def test_workbook_refuses_more_rows_than_excel_takes(
    annotated: Callable[..., pd.DataFrame], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are never dropped in silence."""
    monkeypatch.setattr(workbook, "SHEET_ROWS", 2)
    with (
        pytest.raises(OutputError, match="room for 1 comment,"),
        tables.open_writer(folder / "full.xlsx") as writer,
    ):
        writer.write(annotated([{"text": "a"}, {"text": "b"}]))


def test_database_has_types_and_an_index(annotated: Callable[..., pd.DataFrame], folder: Path) -> None:
    """SQLite holds texts undefused, lists as JSON, unknown as NULL, and finds a comment by its id."""
    path = folder / "table.db"
    with tables.open_writer(path) as writer:
        writer.write(
            annotated([{"text": "=1", "topics": ["k3s"], "terms": ["="], "answered": False, "author": ""}])
        )
        writer.write(annotated([{"text": "b"}]))
    base = sqlite3.connect(path)
    rows = base.execute(
        "SELECT text, author, likes, answered, topics, evidence ->> '$[0].term' FROM comments"
    ).fetchall()
    assert rows == [("=1", "", None, 0, '["k3s"]', "="), ("b", None, None, None, "[]", None)]
    plan = base.execute("EXPLAIN QUERY PLAN SELECT * FROM comments WHERE id = 'x'").fetchone()
    assert "comments_id" in plan[3]
    base.close()


def test_parquet_is_typed_for_pandas(annotated: Callable[..., pd.DataFrame], folder: Path) -> None:
    """`pandas.read_parquet` alone gives nullable counts and real lists."""
    path = folder / "typed.parquet"
    with tables.open_writer(path) as writer:
        writer.write(annotated([{"text": "a", "likes": 1, "topics": ["k3s"]}, {"text": "b"}]))
    table = pd.read_parquet(path)
    assert table["likes"].dtype == "Int64"
    assert str(table["posted"].dtype) == DTYPES["posted"]
    assert list(table["topics"][0]) == ["k3s"]


@pytest.mark.parametrize("kind", tables.FORMATS)
def test_no_rows_make_a_table_too(annotated: Callable[..., pd.DataFrame], folder: Path, kind: str) -> None:
    """An empty table has its columns in every format."""
    path = folder / f"empty.{kind}"
    with tables.open_writer(path) as writer:
        writer.write(annotated([]))
    assert path.exists()
    if kind in ("csv", "parquet"):
        same(tables.read_table(path), annotated([]))


@pytest.mark.parametrize("kind", tables.FORMATS)
def test_an_exception_lets_go_of_the_file(
    annotated: Callable[..., pd.DataFrame], folder: Path, kind: str
) -> None:
    """What goes wrong while a table is written is told as it is, and the file can be removed."""
    path = folder / f"broken.{kind}"
    with pytest.raises(ZeroDivisionError), tables.open_writer(path) as writer:  # noqa: PT012  leaving the context is what is tested
        writer.write(annotated([{"text": "a"}]))
        raise ZeroDivisionError
    path.unlink(missing_ok=True)


def test_formats_are_named_by_the_ending(tmp_path: Path) -> None:
    """Endings in any case and some synonyms; an unknown one is an error that names the known."""
    assert [tables.format_of(tmp_path / name) for name in ("a.CSV", "a.ndjson", "a.sqlite")] == [
        "csv",
        "jsonl",
        "db",
    ]
    with pytest.raises(OutputError, match="parquet"):
        tables.format_of(tmp_path / "a.docx")


def test_lone_surrogates_do_not_crash_a_table() -> None:
    """A text that is none is written as U+FFFD in CSV and as JSON's escape in JSON Lines."""
    table = pd.DataFrame({"text": pd.Series(["a\ud800b"], dtype=object)})
    assert "a�b" in tables.encode(table, "csv").decode()
    assert "a\\ud800b" in tables.encode(table, "jsonl").decode()
