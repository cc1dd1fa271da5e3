"""What the sample article says, as the project was promised."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

import commentscope as cs

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

ASKING = ["姜雨生", "虞老师", "Roway", "核桃", "Goku", "勤劳的小胖子-libo", "司马忑", "Geek_ebda96"]


@pytest.fixture(scope="module")
def comments(seed: Path) -> pd.DataFrame:
    """The annotated comments, by name."""
    return cs.analyze(cs.read(seed)).comments.set_index("author")


def test_eight_of_twenty_two_ask(comments: pd.DataFrame) -> None:
    """And these are they."""
    assert len(comments) == 22
    assert comments.index[comments["intent"] == "question"].tolist() == ASKING


def test_three_of_them_wait_for_an_answer(comments: pd.DataFrame) -> None:
    """核桃 has no counted reply, but pw answered."""
    asked = comments.loc[ASKING]
    assert asked.index[~asked["answered"].astype(bool)].tolist() == ["Goku", "勤劳的小胖子-libo", "司马忑"]


def test_the_leading_topics_are_found(comments: pd.DataFrame) -> None:
    """Serverless 1, k3s 1, edge 1, storage 2, each with the reader who asked."""
    asked = comments.loc[ASKING]
    leading = {"serverless", "k3s", "edge", "storage"}
    found = {name: leading & set(topics) for name, topics in asked["topics"].items()}
    assert {name: topics for name, topics in found.items() if topics} == {
        "姜雨生": {"serverless"},
        "虞老师": {"k3s"},
        "核桃": {"edge"},
        "司马忑": {"storage"},
        "Geek_ebda96": {"storage"},
    }
    assert Counter(topic for topics in found.values() for topic in topics)["storage"] == 2


def test_pw_answers_with_k3s(comments: pd.DataFrame) -> None:
    """The reply to 核桃 is no question, and about k3s and edge computing."""
    reply = comments.loc["pw"]
    assert reply["reply_to"] == "核桃"
    assert reply["intent"] == "answer"
    # Whether what is said of k3s is said of Kubernetes too the guide leaves open, and the model halves it.
    assert set(reply["topics"]) - {"kubernetes"} == {"k3s", "edge"}
    terms = {item["topic"]: item["term"] for item in reply["evidence"] if item["topic"] in {"k3s", "edge"}}
    assert terms == {"k3s": "k3s", "edge": "边缘计算"}


def test_the_questions_are_cut_out(comments: pd.DataFrame) -> None:
    """Only what asks, as it was written."""
    questions = comments["question"]
    assert questions["勤劳的小胖子-libo"] == "请问k8s会取代openstack，把container和虚拟机统一起来管理吗？"
    assert questions["虞老师"] == "昨天的k3s老师觉得怎么样？"
    assert questions.notna().sum() == len(ASKING)
