"""The report as Markdown: a page that GitHub, an editor or a chat shows well.

Whatever the template prints is defused, unless it is `Written`: made here, of parts already defused. So nothing that
comes from a comment can be forgotten.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from commentscope.messages import say
from commentscope.report import defuse
from commentscope.report.contents import PLACE, with_contents
from commentscope.report.drawing import BLOCKS, STATES, bar, binned, stacked
from commentscope.report.findings import find
from commentscope.report.templating import environment

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from jinja2 import Template

    from commentscope.analysis import Analysis
    from commentscope.analysis.entries import Entry
    from commentscope.analysis.summary import Tally
    from commentscope.comments import Damage

PER_TOPIC = 10
"""Questions shown under each topic."""
PER_LIST = 20
"""Unanswered questions, requests and corrections shown."""
PER_DAMAGED = 200
"""Damaged places shown."""
KEYWORDS = 40
"""Keywords shown."""
WORDS = 6
"""Words that say what readers of a topic talk about."""
LONGEST = 600
"""Characters of a comment that are shown."""
BAR = 20
"""Characters of the longest bar."""
ROWS = 12
"""Rows of the table over time at most."""

_FUNCTIONS = (
    *("say", "number", "bold", "percent", "dates"),
    *("bar", "stacked", "legend"),
    *("counts", "first_of", "asked", "facts", "excerpt", "chart"),
)
_GAP = re.compile(r"\n{3,}")


class Written(str):
    """Markdown written by this program, as against text that is to be shown."""

    __slots__ = ()


class Group(NamedTuple):
    """The questions on one topic."""

    name: str
    asked: Tally
    words: list[str]
    entries: Sequence[Entry]


def render(analysis: Analysis, lang: str, charts: Collection[str] = ()) -> str:
    """The report; valid under CommonMark and GitHub's extensions whatever the comments hold.

    Args:
        analysis: what to report.
        lang: `zh` or `en`.
        charts: the files of charts that lie beside the page, each named for its chart: `charts/topics.svg`.
    """
    text = _template().render(_Page(analysis, lang, charts).parts())
    return _GAP.sub("\n\n", with_contents(text)).strip() + "\n"


class _Page:
    """What the template prints, and the functions it prints with."""

    def __init__(self, analysis: Analysis, lang: str, charts: Collection[str]) -> None:
        self.lang = lang
        self.analysis = analysis
        self.charts = {PurePosixPath(path).stem: path for path in charts}
        self.totals = analysis.totals
        self.taxonomy = analysis.taxonomy
        self.topics = [
            (key, self.totals.topics[key]) for key in self.taxonomy.keys if key in self.totals.topics
        ]
        self.trend = binned(self.totals.months, ROWS)

    def parts(self) -> dict[str, Any]:
        totals = self.totals
        return {
            **{name: getattr(self, name) for name in _FUNCTIONS},
            "lang": self.lang,
            "totals": totals,
            "taxonomy": self.taxonomy,
            "topics": self.topics,
            "title": totals.title,
            "kinds": sorted(
                ((name, n) for name, n in totals.intents.items() if n), key=lambda item: -item[1]
            ),
            "groups": self._groups(),
            "wishes": [
                (intent, entries)
                for intent, entries in (("request", totals.requests), ("correction", totals.corrections))
                if entries
            ],
            "keywords": totals.keywords(KEYWORDS),
            "trend": self.trend,
            "highest": max((one.comments for one in self.trend), default=0),
            "unread": totals.origin.damaged or totals.origin.expected not in (0, totals.comments),
            "per_list": PER_LIST,
            "per_damaged": PER_DAMAGED,
            "contents": Written(PLACE),
            "dot": Written(BLOCKS.dot),
            "dash": Written(BLOCKS.dash.strip()),
        }

    def say(self, key: str, **values: object) -> Written:
        """A message of the catalogue, the values in it defused."""
        safe = {name: shown(value) if isinstance(value, str) else value for name, value in values.items()}
        return Written(say(self.lang, key, **safe))

    def number(self, value: int) -> Written:
        return Written(f"{value:,}")

    def bold(self, value: int) -> Written:
        return Written(f"**{value:,}**")

    def percent(self, count: int) -> Written:
        return Written(f"{count / self.totals.comments:.0%}")

    def bar(self, value: int, peak: int) -> Written:
        return Written(bar(value, peak, BAR))

    def stacked(self, asked: Tally) -> Written:
        peak = max(topic.questions.total for _, topic in self.topics)
        cells = stacked([getattr(asked, state) for state in STATES], peak, BAR)
        return Written("".join(shade * count for shade, count in zip(BLOCKS.shades, cells, strict=True)))

    def legend(self, asked: Tally) -> Written:
        pairs = zip(STATES, BLOCKS.shades, strict=True)
        return Written(
            " ".join(
                f"{shade} {self.say(f'report-{state}')}" for state, shade in pairs if getattr(asked, state)
            )
        )

    def counts(self, asked: Tally) -> Written:
        return self.say("report-asked", questions=asked.total, unanswered=asked.unanswered)

    def first_of(self, entries: Sequence[Entry], total: int) -> Written:
        shown = min(len(entries), PER_LIST)
        return self.say("report-first-of", shown=shown, total=total) if total > shown else Written()

    def asked(self, entry: Entry) -> Written:
        """What a comment asks, the deciding terms in bold."""
        return Written(defuse.markdown(defuse.shortened(entry.question, LONGEST), entry.terms))

    def facts(self, entry: Entry, *, state: bool = True) -> Written:
        """Who asked, when, how much liked, answered or not, under which article."""
        facts: list[str] = [shown(defuse.shortened(entry.author or "", 40)) or self.say("report-nameless")]
        if entry.posted:
            facts.append(shown(entry.posted[:10]))
        if entry.likes:
            facts.append(self.say("report-likes", likes=entry.likes))
        if entry.replies:
            facts.append(self.say("report-replies", replies=entry.replies))
        if state and entry.answered is not None:
            facts.append(
                self.say("report-answered") if entry.answered else f"**{self.say('report-unanswered')}**"
            )
        if len(self.totals.articles) > 1 and entry.article:
            facts.append(self.say("report-article-title", title=entry.article))
        return Written(BLOCKS.dot.join(facts))

    def chart(self, name: str) -> Written:
        """The picture of a chart, where there is one, with its message for those who can't see it."""
        if name not in self.charts:
            return Written()
        finding = find(self.analysis, name, self.lang)
        # A description's brackets are escaped like all others.
        return Written(f"![{shown(f'{finding.title}: {finding.words}')}]({self.charts[name]})")

    def dates(self, first: str, last: str) -> Written:
        return Written(shown(first) if first == last else f"{shown(first)}{BLOCKS.dash}{shown(last)}")

    def excerpt(self, damage: Damage) -> str:
        return defuse.shortened(damage.excerpt, 120)

    def _groups(self) -> list[Group]:
        groups = [
            Group(
                self.taxonomy.name(key, self.lang),
                topic.questions,
                [word.word for word in self.totals.topic_keywords(key, WORDS)],
                topic.top[:PER_TOPIC],
            )
            for key, topic in self.topics
            if topic.questions.total
        ]
        loose = [entry for entry in (*self.totals.unanswered, *self.totals.top_questions) if not entry.topics]
        if loose:
            name = self.say("report-other-questions")
            groups.append(Group(name, self.totals.unclassified, [], list(dict.fromkeys(loose))[:PER_TOPIC]))
        return groups


def shown(value: object) -> str:
    """A value as the template prints it: defused unless it is `Written`."""
    return value if isinstance(value, Written) else defuse.markdown(str(value))


@cache
def _template() -> Template:
    return environment(shown).get_template("report.md.j2")
