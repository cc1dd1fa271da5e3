"""The GeekTime archive, read by pattern and by Beautiful Soup."""

from __future__ import annotations

import html
import time
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commentscope.comments import Comment, provenance
from commentscope.errors import FormatError
from commentscope.sources import SOURCES, Input, Reading, find_inputs, read, read_input
from commentscope.sources.documents import Document, open_document
from commentscope.sources.geekbang import Heading, blocks, regular
from commentscope.sources.geekbang_soup import soup

if TYPE_CHECKING:
    from pathlib import Path

HEADING = Heading("标题", "专栏", "x.md")


def block(items: str, declared: int, label: str = "精选留言") -> str:
    """An article that ends in a block."""
    return f"正文。\n<div><strong>{label}（{declared}）</strong></div><ul>\n{items}\n</ul>"


def item(name: str = "小明", text: str = "K3s 怎么样？", posted: str = "2019-02-27", likes: int = 3) -> str:
    """An item as the archive writes it."""
    return (
        f'<li><img src="https://x.test/a.jpg" width="30px"><span>{name}</span> 👍（{likes}） 💬（1）'
        f"<div>{text}</div>{posted}</li><br/>"
    )


def reading(text: str) -> Reading:
    """What is read of a text."""
    return read_input(Input(None, data=text.encode("utf-8", "surrogatepass")))


def both(text: str) -> tuple[list[Comment] | None, list[Comment]]:
    """The comments of a text's last block, in both readings."""
    document = Document(Input(None), b"", text, "utf-8")
    *_, last = blocks(text)
    return regular(text, last, HEADING), soup(document, last, HEADING)[0]


def damage(text: str) -> list[tuple[str, int | None, int]]:
    """What is damaged in a text: reason, line, comments."""
    return [(each.reason.key, each.line, each.comments) for each in reading(text).origin.damaged]


def test_seed(seed: Path) -> None:
    """The article that comes along holds 22 comments, as it declares, all fields known."""
    table = read(seed)
    origin = provenance(table)
    assert (len(table), origin.declared, origin.files, origin.silent, origin.damaged) == (22, 22, 1, 0, ())
    assert table["article"].unique().tolist() == ["2019年，容器技术生态会发生些什么？"]
    assert table[["author", "avatar", "likes", "replies", "posted"]].notna().all().all()
    assert table["series"].isna().all()
    assert table["source"].unique().tolist() == ["geekbang"]


def test_seed_from_every_encoding(seed: Path) -> None:
    """The seed gives the same comments in every encoding, and with Windows line ends."""
    text = seed.read_text(encoding="utf-8")
    expected = reading(text).comments
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"):
        assert read_input(Input(None, data=text.encode(encoding))).comments == expected
    assert reading(text.replace("\n", "\r\n")).comments == expected


@pytest.mark.shared
@pytest.mark.parametrize(
    ("folder", "comments"),
    [("md-img-div", 195), ("md-noimg-div", 21), ("md-noimg-p", 11), ("mkdocs-html", 30)],
)
def test_samples(shared: Path, folder: str, comments: int) -> None:
    """Every variant of the archive, and its pages as a site renders them, is read whole and undamaged."""
    table = read(shared / "samples" / f"geektime-{folder}")
    origin = provenance(table)
    assert len(table) == origin.declared == comments
    assert not origin.damaged


@pytest.mark.shared
def test_rendered_page_gives_what_the_article_gives(shared: Path, corpus: Path) -> None:
    """The comments that a site's renderer swallowed into a code block come back with their texts."""
    (page,) = find_inputs(f"{shared}/samples/geektime-mkdocs-html/1.05*")
    (article,) = find_inputs(f"{corpus}/*/图解 Google V8/docs/05-*.md")
    texts = {comment.author: comment.text for comment in read_input(article).comments}
    found = read_input(page).comments
    assert len(found) == 15
    assert all(comment.text.split() == texts[comment.author].split() for comment in found)


@pytest.mark.shared
def test_whole_corpus_is_read(corpus: Path) -> None:
    """9,292 articles with a block, 136,603 comments, none damaged, as many read as declared in each file."""
    readings = [read_input(one) for one in find_inputs(f"{corpus}/**/*.md")]
    comments = [comment for each in readings for comment in each.comments]
    assert sum(not each.origin.silent for each in readings) == 9292
    assert len(comments) == 136_603
    assert all(len(each.comments) == each.origin.declared and not each.origin.damaged for each in readings)
    assert sum(comment.replies == -1 for comment in comments) == 2
    names = [comment.author for comment in comments if comment.author is not None]
    assert len(names) == 136_603
    assert sum(not name.strip() for name in names) == 25
    assert sum(name.lower() in {"null", "nan"} for name in names) == 147
    assert {comment.posted is None for comment in comments} == {False}
    assert len({comment.series for comment in comments}) == 246


def differences(one: Input) -> tuple[int, int]:
    """How many comments an input holds, and how many of them differ between the two readings."""
    document = open_document(one)
    total = wrong = 0
    for each in blocks(document.text):
        pattern = regular(document.text, each, HEADING) or []
        parsed, damaged = soup(document, each, HEADING)
        total += len(parsed)
        pairs = zip(pattern, parsed, strict=False)
        wrong += sum(a != b for a, b in pairs) + abs(len(pattern) - len(parsed)) + len(damaged)
    return total, wrong


@pytest.mark.shared
def test_both_readings_are_equal_on_the_whole_corpus(corpus: Path) -> None:
    """Pattern and Beautiful Soup give the same comments, field by field, on all 136,603."""
    with ProcessPoolExecutor(2) as pool:
        totals, wrong = zip(*pool.map(differences, find_inputs(corpus), chunksize=100), strict=True)
    assert (sum(totals), sum(wrong)) == (136_603, 0)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.tuples(WORDS, WORDS, st.integers(-1, 9999)), max_size=4))
@example([("", "\t", 0), (" \t", "\n\n", 0)])
def test_any_names_and_texts_come_back(comments: list[tuple[str, str, int]]) -> None:
    """What is written into a block, escaped, is what both readings find, to the last control character."""
    items = (item(html.escape(name), html.escape(text), likes=likes) for name, text, likes in comments)
    pattern, parsed = both(block("".join(items), len(comments)))
    expected = [
        Comment(
            "geekbang", "标题", "x.md", text, name, "https://x.test/a.jpg", likes, 1, "2019-02-27", "专栏"
        )
        for name, text, likes in comments
    ]
    assert pattern == expected
    assert parsed == expected


THREE = block(item("一") + item("二", "多行\n文本 &lt;ul&gt;") + item("三"), 3)


def test_truncation_loses_nothing_before_the_cut() -> None:
    """Cut anywhere, a block gives every item before the cut, and counts the others as damaged."""
    for cut in range(THREE.index("精选"), len(THREE) + 1):
        text = THREE[:cut]
        found = reading(text)
        # An item is whole with its date; its closing tag may be cut.
        assert [comment.author for comment in found.comments] == list("一二三")[: text.count("2019-02-27")]
        if "留言（" not in text:
            assert found.origin.silent == 1
        elif "）" in text:
            lost = sum(each.comments for each in found.origin.damaged)
            assert len(found.comments) + lost == found.origin.declared == 3
            assert len(found.origin.damaged) <= 1
        else:
            assert [each.reason.key for each in found.origin.damaged] == ["geekbang-cut-header"]


@pytest.mark.parametrize(
    "items",
    [
        item(),
        item().replace("<br/>", "\n"),
        item().replace(' width="30px"', ' width="30px" referrerpolicy="no-referrer"'),
        item().replace("div>", "p>"),
        "\n" + item() + "\n\n",
    ],
)
def test_regular_variants(items: str) -> None:
    """Every variant that archives are known to have is consumed by the pattern, and both readings agree."""
    for label in ("精选留言", "全部留言"):
        pattern, parsed = both(block(items, 1, label))
        assert pattern == parsed
        assert parsed[0].text == "K3s 怎么样？"


@pytest.mark.parametrize(
    "items",
    [
        item(text="K3s<br>怎么样？").replace("<li>", '<li class="x">'),
        item(text="K3s<br/>怎么样？").replace("<span>", "\n  <span>").replace("<div>", "\n  <div>"),
        item(text="K3s\n怎么样？").replace("</div>", "</div>\n  ").replace("</li>", "\n</li>"),
        f"<p>{item(text='K3s<br>怎么样？')}</p>",
        item(text="<p>K3s</p>\n<p>怎么样？</p>"),
        item(text="K3s</p>\n<p>怎么样？").replace("div>", "p>"),
        item(text="<em>K3s</em>\n<code>怎么样？</code>"),
    ],
)
def test_irregular_items_are_read_by_the_soup(items: str) -> None:
    """Markup that the pattern does not know is read all the same, `<br>` as a newline."""
    pattern, parsed = both(block(items, 1))
    assert pattern is None
    assert [(one.text.replace("\n\n", "\n"), one.author, one.posted) for one in parsed] == [
        ("K3s\n怎么样？", "小明", "2019-02-27")
    ]
    assert not damage(block(items, 1))


def test_missing_image_and_empty_image() -> None:
    """No image, and an empty one, are an unknown avatar in both readings."""
    for image in ("", '<img src="" width="30px">'):
        pattern, parsed = both(
            block(item().replace('<img src="https://x.test/a.jpg" width="30px">', image), 1)
        )
        assert pattern == parsed
        assert parsed[0].avatar is None


def test_what_is_no_tag_is_text() -> None:
    """A `<` that begins no tag of an archive is a character of the text."""
    text = block(item(text="List<String> a <b && c &lt;br&gt; &amp;amp;<!-- x -->"), 1)
    (comment,) = reading(text).comments
    assert comment.text == "List<String> a <b && c <br> &amp;<!-- x -->"


def test_blank_and_null_names_are_names() -> None:
    """A blank name stays blank, `null` stays a word."""
    table = read_input(Input(None, data=block(item("") + item("null") + item("\u3000"), 3).encode())).comments
    assert [comment.author for comment in table] == ["", "null", "\u3000"]


def test_code_fence_taken_by_the_renderer() -> None:
    """Items within a highlighted block come back, their entities decoded once, with the fences."""
    swallowed = (
        '<div class="highlight"><pre><span></span><code><a id="l-1" name="l-1" href="#l-1"></a>'
        '<span class="k">if</span> a &amp;lt; b\n'
        "```&lt;/div&gt;2019-02-27&lt;/li&gt;&lt;br/&gt;"
        "&lt;li&gt;&lt;span&gt;二&lt;/span&gt; 👍（1） 💬（0）&lt;div&gt;```\n"
        "</code></pre></div>\n好</div>2019-03-01</li><br/>"
    )
    first = item("一", "代码\n").removesuffix("</div>2019-02-27</li><br/>")
    found = reading(block(first + swallowed + item("三"), 3))
    assert [(one.author, one.text, one.posted) for one in found.comments] == [
        ("一", "代码\n```\nif a < b\n```", "2019-02-27"),
        ("二", "```\n```\n好", "2019-03-01"),
        ("三", "K3s 怎么样？", "2019-02-27"),
    ]
    assert not found.origin.damaged


def test_unreadable_item_is_damage_with_its_place() -> None:
    """An item that can't be read is told with line, reason and excerpt; its neighbours are read."""
    broken = "<li><span>乙</span> 很多赞<div>文本</div>2019-02-27</li><br/>\n"
    text = block(item("甲") + "\n" + broken + item("丙"), 3)
    assert [comment.author for comment in reading(text).comments] == ["甲", "丙"]
    assert damage(text) == [("geekbang-item", 4, 1)]
    assert reading(text).origin.damaged[0].excerpt.startswith("<li><span>乙</span>")


@pytest.mark.parametrize("posted", ["2019-02-30", "昨天", ""])
def test_impossible_day_is_unknown_and_told(posted: str) -> None:
    """A comment without a day of the calendar is kept, its day unknown, and told as damage."""
    text = block(item(posted=posted) + item(), 2)
    assert [comment.posted for comment in reading(text).comments] == [None, "2019-02-27"]
    assert damage(text) == [("geekbang-day", 3, 1)]


def test_numbers_too_large_to_be_counts() -> None:
    """A count of more digits than a table can hold is no count, and no error."""
    assert damage(block(item(likes=10**30), 1)) == [("geekbang-item", 3, 1)]
    assert reading("<strong>精选留言（" + "9" * 9999 + "）</strong></div><ul>").origin.silent == 1


@pytest.mark.parametrize(
    ("declared", "expected"),
    [(5, [("geekbang-missing", 2, 3)]), (2, []), (1, [("geekbang-surplus", 2, 0)])],
)
def test_declared_and_read_are_compared(declared: int, expected: list[tuple[str, int, int]]) -> None:
    """A difference between the number declared and the comments read is told, and which way it goes."""
    text = block(item() * 2, declared)
    assert (len(reading(text).comments), damage(text)) == (2, expected)


def test_cut_header_is_told() -> None:
    """A text that ends within the header says so, though it can't say how many comments are lost."""
    assert damage("正文\n<div><strong>精选留言（2") == [("geekbang-cut-header", 2, 1)]
    assert damage("正文\n<div><strong>精选留言（2）</strong></d") == [("geekbang-cut", 2, 2)]


def test_words_about_comments_are_no_block() -> None:
    """Prose and comments that say 精选留言（… are no header; the real one is found behind and before them."""
    talk = "精选留言（3）很多。<strong>精选留言（4）</strong> 也是。\n"
    assert reading(talk).origin.silent == 1
    inside = item(text="看 &lt;strong&gt;精选留言（9）&lt;/strong&gt;&lt;ul&gt; 精选留言（8）")
    assert len(reading(talk + block(inside, 1)).comments) == 1
    assert not damage(talk + block(inside, 1))


def test_joined_articles_keep_all_comments() -> None:
    """Several articles in one stream, as from `cat`, give the comments of all of them."""
    found = reading(block(item("一"), 1) + "\n" + block(item("二") + item("三"), 2))
    assert [comment.author for comment in found.comments] == ["一", "二", "三"]
    assert found.origin.declared == 3


@pytest.mark.parametrize(
    "hostile",
    [
        "<li>" * 50_000,
        "<ul>" * 50_000,
        "👍（" * 50_000,
        "<li><span>" + "👍（1） 💬（1）<div>" * 30_000,
        "<pre>" * 50_000,
        "<strong>精选留言（" * 50_000,
        "<strong>精选留言（1）</strong>" * 20_000 + " " * 50_000,
        " " * 500_000,
        "</p>" * 100_000,
        '<li><img src="' * 30_000,
        "<span>" * 50_000,
        "<strong>精选留言（1）</strong><ul>\n" * 20_000,
        "2019-02-27</li>" + "<br/>" * 100_000,
        "x" * 1_000_000,
        "&" * 200_000,
    ],
    ids=lambda text: text[:20],
)
def test_time_is_linear(hostile: str) -> None:
    """No repetition makes reading slow, neither in the open nor in an item that never ends."""
    texts = (hostile, block(hostile, 1)[:-5], block(item().replace("</li>", hostile), 1)[:-5])
    began = time.process_time()
    for text in texts:
        reading(text)
    assert time.process_time() - began < 10


@given(st.text(), st.integers(0, 3))
def test_any_text_in_a_block_is_no_error(text: str, declared: int) -> None:
    """Whatever stands in a block, reading ends with comments and damage, and never with an exception."""
    reading(block(text, declared))
    reading(block(item() + text + item(), declared))


def test_forced_format() -> None:
    """A forced format must exist, and must fit."""
    one = Input(None, data=b"nothing")
    (misfit,) = read_input(one, "geekbang").origin.damaged
    assert misfit.reason.key == "source-misfit"
    with pytest.raises(FormatError, match="geekbang"):
        read_input(one, "no-such-format")
    assert next(iter(SOURCES)) == "geekbang"


def test_progress_is_told(seed: Path) -> None:
    """`read` tells of each input when it is done."""
    told: list[tuple[str, int]] = []
    read([seed], progress=lambda one, done: told.append((one.url, len(done.comments))))
    assert told == [(seed.name, 22)]
