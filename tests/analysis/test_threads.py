"""Who addresses whom, and who was answered."""

from __future__ import annotations

import time
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.analysis import threads
from commentscope.comments import Comment, table


def comment(author: str | None, text: str, **known: Any) -> Comment:
    """A comment with what matters here, the rest as in most sources."""
    return Comment(**{"source": "test", "article": "标题", "url": "a.md", "replies": 0, "posted": "2020-01-02"} | known,
                   author=author, text=text)  # fmt: skip


def linked(*comments: Comment, intents: list[str] | None = None) -> threads.Threads:
    """The links among these comments, all remarks unless said otherwise."""
    return threads.link(table(comments), intents or ["remark"] * len(comments))


def addressee(text: str, *names: str, author: str = "写者") -> str | None:
    """Whom `text` addresses under an article where `names` commented."""
    found = linked(comment(author, text), *(comment(name, "好") for name in names)).reply_to[0]
    return None if pd.isna(found) else str(found)


@pytest.mark.parametrize(
    "text",
    [
        "回复 核桃： 是的",
        "回复核桃：是的",
        "回复：核桃 是的",
        "@核桃 是的",
        "＠核桃，是的",
        "同意@核桃",
        "回复@核桃:是的",
        "to 核桃：是的",
        "好\n@核桃",
    ],
)
def test_the_addressed_reader_is_found(text: str) -> None:
    """In each of the ways readers write it."""
    assert addressee(text, "核桃", "小李") == "核桃"


@pytest.mark.parametrize(
    "text",
    [
        "回复 核桃仁：是的",
        "@核桃仁",
        "@核桃说得对",
        "@核桃-北京 你好",
        "核桃：是的",
        "老师回复核桃：不行",
        "a@核桃",
        "@",
        "to核桃",
        "@写者 我自己",
    ],
)
def test_no_one_else_is_taken_for_addressed(text: str) -> None:
    """The name must be the whole name, after a sign, and another's."""
    assert addressee(text, "核桃") is None


def test_the_longest_name_wins() -> None:
    """Names with spaces and odd characters, and names that begin others."""
    assert addressee("@Wang Lei 好", "Wang", "Wang Lei") == "Wang Lei"
    assert addressee("@Wang 好", "Wang", "Wang Lei") == "Wang"
    assert addressee("回复 (o_o)ノ：好", "(o_o)ノ", "(o_o)") == "(o_o)ノ"
    assert addressee("@@小李 好", "@小李", "小李") == "@小李"


def test_only_readers_of_the_same_article_are_addressed() -> None:
    """A name under another article is nobody here."""
    found = linked(comment("甲", "@乙 好"), comment("乙", "好", url="b.md"))
    assert found.reply_to.isna().all()
    assert found.answered.tolist() == [False, False]


def test_blank_names_address_nobody() -> None:
    """Blank and unknown names are never matched; `null` is a name like any other."""
    assert addressee("@ 好", " ", "") is None
    assert addressee("@null 好", "null") == "null"


def test_an_answer_may_come_in_each_way() -> None:
    """By the author's reply, by the count, by parent, by name."""
    assert linked(comment("甲", "怎么装？", reply="见下一讲")).answered.tolist() == [True]
    assert linked(comment("甲", "怎么装？", replies=2)).answered.tolist() == [True]
    by_parent = linked(comment("甲", "怎么装？", id="1"), comment("乙", "看文档", parent="1"))
    assert by_parent.answered.tolist() == [True, False]
    by_name = linked(comment("甲", "怎么装？"), comment("乙", "@甲 看文档"))
    assert by_name.answered.tolist() == [True, False]


def test_nobody_answers_oneself() -> None:
    """A second comment of the same reader is no answer."""
    own = linked(comment("甲", "怎么装？", id="1"), comment("甲", "顶一下", parent="1"))
    assert own.answered.tolist() == [False, False]


def test_unknown_counts_leave_it_open() -> None:
    """Where the source can't tell, neither do we; an answer seen still counts."""
    found = linked(comment("甲", "怎么装？", replies=None), comment("乙", "@甲 看文档", replies=None))
    assert found.answered[0]
    assert pd.isna(found.answered[1])


def test_a_reply_goes_to_the_question_asked_before_it() -> None:
    """Of several comments the latest question that is no later than the reply."""
    found = linked(
        comment("甲", "一", posted="2020-01-01"),
        comment("甲", "二？", posted="2020-01-02"),
        comment("甲", "三", posted="2020-01-03"),
        comment("甲", "四？", posted="2020-01-09"),
        comment("乙", "@甲 好", posted="2020-01-04"),
        intents=["remark", "question", "remark", "question", "answer"],
    )
    assert found.answered.tolist() == [False, True, False, False, False]


def test_the_types_and_the_index_hold() -> None:
    """Columns fit the table they are for, whatever its index."""
    comments = table([comment("甲", "@乙"), comment("乙", "好")]).set_axis([7, 3])
    found = threads.link(comments, ["remark", "remark"])
    assert found.reply_to.dtype == "string"
    assert found.answered.dtype == "boolean"
    assert found.reply_to.index.tolist() == found.answered.index.tolist() == [7, 3]
    assert found.answered[3]
    empty = threads.link(comments.iloc[:0], [])
    assert len(empty.reply_to) == len(empty.answered) == 0


NAMES = st.sampled_from(["甲", "甲乙", "a b", "@", "", " ", None])


@given(
    st.lists(
        st.tuples(NAMES, st.text(alphabet="@回复：甲乙ab \n", max_size=12), st.sampled_from("xy")), max_size=6
    )
)
def test_articles_do_not_touch(rows: list[tuple[str | None, str, str]]) -> None:
    """Together or one article at a time, the links are the same."""
    comments = table([comment(name, text, url=url) for name, text, url in rows])
    intents = pd.Series(["question"] * len(comments), comments.index)
    whole = threads.link(comments, intents.tolist())
    for _, part in comments.groupby("url"):
        alone = threads.link(part, intents[part.index].tolist())
        assert alone.reply_to.equals(whole.reply_to[part.index])
        assert alone.answered.equals(whole.answered[part.index])


@pytest.mark.parametrize("piece", ["@", "回复", "回复 ", " ", "\n@", "@甲", "to "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Fifty thousand times the same thing, among a thousand readers, is read in a moment."""
    many = [comment(f"甲{number}", "好") for number in range(1000)]
    start = time.perf_counter()
    linked(comment("乙", piece * 50_000), *many)
    assert time.perf_counter() - start < 5


def test_equal_ids_under_different_articles_are_different_comments() -> None:
    """Many systems number the comments of each article, or of each export, from one."""
    found = linked(
        comment("甲", "怎么装？", id="1", url="a.md"),
        comment("乙", "怎么删？", id="1", url="b.md"),
        comment("丙", "看文档", id="2", parent="1", url="a.md"),
    )
    assert found.answered.tolist() == [True, False, False]
