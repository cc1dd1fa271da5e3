"""Traditional characters are read as simplified ones, and say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import commentscope as cs
from commentscope.analysis import topics
from commentscope.text import Tokenizer, normalise, simplified
from commentscope.text.traditional import SIGNS, table

if TYPE_CHECKING:
    from pathlib import Path

CHARS = {traditional: plain for traditional, plain in table().items() if len(traditional) == 1}


def _common(char: str) -> bool:
    """Whether it is one of Big5's, as the traditional characters in use are."""
    return char.encode("big5", "ignore") != b""


REVERSED = {
    ord(plain): char
    for char, plain in sorted(CHARS.items(), key=lambda pair: -ord(pair[0]))
    # 回 is written 回 in either, though 迴 is read as 回.
    if _common(char) and (not _common(plain) or plain in "后里于着干几台面复系")
}
"""The table the other way: of several traditional characters one in use."""


@pytest.mark.parametrize(
    ("traditional", "plain"),
    [
        ("請問這個容器為什麼會失敗嗎", "请问这个容器为什么会失败吗"),
        ("裡面和裏面", "里面和里面"),
        ("然後、皇后、後端", "然后、皇后、后端"),
        ("乾淨的乾坤", "干净的乾坤"),
        ("跟著這本著名的著作", "跟着这本著名的著作"),
        ("瞭解、瞭望、明瞭", "了解、瞭望、明了"),
        ("回覆與覆蓋", "回复与覆盖"),
        ("甚麼、甚至", "什么、甚至"),
        ("計畫裡的圖畫", "计划里的图画"),
        ("昇騰910", "昇腾910"),
        ("妳們", "你们"),
    ],
)
def test_characters_change_and_the_context_decides_where_it_must(traditional: str, plain: str) -> None:
    """One for one, except where a word of the table says otherwise."""
    assert simplified(traditional) == plain


@pytest.mark.parametrize(
    "text", ["著名的著作", "覆盖率", "甚至", "瞭望塔", "乾隆", "昇腾芯片", "凭借", "Ｋ８Ｓ", "🙂"]
)
def test_simplified_text_stays_as_it_is(text: str) -> None:
    """What is in use among simplified characters is no sign of traditional ones."""
    assert simplified(text) == text


def test_every_character_of_gb_2312_stays_but_a_few() -> None:
    """A simplified text can hold the ones named here only by mistake or in a rare word."""
    known = [
        bytes([row, cell]).decode("gb2312", "ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    ]
    assert {char for char in known if simplified(char) != char} == set("乾後徵於著麽")


@given(st.lists(st.sampled_from([*table(), *"k8s ，好"]), max_size=15).map("".join) | st.text())
def test_every_offset_stays(text: str) -> None:
    """As long as before; without a sign, nothing changes at all."""
    plain = simplified(text)
    assert len(plain) == len(text)
    assert plain == text or not set(SIGNS).isdisjoint(text)


def test_what_is_simplified_stays() -> None:
    """Read twice, no item of the table changes once more."""
    for plain in map(simplified, table()):
        assert simplified(plain) == plain


@given(st.text(alphabet=st.sampled_from([*CHARS, *"k8S  ，"]), max_size=30))
def test_evidence_of_traditional_text_lies_in_it(text: str) -> None:
    """The normal form of a traditional text leads back to its own characters."""
    normal = normalise(text)
    for position, char in enumerate(normal.text):
        start, end = normal.span(position, position + 1)
        assert normalise(text[start:end]).text == char.strip()


def _written_traditionally(comments: pd.DataFrame) -> pd.DataFrame:
    """The comments in traditional characters, by the table reversed."""
    return comments.assign(
        **{name: comments[name].str.translate(REVERSED) for name in ("text", "author", "article", "series")}
    )


def test_the_sample_says_the_same_in_traditional_characters(seed: Path) -> None:
    """Intents, questions, topics, evidence, answers and keywords."""
    comments = cs.read(seed)
    plain, traditional = cs.analyze(comments), cs.analyze(_written_traditionally(comments))
    assert (plain.comments["text"] != traditional.comments["text"]).sum() > 15
    for name in ("intent", "topics", "answered"):
        assert plain.comments[name].equals(traditional.comments[name])
    for name in ("question", "reply_to"):
        assert plain.comments[name].str.translate(REVERSED).equals(traditional.comments[name])
    for one, other in zip(plain.comments["evidence"], traditional.comments["evidence"], strict=True):
        assert [(item["start"], item["end"]) for item in one] == [
            (item["start"], item["end"]) for item in other
        ]
    assert plain.keywords.equals(traditional.keywords)


@pytest.mark.shared
def test_labelled_comments_say_the_same_in_traditional_characters(shared: Path) -> None:
    """Two thousand real ones: the same labels, the same words."""
    comments = pd.read_csv(shared / "gold" / "train.csv", nrows=2000, keep_default_na=False, dtype=str)
    comments = comments[["id", "series", "article", "text"]].assign(author="")
    # The few that hold 着名 for 著名, say, would come back as the right word.
    comments = comments[
        [simplified(text.translate(REVERSED)) == simplified(text) for text in comments["text"]]
    ]
    assert len(comments) > 1990
    plain = cs.annotate(comments)
    traditional = cs.annotate(_written_traditionally(comments))
    assert (plain["text"] != traditional["text"]).mean() > 0.9
    assert plain["intent"].tolist() == traditional["intent"].tolist()
    assert plain["topics"].tolist() == traditional["topics"].tolist()
    cut = Tokenizer().tokens
    assert [cut(text) for text in plain["text"]] == [cut(text) for text in traditional["text"]]


def test_a_dictionary_may_be_written_in_traditional_characters(tmp_path: Path) -> None:
    """Its words are found in either writing."""
    own = tmp_path / "own.txt"
    own.write_text("邊緣運算平臺\n", encoding="utf-8")
    tokenizer = Tokenizer(dictionary=own)
    assert tokenizer.tokens("邊緣運算平臺") == tokenizer.tokens("边缘运算平台") == ["边缘运算平台"]


def test_topics_may_be_written_in_traditional_characters(tmp_path: Path) -> None:
    """A term finds both writings, and evidence shows the one that stands there."""
    own = tmp_path / "own.toml"
    own.write_text('[trace]\nstrong = ["鏈路追蹤"]\n', encoding="utf-8")
    labels = topics.label(["链路追踪", "鏈路追蹤"], [None] * 2, [None] * 2, cs.Taxonomy.load(own))
    assert [label.evidence[0]["term"] for label in labels] == ["链路追踪", "鏈路追蹤"]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("請問無伺服器架構的冷啟動怎麼解決？", "serverless"),
        ("邊緣運算的節點掛了怎麼辦", "edge"),
        ("物件儲存和檔案系統有什麼差別", "storage"),
        ("容器映像要怎麼縮小", "container"),
        ("負載平衡之後封包都不見了，是頻寬不夠嗎", "network"),
        ("想轉職，履歷該怎麼寫", "learning"),
        ("資料庫的快取放在哪裡", "database"),
    ],
)
def test_words_of_taiwan_and_hong_kong_are_known(text: str, topic: str) -> None:
    """Other words for the same things are terms; the model, which has met few of them, is left out here."""
    found = cs.annotate(pd.DataFrame({"text": [text]}), rules_only=True)
    assert topic in found["topics"][0]
    assert found["intent"][0] == "question"
