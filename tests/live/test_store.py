"""The store: what it keeps over many visits, and what it refuses."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from loopback import Loopback, Reply, item

import commentscope as cs
import commentscope.sources.store
from commentscope import sources
from commentscope.comments import Provenance, provenance
from commentscope.errors import StoreError
from commentscope.live.store import Store
from commentscope.report import tables
from commentscope.sources import find_inputs, parts, read_input

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commentscope.live.records import Receipt

    Gather = Callable[..., list[Receipt]]


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    """The answer to a query."""
    with sqlite3.connect(path) as base:
        return base.execute(query).fetchall()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where `gather` keeps comments."""
    return tmp_path / "comments.db"


def test_later_it_brings_what_is_new_and_what_has_changed(
    site: Loopback, gather: Gather, store: Path
) -> None:
    """New comments come in; likes, replies and answers are brought up to date; the rest stays as it is."""
    gather(site.article())
    site.articles["780"][4] |= {"like_count": 9000, "score": str(9000 * 2**32), "discussion_count": 2}
    site.articles["780"][6] |= {"replies": [{"content": "现在有答复了"}]}
    site.articles["780"].append(item(46))
    (receipt,) = gather(site.article())
    assert (receipt.received, receipt.new, receipt.changed, receipt.vanished) == (46, 1, 2, 0)
    table = cs.read(store).set_index("id")
    assert len(table) == 46
    assert tuple(table.loc["5", ["likes", "replies"]]) == (9000, 2)
    assert table.loc["7", "reply"] == "现在有答复了"


def test_what_an_answer_does_not_tell_stays(site: Loopback, gather: Gather, store: Path) -> None:
    """A title given once, and counts that only the other version of the API tells, are not lost again."""
    site.articles["780"] = [item(1, discussion_count=3)]
    gather(site.article())
    with sqlite3.connect(store) as base:
        base.execute("update comments set article = '标题'")
    del site.articles["780"][0]["discussion_count"]
    (receipt,) = gather(site.article())
    assert receipt.changed == 0
    assert tuple(cs.read(store).loc[0, ["article", "replies"]]) == ("标题", 3)


def test_the_history_of_counts_is_kept(site: Loopback, gather: Gather, store: Path) -> None:
    """A row where likes or replies changed, none where they did not."""
    for likes in (1, 1, 5, 3):
        site.articles["780"] = [item(1, likes=likes), item(2, likes=0)]
        gather(site.article())
    assert rows(store, "select likes from counts where id = '1' order by seen") == [(1,), (5,), (3,)]
    assert rows(store, "select likes from counts where id = '2'") == [(0,)]


def test_what_has_vanished_is_marked_and_may_come_back(site: Loopback, gather: Gather, store: Path) -> None:
    """It stays in the store with the time it was missed; analyses leave it out, and say so."""
    gather(site.article())
    gone = site.articles["780"].pop(10)
    (receipt,) = gather(site.article())
    assert (receipt.declared, receipt.received, receipt.vanished) == (44, 44, 1)
    assert rows(store, "select id from comments where vanished is not null") == [(str(gone["id"]),)]
    table = cs.read(store)
    assert len(table) == 44
    assert provenance(table).left_out == {"deleted": 1}
    site.articles["780"].append(gone)
    (receipt,) = gather(site.article())
    assert (receipt.new, receipt.vanished) == (0, 0)
    assert len(cs.read(store)) == 45


def test_a_list_cut_short_makes_nothing_vanish(site: Loopback, gather: Gather, store: Path) -> None:
    """The site ends after a page, or repeats itself, or fails: nobody knows what became of the rest."""
    gather(site.article())
    everything = site.articles["780"]
    site.articles["780"] = everything[:20]
    site.declared["780"] = 45
    for _ in range(3):
        assert gather(site.article())[0].vanished == 0
    site.paging = "stuck"
    assert gather(site.article())[0].vanished == 0
    site.faults.extend([None, Reply(b"no", 418)])
    assert gather(site.article())[0].problem is not None
    assert rows(store, "select count(*) from comments where vanished is not null") == [(0,)]


def test_a_visit_that_broke_down_goes_on(site: Loopback, gather: Gather, store: Path) -> None:
    """Three attempts too many at the second page; the next call begins with the second page."""
    site.faults.extend([None, *[Reply(status=503)] * 6])
    (receipt,) = gather(site.article())
    assert (receipt.received, receipt.complete) == (20, False)
    before = len(site.requests)
    (receipt,) = gather(site.article())
    assert (receipt.received, receipt.new, receipt.complete) == (45, 45, True)
    assert [body["prev"] == "0" for _, _, body, _ in site.requests[before:]] == [False, False]
    assert rows(store, "select count(*) from comments") == [(45,)]


def test_what_can_not_go_on_begins_anew(site: Loopback, gather: Gather) -> None:
    """A page that is refused for good does not stand in the way for ever."""
    site.faults.extend([None, Reply(b"no", 418)])
    gather(site.article())
    before = len(site.requests)
    assert gather(site.article())[0].complete
    assert site.requests[before][2]["prev"] == "0"


def test_ids_of_different_sources_stay_apart(site: Loopback, gather: Gather, store: Path) -> None:
    """The key is (source, id)."""
    gather(site.article())
    with sqlite3.connect(store) as base:
        base.execute(
            "insert into comments (source, id, url, text) values ('other', '1', ?, 'x')", [site.article()]
        )
    gather(site.article())
    assert rows(store, "select source from comments where id = '1' order by source") == [
        ("geekbang-api",),
        ("other",),
    ]


def test_hostile_text_is_kept_as_it_is(site: Loopback, gather: Gather, store: Path) -> None:
    """NUL, half a character, markup, numbers beyond SQLite's: nothing of it stops the fetch."""
    texts = ["'); drop table comments; --", "a\0b", "\ud800", "<script>", "\u202e反", "=1+1"]
    site.articles["780"] = [item(number, comment_content=text) for number, text in enumerate(texts, 1)]
    site.articles["780"][0] |= {"like_count": 2**70, "comment_ctime": 10**15, "score": "1"}
    gather(site.article())
    kept = dict(rows(store, "select id, text from comments"))
    assert [kept[str(number)] for number in range(1, 7)] == [*texts[:2], "\ufffd", *texts[3:]]
    assert len(cs.read(store)) == 6


def test_a_store_is_an_input_like_any_other(
    site: Loopback, gather: Gather, tmp_path: Path, store: Path
) -> None:
    """`analyze data/comments.db`, a folder that holds it, standard input; each comment with its own source."""
    gather(site.article())
    assert set(cs.read(store)["source"]) == {"geekbang-api"}
    assert len(cs.read(tmp_path)) == 45
    program = [sys.executable, "-c", "from commentscope.cli import main; main()", "analyze", "--json"]
    with store.open("rb") as data:
        done = subprocess.run([*program, "-"], stdin=data, capture_output=True, check=True)  # noqa: S603  our own
    summary = json.loads(done.stdout)
    assert (summary["comments"], summary["declared"], summary["damaged"]) == (45, 45, 0)


def test_a_large_store_is_read_in_parts(
    site: Loopback, gather: Gather, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that memory stays flat: whole articles, each once, counted as one file."""
    for number in range(9):
        site.articles[str(number)] = [item(number * 100 + one) for one in range(1, 30)]
    gather(*(site.article(number) for number in range(9)))
    monkeypatch.setattr(parts, "LONGEST", 1)
    monkeypatch.setattr(sources.store, "ROWS", 50)
    (one,) = find_inputs(store)
    cut = parts.parts(one)
    assert len(cut) == 5
    readings = [read_input(part) for part in cut]
    whole = read_input(one)
    assert [row for reading in readings for row in reading.comments] == whole.comments
    assert all(len({row.url for row in reading.comments}) <= 2 for reading in readings)
    assert sum((reading.origin for reading in readings), Provenance()) == whole.origin
    assert (whole.origin.files, whole.origin.declared) == (1, 261)


@pytest.mark.parametrize("content", [b"# an article", b"SQLite format 3\0" + b"x" * 4096])
def test_another_file_is_no_store(tmp_path: Path, content: bytes) -> None:
    """It is refused, and stays as it is."""
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a store"):
        Store(path)
    assert path.read_bytes() == content


def test_another_database_is_no_store(tmp_path: Path) -> None:
    """The tables of `annotate -o out.db`, or of a browser, are not written to."""
    path = tmp_path / "annotated.db"
    with tables.open_writer(path, "db") as writer:
        writer.write(cs.annotate(cs.read(cs.SAMPLE)))
    with pytest.raises(StoreError, match="not a store"):
        Store(path)


def test_a_store_of_a_later_version_is_refused(tmp_path: Path) -> None:
    """Nobody knows its tables."""
    path = tmp_path / "comments.db"
    with Store(path):
        pass
    with sqlite3.connect(path) as base:
        base.execute("pragma user_version = 99")
    with pytest.raises(StoreError, match="later"):
        Store(path)


def test_a_damaged_store_is_damage_not_a_crash(site: Loopback, gather: Gather, store: Path) -> None:
    """Cut off or overwritten: what reads it says so."""
    gather(site.article())
    whole = store.read_bytes()
    for broken in (whole[:5000], whole[:8192] + b"\xff" * (len(whole) - 8192)):
        store.write_bytes(broken)
        assert provenance(cs.read(store)).damaged
    for at in [at for at in range(4096) if whole[at]][::10]:
        store.write_bytes(whole[:at] + bytes([whole[at] ^ 0x80]) + whole[at + 1 :])
        cs.read(store)


def test_a_folder_that_can_not_be_made_says_so(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="--store"):
        Store(tmp_path / "data" / "comments.db")


def test_two_fetches_of_the_same_do_not_double(site: Loopback, gather: Gather, store: Path) -> None:
    """A page that another program kept in the meantime is not kept again."""
    gather(site.article())
    with sqlite3.connect(store) as base:
        plan = base.execute("select plan from runs").fetchone()[0]
    with Store(store) as one, Store(store) as other:
        from commentscope.live.exchange import Answer  # noqa: PLC0415
        from commentscope.live.sites import GeekTime, Target  # noqa: PLC0415

        site_, target = GeekTime(), Target("geekbang-api", site.article(), "780")
        run = one.begin_run(plan)
        visit = one.begin_visit(run, target, site_.first(target), threads=False)
        assert other.begin_visit(other.begin_run(plan), target, site_.first(target), threads=False) == visit
        place = one.next(visit)
        answer = Answer(site.address, json.dumps(site._comments("780", "0")).encode())
        page = site_.read(target, {"page": 1, "prev": "0"}, answer)
        assert one.add(visit, place, "", answer, page).fresh == 20
        assert other.add(visit, place, "", answer, page).fresh == 0
        assert other.next(visit) == one.next(visit)
    assert rows(store, "select pages from visits order by id desc limit 1") == [(1,)]
