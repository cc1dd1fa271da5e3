"""What the commands on labelled comments share: saying what of a file could not be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commentscope.cli.terminal import note, warn

if TYPE_CHECKING:
    from commentscope.sources.labelled import Left


def say_left(left: Left, lang: str) -> None:
    """Says what of a labelled file could not be used."""
    from commentscope.messages import say  # noqa: PLC0415

    if left.blank:
        note(say(lang, "labelled-blank", rows=left.blank))
    if left.unknown:
        warn(say(lang, "labelled-unknown-intents", intents=", ".join(left.unknown)))
