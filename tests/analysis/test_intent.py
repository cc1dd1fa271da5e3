"""Intents and the questions cut out of a comment."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.analysis import intent

COMMENTS = st.lists(
    st.sampled_from(
        [
            "请问",
            "老师",
            "k8s",
            "怎么",
            "部署",
            "吗",
            "？",
            "?",
            "。",
            "！",
            "\n",
            " ",
            "因为",
            "思考题",
            "谢谢",
            "还是",
            "……",
            "…",
            "1.",
            "应该",
            "```",
        ]
    ),
    max_size=14,
).map("".join)


def intent_of(text: str) -> str:
    """The intent alone."""
    return intent.label([text])[0].intent


def question_of(text: str) -> str | None:
    """The question alone."""
    return intent.label([text])[0].question


@pytest.mark.parametrize(
    "text",
    [
        "请问镜像仓库怎么清理旧镜像？",
        "老师怎么看无服务器的前景",
        "有没有适合新手的容器教程推荐",
        "能不能讲讲服务网格和网关的区别？",
        "我这样理解对吗",
        "这两个参数同时设置的话 以哪个为准呢",
        "老师您好，我按照步骤安装，启动时一直报错 connection refused，求解",
        "没太明白第三步为什么还要加锁",
        "請問這樣配置為什麼會失敗",
        "ｋ８ｓ集群重启后怎么恢复",
        "Why does my pod stay pending?",
        "How can I mount an NFS volume into two pods",
    ],
)
def test_what_asks_is_a_question(text: str) -> None:
    """With a question mark or without, in Chinese or English, half width or full."""
    assert intent_of(text) == "question"


@pytest.mark.parametrize(
    "text",
    [
        "为什么需要缓存？因为磁盘太慢，内存快得多。",
        "难道这不就是微服务吗！",
        "思考题：为什么要用两阶段提交？我认为是为了保证一致性，先写日志再提交。",
        "没什么问题了",
        "不管怎么说都很好",
        "我是这样理解的。",
        "讲清楚了如何拆分服务，谢谢老师",
    ],
)
def test_what_only_looks_like_asking_is_no_question(text: str) -> None:
    """A question restated to be answered, rhetoric, and interrogatives that don't ask."""
    assert intent_of(text) != "question"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("希望老师多讲讲服务网格", "request"),
        ("第二段代码少了一个括号，应该是笔误", "correction"),
        ("回复 小王：先看日志，多半是内存不够", "answer"),
        ("思考题：主要是为了保证一致性，先写日志再提交。", "answer"),
        ("讲得太好了，受益匪浅，感谢老师！", "praise"),
        ("打卡", "praise"),
        ("我们公司去年把所有服务迁移到了云上，成本反而增加了，主要是流量费用没有控制住。", "remark"),
    ],
)
def test_each_intent_has_its_signs(text: str, expected: str) -> None:
    """What is no question is told apart by its own signs."""
    assert intent_of(text) == expected


def test_only_the_asking_sentences_are_cut_out() -> None:
    """What surrounds a question stays out; sentences that are apart are joined by a newline."""
    assert question_of("学完了第三讲。请问卷满了怎么扩容？谢谢老师！") == "请问卷满了怎么扩容？"
    apart = "请问证书怎么更新？我们现在是手动的。另外能不能自动续期？"
    assert question_of(apart) == "请问证书怎么更新？\n另外能不能自动续期？"


def test_questions_that_stand_together_are_cut_out_together() -> None:
    """In a comment that asks, a question mark makes a doubtful sentence one that asks, but not an exercise."""
    together = "我们公司觉得存消息的应该是队列，服务端只管路由？主从上的数据相同，对吗？"
    assert question_of(f"先谢谢老师。{together}我再去看看源码。") == together
    exercise = "思考题：为什么要用队列？因为可以削峰。请问主从上的数据相同吗？"
    assert question_of(exercise) == "请问主从上的数据相同吗？"


def test_the_other_half_of_a_question_belongs_to_it() -> None:
    """It begins with `还是` and may end without a question mark; elsewhere `还是` asks nothing."""
    both = "节点一直不就绪，是网络插件没装？还是集群的版本太旧了。"
    assert question_of(f"{both}镜像都拉下来了。") == both
    assert question_of("请问节点为什么不就绪？镜像拉下来了，还是不行。") == "请问节点为什么不就绪？"


def test_what_leads_to_a_question_with_dots_belongs_to_it() -> None:
    """A full stop between the two parts them."""
    led = "调度这里有点没懂……请问节点怎么选？"
    assert question_of(f"学完了。{led}") == led
    assert question_of("调度这里讲得很清楚。请问节点怎么选？") == "请问节点怎么选？"
    assert question_of("……请问节点怎么选？") == "……请问节点怎么选？"


def test_a_question_stands_as_it_was_written() -> None:
    """Case, width, spacing and addresses in it are untouched."""
    text = "感谢！  请问 ＮＦＳ 和 https://ceph.io/ 哪个更适合 Prod 环境？"
    assert question_of(text) == "请问 ＮＦＳ 和 https://ceph.io/ 哪个更适合 Prod 环境？"


def test_nothing_is_asked_in_an_empty_comment() -> None:
    """Blank text has an intent too, and no question."""
    assert {verdict.question for verdict in intent.label(["", " ", "\n", "。"])} == {None}


@given(st.text() | COMMENTS)
def test_the_question_is_cut_from_the_text(text: str) -> None:
    """Whatever the text: a question has passages of it, anything else has none."""
    verdict = intent.label([text])[0]
    assert verdict.intent in intent.INTENTS
    assert (verdict.intent == "question") == (verdict.question is not None) == bool(verdict.spans)
    passages = [text[start:end] for start, end in verdict.spans]
    assert all(passage.strip() for passage in passages)
    assert verdict.question in (None, "\n".join(passages))
    assert all(start < end for start, end in verdict.spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(verdict.spans))


@given(st.lists(COMMENTS, max_size=5))
def test_a_comment_is_judged_by_itself(texts: list[str]) -> None:
    """The comments beside it change nothing."""
    assert intent.label(texts) == [intent.label([text])[0] for text in texts]


@pytest.mark.parametrize(
    "piece", ["?", "<li>", "@", "吗", " ", ".", "！", "\n", "请问", '"', "```", "吗 ", "怎么……还是。"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Fifty thousand times the same thing is read in a moment."""
    start = time.perf_counter()
    intent.label([piece * 50_000])
    assert time.perf_counter() - start < 5
