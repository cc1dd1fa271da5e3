"""Scores on labelled comments: each label's F1 with its interval, the confusion of intents, the worst mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from commentscope.comments import INTENTS
from commentscope.messages import say
from commentscope.report.console.lines import fitted, width, wrapped
from commentscope.report.console.sheet import ACCENT, LONGEST, OPEN, QUIET, STRONG, Sheet
from commentscope.report.defuse import line, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from commentscope.analysis import Taxonomy
    from commentscope.analysis.assessment import Assessment, Mistake
    from commentscope.analysis.evaluation import Labelled, Score

BAR = 20
"""Cells of an F1 of one."""
NAME = 24
LINES = 3
"""Lines of a mistaken comment."""
_FIGURES = 44  # cells of the figures of a row
_HEAD = 6  # cells of a column of the confusion
_FEW_FIGURES = 20  # cells of the figures of a row on a narrow page
_CONFUSED = 8
_NARROW = 70
"""Below it precision, recall and most of the confusion are left out."""


def scores(  # noqa: PLR0913  a page has these sides, each by its name
    found: Assessment, console: Console, *, lang: str, taxonomy: Taxonomy, title: str, mistakes: int
) -> None:
    """Prints an assessment.

    Args:
        found: what `evaluate` found.
        console: from `open_console`.
        lang: `zh` or `en`.
        taxonomy: names the topics.
        title: what was scored.
        mistakes: how many are shown at most.
    """
    sheet = Sheet(console, lang)
    sheet.gap()
    sheet.text(Text(line(title), STRONG))
    facts = [say(lang, "scores-comments", comments=found.comments)]
    if found.unsure:
        facts.append(say(lang, "scores-unsure", labels=found.unsure))
    sheet.text(Text(sheet.glyphs.dot.join(facts), QUIET))
    _labels(sheet, found, taxonomy)
    if any(count for row in found.confusion.values() for count in row.values()):
        _confusion(sheet, found)
    _mistakes(sheet, found, taxonomy, mistakes)
    sheet.gap()


def _labels(sheet: Sheet, found: Assessment, taxonomy: Taxonomy) -> None:
    """A row a label: F1, interval, precision, recall, how many; a bar where there is room."""
    lang, known = sheet.lang, found.scores
    heads = ("score", "interval", "precision", "recall", "positives")
    rows = [[Text(), *(Text(say(lang, f"scores-{key}"), QUIET) for key in heads), Text()]]
    breaks = set()
    if known.intents:
        rows.append(
            _row(sheet, found, "question", Text(say(lang, "scores-question"), STRONG), known.question)
        )
        rows.append(_mean(sheet, found, "intent", say(lang, "scores-intent"), known.intent))
        for intent in INTENTS[1:]:
            if intent in known.intents:
                name = Text("  " + say(lang, f"report-intent-{intent}"))
                rows.append(_row(sheet, found, f"intent:{intent}", name, known.intents[intent]))
        breaks.add(len(rows))
    if known.topics:
        if "topics" in found.intervals:
            rows.append(_mean(sheet, found, "topics", say(lang, "scores-topics"), known.topic))
        for key, score in known.topics.items():
            name = fitted(Text("  " + line(taxonomy.name(key, lang))), NAME, sheet.glyphs.cut)
            rows.append(_row(sheet, found, f"topic:{key}", name, score))
    if sheet.width < _NARROW:
        rows = [[fitted(row[0], sheet.width - _FEW_FIGURES, sheet.glyphs.cut), *row[1:3]] for row in rows]
    sheet.gap(2)
    for place, row in enumerate(sheet.aligned(rows, right=range(1, len(rows[0]) - 1))):
        if place in breaks:
            sheet.gap()
        sheet.rows([row])


def _row(sheet: Sheet, found: Assessment, name: str, shown: Text, score: Score) -> list[Text]:
    return [
        shown,
        Text(_share(score.f1), STRONG),
        _interval(sheet, found, name),
        Text(_share(score.precision)),
        Text(_share(score.recall)),
        Text(sheet.number(score.positives), QUIET),
        _bar(sheet, score.f1),
    ]


def _mean(sheet: Sheet, found: Assessment, name: str, shown: str, f1: float) -> list[Text]:
    return [
        Text(shown, STRONG),
        Text(_share(f1), STRONG),
        _interval(sheet, found, name),
        Text(),
        Text(),
        Text(),
        _bar(sheet, f1),
    ]


def _interval(sheet: Sheet, found: Assessment, name: str) -> Text:
    interval = found.intervals.get(name)
    return Text(
        f"{_share(interval.low)}{sheet.glyphs.dash}{_share(interval.high)}" if interval else "", QUIET
    )


def _bar(sheet: Sheet, f1: float) -> Text:
    room = min(BAR, sheet.width - NAME - _FIGURES - 10)
    if room < BAR // 2:
        return Text()
    whole = round(f1 * room)
    return (
        Text()
        .append(sheet.glyphs.shades[0] * whole, ACCENT)
        .append(sheet.glyphs.shades[2] * (room - whole), QUIET)
    )


def _confusion(sheet: Sheet, found: Assessment) -> None:
    """A row an intent as readers gave it, a column one as it was found; where they agree, in colour."""
    lang = sheet.lang
    aside = "scores-confusion-narrow" if sheet.width < _NARROW else "scores-confusion-aside"
    sheet.heading(say(lang, "scores-confusion"), Text(say(lang, aside), QUIET))
    names = [say(lang, f"report-intent-{intent}") for intent in INTENTS]
    if sheet.width < _NARROW:
        _most_confused(sheet, found)
        return
    heads = [
        fitted(Text(name, QUIET), max(_HEAD, (sheet.width - 16) // len(INTENTS) - 2), sheet.glyphs.cut)
        for name in names
    ]
    rows = [[Text(), *heads]]
    for truth, name in zip(INTENTS, names, strict=True):
        counts = found.confusion[truth]
        if any(counts.values()):
            rows.append(
                [
                    Text(name),
                    *(
                        Text(
                            sheet.number(count) if count else sheet.glyphs.marks[2],
                            f"{STRONG} {ACCENT}" if truth == guess else "" if count else QUIET,
                        )
                        for guess, count in counts.items()
                    ),
                ]
            )
    sheet.rows(sheet.aligned(rows, right=range(1, len(INTENTS) + 1)))


def _most_confused(sheet: Sheet, found: Assessment) -> None:
    """The most frequent confusions, a line each."""
    pairs = [
        (-count, truth, guess)
        for truth, row in found.confusion.items()
        for guess, count in row.items()
        if count and truth != guess
    ]
    rows = [
        [
            *(Text(say(sheet.lang, f"report-intent-{intent}")) for intent in (truth, guess)),
            Text(f"{-count}", QUIET),
        ]
        for count, truth, guess in sorted(pairs)[:_CONFUSED]
    ]
    if rows:
        sheet.rows(sheet.aligned(rows, right=(2,)))


def _mistakes(sheet: Sheet, found: Assessment, taxonomy: Taxonomy, limit: int) -> None:
    lang, shown = sheet.lang, found.mistakes[:limit]
    if not shown:
        return
    rest = len(found.mistakes) - len(shown)
    aside = say(lang, "report-first-of", shown=len(shown), total=len(found.mistakes)) if rest else ""
    sheet.heading(say(lang, "scores-mistakes"), Text(aside, QUIET))
    digits = len(str(len(shown)))
    labels = [say(lang, "scores-readers"), say(lang, "scores-found")]
    margin = max(map(width, labels)) + 2
    for number, mistake in enumerate(shown, 1):
        lead = Text(f"{number:>{digits}}  ", QUIET)
        sheet.rows([lead.append(row) for lead, row in _hanging(sheet, lead, mistake)])
        for label, labelled, style in zip(labels, (mistake.expected, mistake.found), ("", OPEN), strict=True):
            row = Text(" " * (digits + 2)).append(label + " " * (margin - width(label)), QUIET)
            sheet.rows(
                [
                    fitted(
                        row.append(_said(labelled, mistake, taxonomy, sheet), style),
                        sheet.width,
                        sheet.glyphs.cut,
                    )
                ]
            )
        sheet.gap()


def _hanging(sheet: Sheet, lead: Text, mistake: Mistake) -> list[tuple[Text, Text]]:
    """The comment's lines, each with what stands before it."""
    room = sheet.width - width(lead.plain)
    lines = wrapped(Text(line(shortened(mistake.text, LONGEST))), room, LINES, sheet.glyphs.cut) or [Text()]
    blank = Text(" " * width(lead.plain))
    return [(blank.copy() if place else lead, row) for place, row in enumerate(lines)]


def _said(labelled: Labelled, mistake: Mistake, taxonomy: Taxonomy, sheet: Sheet) -> str:
    """What was labelled, as far as the two disagree."""
    lang = sheet.lang
    parts = []
    if {"question", "intent"} & set(mistake.wrong):
        parts.append(say(lang, f"report-intent-{labelled.intent}"))
    topics = [line(taxonomy.name(key, lang)) for key in mistake.wrong if key in labelled.topics]
    if topics or not parts:
        parts.append(say(lang, "report-list-separator").join(topics) or say(lang, "scores-no-topic"))
    return sheet.glyphs.dot.join(parts)


def _share(value: float) -> str:
    """A share in three digits: `.917`, `1.00`."""
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.00"
