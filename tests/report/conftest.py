"""Discussions made up for the reports: ordinary ones, and the worst that anyone could write."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from commentscope.analysis import Analysis, Summary, Taxonomy
from commentscope.comments import INTENTS, Comment, Damage, Provenance, table
from commentscope.messages import Message
from commentscope.text import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07 老师 \x9b31m \u202eesrever\u202c \u2066hidden\u2069 zero\u200bwidth",
    "[bold red]markup[/bold red] [link=https://evil.example]x[/link] :smile: :100: [/]",
    "</script><script>alert(1)</script><img src=x onerror=alert(1)> <!-- &lt;b&gt; &#64;",
    "[link](https://evil.example) ![image](https://evil.example/x.png) [^1] <https://evil.example>",
    "| a | b |\n| --- | --- |\n| c | d |",
    "# heading\n\n- list\n1. list\n> quote\n\n```\ncode\n```\n    code\n***\n===",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "https://evil.example www.evil.example root@evil.example @root #1 GH-1 evil/evil#1 0123456789abcdef",
    "长" * 100_000,
    "x" * 100_000,
    "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308" * 50,
    "👩🏽\u200d💻 👨\u200d👩\u200d👧\u200d👦 ❤️ 🇨🇳 1️⃣ \u200d\u200d",
    "\t\r\n\x00NUL\x00",
    "$x$ $$y$$ ~~gone~~ *em* _em_ `code` \\",
    "",
)
"""What a comment, a name or a title may hold at worst."""


def _annotated(rows: Sequence[dict[str, Any]], origin: Provenance | None = None) -> pd.DataFrame:
    """An annotated table of these rows; what a row leaves out is a plain remark under the article `文章`."""
    plain = {"source": "test", "article": "文章", "url": "a.md"}
    comments = table(
        [Comment(**plain | {k: v for k, v in row.items() if k in Comment._fields}) for row in rows], origin
    )
    topics = [list(row.get("topics", ())) for row in rows]
    terms = [[term for term in row.get("terms", ()) if term in row["text"]] for row in rows]
    evidence = [
        [
            {
                "topic": keys[0],
                "term": term,
                "start": row["text"].index(term),
                "end": row["text"].index(term) + len(term),
            }
            for term in found
        ]
        for row, keys, found in zip(rows, topics, terms, strict=True)
    ]
    scores = [[round(0.9 - 0.1 * place, 4) for place in range(len(keys))] for keys in topics]
    intents = [row.get("intent", "remark") for row in rows]
    asked = [row["text"] if intent == "question" else None for row, intent in zip(rows, intents, strict=True)]
    return comments.assign(
        intent=pd.Categorical(intents, categories=INTENTS),
        question=pd.array(asked, dtype="string"),
        topics=pd.Series(topics, comments.index, dtype=object),
        scores=pd.Series(scores, comments.index, dtype=object),
        evidence=pd.Series(evidence, comments.index, dtype=object),
        reply_to=pd.array([row.get("reply_to") for row in rows], dtype="string"),
        answered=pd.array([row.get("answered") for row in rows], dtype="boolean"),
    )


def _analysis_of(rows: Sequence[dict[str, Any]], origin: Provenance | None = None) -> Analysis:
    """The analysis of such a table."""
    comments = _annotated(rows, origin)
    return Analysis(Summary.of(comments, _tokenizer()), Taxonomy.builtin(), comments)


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer()


def encodable(text: str) -> str:
    """The text as a table can hold it: lone surrogates are no text."""
    return text.encode("utf-8", "replace").decode()


@pytest.fixture(scope="session")
def annotated() -> Callable[..., pd.DataFrame]:
    """Makes an annotated table of rows."""
    return _annotated


@pytest.fixture(scope="session")
def analysis_of() -> Callable[..., Analysis]:
    """Makes the analysis of rows."""
    return _analysis_of


@pytest.fixture(scope="session")
def hostile_texts() -> tuple[str, ...]:
    """What a comment, a name or a title may hold at worst, as a table can hold it."""
    return tuple(map(encodable, HOSTILE))


@pytest.fixture(scope="session")
def ordinary() -> Analysis:
    """Two articles, all intents, answered and unanswered questions on several topics, some damage."""
    rows: list[dict[str, Any]] = [
        {
            "text": "请问 k3s 能用于生产吗？",
            "intent": "question",
            "topics": ["k3s"],
            "terms": ["k3s"],
            "likes": 12,
            "posted": "2019-02-27",
            "author": "小明",
            "answered": True,
            "replies": 1,
        },
        {
            "text": "Rook 和 Ceph 怎么选？",
            "intent": "question",
            "topics": ["storage"],
            "terms": ["Ceph", "Rook"],
            "likes": 3,
            "posted": "2019-03-01",
            "author": "👩🏽\u200d💻 开发者",
            "answered": False,
        },
        {
            "text": "这门课什么时候更新？",
            "intent": "question",
            "posted": "2019-05-02",
            "author": "",
            "answered": None,
        },
        {
            "text": "希望多讲讲边缘计算",
            "intent": "request",
            "topics": ["edge"],
            "likes": 2,
            "posted": "2020-01-01",
        },
        {
            "text": "第三段的命令少了一个参数",
            "intent": "correction",
            "article": "另一篇",
            "url": "b.md",
            "likes": 1,
        },
        {"text": "可以用 k8s 的 operator", "intent": "answer", "article": "另一篇", "url": "b.md"},
        {"text": "讲得真好", "intent": "praise"},
        {"text": "我们公司也在用 Docker", "intent": "remark", "topics": ["container"], "terms": ["Docker"]},
    ]
    damage = Damage("b.md", 7, Message("input-no-file"), "<li>[x](y)")
    return _analysis_of(rows, Provenance(files=2, declared=9, damaged=(damage,)))


@pytest.fixture(scope="session")
def hostile() -> Analysis:
    """Every hostile text as question, request, correction, name, title and file name."""
    rows = [
        {
            "text": encodable(text),
            "intent": intent,
            "author": encodable(text)[:500],
            "article": encodable(text)[:500],
            "url": encodable(text)[:500],
            "topics": ["k3s"],
            "terms": [encodable(text)[:7]],
            "likes": 1,
            "posted": f"20{10 + place:02}-01-01",
            "answered": place % 2 == 0,
        }
        for place, text in enumerate(HOSTILE)
        for intent in ("question", "request", "correction")
    ]
    damage = tuple(
        Damage(text[:200], 1, Message("input-unreadable", {"reason": text[:200]}), text) for text in HOSTILE
    )
    return _analysis_of(rows, Provenance(files=1, declared=1, damaged=damage))


@pytest.fixture(scope="session")
def nothing() -> Analysis:
    """No comments at all."""
    return _analysis_of([], Provenance(files=3))
