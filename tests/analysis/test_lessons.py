"""Terms learned from labelled comments."""

from __future__ import annotations

import random
import tomllib
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import commentscope as cs
from commentscope.analysis import topics
from commentscope.analysis.lessons import learn
from commentscope.analysis.lessons.material import grams
from commentscope.analysis.lessons.writing import written
from commentscope.analysis.taxonomy import check
from commentscope.text import Tokenizer

if TYPE_CHECKING:
    from pathlib import Path

    from commentscope.analysis.lessons import Lesson

ABOUT = ["绿茶{}怎么泡", "今天喝了乌龙，{}", "{}，茶壶裂了", "请问茶园{}在哪里", "{}：tea bag 和 lapsang"]
BESIDE = ["今天{}下雨", "{}，电影很好看", "请问车站{}怎么走", "{}学完了", "代码{}报错了"]
FILLING = ["真的", "现在", "我想", "听说", "昨天", "大概", "其实", "可能"]


def _labelled(key: str = "tea", articles: int = 12) -> pd.DataFrame:
    """Comments on tea and on other things, under several articles, always the same."""
    draw = random.Random(1)  # noqa: S311  no secret
    rows = []
    for article in range(articles):
        for pattern in [*ABOUT, *BESIDE]:
            text = pattern.format(draw.choice(FILLING))
            rows.append(
                {"text": text, "article": f"第{article}讲", "topics": [key] if pattern in ABOUT else []}
            )
    return pd.DataFrame(rows).assign(series="课程")


def _lessons(labelled: pd.DataFrame, taxonomy: cs.Taxonomy | None = None) -> list[Lesson]:
    return learn(labelled, taxonomy or cs.Taxonomy.builtin(), Tokenizer())


def test_a_new_topic_is_learned_from_its_labels() -> None:
    """What it finds on articles that it did not see is what it is said to gain."""
    (lesson,) = _lessons(_labelled())
    assert (lesson.comments, lesson.articles) == (60, 12)
    assert lesson.before.f1 == 0
    assert lesson.gain == lesson.after.f1 == 1
    found = topics.label(["绿茶和乌龙，茶壶", "电影"], [None] * 2, [None] * 2, cs.Taxonomy((lesson.topic,)))
    assert [label.topics for label in found] == [["tea"], []]


def test_the_same_labels_give_the_same_terms() -> None:
    """Nothing depends on chance."""
    assert _lessons(_labelled()) == _lessons(_labelled())


def test_too_few_labels_teach_nothing() -> None:
    """Ten comments from three articles are the least, and it says so instead of inventing."""
    for few in (_labelled(articles=2), _labelled().head(15)):
        (lesson,) = _lessons(few)
        assert lesson.topic is None
        assert lesson.after is None


def test_labels_without_a_sign_teach_nothing() -> None:
    """Where the words say nothing the topic stays as it is."""
    draw = random.Random(2)  # noqa: S311  no secret
    chance = _labelled()
    chance["topics"] = [["tea"] if draw.random() < 0.3 else [] for _ in range(len(chance))]
    (lesson,) = _lessons(chance)
    assert lesson.after.f1 < 0.5


def test_a_known_topic_keeps_what_it_has_and_grows(tmp_path: Path) -> None:
    """Terms are added to those that are there; wrong ones go."""
    own = tmp_path / "own.toml"
    own.write_text('[tea]\nname = "茶"\nstrong = ["绿茶", "下雨"]\nexcept = ["绿茶婊"]\n', encoding="utf-8")
    (lesson,) = _lessons(_labelled(), cs.Taxonomy.load(own))
    assert lesson.before.f1 < 0.5 < lesson.after.f1
    assert "绿茶" in lesson.topic.strong
    assert "下雨" not in (*lesson.topic.strong, *lesson.topic.weak, *lesson.topic.hints)
    assert lesson.topic.exceptions == ("绿茶婊",)
    assert lesson.topic.zh == "茶"


def test_phrases_in_which_a_term_means_something_else_are_excepted(tmp_path: Path) -> None:
    """An own goal is no tea."""
    own = tmp_path / "own.toml"
    own.write_text('[tea]\nstrong = ["绿茶", "乌龙", "茶壶", "茶园", "tea bag"]\n', encoding="utf-8")
    labelled = _labelled()
    labelled["text"] = labelled["text"].str.replace("电影", "乌龙球")
    (lesson,) = _lessons(labelled, cs.Taxonomy.load(own))
    assert lesson.topic.exceptions == ("乌龙球",)
    assert lesson.after.f1 == 1


def test_what_helps_nothing_changes_nothing() -> None:
    """A topic whose terms are right already stays out of the file."""
    labelled = _labelled("storage")
    labelled["text"] = labelled["text"].str.replace("茶|乌龙|tea", "Ceph", regex=True)
    (lesson,) = _lessons(labelled)
    assert lesson.before.f1 == 1
    assert lesson.topic is None


def test_unsure_labels_and_impossible_keys_are_left_out() -> None:
    """A label that readers disagree on teaches nothing; a key with blanks or Han is none."""
    labelled = _labelled()
    labelled["unsure"] = [["tea"]] * len(labelled)
    assert _lessons(labelled)[0].comments == 0
    assert _lessons(_labelled("茶")) == []


def test_the_file_is_one_that_the_program_reads(tmp_path: Path) -> None:
    """With every list, name and remark; the check finds no fault in it."""
    lessons = _lessons(_labelled())
    for names, name in (({}, "tea"), ({"tea": '茶 "叶"'}, '茶 "叶"')):
        path = tmp_path / "own.toml"
        path.write_text(written(lessons, None, extends=True, names=names, lang="zh"), encoding="utf-8")
        assert check(path) == []
        taxonomy = cs.Taxonomy.load(path)
        assert taxonomy.keys == (*cs.Taxonomy.builtin().keys, "tea")
        assert taxonomy["tea"].zh == name
        assert taxonomy["tea"].strong == lessons[0].topic.strong
        assert taxonomy["tea"].weak == lessons[0].topic.weak


def test_a_users_own_topics_stay(tmp_path: Path) -> None:
    """What was started from is in the file, too, changed or not."""
    own = tmp_path / "own.toml"
    own.write_text('[coffee]\nname = { zh = "咖啡", en = "Coffee" }\nstrong = ["咖啡"]\n', encoding="utf-8")
    start = cs.Taxonomy.load(own)
    text = written(_lessons(_labelled(), start), start, extends=False, names={}, lang="en")
    assert list(tomllib.loads(text)) == ["coffee", "tea"]
    assert tomllib.loads(text)["coffee"]["name"] == {"zh": "咖啡", "en": "Coffee"}


def test_terms_are_words_that_stand_together() -> None:
    """Latin words with a space between, none begun or ended by a word of one Han character."""
    found = list(grams(["edge", "computing", "和", "边缘", "计算", "2"]))
    assert found == [
        "edge",
        "edge computing",
        "computing",
        "computing和边缘",
        "边缘",
        "边缘计算",
        "边缘计算2",
        "计算",
        "计算2",
    ]


@pytest.mark.shared
def test_a_hidden_topic_is_found_again(shared: Path) -> None:
    """Without the built-in terms of networking, three thousand labels give most of it back, on other articles."""
    labelled, _ = cs.read_labelled(shared / "gold" / "train.csv")
    labelled = labelled.head(3000)
    labelled["topics"] = [["netz"] if "network" in keys else [] for keys in labelled["topics"]]
    (lesson,) = _lessons(labelled, cs.Taxonomy(()))
    assert lesson.after.f1 > 0.6
    assert lesson.after.precision > 0.6
