"""The Excel report: four sheets that a reader can filter and print, and nothing that computes."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest

from commentscope.report.spreadsheet import SpreadsheetReport
from commentscope.report.tables import workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from commentscope.analysis import Analysis

SHEETS = {"en": ["Summary", "Questions", "Comments", "Topics"], "zh": ["概览", "提问", "留言", "主题"]}
CALC = shutil.which("soffice")


def written(analysis: Analysis, path: Path, lang: str = "en") -> SpreadsheetReport:
    """Writes the report in two chunks."""
    with SpreadsheetReport(path, analysis.taxonomy, lang) as report:
        report.write(analysis.comments.iloc[:1])
        report.write(analysis.comments.iloc[1:])
        report.finish(analysis)
    return report


def opened(path: Path) -> Workbook:
    """The workbook, read strictly."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(path)


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by its headings."""
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["ordinary", "hostile", "nothing"])
def test_every_workbook_has_its_sheets_and_no_formula(
    name: str, lang: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Whatever comments hold: four sheets (or more), no formula, no link, headers in sight, filters over the tables."""
    written(request.getfixturevalue(name), tmp_path / "report.xlsx", lang)
    book = opened(tmp_path / "report.xlsx")
    assert book.sheetnames == SHEETS[lang]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes in {"A2", "B2"}
        assert sheet.auto_filter.ref


def test_sheets_speak_the_readers_language(ordinary: Analysis, tmp_path: Path) -> None:
    """Kinds, topics and states are written as a reader calls them; days are dates, counts are numbers."""
    written(ordinary, tmp_path / "report.xlsx", "zh")
    book = opened(tmp_path / "report.xlsx")
    first, second, third = rows(book, "提问")
    assert (first["问题"], first["主题"], first["答复"], first["获赞"]) == (
        "请问 k3s 能用于生产吗？", "轻量级 Kubernetes", "已答复", 12,
    )  # fmt: skip
    assert first["时间"] == pd.Timestamp("2019-02-27")
    assert (second["依据"], second["答复"]) == ("Ceph、Rook", "未答复")
    assert third["答复"] is None
    comments = rows(book, "留言")
    assert [row["类别"] for row in comments] == [
        "提问", "提问", "提问", "期望", "纠错", "解答", "称赞", "见解与其他",
    ]  # fmt: skip
    assert [row["主题"] for row in comments][-1] == "容器"
    topic = rows(book, "主题")[0]
    assert (topic["名称"], topic["提问"], topic["未答复"]) == ("轻量级 Kubernetes", 1, 0)


def test_the_summary_says_what_the_analysis_says(ordinary: Analysis, tmp_path: Path) -> None:
    """Figures, kinds, months and what could not be read stand on the first sheet, beside two charts."""
    written(ordinary, tmp_path / "report.xlsx")
    sheet = opened(tmp_path / "report.xlsx")["Summary"]
    lines = [tuple(value for value in row if value is not None) for row in sheet.iter_rows(values_only=True)]
    assert lines[0] == ("2 articles",)
    for line in (("comments", 8), ("unanswered", 1), ("Questions", 3, 0.375), ("2019-02", 1, 1)):
        assert line in lines
    assert any("b.md:7" in str(line) for line in lines)


def test_only_questions_wait_for_an_answer(analysis_of: Callable[..., Analysis], tmp_path: Path) -> None:
    """That praise was not answered is no news; that a request was is."""
    states = [("question", False), ("praise", False), ("request", True), ("question", None)]
    made = analysis_of([{"text": "x", "intent": intent, "answered": state} for intent, state in states])
    written(made, tmp_path / "report.xlsx")
    found = [row["answered"] for row in rows(opened(tmp_path / "report.xlsx"), "Comments")]
    assert found == ["unanswered", None, "answered", None]


def test_rows_go_on_in_another_sheet(
    ordinary: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Excel's sheet has no room for is neither dropped nor an error: it goes on, and that is said."""
    monkeypatch.setattr(workbook, "SHEET_ROWS", 4)
    report = written(ordinary, tmp_path / "report.xlsx")
    book = opened(tmp_path / "report.xlsx")
    assert book.sheetnames == [*SHEETS["en"], "Comments 2", "Comments 3"]
    texts = [row["comment"] for name in ("Comments", "Comments 2", "Comments 3") for row in rows(book, name)]
    assert texts == list(ordinary.comments["text"])
    (note,) = report.notes
    assert note.say("en").endswith("the rest is on Comments 2, Comments 3.")


def test_what_a_cell_cannot_hold_is_counted(analysis_of: Callable[..., Analysis], tmp_path: Path) -> None:
    """Control characters and noncharacters are replaced, long texts cut, and both are said."""
    made = analysis_of([{"text": "a\x00\x1b\uffffb\r\nc\td"}, {"text": "长" * 40_000}, {"text": "_x0041_"}])
    report = written(made, tmp_path / "report.xlsx")
    assert [note.key for note in report.notes] == ["sheet-shortened", "sheet-replaced"]
    texts = [row["comment"] for row in rows(opened(tmp_path / "report.xlsx"), "Comments")]
    assert texts[0] == "a���b\nc\td"
    assert len(texts[1]) == workbook.CELL_LENGTH
    assert texts[2] == "_x005F_x0041_"  # which Excel and Calc show as it was


def test_an_exception_lets_go_of_the_file(ordinary: Analysis, tmp_path: Path) -> None:
    """What goes wrong underway is told as it is."""
    with (  # noqa: PT012  leaving the context is what is tested
        pytest.raises(ZeroDivisionError),
        SpreadsheetReport(tmp_path / "report.xlsx", ordinary.taxonomy, "en") as report,
    ):
        report.write(ordinary.comments)
        raise ZeroDivisionError


@pytest.mark.skipif(not CALC, reason="LIBREOFFICE IS NOT INSTALLED: this test has checked nothing")
@pytest.mark.parametrize("name", ["ordinary", "hostile", "nothing"])
def test_libreoffice_opens_it_without_a_warning(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Calc reads the workbook and finds the same values, and nothing to say about it."""
    path = tmp_path / "report.xlsx"
    written(request.getfixturevalue(name), path)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    done = subprocess.run(  # noqa: S603  the program that is there
        [
            str(CALC),
            home,
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            tmp_path / "calc",
            path,
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    said = [line for line in done.stderr.splitlines() if "javaldx" not in line]  # no Java, and none needed
    assert not said
    ours, theirs = opened(path), openpyxl.load_workbook(tmp_path / "calc" / "report.xlsx")
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        values = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value}
        read = theirs[sheet.title]
        assert {place: read[place].value for place in values} == values
        assert not [cell for row in read.iter_rows() for cell in row if cell.data_type == "f"]
