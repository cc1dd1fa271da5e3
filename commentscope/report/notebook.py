"""An analysis as a notebook shows it: at a glance, what readers ask about, and their foremost questions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from commentscope.messages import say
from commentscope.report.charts import draw
from commentscope.report.defuse import line, shortened
from commentscope.report.findings import find
from commentscope.report.pictures import to_svg
from commentscope.report.templating import environment

if TYPE_CHECKING:
    from jinja2 import Template

    from commentscope.analysis import Analysis

QUESTIONS = 5
"""Questions shown."""
LONGEST = 120
"""Characters of a question."""


def html(analysis: Analysis, lang: str) -> str:
    """The analysis as HTML, with nothing in it to run or to fetch."""
    totals, taxonomy = analysis.totals, analysis.taxonomy
    topics = find(analysis, "topics", lang)
    counts = {
        "comments": totals.comments,
        "readers": len(totals.authors),
        "questions": totals.questions.total,
        "unanswered": totals.questions.unanswered,
    }
    questions = [
        {
            "text": shortened(line(entry.question), LONGEST),
            "author": shortened(line(entry.author or ""), 30),
            "posted": (entry.posted or "")[:10],
            "likes": "" if entry.likes is None else f"{entry.likes:,}",
            "topics": [line(taxonomy.name(key, lang)) for key in entry.topics if key in taxonomy.keys],
            "waits": entry.answered is False,
        }
        for entry in totals.top_questions[:QUESTIONS]
    ]
    return _template().render(
        say=lambda key, **values: say(lang, key, **values),
        title=line(totals.title or "") or say(lang, "report-articles", articles=len(totals.articles)),
        period=[moment[:10] for moment in (totals.first, totals.last) if moment],
        counts={name: f"{count:,}" for name, count in counts.items()},
        chart=to_svg(draw(topics, lang).to_dict()) if topics.worth else "",
        questions=questions,
    )


@cache
def _template() -> Template:
    return environment().get_template("notebook.html.j2")
