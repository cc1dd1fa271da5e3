"""What is learned from: labelled comments, the archive's unlabelled ones, the articles' bodies."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from commentscope import read
from commentscope.analysis.learned import INTENTS, TOPICS

if TYPE_CHECKING:
    from pathlib import Path

FOLDS = 4
GOLD, EXTRA, SENTENCES = "gold/train.csv", "extra_labels.csv", "sentences.csv"
HELD_OUT = "gold/dev.csv"


class Labelled(NamedTuple):
    """Labelled comments, then unlabelled ones, each with its article."""

    table: pd.DataFrame
    """Columns series, article, text; the labelled ones first."""
    topics: np.ndarray
    """Of the labelled: comment, topic."""
    intents: np.ndarray
    """Of the labelled: number of the intent."""
    sure: np.ndarray
    """Of the labelled: comment, lane; False where two readers disagreed."""
    gold: np.ndarray
    """Which of the labelled come from `GOLD`, on which figures are measured."""
    fold: np.ndarray
    """Of the labelled: fold."""
    unknown: bool
    """Whether articles are held out whole, and nothing is known of them."""

    @property
    def number(self) -> int:
        """How many are labelled."""
        return len(self.intents)


def plain(text: str) -> str:
    """Letters and digits alone: what makes two texts the same."""
    return re.sub(r"\W+", "", text.lower())


def key(path: str, author: str, text: str) -> str:
    """By which labels without text find their comment."""
    return hashlib.sha1(f"{path}\n{author}\n{text}".encode(), usedforsecurity=False).hexdigest()[:16]


def archive(folder: Path) -> pd.DataFrame:
    """All comments of the unpacked archive, with key and plain text."""
    comments = read(folder)
    comments = comments[["url", "author", "series", "article", "text"]].astype(object)
    comments = comments.where(comments.notna(), "")
    comments["key"] = [key(*row) for row in zip(comments.url, comments.author, comments.text, strict=True)]
    comments["plain"] = comments.text.map(plain)
    return comments


def load(shared: Path, folder: Path, extra: Path, *, unknown: bool = False) -> Labelled:
    """All of it. Comments whose text is in the held-out file are left out; its labels are never read."""
    comments = archive(folder)
    unseen = set(
        pd.read_csv(shared / HELD_OUT, dtype=str, usecols=["text"], keep_default_na=False).text.map(plain)
    )
    gold = pd.read_csv(shared / GOLD, dtype=str, keep_default_na=False)
    more = pd.read_csv(extra, dtype=str, keep_default_na=False)
    more = more.join(
        comments.drop_duplicates("key").set_index("key")[["series", "article", "text", "plain"]], on="key"
    )
    more = more[more.plain.notna() & ~more.plain.isin(unseen)]
    gold_plain = gold.text.map(plain)
    again = more[more.plain.isin(set(gold_plain))].drop_duplicates("plain").set_index("plain")
    more = more[~more.plain.isin(set(gold_plain))].drop_duplicates("plain")
    labelled = pd.concat([gold, more], ignore_index=True)
    topics = np.array([[name in row.split(";") for name in TOPICS] for row in labelled.topics])
    intents = np.array([INTENTS.index(row) for row in labelled.intent])
    lanes = np.column_stack([topics, intents])
    sure = np.ones(lanes.shape, bool)
    for place, text in enumerate(gold_plain):
        if text in again.index:
            row = again.loc[text]
            second = [*(name in row.topics.split(";") for name in TOPICS), INTENTS.index(row.intent)]
            sure[place] = lanes[place] == second
    rest = comments[~comments.plain.isin(unseen | set(labelled.text.map(plain))) & (comments.plain != "")]
    rest = rest.drop_duplicates("plain")
    columns = ["series", "article", "text"]
    table = pd.concat([labelled[columns], rest[columns]], ignore_index=True)
    names = labelled.series + "|" + labelled.article if unknown else labelled.text.map(plain)
    fold = np.array(
        [int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:8], 16) % FOLDS for name in names]
    )
    is_gold = np.arange(len(labelled)) < len(gold)
    sure = np.repeat(sure, [1] * len(TOPICS) + [len(INTENTS)], axis=1)
    return Labelled(table, topics, intents, sure, is_gold, fold, unknown)


def acts(texts: list[str], sizes: np.ndarray, path: Path) -> np.ndarray:
    """What each sentence does, as a reader said: a letter, `?` where nobody read it.

    Args:
        texts: the comments.
        sizes: how many sentences each has.
        path: table of the SHA-1 of a text, its first 16 hexadecimal digits, and a letter for each of its sentences.
    """
    known = dict(pd.read_csv(path, dtype=str).itertuples(index=False))
    found: list[str] = []
    for text, size in zip(texts, sizes.tolist(), strict=True):
        own = known.get(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:16], "")
        found += own if len(own) == size else "?" * size
    return np.array(found)


def bodies(folder: Path) -> dict[tuple[str, str], str]:
    """The articles' bodies by series and title."""
    found = {}
    for path in sorted(folder.rglob("*.md")):
        parts = path.relative_to(folder).parts
        if "docs" in parts:
            found[parts[parts.index("docs") - 1], path.stem] = path.read_text(encoding="utf-8")
    return found
