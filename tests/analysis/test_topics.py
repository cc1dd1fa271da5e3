"""Topics of a comment, and the terms that decided them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.analysis import topics
from commentscope.analysis.taxonomy import Taxonomy, Topic

BUILTIN = Taxonomy.builtin()
OWN = Taxonomy(
    (
        Topic(
            "coffee",
            "咖啡",
            "Coffee",
            strong=("espresso", "手冲咖啡", "Node.js", "cold brew"),
            weak=("咖啡", "豆子", "研磨"),
            exceptions=("咖啡色", "espresso machine"),
            hints=("水温",),
            titles=("咖啡",),
        ),
        Topic("tea", "茶", "Tea", strong=("绿茶",), weak=("茶叶", "咖啡")),
    )
)


def own(text: str, title: str | None = None, series: str | None = None) -> list[str]:
    """The topics by a small taxonomy of our own."""
    return topics.label([text], [title], [series], OWN)[0].topics


def builtin(text: str, title: str | None = None) -> list[str]:
    """The topics by the built-in taxonomy."""
    return topics.label([text], [title], [None], BUILTIN)[0].topics


def test_a_strong_term_is_enough() -> None:
    """One strong term gives the topic, in any case, width or spacing."""
    for text in ("来杯Espresso", "ＥＳＰＲＥＳＳＯ！", "用 node.js 写的", "Cold  Brew 好喝"):
        assert own(text) == ["coffee"]


def test_weak_terms_count_together() -> None:
    """One weak term says nothing, twice the same neither; two different ones do."""
    assert own("豆子不错") == own("豆子，豆子") == []
    assert own("豆子要现研磨") == ["coffee"]


def test_under_an_article_on_the_topic_less_is_needed() -> None:
    """A title or series that is on the topic lets one weak term or hint count."""
    assert own("豆子不错", title="espresso 入门") == ["coffee"]
    assert own("豆子不错", series="咖啡十讲") == ["coffee"]
    assert own("水温多少合适", series="咖啡十讲") == ["coffee"]
    assert own("水温多少合适") == own("很好", series="咖啡十讲") == []


def test_exceptions_void_what_lies_inside_them() -> None:
    """A term inside an exception is no term; outside it still counts."""
    assert own("咖啡色的豆子") == own("an espresso machine") == []
    assert own("espresso machine 里的 espresso") == ["coffee"]


def test_words_have_boundaries() -> None:
    """A Latin term is not found inside another word."""
    assert own("espressonist") == []
    assert builtin("我叫epods，喜欢hdfsx") == []


def test_the_most_certain_topic_comes_first() -> None:
    """More and stronger terms lead; equals stand in the taxonomy's order."""
    assert own("绿茶，espresso") == ["coffee", "tea"]
    assert own("绿茶、茶叶，也有espresso") == ["tea", "coffee"]


def test_evidence_names_term_and_place() -> None:
    """For each topic the terms that decided, as they stand in the text."""
    text = "看 https://espresso.cafe ，手冲咖啡 和 Espresso"
    (label,) = topics.label([text], [None], [None], OWN)
    assert [(item["topic"], item["term"]) for item in label.evidence] == [
        ("coffee", "手冲咖啡"),
        ("coffee", "Espresso"),
    ]
    assert all(text[item["start"] : item["end"]] == item["term"] for item in label.evidence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("函数冷启动要多久", "serverless"),
        ("树莓派上装k3s够用吗", "k3s"),
        ("边缘节点断网以后怎么同步", "edge"),
        ("PVC一直是Pending", "storage"),
        ("kubectl 连不上集群", "kubernetes"),
        ("Dockerfile怎么写更小", "container"),
        ("三次握手之后为什么丢包", "network"),
        ("有没有推荐的学习路线", "learning"),
        ("Node.js和React先学哪个", "frontend"),
    ],
)
def test_the_built_in_topics_are_found(text: str, expected: str) -> None:
    """A plain comment on each of the main topics."""
    assert expected in builtin(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("用OpenCV做边缘检测", "edge"),
        ("存储过程怎么调试", "storage"),
        ("每天PV和UV是多少", "storage"),
        ("lambda表达式怎么写", "serverless"),
        ("k3s 内存占用多少", "kubernetes"),
        ("卷积网络怎么训练", "network"),
        ("机器学习的数据集", "learning"),
    ],
)
def test_lookalikes_are_left_alone(text: str, unwanted: str) -> None:
    """Phrases that hold a term and mean something else."""
    assert unwanted not in builtin(text)


def test_a_comment_that_fits_nothing_has_no_topic() -> None:
    """No guess where nothing speaks clearly."""
    assert builtin("赞") == builtin("") == builtin("老师讲得真好") == []


@given(
    st.text()
    | st.lists(st.sampled_from(["k8s", " ", "边缘", "磁盘", "ＰＶＣ", "\n", "İ", "CDN", "s", "，"])).map(
        "".join
    )
)
def test_evidence_lies_in_the_text(text: str) -> None:
    """Whatever the text: offsets give the term, and every topic has evidence."""
    (label,) = topics.label([text], ["存储"], [text[:9]], BUILTIN)
    assert all(text[item["start"] : item["end"]] == item["term"] for item in label.evidence)
    assert list(dict.fromkeys(item["topic"] for item in label.evidence)) == label.topics


@given(st.lists(st.sampled_from(["k8s和ceph", "赞", "docker镜像", "边缘", ""]), max_size=5))
def test_a_comment_is_judged_by_itself(texts: list[str]) -> None:
    """The comments beside it change nothing."""
    nothing: list[str | None] = [None] * len(texts)
    together = topics.label(texts, nothing, nothing, BUILTIN)
    assert together == [topics.label([text], [None], [None], BUILTIN)[0] for text in texts]


@pytest.mark.parametrize("piece", ["?", "<li>", "@", "吗", " ", "k8s ", "磁盘", "存储过程"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Fifty thousand times the same thing is read in a moment."""
    start = time.perf_counter()
    topics.label([piece * 50_000], [None], [None], BUILTIN)
    assert time.perf_counter() - start < 5
