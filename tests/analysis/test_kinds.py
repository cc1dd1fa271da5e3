"""Kinds of comments that mislead: each a table of examples, labelled after the guide by which the gold was labelled."""

from __future__ import annotations

from typing import Any

import pytest

from commentscope.analysis import Taxonomy, intent, labels, learned

Table = list[tuple[str, str]]

# A question that is only quoted or restated in order to be answered is none.
QUOTED: Table = [
    ("老师问为什么要用两阶段提交？因为要保证两份日志一致。", "answer"),
    ("“为什么缓存会被击穿？”答：热点数据过期的一瞬间，请求全部落到了数据库。", "answer"),
    ("问：容器和虚拟机有什么区别？答：容器共享内核，虚拟机有自己的内核。", "answer"),
    ("回复 小林：你问的怎么扩容，改一下副本数就可以了。", "answer"),
    ("@阿明 你说的为什么会超时，是因为连接池满了，调大就好。", "answer"),
    ("面试官问我什么是幂等，我答上来了，感谢老师！", "praise"),
    ("有人问怎么学算法，我觉得多写多练就行。", "remark"),
    ("常有人问“要不要学源码”，其实先会用更要紧。", "remark"),
]

# The exercise's own words, repeated before the answer.
EXERCISE: Table = [
    ("思考题：为什么读写分离之后会读到旧数据？主从同步有延迟，刚写入主库的数据还没有到从库。", "answer"),
    ("课后题：如果主库挂了会怎么样？会选出一个新的主库，期间不能写入。", "answer"),
    ("1. 为什么需要索引？为了加快查找。\n2. 索引越多越好吗？不是，写入会变慢。", "answer"),
    ("今天的思考题是，什么时候该用消息队列？我的答案是：削峰、解耦和异步的时候。", "answer"),
    ("思考题：能不能用一个线程处理所有连接？可以，用事件循环，比如 epoll。", "answer"),
    ("思考题：为什么读写分离之后会读到旧数据？我认为是同步延迟，请老师指正。", "question"),
    ("课后题我是用双重检查锁做的，不知道对不对？", "question"),
    ("思考题答案是不是选 B？", "question"),
]

# Rhetoric: asked without wanting an answer.
RHETORIC: Table = [
    ("难道这不就是微服务吗！", "remark"),
    ("这和十年前的 SOA 有什么区别！换个名字罢了。", "remark"),
    ("写得这么清楚，还有什么理由不学呢！", "praise"),
    ("谁能想到一个小小的配置，居然害我查了一整天。", "remark"),
    ("这么好的课怎么没有早点遇到！", "praise"),
    ("何必自己造轮子呢，开源的已经够好了。", "remark"),
]

# Interrogatives under a negation or in a statement.
NEGATED: Table = [
    ("没什么问题了，谢谢老师", "praise"),
    ("不管怎么说，这一讲很有收获", "praise"),
    ("我不知道别人怎么想，反正我受益匪浅", "praise"),
    ("终于知道为什么要分层了", "praise"),
    ("搞清楚了什么是副作用，赞", "praise"),
    ("老师讲明白了如何定位慢查询，感谢", "praise"),
    ("没有什么是加一层解决不了的", "remark"),
    ("看完还是没明白为什么要三次握手", "question"),
    ("不太清楚这里为什么不用锁，求解释", "question"),
    ("不知道什么时候更新下一讲", "question"),
]

# Question marks and interrogatives in code and its comments ask nobody.
CODE: Table = [
    (
        "贴一下我的实现：\n```java\n// 为什么要判空？防止空指针\nreturn a != null ? a.size() : 0;\n```",
        "remark",
    ),
    ("```\nint max = a > b ? a : b; // what is this?\n```\n我是这样写的，供大家参考。", "remark"),
    ("参考链接：https://example.com/search?q=how&lang=zh ，写得不错，分享给大家。", "remark"),
    ("运行报错，请问怎么解决？\n```\npanic: index out of range\n```", "question"),
    ("```go\nfor { }\n```\n请问这段代码为什么会占满一个核", "question"),
]

ENGLISH: Table = [
    ("How do I mount a config map as a file?", "question"),
    ("why does the pod restart again and again", "question"),
    ("Could you please explain the difference between a volume and a bind mount?", "question"),
    ("Is it possible to run k3s on a Raspberry Pi", "question"),
    ("what's the best way to back up etcd?", "question"),
    ("Any recommended books on networking?", "question"),
    ("Great article, thanks a lot!", "praise"),
    ("Nice, learned a lot.", "praise"),
]

TRADITIONAL: Table = [
    ("請問老師，這個參數應該怎麼設定？", "question"),
    ("不太瞭解為什麼要用兩個佇列", "question"),
    ("這樣理解對嗎", "question"),
    ("有沒有推薦的書可以看", "question"),
    ("回覆 小王：先看日誌，多半是記憶體不夠", "answer"),
    ("思考題：因為要保證一致性，所以先寫日誌再提交。", "answer"),
    ("講得太好了，受益匪淺，感謝老師！", "praise"),
    ("希望老師多講講服務網格", "request"),
    ("第二段程式碼少了一個括號，應該是筆誤", "correction"),
]

# No punctuation at all.
BARE: Table = [
    ("老师请问这个镜像在哪里下载", "question"),
    ("按照文档操作启动不起来报端口被占用怎么办", "question"),
    ("有个疑问如果节点挂了数据会丢吗", "question"),
    ("老师能不能讲讲怎么做灰度发布谢谢", "question"),
    ("想问下这个课程还更新吗", "question"),
    ("学完这一讲收获很大谢谢老师", "praise"),
    ("希望老师后面多加一些实战案例", "request"),
]

# Full width, half width and a mixture.
WIDTHS: Table = [
    ("请问Ｋ８Ｓ集群怎么升级？", "question"),
    ("请问K8S集群怎么升级?", "question"),
    ("请问　ｋ８ｓ　集群 怎么升级 ?", "question"),
    ("Ｈｏｗ ｔｏ ｕｐｇｒａｄｅ ｋ８ｓ？", "question"),
    ("讲得真好!感谢老师!", "praise"),
    ("讲得真好！感谢老师！", "praise"),
]

# Repeated letters and marks, emoji.
LOUD: Table = [
    ("为什么为什么为什么？？？？？为什么我的容器起不来！！！", "question"),
    ("请问怎么办啊啊啊啊啊啊", "question"),
    ("老师在吗？？？？这个怎么配置😭😭😭", "question"),
    ("求救🆘 节点全部 NotReady 了怎么恢复🙏🙏", "question"),
    ("太棒了👍👍👍👍👍👍", "praise"),
    ("66666666", "praise"),
    ("哈哈哈哈哈哈哈哈哈", "praise"),
    ("赞赞赞！！！！！！", "praise"),
    ("打卡打卡打卡💪💪💪", "praise"),
]

# Whoever names the reader first, answers: also where the archive's model knows nothing of the site.
ADDRESSED: Table = [
    ("回复 麦田：1G 够跑 agent，server 建议 2G 以上，我家里就是这么用的。", "answer"),
    ("回复 微凉：可以设预留实例，不过要一直付钱，等于又回到了服务器。", "answer"),
    ("回復小林：先把基礎學紮實，這些概念大多是從那裡來的。", "answer"),
    ("回复 阿明：你用的是哪个版本？", "question"),
]

KINDS = {
    "addressed": ADDRESSED,
    "quoted": QUOTED,
    "exercise": EXERCISE,
    "rhetoric": RHETORIC,
    "negated": NEGATED,
    "code": CODE,
    "english": ENGLISH,
    "traditional": TRADITIONAL,
    "bare": BARE,
    "widths": WIDTHS,
    "loud": LOUD,
}
BEYOND = {
    QUOTED[1][0]: "an answer without a word on whose question it was",
    QUOTED[4][0]: "what the other reader asked stands in the same sentence as the answer",
    EXERCISE[7][0]: "the answer itself is asked for, in the words of those who give one",
    RHETORIC[4][0]: "praise by regret",
    NEGATED[6][0]: "a saying, without any sign of an intent",
}
"""Examples that only a reader of the sense gets right, and why."""


def _examples() -> list[Any]:
    return [
        pytest.param(
            text,
            expected,
            id=f"{kind}-{number}",
            marks=[pytest.mark.xfail(strict=False, reason=BEYOND[text])] if text in BEYOND else [],
        )
        for kind, table in KINDS.items()
        for number, (text, expected) in enumerate(table, 1)
    ]


@pytest.mark.parametrize("text", [text for text, expected in ADDRESSED if expected == "answer"])
def test_the_model_knows_who_is_answered(text: str) -> None:
    """An answer to another reader is none of the remarks, of which the model has seen so many more."""
    verdicts = labels.label([text], [None], [None], Taxonomy.builtin(), model=learned.builtin()).intents
    assert verdicts[0].intent == "answer"


@pytest.mark.parametrize(("text", "expected"), _examples())
def test_what_misleads_is_told_apart(text: str, expected: str) -> None:
    """The intent, as a careful reader gives it."""
    assert intent.label([text])[0].intent == expected
