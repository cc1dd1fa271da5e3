"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.analysis.sentences import boundaries, sentences


def cut(text: str) -> list[str]:
    """The sentences themselves."""
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学完了。有个问题：证书怎么换？谢谢！", ["学完了。", "有个问题：证书怎么换？", "谢谢！"]),
        ("真的吗？？？不会吧!!", ["真的吗？？？", "不会吧!!"]),
        ("他说“为什么不用缓存？”然后走了", ["他说“为什么不用缓存？”", "然后走了"]),
        ("想了很久……还是不懂", ["想了很久……", "还是不懂"]),
        ("It works. Does v1.2.3 work too? Yes", ["It works.", "Does v1.2.3 work too?", "Yes"]),
        ("会决定 err. Error() 的值吗？不会", ["会决定 err. Error() 的值吗？", "不会"]),
        ("可以这样吗 我试了不行 老师看看呢 谢谢", ["可以这样吗", "我试了不行 老师看看呢", "谢谢"]),
        ("1. 怎么装\n2. 怎么卸", ["1. 怎么装", "2. 怎么卸"]),
        ("两个问题：1. 怎么装 2. 怎么卸", ["两个问题：1. 怎么装", "2. 怎么卸"]),
        ("用的是 v1.18. 会不会太旧", ["用的是 v1.18.", "会不会太旧"]),
        (
            "请求 https://h/api?timeout=32s 失败，怎么办?谢谢",
            ["请求 https://h/api?timeout=32s 失败，怎么办?", "谢谢"],
        ),
        ("要求 1~4 都做完了~ 放在 ~/code 里", ["要求 1~4 都做完了~", "放在 ~/code 里"]),
        ("err != nil 时为什么不返回?", ["err != nil 时为什么不返回?"]),
        ("LEO-1，……，LEO-n 的最小值……不懂", ["LEO-1，……，LEO-n 的最小值……", "不懂"]),
        ("可以这样吗 ？我试过", ["可以这样吗 ？", "我试过"]),
        ("默认不限制吧 （-1）", ["默认不限制吧 （-1）"]),
        ("没有标点也是一句", ["没有标点也是一句"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_readers_see_an_end(text: str, expected: list[str]) -> None:
    """Chinese and English marks, ellipses, quotes, lines; and final particles where marks are missing."""
    assert cut(text) == expected


@given(st.text(alphabet="吗呢。？!.… \n“”a1好?=~/，", max_size=40) | st.text())
def test_boundaries_cover_the_text(text: str) -> None:
    """Sentences follow one another to the end, and lose nothing but white space."""
    ends = boundaries(text)
    assert ends[-1] == len(text)
    assert sorted(set(ends)) == ends
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
