"""Any other page, by the selectors that a user gives."""

from __future__ import annotations

import pytest

from commentscope.errors import UsageError
from commentscope.sources import Input, Reading, hints_of, read_input

PAGE = """<html><title>容器</title><ul>
<li class="c" id="c1" data-k="a=b"><b class="name">null</b><div class="body">看<a href="https://a.test/x">这里</a>，
<code>ls</code></div><span class="votes">赞 1.5万</span><time datetime="2024-05-01T02:00:00Z">昨天</time>
<ul><li class="c" id="c2" data-k="a=b"><b class="name">小陈</b><div class="body">学习了</div></li></ul></li>
<li class="c" data-k="c"><div class="body">另一条</div></li></ul>"""


def reading(page: str = PAGE, **select: str) -> Reading:
    """What is read of a page with these selectors."""
    return read_input(Input(None, data=page.encode()), hints=hints_of(None, select))


def test_fields_are_where_the_user_says() -> None:
    """Texts, counts as they are worded, and attributes behind `@`; an item within another is a reply to it."""
    found = reading(
        item="li.c", text=".body", author=".name", likes=".votes", posted="time@datetime"
    ).comments
    assert [(one.id, one.author, one.parent) for one in found] == [
        ("c1", "null", None),
        ("c2", "小陈", "c1"),
        ("-#3", None, None),
    ]
    first, second, _ = found
    assert (first.text, first.likes, first.posted, first.article) == (
        "看这里 (https://a.test/x)， `ls`", 15_000, "2024-05-01T10:00:00", "容器"
    )  # fmt: skip
    assert (second.text, second.likes, second.posted) == ("学习了", None, None)


def test_a_reply_is_no_part_of_what_it_replies_to() -> None:
    """Without a selector for the text it is the whole item, but for the items within."""
    (outer, inner) = reading('<div class="c">外<div class="c">里</div>面</div>', item=".c").comments
    assert (outer.text.split(), inner.text, inner.parent) == (["外", "面"], "里", outer.id)


@pytest.mark.parametrize(
    ("item", "count"),
    [("li[data-k='a=b']", 2), ('li[data-k="a=b"]', 2), ("li.c:not([id])", 1), ("li.c, p", 3), ("li.x", 0)],
)
def test_items_by_any_selector(item: str, count: int) -> None:
    """Quotes, `=` and commas belong to the selector; a page that it finds nothing in is silent."""
    found = reading(item=item, text=".body")
    assert len(found.comments) == count
    assert found.origin.silent == (count == 0)


@pytest.mark.parametrize(
    "select", [{"text": "p"}, {"item": "li["}, {"item": "li", "series": "p"}, {"item": "li", "text": "p["}]
)
def test_selectors_that_are_none(select: dict[str, str]) -> None:
    """What can't be meant is told before anything is read."""
    with pytest.raises(UsageError):
        hints_of(None, select)
