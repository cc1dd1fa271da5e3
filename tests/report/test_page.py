"""The web page, in a real browser: it works from disk, alone, for everyone, and whatever comments hold stays text."""

from __future__ import annotations

import re
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

import commentscope as cs
from commentscope.analysis import Analysis, Summary, Taxonomy
from commentscope.analysis.details import Details
from commentscope.messages import say
from commentscope.report import page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

MEGABYTE = 1_000_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium: the system's, else Playwright's own."""
    playwright = pytest.importorskip("playwright.sync_api", reason="NO PLAYWRIGHT: the page was not opened")
    with playwright.sync_playwright() as driver:
        try:
            path = shutil.which("chromium") or shutil.which("google-chrome")
            # The pages are ours; a container often lacks what the sandbox needs.
            chromium = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"NO BROWSER: the page was not opened ({error.message.splitlines()[0]})")
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def sample() -> Analysis:
    """The sample article's."""
    return cs.analyze(cs.read(cs.SAMPLE))


@pytest.fixture(scope="module")
def several(analysis_of: Callable) -> Analysis:
    """Sixty questions in two series, on several topics, over six months, some of them answered by the author."""
    topics = (["k3s"], ["storage", "k3s"], ["edge"], [])
    rows = [
        {
            "text": f"第 {n} 个提问：k3s 怎么用？\n还有别的吗" + ("，谢谢" if n % 2 else ""),
            "intent": "question",
            "topics": topics[n % 4],
            "terms": ["k3s"] if topics[n % 4] else [],
            "author": f"读者{n}",
            "likes": n,
            "replies": 60 - n,
            "posted": f"2019-{1 + n // 10:02}-{1 + n % 10:02}",
            "answered": (True, False, False)[n % 3],
            "series": "专栏" if n < 20 else "课程",
            "article": f"文章{n % 5}",
            "url": f"https://example.org/{n % 5}",
            "reply": "这样用" if n % 3 == 0 else None,
        }
        for n in range(60)
    ]
    return analysis_of(rows)


@cache
def _rendered(analysis: Analysis, lang: str) -> bytes:
    return page.render(analysis, lang).encode("utf-8", "replace")


class Opened:
    """A page in the browser, and all that it did which it should not."""

    def __init__(self, tab: Page, address: str, fragment: str) -> None:
        self.tab = tab
        self.wrongs: list[str] = []
        tab.on("console", lambda message: self.wrongs.append(message.text))
        tab.on("pageerror", lambda error: self.wrongs.append(str(error)))
        tab.on("dialog", lambda dialog: (self.wrongs.append(dialog.message), dialog.dismiss()))
        tab.on("request", lambda request: request.url.startswith(address) or self.wrongs.append(request.url))
        tab.goto(address + fragment)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.tab, name)

    @property
    def asks(self) -> list[str]:
        """What the questions in the list ask, in the order shown."""
        return self.tab.locator("#list .ask").all_inner_texts()

    @property
    def found(self) -> str:
        """What is said of the result."""
        return self.tab.locator("#found").inner_text()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Writes the page of an analysis and opens it from disk; in the end nothing must have gone wrong on it."""
    pages: list[Opened] = []

    def _open(analysis: Analysis, lang: str = "en", fragment: str = "", **options: Any) -> Opened:
        path = tmp_path / f"report{len(pages)}.html"
        path.write_bytes(_rendered(analysis, lang))
        pages.append(Opened(browser.new_context(**options).new_page(), path.as_uri(), fragment))
        return pages[-1]

    yield _open
    for one in pages:
        assert one.wrongs == []
        one.tab.context.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_thing_is_what_waits(opened: Callable[..., Opened], sample: Analysis, lang: str) -> None:
    """An author sees how many questions wait for an answer, and which, before anything else."""
    tab = opened(sample, lang)
    assert tab.title() == say(lang, "html-title", title="2019年，容器技术生态会发生些什么？")
    headline = tab.locator("h2").first
    assert headline.inner_text().split() == ["3", *say(lang, "html-headline", unanswered=3).split()]
    assert tab.locator("main .comment").count() == 3 + 8 + 1  # waiting, all questions, a request
    assert tab.locator("main .comment.waits .ask").first.inner_text() == (
        "请问k8s会取代openstack，把container和虚拟机统一起来管理吗？"
    )
    assert tab.locator("main .comment").first.locator(".ask mark").all_inner_texts() == ["k8s", "container"]


def test_the_page_is_small_and_needs_nothing(sample: Analysis) -> None:
    """One article with its charts stays below a megabyte; nothing on it names another place to fetch from."""
    html = page.render(sample, "zh")
    assert len(html.encode()) < MEGABYTE
    assert not re.search(r"<(?:link|img|iframe|object|embed|base)\b|\bon[a-z]+=|\bstyle=|@import|url\(", html)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]


def test_a_large_page_keeps_below_three_megabytes_and_says_what_it_leaves_out(
    annotated: Callable, analysis_of: Callable
) -> None:
    """However many questions there are, long or short; all of them are in the CSV."""
    del annotated
    few = analysis_of(
        [{"text": "问", "intent": "question", "topics": ["k3s"], "likes": 1, "answered": False}]
    )
    (entry,) = few.details.foremost()
    for size in (5, 2000):
        questions = {
            (key, waits): tuple(
                entry._replace(id=f"{key}{waits}{n}", text="<" * (size // 4) + "长" * size, topics=(key,))
                for n in range(400)
            )
            for key in Taxonomy.builtin().keys
            for waits in (True, False)
        }
        analysis = Analysis(few.totals, few.taxonomy, few.comments, Details(questions))
        html = page.render(analysis, "en", tables=["questions.csv"])
        assert len(html.encode()) < 3 * MEGABYTE
        assert '<a href="questions.csv">' in html


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"topic": "storage"}, lambda n: n % 4 == 1),
        ({"topic": "k3s"}, lambda n: n % 4 in (0, 1)),
        ({"topic": "none"}, lambda n: n % 4 == 3),
        ({"state": "waiting"}, lambda n: n % 3),
        ({"state": "answered", "series": "专栏"}, lambda n: n % 3 == 0 and n < 20),
        ({"since": "2019-02", "until": "2019-03"}, lambda n: 10 <= n < 30),
        ({"since": "2019-06-03"}, lambda n: n >= 52),
        ({"likes": "55"}, lambda n: n >= 55),
        ({"q": "谢谢 读者3"}, lambda n: n % 2 and str(n).startswith("3")),
        ({"q": "K3S 文章4"}, lambda n: n % 5 == 4),
        ({"q": "没有这样的词"}, lambda _: False),
    ],
)
def test_filters_do_what_they_say(
    opened: Callable[..., Opened], several: Analysis, fields: dict[str, str], wanted: Callable[[int], Any]
) -> None:
    """Topic, answer, series, period, likes and search, alone and together; the address keeps them all."""
    tab = opened(several)
    for name, value in fields.items():
        field = tab.locator(f"#filters [name={name}]")
        field.select_option(value) if name in {"topic", "state", "series"} else field.fill(value)
    if tab.locator("#more").is_visible():
        tab.locator("#more").click()
    numbers = {n for n in range(60) if wanted(n)}
    assert {int(ask.split()[1]) for ask in tab.asks} == numbers
    assert tab.found == (
        say("en", "html-found", questions=len(numbers)) if numbers else say("en", "html-none")
    )
    again = opened(several, fragment="#" + tab.evaluate("location.hash.slice(1)"))
    assert again.found == tab.found
    assert again.asks[:9] == tab.asks[:9]


def test_orders_and_groups(opened: Callable[..., Opened], several: Analysis) -> None:
    """Grouped by topic in the taxonomy's order, what waits first; or one list in any order."""
    tab = opened(several, "zh")
    assert tab.locator("#list h3").all_inner_texts()[:2] == [
        "轻量级 Kubernetes 15 个提问、10 个未答复",
        "边缘计算 15 个提问、10 个未答复",
    ]
    assert [int(ask.split()[1]) for ask in tab.asks][:3] == [56, 52, 44]
    tab.locator("[name=group]").uncheck()
    assert tab.locator("#list h3").count() == 0
    for order, first in (("likes", 59), ("newest", 59), ("replies", 0), ("waiting", 59)):
        tab.locator("[name=sort]").select_option(order)
        assert tab.asks[0].startswith(f"第 {first} 个")
    assert len(tab.asks) == 40
    tab.locator("#more").click()
    assert len(tab.asks) == 60
    assert tab.evaluate("document.activeElement.textContent").startswith("第 ")
    tab.get_by_role("button", name="清除").click()
    assert tab.evaluate("location.hash") == ""
    assert tab.locator("#list h3").count() == 3
    tab.locator("#more").click()
    assert tab.locator("#list h3").last.inner_text() == "其他 15 个提问、10 个未答复"


def test_a_link_shows_what_its_sender_saw(opened: Callable[..., Opened], several: Analysis) -> None:
    """Filters, language and light or dark are in the address; changing it changes the page."""
    tab = opened(several, "zh", "#state=answered&lang=en&theme=dark&sort=newest&group=no")
    assert tab.evaluate("[document.documentElement.lang, document.documentElement.dataset.theme]") == [
        "en",
        "dark",
    ]
    assert tab.asks[0].startswith("第 57 个")
    assert tab.locator("[name=state]").input_value() == "answered"
    tab.evaluate("location.hash = 'topic=edge'")
    tab.wait_for_function("document.querySelectorAll('#list li').length === 15")
    assert tab.locator("[name=state]").input_value() == ""
    tab.locator("a[href='#state=waiting']").click()
    tab.wait_for_function("document.querySelectorAll('#list .waits').length === 40")


def test_whoever_types_at_once_is_not_led_away(opened: Callable[..., Opened], several: Analysis) -> None:
    """The browser tells of a jump to a place on the page only after what was typed right behind it."""
    tab = opened(several)
    tab.evaluate(
        """() => {
            location.hash = "questions";
            const search = document.querySelector("[name=q]");
            search.focus();
            search.value = "读者";
            search.dispatchEvent(new Event("input", { bubbles: true }));
            return new Promise((done) => setTimeout(done, 100));
        }"""
    )
    tab.keyboard.type("59")
    assert tab.locator("[name=q]").input_value() == "读者59"
    assert tab.found == "1 question found"


def test_the_whole_comment_and_the_reply_are_there(opened: Callable[..., Opened], several: Analysis) -> None:
    """What the author replied stands under the question; links lead only where they say, without a trace."""
    tab = opened(several, "zh", "#state=answered&group=no")
    first = tab.locator("#list .comment").first
    assert first.locator(".reply .text").inner_text() == "这样用"
    link = first.locator("a")
    assert link.get_attribute("href") == "https://example.org/2"
    assert link.get_attribute("rel") == "nofollow noopener noreferrer"


def test_the_language_changes_on_the_page(opened: Callable[..., Opened], sample: Analysis) -> None:
    """Every sentence, the charts, the lists and the title, by one button; and back."""
    tab = opened(sample, "zh")
    assert "questions" not in tab.locator("body").inner_text()
    tab.get_by_role("button", name="English").click()
    body = tab.locator("body").inner_text()
    assert "3 questions wait for an answer" in " ".join(body.split())
    assert not re.search("提问|未答复|关键词", re.sub("《.*》", "", body))
    assert tab.title().endswith("comments")
    assert tab.locator("figure:visible svg").first.get_attribute("aria-label").startswith("Most is asked")
    tab.get_by_role("button", name="中文").click()
    assert "个提问还在等待答复" in tab.locator("body").inner_text()
    assert tab.evaluate("location.hash") == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_stands_behind_every_chart(
    opened: Callable[..., Opened], sample: Analysis, lang: str
) -> None:
    """With the chart's own figures; and the picture says its message to those who can't see it."""
    tab = opened(sample, lang)
    figures = tab.locator("figure:visible")
    assert figures.count() == 4
    for figure in figures.all():
        assert (
            figure.locator("svg").get_attribute("aria-label") == figure.locator("figcaption p").inner_text()
        )
        figure.locator("summary").click()
        assert figure.locator("table tbody tr").count() >= 2
    assert tab.locator(f"#topics-{lang} tbody tr").nth(3).inner_text().split("\t")[1:4] == ["2", "2", "1"]


def test_copied_markdown_is_a_list_of_text(opened: Callable[..., Opened], several: Analysis) -> None:
    """What the filters show, grouped, with boxes to tick; for pasting into an issue or a chat."""
    tab = opened(several, "en", "#topic=storage")
    text = tab.evaluate("copied()")
    html = MarkdownIt("commonmark").render(text)
    assert html.count("<li>") == 15
    assert "<h2>Storage</h2>" in html
    assert "[ ] 第 53 个提问：k3s 怎么用？ 还有别的吗，谢谢 (读者53 · 2019-06-04 · 53 likes · 文章3)" in html
    tab.get_by_role("button", name="Copy as Markdown").click()
    tab.wait_for_function("document.getElementById('found').textContent === 'Copied'")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_comments_stay_text(
    opened: Callable[..., Opened], hostile: Analysis, hostile_texts: tuple[str, ...], lang: str
) -> None:
    """Scripts, handlers, ends of scripts, bidi, words of 100 kB: all shown, nothing run, nothing wider than a phone."""
    tab = opened(hostile, lang, viewport={"width": 375, "height": 700})
    assert len(tab.asks) == len(hostile_texts)
    assert any("</script><script>alert(1)</script><img src=x onerror=alert(1)>" in ask for ask in tab.asks)
    for details in tab.locator("details").all():
        details.evaluate("one => { one.open = true }")
    assert tab.locator("script").count() == 2
    assert tab.locator("main :is(img, iframe, object, script)").count() == 0
    for link in tab.locator("main a:not([href^='#'])").all():
        assert link.get_attribute("href").startswith("https://")
        assert link.get_attribute("rel") == "nofollow noopener noreferrer"
    assert tab.evaluate("document.documentElement.scrollWidth") <= 375
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", tab.content())
    html = MarkdownIt("gfm-like", {"html": True, "linkify": True}).render(tab.evaluate("copied()"))
    assert not re.search(r"<(?:a|img|script|table|em|strong|s|blockquote|hr)\b", html)


def test_a_text_that_is_cut_says_so(opened: Callable[..., Opened], analysis_of: Callable) -> None:
    """What asks is cut to a paragraph, with the whole a click away; beyond 5,000 characters that is cut, too."""
    rows = [
        {"text": f"第{size}问" + "长" * size + "……", "intent": "question", "likes": size}
        for size in (100, 1000, 6000)
    ]
    tab = opened(analysis_of(rows), "en", "#group=no")
    longest, long, short = tab.locator("#list .comment").all()
    assert short.locator("details").count() == 0
    for one in (long, longest):
        assert one.locator(".ask").inner_text().endswith("长…")
        one.locator("summary").click()
    assert long.locator(".text").inner_text().endswith("长……")
    assert long.locator("details .note").count() == 0
    assert longest.locator("details .note").inner_text() == say("en", "html-cut")


def test_broken_surrogates_are_shown_as_such(analysis_of: Callable, opened: Callable[..., Opened]) -> None:
    """Half a character, as a table made by hand can hold it, breaks nothing."""
    analysis = analysis_of([{"text": "请问？", "intent": "question", "topics": ["k3s"], "answered": False}])
    (entry,) = analysis.details.foremost()
    broken = entry._replace(text="坏\ud800字", question="坏\ud800字", author="\udfff", article="\ud83d")
    details = Details({("k3s", True): (broken,)}, requests=(broken,))
    tab = opened(Analysis(analysis.totals, analysis.taxonomy, analysis.comments, details))
    assert tab.asks == ["坏\ufffd字"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("look", ["light", "dark", "phone"])
@pytest.mark.parametrize("which", ["ordinary", "several", "sample"])
def test_nothing_keeps_anyone_out(
    opened: Callable[..., Opened], request: pytest.FixtureRequest, which: str, look: str, lang: str
) -> None:
    """axe-core, which checks what a program can of the accessibility guidelines, finds nothing."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options: dict[str, Any] = {"color_scheme": "dark" if look == "dark" else "light"}
    if look == "phone":
        options |= {"viewport": {"width": 360, "height": 700}}
    tab = opened(request.getfixturevalue(which), lang, **options)
    for details in tab.locator("details").all():
        details.evaluate("one => { one.open = true }")
    results = axe.run(tab.tab)
    assert results.violations_count == 0, results.generate_report()


def test_a_keyboard_is_enough(opened: Callable[..., Opened], several: Analysis) -> None:
    """The first key leads past everything to the questions; buttons and folded comments answer to keys."""
    tab = opened(several)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent").strip().endswith("To the questions")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "questions"
    tab.keyboard.press("Tab")
    tab.keyboard.type("读者59")
    assert tab.found == "1 question found"
    tab.locator("#language").focus()
    tab.keyboard.press("Enter")
    assert tab.found == "找到 1 个提问"


def test_dark_is_dark_and_can_be_changed(opened: Callable[..., Opened], sample: Analysis) -> None:
    """As the reader's system has it, or as the button says."""
    paper = "Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])"
    tab = opened(sample, color_scheme="dark")
    assert tab.evaluate(paper) < 50
    tab.locator("#theme").click()
    assert tab.evaluate(paper) > 200
    assert opened(sample).evaluate(paper) > 200


def test_on_paper_there_are_no_controls(opened: Callable[..., Opened], sample: Analysis) -> None:
    """Questions, charts and lists are printed, in ink on white, buttons and filters are not."""
    tab = opened(sample, color_scheme="dark")
    tab.emulate_media(media="print")
    assert not tab.locator("#filters").is_visible()
    assert not tab.locator("button").first.is_visible()
    assert tab.locator("#list .comment").first.is_visible()
    assert tab.locator("figure:visible svg").first.is_visible()
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_without_scripts_the_page_still_tells(opened: Callable[..., Opened], sample: Analysis) -> None:
    """What waits, charts, tables and keywords need none; the page says what does."""
    tab = opened(sample, java_script_enabled=False)
    assert tab.locator(".comment.waits").count() == 3
    assert tab.locator("figure:visible svg").first.is_visible()
    assert "JavaScript" in tab.locator("noscript").inner_text()


def test_nothing_makes_a_page_too(opened: Callable[..., Opened], nothing: Analysis) -> None:
    """It says that there are no comments."""
    tab = opened(nothing, "en")
    assert tab.locator("main").inner_text() == "No comments in 3 files."


def test_frequent_readers_only_where_asked_for(sample: Analysis) -> None:
    """They are people; so no list of them stands in a page unless it was collected for it."""
    assert 'id="readers"' not in page.render(sample, "en")
    details = Details.of(sample.comments, readers=True)
    named = Analysis(sample.totals, sample.taxonomy, sample.comments, details)
    assert 'id="readers"' in page.render(named, "en")


def test_damage_is_told(ordinary: Analysis) -> None:
    """What could not be read stands at the end, with place and reason in both languages."""
    html = page.render(ordinary, "en")
    assert "Not everything could be read" in html
    assert "b.md" in html
    assert "不是普通文件" in html


def test_the_page_is_the_same_every_time(sample: Analysis) -> None:
    """No time of making, no order of chance."""
    assert page.render(sample, "zh") == page.render(cs.analyze(cs.read(cs.SAMPLE)), "zh")


def test_what_was_not_collected_is_not_invented() -> None:
    """A summary alone, with no rows to collect from, makes a page without lists."""
    empty = cs.analyze(cs.read(cs.SAMPLE).head(0))
    assert page.render(Analysis(Summary(), empty.taxonomy, empty.comments), "en")
