"""What the commands on labelled comments share: their columns' names, saying what of a file could not be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from commentscope.cli.terminal import DAMAGED, DONE, note, place, warn

if TYPE_CHECKING:
    from commentscope.sources.labelled import Left

Column = Annotated[list[str] | None, typer.Option(metavar="OURS=THEIRS")]
"""What a labelled file calls its columns."""
_SHOWN = 5


def say_left(left: Left, lang: str) -> int:
    """Says what of a labelled file could not be used, and gives the exit code that follows from it."""
    from commentscope.messages import say  # noqa: PLC0415  kept out of --help's way

    if left.blank:
        note(say(lang, "labelled-blank", rows=left.blank))
    if left.unknown:
        warn(say(lang, "labelled-unknown-intents", intents=", ".join(left.unknown)))
    if left.damaged:
        warn(say(lang, "labelled-damaged", rows=len(left.damaged)))
        for damage in left.damaged[:_SHOWN]:
            warn("  " + place(damage, lang))
    return DAMAGED if left.damaged else DONE
