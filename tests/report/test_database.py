"""The database report: keys that hold, words that are found, and facets that Datasette shows at once."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from datasette.app import Datasette

from commentscope.report.database import DatabaseReport, searchable
from commentscope.report.database.datasette import SETTINGS, metadata
from commentscope.text import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commentscope.analysis import Analysis


def written(analysis: Analysis, folder: Path, lang: str = "en") -> Path:
    """Writes the database in two chunks, and what Datasette should know beside it."""
    path = folder / "report.db"
    tokens = Tokenizer().tokens
    with DatabaseReport(path, analysis.taxonomy, lang) as report:
        for rows in (analysis.comments.iloc[:1], analysis.comments.iloc[1:]):
            report.write(rows, [searchable(tokens(text)) for text in rows["text"]])
        report.finish(analysis)
    (folder / "metadata.json").write_text(metadata(analysis, lang, path.stem), encoding="utf-8")
    (folder / "settings.json").write_text(SETTINGS, encoding="utf-8")
    return path


def asked(path: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What the database answers."""
    with closing(sqlite3.connect(path)) as base:
        return base.execute(query, values).fetchall()


def served(path: Path, *addresses: str) -> list[Any]:
    """What Datasette's JSON API answers."""

    async def ask() -> list[Any]:
        server = Datasette(config_dir=path.parent)
        answers = [await server.client.get(address) for address in addresses]
        assert [answer.status_code for answer in answers] == [200] * len(addresses)
        return [answer.json() for answer in answers]

    # In a thread of its own: a browser that another test has opened keeps a loop running in this one.
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, ask()).result()


@pytest.mark.parametrize("name", ["ordinary", "hostile", "nothing"])
def test_keys_hold(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Every reference leads somewhere, and the file is sound."""
    analysis = request.getfixturevalue(name)
    path = written(analysis, tmp_path)
    assert asked(path, "PRAGMA foreign_key_check") == []
    assert asked(path, "PRAGMA integrity_check") == [("ok",)]
    assert asked(path, "INSERT INTO comments_fts (comments_fts) VALUES ('integrity-check')") == []
    assert asked(path, "SELECT count(*) FROM comments") == [(len(analysis.comments),)]


def test_comments_are_as_they_were(ordinary: Analysis, tmp_path: Path) -> None:
    """Texts undefused, unknown as NULL, days as days in Beijing, an article's title once."""
    path = written(ordinary, tmp_path)
    rows = asked(path, "SELECT author, likes, answered, posted, topics FROM comments ORDER BY number")
    assert rows[0] == ("小明", 12, 1, "2019-02-27", '["k3s"]')
    assert rows[2] == ("", None, None, "2019-05-02", "[]")
    assert asked(path, "SELECT title, url FROM articles") == [("文章", "a.md"), ("另一篇", "b.md")]
    numbers = asked(path, "SELECT article FROM comments ORDER BY number")
    assert [number for (number,) in numbers] == [1, 1, 1, 1, 2, 2, 1, 1]
    query = "SELECT comment FROM comment_topics WHERE topic = ? AND place = 1"
    assert asked(path, query, "storage") == [(2,)]


def test_figures_are_those_of_the_analysis(ordinary: Analysis, tmp_path: Path) -> None:
    """Topics, months, keywords and damage are the summary's."""
    path = written(ordinary, tmp_path, "zh")
    topics = asked(
        path, "SELECT key, name, comments, questions, unanswered, likes FROM topics ORDER BY place"
    )
    rows = ordinary.totals.topic_rows(ordinary.taxonomy, "zh")
    assert topics == [tuple(row.values()) for row in rows]
    assert asked(path, "SELECT * FROM months") == [
        tuple(month.values()) for month in ordinary.totals.trend_rows()
    ]
    assert asked(path, "SELECT count(*) FROM keywords") == [(len(ordinary.keywords),)]
    assert asked(path, "SELECT url, line, comments FROM damaged") == [("b.md", 7, 1)]


@pytest.mark.parametrize(
    ("words", "found"),
    [("生产", [1]), ("K3S", [1]), ("边缘 计算", [4]), ("边缘计算", [4]), ("边缘", [4]), ("咖啡", [])],
)
def test_chinese_words_are_found(ordinary: Analysis, tmp_path: Path, words: str, found: list[int]) -> None:
    """The full-text index knows the words that the segmenter cuts, in any case of letters."""
    path = written(ordinary, tmp_path)
    hits = asked(path, "SELECT rowid FROM comments_fts WHERE comments_fts MATCH ? ORDER BY rank", words)
    assert [number for (number,) in hits] == found


@pytest.mark.parametrize(
    ("query", "found"), [('"c++"', [1]), ('"c#"', [2]), ('"node.js"', [3]), ("node", [3]), ("c", [])]
)
def test_terms_with_signs_are_found(
    analysis_of: Callable[..., Analysis], tmp_path: Path, query: str, found: list[int]
) -> None:
    """`c++` and `c#` are words of their own; `node` finds `Node.js`."""
    path = written(analysis_of([{"text": f"用{term}写的"} for term in ("C++", "C#", "Node.js")]), tmp_path)
    hits = asked(path, "SELECT rowid FROM comments_fts WHERE comments_fts MATCH ?", query)
    assert [number for (number,) in hits] == found


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT * FROM comments WHERE id = 'x'", "comments_id"),
        ("SELECT * FROM comments ORDER BY likes DESC LIMIT 9", "comments_likes"),
        ("SELECT * FROM comments WHERE posted >= '2020'", "comments_posted"),
        ("SELECT comment FROM comment_topics WHERE topic = 'k3s'", "comment_topics_topic"),
    ],
)
def test_common_questions_have_an_index(ordinary: Analysis, tmp_path: Path, query: str, index: str) -> None:
    """No such query reads the whole table."""
    plan = asked(written(ordinary, tmp_path), f"EXPLAIN QUERY PLAN {query}")
    assert index in plan[0][3]


def test_datasette_shows_facets_at_once(ordinary: Analysis, tmp_path: Path) -> None:
    """Topics (each of several counted), kinds and series are facets; the most liked come first."""
    path = written(ordinary, tmp_path)
    comments, questions = served(
        path, "/report/comments.json?_shape=objects&_labels=on", "/report/questions.json"
    )
    facets = {
        name: {one["value"]: one["count"] for one in facet["results"]}
        for name, facet in comments["facet_results"].items()
    }
    assert facets["topics"] == {"k3s": 1, "storage": 1, "edge": 1, "container": 1}
    assert facets["intent"]["question"] == 3
    assert "series" in facets
    assert set(questions["facet_results"]) == {"topics", "series", "answered"}
    assert comments["rows"][0]["author"] == "小明"
    assert comments["rows"][0]["article"]["label"] == "文章"


def test_datasette_filters_and_searches(ordinary: Analysis, tmp_path: Path) -> None:
    """A facet narrows the rows, and the search box finds Chinese words, in the view too."""
    path = written(ordinary, tmp_path)
    by_topic, by_words, in_view, by_place = served(
        path,
        "/report/comments.json?_shape=array&topics__arraycontains=storage",
        "/report/comments.json?_shape=array&_search=边缘",
        "/report/questions.json?_shape=array&_search=生产",
        "/report/comment_topics.json?_shape=array&_labels=on&topic=k3s",
    )
    assert [row["text"] for row in by_topic] == ["Rook 和 Ceph 怎么选？"]
    assert [row["text"] for row in by_words] == ["希望多讲讲边缘计算"]
    assert [row["question"] for row in in_view] == ["请问 k3s 能用于生产吗？"]
    assert by_place[0]["topic"]["label"] == "Lightweight Kubernetes"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_datasette_knows_what_columns_mean(ordinary: Analysis, hostile: Analysis, lang: str) -> None:
    """Every table is described in the reader's language, and the columns whose names do not say it all."""
    made = json.loads(metadata(ordinary, lang, "report"))
    tables = made["databases"]["report"]["tables"]
    assert all(table["description"] for table in tables.values())
    assert list(tables["comments"]["columns"]) == ["intent", "topics", "answered"]
    assert ("留言" in made["description"]) == (lang == "zh")
    assert "\x1b" not in metadata(hostile, lang, "report")


def test_a_full_disk_is_the_systems_error(
    ordinary: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What SQLite can't write is an OSError, which the commands explain."""
    with DatabaseReport(tmp_path / "report.db", ordinary.taxonomy, "en") as report:
        monkeypatch.setattr(report, "_insert", lambda *_: report._base.execute("SELECT * FROM nowhere"))
        with pytest.raises(OSError, match="nowhere"):
            report.write(ordinary.comments, [""] * len(ordinary.comments))
