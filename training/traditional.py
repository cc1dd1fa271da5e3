"""Writes the characters of `commentscope/text/traditional.txt` from OpenCC's tables.

    pip install opencc && python training/traditional.py

The words above the line of dashes in that file are our own and stay. OpenCC (https://github.com/BYVoid/OpenCC,
Apache-2.0) is needed here only: what ships is the table.
"""

from __future__ import annotations

from pathlib import Path

from opencc import OpenCC

TABLE = Path(__file__).resolve().parent.parent / "commentscope" / "text" / "traditional.txt"
LINE = "# " + "-" * 40
HAN = range(0x4E00, 0xA000)
# Taiwan's and Hong Kong's own forms (裏, 衞) fall to the tables of their kind.
CONVERTERS = [OpenCC(name) for name in ("t2s", "tw2s", "hk2s")]
# 么 is what 麼 becomes; 吒 and the like are as good in simplified text, where nothing is to change.
LEFT_ALONE = "么吒拚捱摺榘菸薹袷醣麴夥"
OWN = {"妳": "你"}


def _simplified(char: str) -> str:
    """What the first converter that knows the character makes of it."""
    for converter in CONVERTERS:
        found = converter.convert(char)
        if found != char and len(found) == 1 and _in_use(found):
            return str(found)
    return OWN.get(char, char)


def _in_use(char: str) -> bool:
    """Whether a simplified character is one of GB 2312; rarer ones are for names and ancient books."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    """Rewrites what stands below the line."""
    head = TABLE.read_text(encoding="utf-8").partition(LINE)[0]
    pairs = [
        char + plain
        for char in map(chr, HAN)
        if char not in LEFT_ALONE and (plain := _simplified(char)) != char
    ]
    rows = [" ".join(pairs[start : start + 24]) for start in range(0, len(pairs), 24)]
    TABLE.write_text("\n".join([head + LINE, *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
