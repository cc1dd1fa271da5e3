"""`commentscope sources`, `--column` and `--select`, as a user gives them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from commentscope.cli import app
from commentscope.sources import SOURCES

FORMS = Path(__file__).resolve().parents[1] / "sources" / "forms"


def run(*arguments: str | Path) -> Result:
    """The command's outcome, in English."""
    return CliRunner().invoke(
        app, [*map(str, arguments)], env={"LANG": "en_US.UTF-8", "LC_ALL": "", "COLUMNS": "100"}
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_list(lang: str) -> None:
    """Every format is named with what it carries, in both languages."""
    shown = run("sources", "list", "--lang", lang).stdout
    assert all(name in shown for name in SOURCES)
    listed = json.loads(run("sources", "list", "--json").stdout)
    assert [one["format"] for one in listed] == list(SOURCES)
    assert all(one["about"] and "posted" in one["carries"] for one in listed)
    for options in ([], ["--lang", lang], ["--json"]):
        assert run("sources", *options).stdout == run("sources", "list", *options).stdout
    assert "check" in run("sources", "--help").stdout


def test_check() -> None:
    """What it was taken for, how many, what is missing, three examples; what is left out is told."""
    result = run("sources", "check", FORMS / "disqus.xml")
    assert result.exit_code == 0
    for words in ("disqus", "核桃", "学习了", "reply 1", "article 1"):
        assert words in result.stdout
    assert "spam 1" in result.stderr
    said = json.loads(run("sources", "check", FORMS / "wordpress.xml", "--json").stdout)
    assert (said["format"], said["comments"], said["left_out"]) == (
        "wordpress",
        2,
        {"spam": 1, "pingback": 1},
    )
    assert said["missing"] == []
    assert said["examples"][0]["author"] == "核桃"


def test_check_of_what_is_none(tmp_path: Path) -> None:
    """A file without a discussion, and one that is data of no known kind, are told apart."""
    (tmp_path / "a.md").write_text("# 文章", "utf-8")
    assert "no comments" in run("sources", "check", tmp_path / "a.md").stdout
    (tmp_path / "a.csv").write_text("甲,乙\n1,2\n", "utf-8")
    result = run("sources", "check", tmp_path / "a.csv")
    assert result.exit_code == 1
    assert "甲, 乙" in result.stderr
    result = run("sources", "check", tmp_path / "a.csv", "--column", "text=乙")
    assert (result.exit_code, "table" in result.stdout) == (0, True)


def test_check_of_what_two_formats_fit(tmp_path: Path) -> None:
    """Both are named, and neither is read; once one is chosen, it is said to be that one."""
    two = {"elected_comment": [{"content": "好"}], "comments": [{"author": {"login": "x"}, "body": "y"}]}
    (tmp_path / "a.json").write_text(json.dumps(two), "utf-8")
    result = run("sources", "check", tmp_path / "a.json")
    assert (result.exit_code, "undecided: github, wechat" in result.stdout) == (1, True)
    result = run("sources", "check", tmp_path / "a.json", "--from", "wechat")
    assert (result.exit_code, "wechat – WeChat" in result.stdout) == (0, True)
    assert "undecided" not in result.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_columns_and_selectors_reach_the_workers(tmp_path: Path, jobs: str) -> None:
    """What is said of tables and pages holds in every process."""
    (tmp_path / "a.csv").write_text("甲,乙\n核桃,请问怎么用？\n", "utf-8")
    (tmp_path / "b.html").write_text('<li class="c"><p>怎么装？</p></li>', "utf-8")
    result = run("annotate", tmp_path, "--format", "jsonl", "--jobs", jobs, "--column", "text=乙",
                 "--column", "author=甲", "--select", "item=li.c", "--select", "text=p")  # fmt: skip
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["author"], row["text"], row["source"]) for row in rows] == [
        ("核桃", "请问怎么用？", "table"),
        (None, "怎么装？", "select"),
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--column", "text"], "--column text=内容"),
        (["--column", "txt=a"], "Known fields"),
        (["--select", "text=p"], "item="),
        (["--select", "item=li["], "no CSS selector"),
    ],
)
def test_what_cannot_be_meant(options: list[str], words: str) -> None:
    """A slip in an option is told before any work, with what to write."""
    result = run("analyze", FORMS, *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_folder_of_every_format() -> None:
    """All forms at once: every comment counted, what was left out told in one line."""
    result = run("analyze", FORMS, "--json")
    assert json.loads(result.stdout)["comments"] == 80
    assert "21 entries were left out" in result.stderr
