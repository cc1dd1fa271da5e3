"""Threads, whatever shape they come in: trees become rows with `parent`, an author's answers `reply`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commentscope.comments import Provenance
from commentscope.sources.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from commentscope.comments import Comment, Damage

DEEPEST = 8
"""Objects and lists within one another in which discussions are looked for; no site's answer has them deeper."""


@dataclass
class Discussion:
    """What a source gathers of one input, entry by entry."""

    comments: list[Comment] = field(default_factory=list)
    answers: set[int] = field(default_factory=set)
    """Places in `comments` of what the article's author (or editor) wrote."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Entries that are no comments, by reason: one of `commentscope.comments.LEFT_OUT`."""
    damaged: list[Damage] = field(default_factory=list)
    declared: int = 0
    """Comments that the input itself states to hold; with the author's answers, where it counts them."""

    def add(self, comment: Comment, *, by_author: bool = False, reason: str | None = None) -> None:
        """Takes a comment; one without a word is left out as empty.

        Args:
            comment: what was written.
            by_author: whether the article's author (or editor) wrote it.
            reason: why it is none, if it is none.
        """
        reason = reason or (None if comment.text.strip() else "empty")
        if reason:
            self.left_out[reason] += 1
            return
        if by_author:
            self.answers.add(len(self.comments))
        self.comments.append(comment)

    def reading(self, *, counts_answers: bool = True) -> Reading:
        """All of it, the answers put where they belong.

        What the author writes under a reader's comment becomes that comment's `reply`; several are separated by a
        blank line. What readers write under such an answer is a reply to the comment answered. What the author
        writes otherwise stays a comment.

        Args:
            counts_answers: whether `declared` counts the author's answers, too.
        """
        rows, folded = self._folded()
        # An id that comes twice tells nothing apart; the later ones are made from the content.
        seen: set[str] = set()
        for place, row in enumerate(rows):
            if row.id is not None and row.id in seen:
                rows[place] = row._replace(id=None)
            elif row.id is not None:
                seen.add(row.id)
        declared = self.declared - (folded if counts_answers else 0)
        return Reading(
            rows,
            Provenance(declared=max(declared, 0), damaged=tuple(self.damaged), left_out=dict(self.left_out)),
        )

    def _folded(self) -> tuple[list[Comment], int]:
        place_of = {
            one.id: place for place, one in reversed(list(enumerate(self.comments))) if one.id is not None
        }
        answered: dict[int, list[str]] = {}
        target_of: dict[int, int] = {}
        for place in sorted(self.answers):
            target = self._target(place, place_of)
            if target is not None:
                target_of[place] = target
                answered.setdefault(target, []).append(self.comments[place].text)
        rows = []
        for place, one in enumerate(self.comments):
            if place in target_of:
                continue
            row = one
            above = place_of.get(one.parent) if one.parent is not None else None
            if above is not None and above in target_of:
                row = row._replace(parent=self.comments[target_of[above]].id)
            if place in answered:
                row = row._replace(reply="\n\n".join([*([one.reply] if one.reply else []), *answered[place]]))
            rows.append(row)
        return rows, len(target_of)

    def _target(self, place: int, place_of: dict[str, int]) -> int | None:
        """The reader's comment that an answer belongs to: the first one above that a reader wrote."""
        seen = {place}
        parent = self.comments[place].parent
        while parent is not None and (above := place_of.get(parent)) is not None and above not in seen:
            if above not in self.answers:
                return above
            seen.add(above)
            parent = self.comments[above].parent
        return None


def descend(items: Iterable[Any], children: Callable[[Any], Any]) -> Iterator[tuple[Any, Any]]:
    """Every entry of a tree with the one above it (`None` at the top), in the order in which a reader meets them.

    Args:
        items: the entries at the top; what is no object is passed over.
        children: gives an entry's own; anything but a list counts as none.
    """
    waiting: list[tuple[Any, Any]] = [
        (item, None) for item in reversed(list(items)) if isinstance(item, dict)
    ]
    while waiting:
        item, above = waiting.pop()
        yield item, above
        below = children(item)
        if isinstance(below, list):
            waiting.extend((one, item) for one in reversed(below) if isinstance(one, dict))


def outermost(value: object, wanted: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    """Every wanted object in a value, however deep, but none within another one that is wanted."""
    found: list[dict[str, Any]] = []
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, dict) and wanted(one):
            found.append(one)
        elif isinstance(one, (dict, list)) and depth < DEEPEST:
            below = one.values() if isinstance(one, dict) else one
            waiting.extend((inner, depth + 1) for inner in reversed(list(below)))
    return found


def pages(answer: object) -> list[dict[str, Any]]:
    """The answers in what was saved of a site: one, or a list of them."""
    return entries(answer if isinstance(answer, list) else [answer])


def dig(value: object, *path: str | int) -> Any:  # noqa: ANN401  whatever lies there
    """What lies at a path of names and places; `None` where it leads nowhere."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def entries(value: object) -> list[dict[str, Any]]:
    """The objects in a list; none, where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
