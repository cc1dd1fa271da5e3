"""Real files of every format: as many comments as other means count in them, and what the files say themselves."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from commentscope.sources import Input, Reading, find_inputs, read_input

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def samples(shared: Path) -> Path:
    """The folder of samples."""
    return shared / "samples"


def readings(folder: Path) -> Iterator[tuple[str, Reading]]:
    """Each file's text and what is read of it."""
    for one in find_inputs(folder):
        text = b"" if one.path is None else open(one.path, "rb").read()  # noqa: PTH123, SIM115  short
        yield text.decode("utf-8", "replace"), read_input(one)


def test_every_sample_is_read(samples: Path) -> None:
    """No file of the samples is silent or damaged, but the notes, and those known to be cut or to break off."""
    found = {one.url: read_input(one) for one in find_inputs(samples)}
    silent = [url for url, each in found.items() if each.origin.silent]
    assert silent == ["rendered-zkep-md/README.txt"]
    damaged = {url: len(each.origin.damaged) for url, each in found.items() if each.origin.damaged}
    assert damaged == {"geektime-webclip-md/B_name-date-text-reply-counts.md": 1}
    assert sum(len(each.comments) for each in found.values()) == 344


@pytest.mark.parametrize("folder", ["geektime-geek_crawler-md", "rendered-geek_crawler-aasdkl"])
def test_geektime_with_the_sites_html(samples: Path, folder: str) -> None:
    """One comment for each place of a text, an answer for each that has one, every date."""
    for text, found in readings(samples / folder):
        assert len(found.comments) == text.count('<div class="_2_QraFYR_0">') > 0
        answered = [part for part in text.split('<div class="_2sjJGcOH_0">')[1:] if "作者回复" in part]
        assert sum(one.reply is not None for one in found.comments) == len(answered)
        assert [one.posted for one in found.comments] == [
            day.replace(" ", "T") for day in re.findall(r'_3Hkula0k_0">([0-9: -]+)<', text)
        ]


def test_geektime_clips(samples: Path) -> None:
    """One comment an item, in whichever order; the counts at the end are likes; the cut last one is said to be."""
    found = dict(readings(samples / "geektime-webclip-md"))
    for text, each in found.items():
        items = re.split(r"^- ", text.partition("## 精选留言(")[2], flags=re.MULTILINE)[1:]
        assert len(each.comments) == len(items) == 5
        assert [one.posted for one in each.comments] == [
            re.findall(r"\d{4}-\d\d-\d\d", item)[0] for item in items
        ]
        assert sum(one.reply is not None for one in each.comments) == text.count("作者回复:")
    likes = [[one.likes for one in each.comments] for each in found.values()]
    assert likes == [[107, 29, 17, 15, 2], [2, 0, 0, 0, None]]


def test_geektime_ebook(samples: Path) -> None:
    """Likes stand at the end of the text, and are none of it."""
    ((_, found),) = readings(samples / "rendered-geektime_dl-html")
    assert [(one.author, one.likes, one.posted) for one in found.comments] == [
        ("W_T", 8, "2018-08-16T09:13:43"),
        ("loveluckystar", 3, "2018-08-16T09:24:10"),
    ]
    assert all(one.reply and "赞]" not in one.text for one in found.comments)


def test_four_shapes_of_geektime_say_the_same(samples: Path) -> None:
    """The same two comments come out of the API's answer, both rendered pages and the e-book."""
    folders = ["geektime-api-v1-json", "rendered-geek_crawler-aasdkl", "rendered-geektime_dl-html"]
    said = [
        [(one.author, one.text, one.posted, one.reply) for one in found.comments]
        for folder in folders
        for _, found in readings(samples / folder)
    ]
    assert len(said) == 4
    assert all(one == said[0] for one in said)


def test_rendered_archive(samples: Path) -> None:
    """Pages of a rendered archive hold what their headers declare."""
    for folder in ("geektime-mkdocs-html", "rendered-zkep-md", "geektime-md-img-div", "geektime-md-noimg-p"):
        for text, found in readings(samples / folder):
            declared = re.findall(r"<strong>(?:精选|全部)留言（(\d+)）", text)
            assert len(found.comments) == sum(map(int, declared)) == found.origin.declared


def test_mediacrawler(samples: Path) -> None:
    """Counts as the platform words them; times in milliseconds."""
    path = samples / "mediacrawler" / "xhs_comments_2024.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = read_input(Input(str(path))).comments
    assert [one.id for one in found] == [row["comment_id"] for row in rows]
    assert [(one.likes, one.posted) for one in found] == [
        (28000, "2023-12-29T16:05:49"),
        (15000, "2023-12-30T00:19:18"),
    ]
    (one,) = read_input(Input(str(samples / "mediacrawler" / "xhs_comment_pre-2026-07.json"))).comments
    assert (one.likes, one.replies, one.parent, one.posted) == (11, 0, None, "2025-12-04T22:20:46")


def test_blog_widgets(samples: Path) -> None:
    """The same two comments from Waline and Twikoo; the latter says that the second is the master's answer."""
    ((_, waline),) = readings(samples / "waline")
    ((_, twikoo),) = readings(samples / "twikoo")
    assert [one.author for one in waline.comments] == ["静凇", "Horean0574"]
    assert waline.comments[1].parent == waline.comments[0].id
    assert waline.comments[0].posted == "2023-12-27T21:29:58.613000"  # not the migration's day
    assert [one.author for one in twikoo.comments] == ["静凇"]
    assert twikoo.comments[0].reply is not None
    assert twikoo.comments[0].reply.startswith("感谢您的认可")


def test_blog_exports(samples: Path) -> None:
    """Disqus, WordPress, Isso, Artalk, Remark42: as many comments as the files have entries, less those left out."""
    ((text, disqus),) = readings(samples / "disqus-xml")
    assert len(disqus.comments) == text.count("<post dsq:id") - text.count(
        "<isDeleted>true"
    )  # no thread's is
    assert disqus.origin.left_out == {"deleted": 1}
    assert [one.article for one in disqus.comments].count(
        None
    ) == 2  # an orphan, and one in a thread without a name
    ((text, wordpress),) = readings(samples / "wordpress-wxr")
    assert len(wordpress.comments) == text.count("<wp:comment>") == 8
    ((text, artalk),) = readings(samples / "artalk-artrans")
    assert [(one.likes, one.parent, one.posted) for one in artalk.comments] == [
        (666, "233", "2021-10-28T20:50:15")
    ]
    ((text, remark),) = readings(samples / "remark42")
    assert len(remark.comments) == len(text.splitlines()) - 1
    assert remark.comments[0].text == "some text, link (http://radio-t.com)"
    path = samples / "isso" / "comments_from_disqus.db"
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as base:
        modes = dict(base.execute("SELECT mode, count(*) FROM comments GROUP BY mode"))
    found = read_input(Input(str(path)))
    assert (len(found.comments), found.origin.left_out) == (modes[1], {"deleted": modes[4]})
    generic = samples / "isso" / "isso_tests_generic.json"
    listed = json.loads(generic.read_text("utf-8"))
    assert len(read_input(Input(str(generic))).comments) == sum(len(one["comments"]) for one in listed)


def test_youtube(samples: Path) -> None:
    """Times in words tell no time; those that were parsed do."""
    ((text, found),) = readings(samples / "youtube-comment-downloader")
    assert [one.id for one in found.comments] == [json.loads(line)["cid"] for line in text.splitlines()]
    assert [one.posted is None for one in found.comments] == [
        "time_parsed" not in line for line in text.splitlines()
    ]
