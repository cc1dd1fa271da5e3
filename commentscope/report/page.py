"""The report as a web page: one file, with nothing to fetch and nothing to run but its own script.

Everything is printed escaped; what comes from comments is defused first. The list of questions travels as JSON and
is shown by `templates/page.js`, which makes text nodes only. Both languages stand in the page.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from commentscope import __version__
from commentscope.messages import LANGUAGES, say
from commentscope.report import defuse
from commentscope.report.charts import draw
from commentscope.report.findings import NAMES, find
from commentscope.report.listing import ASK, LONGEST, Listing, folded, marked
from commentscope.report.pictures import to_svg
from commentscope.report.templating import environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from commentscope.analysis import Analysis
    from commentscope.analysis.details import Activity
    from commentscope.analysis.entries import Entry
    from commentscope.analysis.summary import Summary

WAITING = 5
"""Unanswered questions at the top of the page."""
PER_LIST = 40
"""Requests and corrections shown; all but the first few folded away."""
KEYWORDS = 60
READERS = 30
DAMAGED = 50
RISING = 3
"""Topics named that are asked about more than before."""
_STEPS = 5  # sizes of keywords


def render(analysis: Analysis, lang: str, *, tables: Sequence[str] = ()) -> str:
    """The page.

    Args:
        analysis: what to report. Where it counts readers, the most frequent ones are named.
        lang: the language that the page opens in, `zh` or `en`.
        tables: addresses of CSV files beside it that hold what the page has no room for.
    """
    totals, details = analysis.totals, analysis.details
    names = {one: _name(totals, one) for one in LANGUAGES}
    titles = {one: say(one, "html-title", title=name) for one, name in names.items()}
    listing = Listing(analysis)
    template, style, script = _template(), _asset("page.css"), _asset("page.js")
    return template.render(
        lang=lang,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        data=Markup(listing.json(lang, titles)),  # noqa: S704  safe within a script element
        languages=LANGUAGES,
        titles=titles,
        names=names,
        totals=totals,
        recent=details.recent(),
        risen=_risen(analysis),
        charts=_charts(analysis),
        waiting=totals.unanswered[:WAITING],
        wishes=[
            (intent, entries[:PER_LIST], totals.intents[intent])
            for intent, entries in (("request", details.requests), ("correction", details.corrections))
            if entries
        ],
        words=_words(totals),
        readers=_readers(details.readers),
        damaged=totals.origin.damaged[:DAMAGED],
        shown=len(listing),
        tables=tables,
        several=len(totals.articles) > 1,
        version=__version__,
    )


def _name(totals: Summary, lang: str) -> str:
    return defuse.shortened(defuse.line(totals.title or ""), 200) or say(
        lang, "report-articles", articles=len(totals.articles)
    )


def _risen(analysis: Analysis) -> dict[str, str]:
    """In each language, what is asked about more than before; empty where nothing is."""
    recent = analysis.details.recent()
    names = analysis.taxonomy.keys
    topics = [topic for topic in recent.topics if topic[0] in names][:RISING] if recent else []
    risen = {}
    for lang in LANGUAGES if topics else ():
        named = [(defuse.line(analysis.taxonomy.name(key, lang)), now, before) for key, now, before in topics]
        said = [say(lang, "html-rose", topic=name, now=now, before=before) for name, now, before in named]
        risen[lang] = say(lang, "html-risen", topics=say(lang, "report-list-separator").join(said))
    return risen


def _charts(analysis: Analysis) -> list[dict[str, Any]]:
    """Of each chart worth showing: in both languages, what it shows, and its picture."""
    found = ({lang: find(analysis, name, lang) for lang in LANGUAGES} for name in NAMES)
    return [
        {
            lang: (finding, Markup(to_svg(draw(finding, lang, bare=True).to_dict(), bare=True)))  # noqa: S704  made here
            for lang, finding in pair.items()
        }
        for pair in found
        if all(finding.worth for finding in pair.values())
    ]


def _words(totals: Summary) -> list[tuple[str, int, int]]:
    """The keywords by name, with the comments they are in, and a size from 1 to `_STEPS`."""
    words = totals.keywords(KEYWORDS)
    scores = [word.score for word in words]
    least, most = min(scores, default=0), max(scores, default=0)

    def size(score: float) -> int:
        return 1 + round((_STEPS - 1) * sqrt((score - least) / (most - least))) if most > least else 2

    sized = [(defuse.line(word.word), word.comments, size(word.score)) for word in words]
    return sorted(sized, key=lambda word: word[0].casefold())


def _readers(readers: dict[str, Activity]) -> list[tuple[str, Activity]]:
    named = sorted(readers.items(), key=lambda reader: (-reader[1].comments, -reader[1].likes, reader[0]))
    return [(defuse.shortened(defuse.line(name), 40), activity) for name, activity in named[:READERS]]


def _both(key: str, **values: object) -> Any:  # noqa: ANN401  markup
    """A message in both languages; the style sheet shows one."""
    safe = {name: defuse.line(value) if isinstance(value, str) else value for name, value in values.items()}
    return Markup("").join(
        Markup('<span class="{0}" lang="{0}">{1}</span>').format(lang, say(lang, key, **safe))
        for lang in LANGUAGES
    )


def _marked(entry: Entry, name: str) -> list[str]:
    """A text of an entry in pieces, every second one a term that decided a topic."""
    return marked(getattr(entry, name) or "", entry.terms, ASK if name == "question" else LONGEST)


def _asset(name: str) -> Any:  # noqa: ANN401  markup
    return Markup((files("commentscope.report") / "templates" / name).read_text(encoding="utf-8"))  # noqa: S704  ours


def _hash(text: str) -> str:
    """What the content security policy knows a script or style sheet by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template() -> Template:
    made = environment()
    made.globals.update(say=_both, longest=LONGEST, folded=folded)
    made.filters.update(
        line=defuse.line,
        number=lambda value: f"{value:,}",
        marked=_marked,
        short=lambda text, limit: defuse.shortened(defuse.line(text or ""), limit),
        linked=lambda url: url if url and url.startswith(("http://", "https://")) else None,
    )
    return made.get_template("page.html.j2")
