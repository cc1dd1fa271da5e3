"""Topics files: the built-in one, the user's own, and what can be wrong in them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from commentscope.analysis import taxonomy
from commentscope.analysis.taxonomy import Taxonomy, check
from commentscope.errors import TaxonomyError

GOOD = """
[coffee]
name = { zh = "咖啡", en = "Coffee" }
strong = ["espresso"]
weak = ["豆子", "研磨"]
except = ["espresso machine"]

[tea]
strong = ["绿茶"]
"""


def written(folder: Path, content: str) -> Path:
    """A topics file with this content."""
    path = folder / "topics.toml"
    path.write_text(content, encoding="utf-8")
    return path


def faults(folder: Path, content: str) -> list[str]:
    """What `check` finds in a file with this content."""
    return [message.key for message in check(written(folder, content))]


def test_the_built_in_topics_lead_with_those_of_the_reports() -> None:
    """Serverless, k3s, edge and storage first, then Kubernetes, containers, networks and learning."""
    leading = ("serverless", "k3s", "edge", "storage", "kubernetes", "container", "network", "learning")
    assert Taxonomy.builtin().keys[:8] == leading


def test_the_built_in_file_has_no_faults() -> None:
    """But for terms that two topics share on purpose, as storage and Kubernetes do."""
    path = Path(taxonomy.__file__).with_name("taxonomy.toml")
    assert {message.key for message in check(path)} <= {"topics-shared-term"}


def test_a_file_replaces_the_built_in_topics(tmp_path: Path) -> None:
    """Its tables are the topics, in its order; a topic without a name goes by its key."""
    own = Taxonomy.load(written(tmp_path, GOOD))
    assert own.keys == ("coffee", "tea")
    assert (own.name("coffee", "zh"), own.name("coffee", "en"), own.name("tea", "zh")) == (
        "咖啡",
        "Coffee",
        "tea",
    )
    assert own["coffee"].exceptions == ("espresso machine",)
    assert "coffee" in own
    assert "storage" not in own
    assert len(own) == len(list(own)) == 2


def test_a_file_that_extends_adds_and_replaces(tmp_path: Path) -> None:
    """With `extends` the built-in topics stay; the same key takes the place of one, another comes behind."""
    own = Taxonomy.load(written(tmp_path, 'extends = true\n[storage]\nstrong = ["磁带"]' + GOOD))
    assert own.keys == (*Taxonomy.builtin().keys, "coffee", "tea")
    assert own["storage"].strong == ("磁带",)
    assert own["edge"] == Taxonomy.builtin()["edge"]


def test_a_taxonomy_travels() -> None:
    """It can go to another process and serve as a key."""
    builtin = Taxonomy.builtin()
    assert pickle.loads(pickle.dumps(builtin)) == builtin  # noqa: S301  our own bytes
    assert hash(builtin) == hash(Taxonomy(builtin.topics))


def test_an_unknown_topic_goes_by_its_key() -> None:
    """A report on topics that a taxonomy lacks still has names; asking for one outright is an error."""
    assert Taxonomy.builtin().name("weather", "zh") == "weather"
    with pytest.raises(KeyError):
        Taxonomy.builtin()["weather"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "topics-empty"),
        ("extends = 1\n[a]\nstrong = ['x']", "topics-bad-extends"),
        ("a = 1", "topics-not-table"),
        ("['A b']\nstrong = ['x']", "topics-bad-key"),
        ("[a]\nname = 3\nstrong = ['x']", "topics-bad-name"),
        ("[a]\nname = { de = 'x' }\nstrong = ['x']", "topics-bad-name"),
        ("[a]\nstrong = 'x'\nweak = ['y', 'z']", "topics-bad-list"),
        ("[a]\nstrong = []", "topics-no-terms"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, content: str, fault: str) -> None:
    """With the file and what is wrong, by `check` and by `load` alike."""
    assert fault in faults(tmp_path, content)
    with pytest.raises(TaxonomyError) as caught:
        Taxonomy.load(tmp_path / "topics.toml")
    assert caught.value.message.key == fault
    assert "topics.toml" in caught.value.say("zh")
    assert caught.value.advice("en")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[a]\nstrong = ['x']\nstong = ['y']", "topics-unknown-key"),
        ("[a]\nstrong = ['x', ' ']", "topics-blank-term"),
        ("[a]\nweak = ['x']", "topics-one-weak"),
        ("[a]\nstrong = ['x']\nexcept = ['Ｘ']", "topics-term-excepted"),
        ("[a]\nstrong = ['x']\nweak = ['X']", "topics-term-twice"),
        ("[a]\nstrong = ['x']\nexcept = ['why']", "topics-idle-exception"),
        ("[a]\nstrong = ['x']\n[b]\nstrong = ['X']", "topics-shared-term"),
    ],
)
def test_slips_are_pointed_out(tmp_path: Path, content: str, fault: str) -> None:
    """What is likely a mistake is said, in both languages, and leaves a file that works."""
    path = written(tmp_path, content)
    (message,) = check(path)
    assert message.key == fault
    assert str(path) in message.say("zh")
    assert str(path) in message.say("en")
    assert Taxonomy.load(path).keys


def test_a_good_file_has_no_faults(tmp_path: Path) -> None:
    """Nothing is said where nothing is wrong."""
    assert faults(tmp_path, GOOD) == []


def test_what_is_no_toml_is_refused(tmp_path: Path) -> None:
    """A missing file, another encoding, another format: each has its own message."""
    with pytest.raises(TaxonomyError, match=r"can't be read"):
        Taxonomy.load(tmp_path / "missing.toml")
    with pytest.raises(TaxonomyError, match="not valid TOML"):
        Taxonomy.load(written(tmp_path, "topics: [a]"))
    latin = tmp_path / "gbk.toml"
    latin.write_bytes("[a]\nstrong = ['茶']".encode("gbk"))
    with pytest.raises(TaxonomyError, match="not UTF-8"):
        Taxonomy.load(latin)
