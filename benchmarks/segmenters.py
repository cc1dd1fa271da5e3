"""Shows that jieba-rs and jieba cut every different run of Han in a corpus alike, with and without user words.

Usage:
    python benchmarks/segmenters.py CORPUS
"""

from __future__ import annotations

import re
import sys
import time

from commentscope.sources import read
from commentscope.text.segment import Word, segmenter
from commentscope.text.tokens import builtin_words

HAN = re.compile(r"[\u4e00-\u9fd5]+")


def main(corpus: str) -> int:
    """Prints the number of runs and of differences; exits with 1 where there are any."""
    texts = read([corpus])["text"].fillna("")
    runs = sorted({run for text in texts for run in HAN.findall(text)})
    words = [word for word in builtin_words() if HAN.fullmatch(word.text)]
    different = sum(compare(runs, some, name) for some, name in (([], "without"), (words, "with")))
    return 1 if different else 0


def compare(runs: list[str], words: list[Word], name: str) -> int:
    """How many runs the two cut differently."""
    cuts, seconds = [], []
    for engine in ("jieba-rs", "jieba"):
        cut = segmenter(engine, words).cut
        began = time.perf_counter()
        cuts.append([cut(run) for run in runs])
        seconds.append(time.perf_counter() - began)
    different = [run for run, one, other in zip(runs, *cuts, strict=True) if one != other]
    print(
        f"{name} user words: {len(runs) - len(different)} of {len(runs)} runs equal; "
        f"jieba-rs {seconds[0]:.1f} s, jieba {seconds[1]:.1f} s"
    )
    for run in different[:5]:
        print("  ", run)
    return len(different)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
