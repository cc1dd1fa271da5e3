"""What Datasette should know of the database: titles, facets, the search, what columns mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from commentscope.messages import say

if TYPE_CHECKING:
    from commentscope.analysis import Analysis

_FACETS = [{"array": "topics"}, "series"]
_SEARCH = {"fts_table": "comments_fts", "fts_pk": "number"}
_TABLES: dict[str, dict[str, Any]] = {
    "comments": {"facets": ["intent", *_FACETS], "sort_desc": "likes", "label_column": "text", **_SEARCH},
    "questions": {"facets": [*_FACETS, "answered"], "sort_desc": "likes", **_SEARCH},
    "articles": {"facets": ["series"], "label_column": "title"},
    "topics": {"sort": "place", "label_column": "name"},
    "comment_topics": {"facets": ["topic"]},
    "months": {"sort": "month"},
    "keywords": {"sort_desc": "score"},
    "damaged": {},
}
SETTINGS = (
    json.dumps({"facet_time_limit_ms": 5000, "sql_time_limit_ms": 10000, "suggest_facets": False}) + "\n"
)
"""The `settings.json`: time enough to count the topics of a whole archive, instead of guessing at further facets."""
_EXPLAINED = {"comments": ("intent", "topics", "answered"), "questions": ("topics", "answered")}
"""Columns whose names do not say it all. Datasette puts these above the rows, so they are few."""


def metadata(analysis: Analysis, lang: str, database: str) -> str:
    """The `metadata.json` for the database, in Datasette's format.

    Args:
        analysis: what the database holds.
        lang: `zh` or `en`.
        database: the name that Datasette gives it: its file's, without the ending.
    """
    totals = analysis.totals
    title = totals.title or say(lang, "report-articles", articles=len(totals.articles))
    about = say(lang, "database-about", comments=totals.comments, readers=len(totals.authors))
    tables = {name: _table(name, settings, lang) for name, settings in _TABLES.items()}
    made = {"title": title, "description": about, "databases": {database: {"tables": tables}}}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _table(name: str, settings: dict[str, Any], lang: str) -> dict[str, Any]:
    about = say(lang, f"database-{name.replace('_', '-')}")
    meanings = {column: say(lang, f"column-{column}.meaning") for column in _EXPLAINED.get(name, ())}
    return {"description": about, **settings, **({"columns": meanings} if meanings else {})}
