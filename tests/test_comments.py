"""The comments table."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import commentscope as cs
from commentscope.comments import (
    DTYPES,
    Comment,
    Damage,
    Provenance,
    concat,
    derived_ids,
    provenance,
    table,
    validate,
)
from commentscope.errors import TableError
from commentscope.messages import Message

TEXT = st.text(max_size=8)
COMMENTS = st.lists(
    st.builds(
        Comment,
        source=st.sampled_from(["geekbang", "other"]),
        article=st.none() | TEXT,
        url=st.sampled_from(["a.md", "b.md"]),
        text=TEXT,
        author=st.none() | TEXT,
        likes=st.none() | st.integers(-2, 5000),
        replies=st.none() | st.integers(-2, 50),
        posted=st.none() | st.sampled_from(["2019-02-27", "2024-01-23T10:30:00"]),
        id=st.none(),
    ),
    max_size=8,
)


@given(COMMENTS)
def test_the_table_has_its_columns_and_dtypes(comments: list[Comment]) -> None:
    """Whatever the comments, even none, columns and dtypes are the same."""
    made = table(comments)
    assert {name: str(dtype) for name, dtype in made.dtypes.items()} == DTYPES
    assert made["text"].tolist() == [comment.text for comment in comments]


def test_counts_below_zero_are_unknown() -> None:
    """`💬（-1）` is no count."""
    made = table([Comment("geekbang", "a", "a.md", "t", likes=0, replies=-1)])
    assert made["likes"].tolist() == [0]
    assert made["replies"].isna().tolist() == [True]


def test_days_are_beijing_days() -> None:
    """A bare date is midnight in Shanghai."""
    made = table([Comment("geekbang", "a", "a.md", "t", posted="2019-02-27")])
    assert made["posted"][0] == pd.Timestamp("2019-02-27", tz="Asia/Shanghai")


def test_equal_comments_have_different_ids() -> None:
    """Two readers may say the same; both stay, told apart by their ordinal."""
    twins = [Comment("geekbang", "a", "a.md", "赞", "无名", posted="2019-02-27")] * 2
    assert table(twins)["id"].nunique() == 2


def test_ids_are_the_same_everywhere() -> None:
    """The id of this comment is fixed for good: on any machine, in any run."""
    made = table([Comment("geekbang", "文章", "a.md", "赞", "无名", posted="2019-02-27")])
    assert made["id"][0] == "a0e90d84f6266cd5"


@given(COMMENTS)
def test_derived_ids_do_not_depend_on_how_the_table_came(comments: list[Comment]) -> None:
    """Ids computed from a table are those its source would have got."""
    made = table(comments)
    assert derived_ids(made) == made["id"].tolist()


@given(COMMENTS, COMMENTS)
def test_concatenation_keeps_rows_dtypes_and_provenance(one: list[Comment], other: list[Comment]) -> None:
    """Two tables in one are one table."""
    damage = Damage("x.md", 3, Message("interrupted"))
    first, second = table(one, Provenance(1, 0, len(one))), table(other, Provenance(2, 1, 5, (damage,)))
    both = concat([first, second])
    assert {name: str(dtype) for name, dtype in both.dtypes.items()} == DTYPES
    assert both["text"].tolist() == [comment.text for comment in [*one, *other]]
    assert provenance(both) == Provenance(3, 1, len(one) + 5, (damage,))


def test_a_plain_table_becomes_a_comments_table() -> None:
    """An analyst's own frame needs only `text`; the rest is unknown, other columns stay."""
    own = pd.DataFrame({"text": ["怎么部署？", "赞"], "likes": [3, -1], "score": [0.5, 1.0]}, index=[7, 9])
    valid = validate(own)
    assert list(valid.columns) == [*DTYPES, "score"]
    assert valid.index.tolist() == [7, 9]
    assert valid["likes"].tolist() == [3, pd.NA]
    assert valid["id"].notna().all()


def test_null_is_a_name() -> None:
    """Readers called null, NaN or nothing at all keep their names."""
    names = ["null", "NaN", "", " ", "None"]
    assert table(Comment("g", "a", "u", "t", name) for name in names)["author"].tolist() == names


def test_a_table_without_text_is_refused() -> None:
    """The error names the columns that are there."""
    with pytest.raises(TableError, match="内容"):
        validate(pd.DataFrame({"内容": ["x"]}))


def test_a_column_of_the_wrong_kind_is_refused() -> None:
    """The error names the column."""
    with pytest.raises(TableError, match="likes"):
        validate(pd.DataFrame({"text": ["x"], "likes": ["many"]}))


def test_lone_surrogates_are_no_text() -> None:
    """JSON can bring them; in their place stands U+FFFD, in a table that is read and in one that is given."""
    read = table([Comment("test", "标题", "a.json", "请问\ud800怎么办？", "甲\udc00")])
    assert read[["text", "author"]].to_numpy().tolist() == [["请问\ufffd怎么办？", "甲\ufffd"]]
    given = cs.analyze(pd.DataFrame({"text": ["请问\ud800怎么办？", "\ud800"]}, dtype=object))
    assert given.comments["text"].tolist() == ["请问\ufffd怎么办？", "\ufffd"]
    assert given.comments["intent"].tolist()[0] == "question"
