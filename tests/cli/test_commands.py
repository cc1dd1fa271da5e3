"""The commands, as a user meets them: what they print, where, and how they end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from commentscope.sample import SAMPLE

PROGRAM = [sys.executable, "-c", "from commentscope.cli import main; main()"]


def commentscope(
    *arguments: str | Path, cwd: Path, stdin: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs the program in a folder, output captured; English unless the environment says otherwise."""
    return subprocess.run(  # noqa: S603  our own program
        [*PROGRAM, *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80", **environment},
    )


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of five articles, one of them without a discussion."""
    folder = tmp_path / "课程" / "docs"
    folder.mkdir(parents=True)
    for number in range(4):
        shutil.copy(SAMPLE, folder / f"{number:02} - 第{number}讲.md")
    (folder / "04 - 无留言.md").write_text("# 只有正文\n", encoding="utf-8")
    return tmp_path


def test_the_sample_is_summed_up_anywhere(tmp_path: Path) -> None:
    """`analyze --sample` needs no input and no data folder."""
    done = commentscope("analyze", "--sample", cwd=tmp_path)
    assert done.returncode == 0
    assert "22" in done.stdout.decode()
    assert done.stderr == b""


def test_no_input_says_what_to_do(tmp_path: Path) -> None:
    """Without input and without data/, the way on is named, and the exit code is 2."""
    done = commentscope("analyze", cwd=tmp_path)
    assert done.returncode == 2
    assert b"--sample" in done.stderr
    assert done.stdout == b""


def test_data_is_read_when_nothing_is_named(articles: Path) -> None:
    """The folder data/ is the default input."""
    (articles / "课程").rename(articles / "data")
    done = commentscope("analyze", "--json", cwd=articles)
    assert json.loads(done.stdout)["articles"] == 4


def test_json_is_alone_on_stdout(articles: Path) -> None:
    """`--json` gives other programs the summary, whatever is said on stderr."""
    done = commentscope("analyze", ".", "--json", cwd=articles)
    assert done.returncode == 0
    summary = json.loads(done.stdout)
    assert (summary["comments"], summary["questions"]["unanswered"]) == (88, 12)
    assert b"No discussion in 1 of 5 files" in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_reports_are_the_same_with_any_number_of_jobs(articles: Path, jobs: str) -> None:
    """The files do not depend on how the work was shared out."""
    for name, count in (("one", "1"), ("other", jobs)):
        reports = ("--report", "md", "--report", "csv", "--report", "json", "--output", name)
        assert commentscope("analyze", "课程", *reports, "--jobs", count, cwd=articles).returncode == 0
    names = ["comments.csv", "questions.csv", "report.md", "summary.json"]
    assert sorted(path.name for path in (articles / "one").iterdir()) == names
    for name in names:
        assert (articles / "one" / name).read_bytes() == (articles / "other" / name).read_bytes()


def test_charts_are_written_as_pictures(articles: Path) -> None:
    """`--report svg` writes every chart that there is enough to see for, in the language asked for."""
    done = commentscope("analyze", ".", "--report", "svg", "--lang", "zh", cwd=articles)
    assert done.returncode == 0
    charts = articles / "reports" / "charts"
    assert {path.name for path in charts.iterdir()} == {"topics.svg", "trend.svg", "intents.svg", "likes.svg"}
    assert "读者问什么" in (charts / "topics.svg").read_text(encoding="utf-8")


def test_reports_open_in_excel(articles: Path) -> None:
    """The CSV files begin with a byte order mark, so that Chinese is read as Chinese."""
    commentscope("analyze", "课程", "--report", "csv", cwd=articles)
    content = (articles / "reports" / "comments.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(pd.read_csv(articles / "reports" / "questions.csv")) == 32


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_workbook_and_database_hold_every_comment(articles: Path, lang: str) -> None:
    """`--report xlsx --report sqlite`: all rows in both, from several processes, and nothing else in the folder."""
    reports = ("--report", "xlsx", "--report", "sqlite", "--lang", lang, "--jobs", "2")
    done = commentscope("analyze", "课程", *reports, cwd=articles)
    assert done.returncode == 0, done.stderr.decode()
    folder = articles / "reports"
    assert sorted(path.name for path in folder.iterdir()) == [
        "metadata.json", "report.db", "report.xlsx", "settings.json",
    ]  # fmt: skip
    sheets = pd.read_excel(folder / "report.xlsx", sheet_name=[1, 2])
    assert [len(sheet) for sheet in sheets.values()] == [32, 88]
    with closing(sqlite3.connect(folder / "report.db")) as base:
        assert base.execute("SELECT count(*), count(DISTINCT article) FROM comments").fetchone() == (88, 4)
        found = base.execute("SELECT count(*) FROM comments_fts WHERE comments_fts MATCH '磁盘'").fetchone()
        assert found == (4,)


def test_a_report_that_cannot_be_written_says_so(articles: Path) -> None:
    """A file where the folder should be: exit code 2, and nothing half-written."""
    (articles / "reports").write_text("in the way", encoding="utf-8")
    done = commentscope("analyze", "课程", "--report", "md", cwd=articles)
    assert done.returncode == 2
    assert b"reports" in done.stderr
    assert b"Traceback" not in done.stderr


def test_damage_is_said_and_ends_with_1(articles: Path) -> None:
    """A block cut off in the middle: what came before the cut is read, the rest is counted, the exit code says so."""
    (articles / "cut.md").write_bytes(SAMPLE.read_bytes()[:-2000])
    done = commentscope("analyze", "cut.md", "--json", cwd=articles)
    assert done.returncode == 1
    summary = json.loads(done.stdout)
    assert summary["comments"] > 10
    assert summary["comments"] + summary["damaged"] == 22
    assert b"cut.md" in done.stderr


def test_a_missing_input_ends_with_2(tmp_path: Path) -> None:
    """A wrong path is named."""
    done = commentscope("analyze", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert b"nowhere" in done.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_languages(tmp_path: Path, lang: str) -> None:
    """`--lang` decides; so does the locale."""
    by_option = commentscope("analyze", "--sample", "--lang", lang, cwd=tmp_path)
    by_locale = commentscope(
        "analyze", "--sample", cwd=tmp_path, LC_ALL={"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}[lang]
    )
    assert by_option.stdout == by_locale.stdout
    assert ("读者在问什么" in by_option.stdout.decode()) == (lang == "zh")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_of_any_encoding_gets_the_summary(tmp_path: Path, encoding: str) -> None:
    """What the terminal cannot show is replaced; nothing crashes."""
    done = commentscope("analyze", "--sample", "--lang", "zh", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert b"22" in done.stdout


def test_the_c_locale_gets_the_summary(tmp_path: Path) -> None:
    """`LANG=C` is no error."""
    done = commentscope("analyze", "--sample", cwd=tmp_path, LC_ALL="C", LANG="C")
    assert done.returncode == 0


def test_questions_lists_by_topic(tmp_path: Path) -> None:
    """The list keeps to the topic asked for."""
    done = commentscope("questions", "--sample", "--topic", "storage", "--json", cwd=tmp_path)
    assert [entry["author"] for entry in json.loads(done.stdout)] == ["Geek_ebda96", "司马忑"]


def test_questions_lists_what_was_left_unanswered(tmp_path: Path) -> None:
    """Newest first, and only what has no answer."""
    done = commentscope("questions", "--sample", "--unanswered", "--sort", "newest", "--json", cwd=tmp_path)
    authors = [entry["author"] for entry in json.loads(done.stdout)]
    assert authors == ["Goku", "司马忑", "勤劳的小胖子-libo"]


def test_questions_keeps_to_the_period(tmp_path: Path) -> None:
    """A month includes its last day; the limit comes after the filters."""
    done = commentscope(
        "questions", "--sample", "--since", "2019-03", "--until", "2019-03", "--json", cwd=tmp_path
    )
    assert {entry["posted"][:7] for entry in json.loads(done.stdout)} == {"2019-03"}
    assert len(json.loads(done.stdout)) == 4
    limited = commentscope("questions", "--sample", "--limit", "1", "--json", cwd=tmp_path)
    assert [entry["author"] for entry in json.loads(limited.stdout)] == ["姜雨生"]


def test_an_unknown_topic_lists_the_known(tmp_path: Path) -> None:
    """A slip in the topic's key is no empty list."""
    done = commentscope("questions", "--sample", "--topic", "storrage", cwd=tmp_path)
    assert done.returncode == 2
    assert b"storage" in done.stderr


@pytest.mark.parametrize("date", ["yesterday", "2019-13", "2019-02-30", "20190227"])
def test_a_wrong_date_says_how_dates_look(tmp_path: Path, date: str) -> None:
    """Dates are days, months or years."""
    done = commentscope("analyze", "--sample", "--since", date, cwd=tmp_path)
    assert done.returncode == 2
    assert b"2024-05-01" in done.stderr


def test_a_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    """An impossible period is a slip, not an empty result."""
    done = commentscope("analyze", "--sample", "--since", "2020", "--until", "2019", cwd=tmp_path)
    assert done.returncode == 2


def test_own_topics(tmp_path: Path) -> None:
    """`--topics FILE` looks for the user's own topics in place of the built-in ones."""
    own = tmp_path / "mine.toml"
    own.write_text('[book]\nname = { zh = "书", en = "Books" }\nstrong = ["一本书"]\n', encoding="utf-8")
    done = commentscope("questions", "--sample", "--topics", own, "--topic", "book", "--json", cwd=tmp_path)
    assert [entry["author"] for entry in json.loads(done.stdout)] == ["Roway"]


def test_annotate_flows_through_a_pipe(articles: Path) -> None:
    """`cat article.md | commentscope annotate - --format jsonl`: one object a line."""
    done = commentscope("annotate", "-", "--format", "jsonl", cwd=articles, stdin=SAMPLE.read_bytes())
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert len(rows) == 22
    assert "serverless" in rows[0]["topics"]
    term = rows[0]["evidence"][0]
    assert rows[0]["text"][term["start"] : term["end"]] == term["term"]


def test_a_closed_pipe_ends_quietly(articles: Path) -> None:
    """`… | head -1` ends without a traceback, however much was to come."""
    script = '"$0" -c "$1" annotate . . 课程 --format jsonl --jobs 1 | head -1; echo "${PIPESTATUS[0]}" >&2'
    done = subprocess.run(  # noqa: S603  our own program
        ["bash", "-c", script, sys.executable, PROGRAM[2]],  # noqa: S607
        cwd=articles,
        capture_output=True,
        check=True,
    )
    assert len(done.stdout.splitlines()) == 1
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx", "db"])
def test_annotate_writes_every_format(articles: Path, ending: str) -> None:
    """Every format holds every row."""
    out = articles / f"out.{ending}"
    done = commentscope("annotate", "课程", "-o", out, cwd=articles)
    assert done.returncode == 0, done.stderr.decode()
    readers = {
        "csv": pd.read_csv,
        "jsonl": lambda path: pd.read_json(path, lines=True),
        "parquet": pd.read_parquet,
        "xlsx": pd.read_excel,
        "db": lambda path: pd.read_sql("select * from comments", sqlite3.connect(path)),
    }
    table = readers[ending](out)
    assert len(table) == 88
    assert (table["intent"] == "question").sum() == 32
    assert sorted(path.name for path in articles.iterdir()) == sorted([out.name, "课程"])


def test_annotate_does_not_guess_a_format(tmp_path: Path) -> None:
    """A pipe without `--format`, or an unknown ending, is an error that says what to write."""
    assert commentscope("annotate", "--sample", cwd=tmp_path).returncode == 2
    done = commentscope("annotate", "--sample", "-o", "out.doc", cwd=tmp_path)
    assert done.returncode == 2
    assert b".csv" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_ctrl_c_ends_quickly_and_leaves_nothing(articles: Path) -> None:
    """An interruption ends with 130, a line and no file, with worker processes too."""
    big = articles / "big"
    big.mkdir()
    for number in range(400):
        os.link(articles / "课程" / "docs" / "00 - 第0讲.md", big / f"{number}.md")
    arguments = [
        "annotate",
        *["big", "big/../big", "课程/../big"],
        "-o",
        "out.csv",
        "--jobs",
        "2",
        "--lang",
        "en",
    ]
    process = subprocess.Popen(  # noqa: S603  our own program
        [*PROGRAM, *arguments], cwd=articles, stderr=subprocess.PIPE, start_new_session=True
    )
    while not list(articles.glob("*out.csv*")) and process.poll() is None:
        time.sleep(0.02)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert time.monotonic() - began < 10
    assert process.returncode == 130, said.decode()
    assert b"Traceback" not in said
    assert not list(articles.glob("*out.csv*"))


def test_topics_list_and_check(tmp_path: Path) -> None:
    """The built-in topics are shown; the file they come from is a good start for one's own."""
    listed = commentscope("topics", "list", "--lang", "en", cwd=tmp_path)
    assert listed.stdout.decode().index("serverless") < listed.stdout.decode().index("storage")
    source = commentscope("topics", "list", "--toml", cwd=tmp_path)
    (tmp_path / "mine.toml").write_bytes(source.stdout)
    assert commentscope("topics", "check", "mine.toml", cwd=tmp_path).returncode == 0
    (tmp_path / "bad.toml").write_text("[storage]\nstrong = []\n", encoding="utf-8")
    bad = commentscope("topics", "check", "bad.toml", cwd=tmp_path)
    assert bad.returncode == 1
    assert b"storage" in bad.stderr


def test_debug_shows_the_traceback_of_an_error(tmp_path: Path) -> None:
    """Only `--debug` does."""
    assert b"Traceback" not in commentscope("analyze", "nowhere", cwd=tmp_path).stderr
    assert b"Traceback" in commentscope("analyze", "nowhere", "--debug", cwd=tmp_path).stderr


def test_help_teaches(tmp_path: Path) -> None:
    """Every command has help with an example, and says what its options mean."""
    for command in (
        [],
        ["analyze"],
        ["questions"],
        ["annotate"],
        ["topics"],
        ["topics", "list"],
        ["topics", "check"],
    ):
        done = commentscope(*command, "--help", cwd=tmp_path)
        assert done.returncode == 0
    assert "commentscope analyze --sample" in commentscope("--help", cwd=tmp_path).stdout.decode()


def test_help_loads_nothing_heavy() -> None:
    """`--help` stays instant: neither pandas nor a segmenter nor the catalogue is imported for it."""
    program = (
        "import sys; from commentscope.cli import app\n"
        "try: app(['analyze', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'pyarrow', 'rjieba', 'jieba', 'bs4', 'lxml', 'fluent', 'jinja2', 'altair', 'vl_convert'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines()[-1] == "[]"


def test_version(tmp_path: Path) -> None:
    """`--version` is what the package says."""
    import commentscope as package  # noqa: PLC0415  only here

    assert package.__version__.encode() in commentscope("--version", cwd=tmp_path).stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
@pytest.mark.parametrize("command", [["analyze", "--sample"], ["annotate", "--sample", "--format", "jsonl"]])
def test_a_full_disk_behind_stdout_is_an_error(tmp_path: Path, command: list[str]) -> None:
    """Output that can't be written is said, and ends with 2."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603  our own program
            [*PROGRAM, *command, "--lang", "en"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
