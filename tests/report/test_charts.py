"""The charts: what they show, in words and as tables; pictures that any text leaves whole; notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

import commentscope as cs
from commentscope.errors import OutputError, UsageError
from commentscope.report import charts, pictures
from commentscope.report.defuse import line
from commentscope.report.findings import NAMES, find

if TYPE_CHECKING:
    from collections.abc import Callable

    from commentscope.analysis import Analysis

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def sample() -> Analysis:
    """The sample article's."""
    return cs.analyze(cs.read(cs.SAMPLE))


def words(svg: str | bytes) -> list[str]:
    """The texts that a picture shows."""
    return [element.text or "" for element in etree.fromstring(svg).iter(f"{SVG}text")]


def titles(svg: str | bytes) -> list[str]:
    """What its marks tell of themselves."""
    return [element.text or "" for element in etree.fromstring(svg).iter(f"{SVG}title")]


def test_findings_say_what_the_sample_holds(sample: Analysis) -> None:
    """The tables behind the charts agree with the summary, topics in the taxonomy's order."""
    topics = find(sample, "topics", "en")
    assert [row[:4] for row in topics.rows[:4]] == [
        ("Serverless", 1, 1, 0),
        ("Lightweight Kubernetes", 2, 1, 0),
        ("Edge computing", 2, 1, 0),
        ("Storage", 2, 2, 1),
    ]
    most = max(topics.rows, key=lambda row: row[2])
    assert topics.words.startswith(
        f"Most is asked about {most[0]}: {most[2]} questions, {most[3]} unanswered"
    )
    trend = find(sample, "trend", "en")
    assert trend.rows[0] == ("2019-02", 9, 3, 0)
    assert sum(row[1] for row in trend.rows) == 22
    intents = find(sample, "intents", "zh")
    assert ("提问", 8, "36%") in intents.rows
    assert sum(row[1] for row in intents.rows) == 22
    likes = find(sample, "likes", "en")
    assert sum(sum(row[1:]) for row in likes.rows) == 22
    assert likes.columns[1:5] == ["0", "1", "2–3", "4–7"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_has_a_title_a_message_and_its_figures(sample: Analysis, lang: str) -> None:
    """In the picture: the title in words, the message as its name, and a mark's figures as its title."""
    drawn = charts.pictures(sample, lang, "svg")
    assert list(drawn) == ["topics.svg", "trend.svg", "intents.svg", "likes.svg"]
    for name, svg in drawn.items():
        finding = find(sample, name.removesuffix(".svg"), lang)
        assert finding.title in words(svg)
        assert etree.fromstring(svg).get("aria-label") == finding.words
        assert titles(svg)
    unanswered = {"zh": "存储，未答复：1", "en": "Storage, unanswered: 1"}[lang]
    assert unanswered in titles(drawn["topics.svg"])


def test_a_chart_that_would_only_decorate_is_left_out(nothing: Analysis, analysis_of: Callable) -> None:
    """No comments make no chart; one month is no development, one series nothing to compare."""
    assert charts.pictures(nothing, "en", "svg") == {}
    row = {"text": "请问 k3s 怎么用？", "intent": "question", "topics": ["k3s"], "posted": "2019-02-27"}
    one = analysis_of([row | {"series": "专栏"}])
    assert list(charts.pictures(one, "en", "svg")) == ["topics.svg"]
    two = analysis_of([row | {"series": "专栏"}, row | {"series": "课程", "posted": "2019-03-27"}])
    assert list(charts.pictures(two, "en", "svg")) == ["topics.svg", "trend.svg", "series.svg"]
    assert find(two, "series", "zh").rows == [("专栏", 1), ("课程", 1)]


def test_an_axis_leaves_nothing_out(analysis_of: Callable) -> None:
    """Numbers of likes and replies that no comment has keep their place between those that some have."""
    rows = [{"text": "好", "likes": 0, "replies": 0}, {"text": "好", "likes": 9, "replies": 20}]
    shown = words(charts.pictures(analysis_of(rows), "en", "svg")["likes.svg"])
    assert {"0", "1", "2–3", "4–7", "8–15", "16–31"} <= {*shown}
    assert shown.count("4–7") == 2


@pytest.mark.parametrize("name", NAMES)
def test_any_chart_can_be_asked_for(nothing: Analysis, sample: Analysis, name: str) -> None:
    """Even of nothing: a notebook gets an empty chart, not an error."""
    for analysis in (nothing, sample):
        assert pictures.to_svg(analysis.chart(name, "en").to_dict()).startswith("<svg")


def test_an_unknown_chart_names_the_known_ones(sample: Analysis) -> None:
    """The error helps on."""
    with pytest.raises(UsageError, match="topics, trend"):
        sample.chart("pie")


def test_hostile_names_stay_names(analysis_of: Callable, hostile_texts: tuple[str, ...]) -> None:
    """Series are named by whoever wrote them: no element, no script and no address comes from a name."""
    rows = [
        {"text": "请问？", "intent": "question", "topics": ["k3s"], "series": text[:500]}
        for text in hostile_texts
    ]
    drawn = charts.pictures(analysis_of(rows), "en", "svg")
    picture = etree.fromstring(drawn["series.svg"])
    assert {etree.QName(element).localname for element in picture.iter()} <= {
        *("svg", "g", "path", "rect", "line", "text", "title")
    }
    assert not [name for element in picture.iter() for name in element.attrib if name.startswith("on")]
    assert "</script><script>alert(1)</script>" in " ".join(titles(drawn["series.svg"]))
    assert all(title == line(title) for title in titles(drawn["series.svg"]))


def test_png_is_sharp(sample: Analysis) -> None:
    """Twice the pixels of the chart; skipped, loudly, where no font has Chinese characters."""
    try:
        drawn = charts.pictures(sample, "zh", "png")
    except OutputError:
        pytest.skip("NO CHINESE FONT: this test has checked nothing")
    assert drawn["topics.png"].startswith(b"\x89PNG")
    assert int.from_bytes(drawn["topics.png"][16:20], "big") == 2 * charts.WIDTH


def test_without_a_chinese_font_it_is_said_what_to_install(
    sample: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than pictures of empty boxes."""
    pictures.require_chinese.cache_clear()
    monkeypatch.setattr("vl_convert.svg_to_png", lambda _: b"the same box")
    with pytest.raises(OutputError, match="fonts-noto-cjk"):
        charts.pictures(sample, "zh", "png")
    pictures.require_chinese.cache_clear()


def test_a_notebook_shows_the_analysis(sample: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts, the chart of topics and the foremost questions, in the environment's language; text stays short."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    html = sample._repr_html_()
    for part in (
        "2019年，容器技术生态会发生些什么？",
        "<strong>3</strong> 未答复",
        "<svg",
        "昨天的k3s老师觉得怎么样？",
    ):
        assert part in html
    assert repr(sample) == "<Analysis: 22 comments, 8 questions, 3 unanswered>"


def test_a_notebook_shows_hostile_comments_as_text(hostile: Analysis, nothing: Analysis) -> None:
    """Nothing of a comment becomes an element."""
    page = etree.HTML(hostile._repr_html_())
    assert not page.xpath("//script | //img | //a | //table//table")
    assert "<table" not in nothing._repr_html_()


def test_a_chart_brings_its_picture_along(sample: Analysis) -> None:
    """So a notebook shows it without a network, changed or not."""
    chart = sample.chart("topics", "en")
    for one in (chart, chart.properties(width=300)):
        bundle = one._repr_mimebundle_()
        assert bundle["image/svg+xml"].startswith("<svg")
        assert bundle["text/plain"] == find(sample, "topics", "en").words
