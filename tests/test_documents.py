"""The two READMEs say the same, and what they point to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BOTH = [ROOT / "README.md", ROOT / "README.zh.md"]


def _commands(readme: Path) -> list[str]:
    """The command lines of a README, without the remarks behind them."""
    lines = re.findall(r"^    (\S.*)$", readme.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"\s+# .*", "", line) for line in lines]


def test_both_readmes_give_the_same_commands() -> None:
    """README.zh.md is kept equal to README.md: the same commands, the same examples, the same sections."""
    english, chinese = BOTH
    assert _commands(english) == _commands(chinese)
    for pattern in (r"^>>> .*?(?=\s+#|$)", r"^#+ "):
        one, other = (re.findall(pattern, path.read_text(encoding="utf-8"), re.MULTILINE) for path in BOTH)
        assert one == other


@pytest.mark.parametrize("readme", [*BOTH, *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md"])
def test_links_lead_somewhere(readme: Path) -> None:
    """Every relative link of the documents is a file of the project."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", readme.read_text(encoding="utf-8")):
        assert (readme.parent / target).exists(), target
