"""The learned model: exact, whatever stands beside a comment; explained by places in the text; refused when damaged."""

from __future__ import annotations

import csv
import itertools
import json
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import commentscope as cs
from commentscope.analysis import Taxonomy, intent, learned, topics
from commentscope.analysis.explain import explain
from commentscope.analysis.labels import findings, label
from commentscope.analysis.learned import network
from commentscope.analysis.learned.grams import BITS, grams, tokens
from commentscope.analysis.learned.labels import LANES
from commentscope.analysis.learned.shapes import SHAPES, Scale, Sentences
from commentscope.analysis.learned.titles import PRIOR, Titles, fingerprint
from commentscope.analysis.learned.vectors import POOLED, WIDTH, Space, pooled
from commentscope.analysis.learned.weights import LARGEST, Weights
from commentscope.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

ODD = [
    "",
    " ",
    "\n\n",
    "？？？",
    "k8s",
    "😀😀😀 打卡",
    "請問老師，容器和虛擬機有什麼區別？",
    "Ｋ８Ｓ 的 pod 一直 pending，怎么办",
    "```\nfor (;;) {}\n```",
    "\x00\x01\x02",
    "啊" * 9000,
    "怎么 pod 重启？" * 900,
    "a" * 5000 + "？",
]
TEXTS = st.lists(
    st.text(st.sampled_from('容器k8 ？。\n的么吗老师a1\u3000ｋ😀\x01"”'), max_size=40), max_size=8
)


def score(texts: list[str]) -> learned.Scores:
    """The model's scores of comments without article."""
    nothing = [""] * len(texts)
    terms = topics.Reading(texts, nothing, nothing, Taxonomy.builtin())
    return learned.builtin().score(texts, nothing, nothing, findings(intent.Reading(texts), terms))


def same(one: learned.Scores, other: learned.Scores) -> bool:
    """Whether two are equal to the last bit."""
    pairs = zip((*one[:-1], *one.asking), (*other[:-1], *other.asking), strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


def rows(scores: learned.Scores, which: list[int]) -> learned.Scores:
    """Some of the comments' scores."""
    *columns, asking = scores
    places = [np.flatnonzero(asking.rows == row) for row in which]
    numbers = np.repeat(np.arange(len(which)), [len(own) for own in places])
    picked = np.concatenate([np.zeros(0, np.int64), *places])
    of_which = learned.Asking(numbers, *(column[picked] for column in asking[1:]))
    return learned.Scores(*(column[which] for column in columns), of_which)


@settings(max_examples=25)
@given(TEXTS)
def test_other_comments_have_no_influence(texts: list[str]) -> None:
    """Alone, reversed or together: the same scores, bit by bit."""
    together = score(texts)
    assert same(score(texts[::-1]), rows(together, [*range(len(texts))][::-1]))
    for place, text in enumerate(texts):
        assert same(score([text]), rows(together, [place]))


@given(TEXTS)
def test_every_character_lies_in_one_sentence(texts: list[str]) -> None:
    """The sentences whose asking is scored follow one another from the beginning of each text to its end."""
    asking = score(texts).asking
    for row, text in enumerate(texts):
        of_row = asking.rows == row
        edges = [*asking.starts[of_row].tolist(), len(text)]
        assert edges[0] == 0
        assert edges[1:] == asking.ends[of_row].tolist()
        assert edges == sorted(edges)


def test_odd_texts_are_scored_alone_and_together_alike() -> None:
    """Nothing, marks only, half a surrogate pair, a text of thousands of sentences."""
    together = score(ODD)
    assert all(same(score([text]), rows(together, [place])) for place, text in enumerate(ODD))
    assert np.allclose(together.intents.sum(axis=1), 1, atol=1e-3)
    assert ((together.topics >= 0) & (together.topics <= 1)).all()


def test_real_comments_are_scored_alone_and_together_alike(shared: Path) -> None:
    """Batches of another size are other sums in another order; the scores stay."""
    with (shared / "gold" / "train.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)][:1200]
    together = score(texts)
    for place in range(0, len(texts), 97):
        assert same(score([texts[place]]), rows(together, [place]))


@given(st.text(max_size=60), st.sampled_from([*learned.TOPICS, *learned.INTENTS]))
def test_reasons_lie_in_the_text(text: str, name: str) -> None:
    """Offsets are the text's own, places don't overlap, the strongest comes first."""
    reasons = learned.builtin().explain(text, name)
    assert all(0 <= reason.start < reason.end <= len(text) for reason in reasons)
    weights = [reason.weight for reason in reasons]
    assert weights == sorted(weights, reverse=True)
    spans = sorted((reason.start, reason.end) for reason in reasons)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


def alone(text: str) -> learned.Scores:
    """The scores of a comment in which the rules have found nothing."""
    return learned.builtin().score([text], [""], [""], learned.Findings.none(1))


def test_traditional_characters_score_as_simplified_ones() -> None:
    """The same words in either script."""
    traditional = "請問老師，為什麼容器裡看不到這個檔案的權限？"
    assert same(alone(traditional), alone("请问老师，为什么容器里看不到这个档案的权限？"))


def test_half_a_surrogate_pair_is_a_character_like_others() -> None:
    """A table can hold one; it is no word."""
    assert same(alone("打卡\ud800"), alone("打卡\udfff"))


@given(st.lists(st.text(st.sampled_from("的容器ab1 ？。\n”"), max_size=30), min_size=1, max_size=5))
def test_sums_are_those_of_the_ngrams_one_by_one(texts: list[str]) -> None:
    """Packed words give what plain addition gives, of both tables."""
    rng = np.random.default_rng(0)
    buckets = np.sort(rng.choice(1 << BITS, 1 << 18, replace=False)).astype(np.uint32)
    weights = rng.integers(-LARGEST, LARGEST, (len(buckets), 14), endpoint=True).astype(np.int16)
    vectors = rng.integers(-127, 127, (len(buckets), 6), endpoint=True).astype(np.int8)
    rarity = rng.integers(1, 255, len(buckets)).astype(np.uint8)
    cut = tokens(texts)
    sums, squares = Weights(buckets, rarity, weights, vectors).sums(cut, cut.sentences)
    place = {int(bucket): row for row, bucket in enumerate(buckets)}
    wanted = np.zeros_like(sums)
    norm = np.zeros_like(squares)
    for gram in grams(cut):
        for token in np.flatnonzero(gram.within).tolist():
            row = place.get(int(gram.bucket[token]))
            if row is not None:
                sentence = np.searchsorted(cut.sentences, token, "right") - 1
                wanted[sentence] += np.append(weights[row], vectors[row])
                norm[sentence] += int(rarity[row]) ** 2
    assert np.array_equal(sums, wanted)
    assert np.array_equal(squares, norm)


def test_long_texts_do_not_overflow_the_packed_sums() -> None:
    """A sentence with more n-grams than a field can hold is added up another way."""
    cut = tokens(["的" + "容的" * 3000])
    buckets = np.unique(np.concatenate([gram.bucket for gram in grams(cut)])).astype(np.uint32)
    weights = np.full((len(buckets), 14), LARGEST, np.int16)
    vectors = np.full((len(buckets), 6), -127, np.int8)
    rarity = np.ones(len(buckets), np.uint8)
    sums, squares = Weights(buckets, rarity, weights, vectors).sums(cut, cut.sentences)
    assert (sums[0, :14] == int(squares[0]) * LARGEST).all()
    assert (sums[0, 14:] == int(squares[0]) * -127).all()


def test_many_texts_together_do_not_overflow_either() -> None:
    """Running sums over a batch leave 64 bits; what lies between two of them is right all the same."""
    cut = tokens(["容器的网络。存储"] * 3000)
    buckets = np.unique(np.concatenate([gram.bucket for gram in grams(cut)])).astype(np.uint32)
    weights = np.full((len(buckets), 3), LARGEST, np.int16)
    vectors = np.full((len(buckets), 4), -127, np.int8)
    rarity = np.ones(len(buckets), np.uint8)
    sums, squares = Weights(buckets, rarity, weights, vectors).sums(cut, cut.sentences)
    assert (sums == squares[:, None] * np.array([LARGEST] * 3 + [-127] * 4)).all()
    assert (sums[::2] == sums[0]).all()
    assert (sums[1::2] == sums[1]).all()


def test_vectors_are_pooled_as_their_sentences_say() -> None:
    """By hand: two sentences, one direction that both share and one that only the second has."""
    cut = tokens(["一。二"])
    sums = np.zeros((2, WIDTH), np.int64)
    sums[:, 0], sums[1, 1] = (10, -30), 20
    squares = np.array([5, 12]) * 256
    offset = np.zeros(WIDTH)
    offset[0] = 1.0
    got = pooled(sums, squares, Sentences.of(cut), Space(np.ones(WIDTH), offset)).reshape(4, WIDTH)
    root = np.sqrt(17 + 4)
    assert got[:, 0] == pytest.approx([-20 / root, 10 / 3 + 1, 10 / 3 + 1, 0])
    assert got[:, 1] == pytest.approx([20 / root, 5, 0, 5])
    assert (got[:, 2:] == 0).all()


def test_what_is_known_of_an_article_is_found_by_its_title_and_series() -> None:
    """However the title is written; an article that nobody knows has no prior."""
    articles = sorted((fingerprint("云上存储", "系统课"), fingerprint("开篇词", "系统课")))
    place = articles.index(fingerprint("云上存储", "系统课"))
    priors = np.zeros((2, LANES), np.int8)
    priors[place] = np.arange(LANES)
    none = np.zeros(0, np.uint32)
    weights = Weights(none, none.astype(np.uint8), np.zeros((0, LANES), np.int16), seldom=True)
    said = Titles(weights, Scale(np.ones(LANES), np.zeros(0)), np.array(articles, np.uint32), priors)
    known, unknown = (np.arange(LANES) * PRIOR).tolist(), [0.0] * LANES
    for title in ("云上存储", "07 - 云上存储", "7丨雲上存儲"):
        assert said([title], ["系统课"])[0].tolist() == [0.0] * LANES + known
        assert said([title], ["别的课"])[0].tolist() == [0.0] * LANES + unknown
    assert said(["存储"], ["系统课"])[0, LANES:].tolist() == unknown
    many = said(["云上存储", "x", "云上存储"], ["系统课"] * 3)
    assert (many[0] == many[2]).all()
    assert not many[1].any()


def test_the_network_is_exact() -> None:
    """Single precision gives what whole numbers give."""
    net = learned.builtin()._network
    net.check()
    inputs = np.random.default_rng(0).normal(0, 3, (200, len(net.centre))) / net.gain * 40 + net.centre
    seen = np.rint((inputs - net.centre) * net.gain).clip(-network.INPUT, network.INPUT).astype(np.int64)
    sums = seen @ net.hidden.astype(np.int64) + net.hidden_offset
    active = np.rint(sums * net.shrink.astype(float)).clip(0, network.ACTIVATION).astype(np.int64)
    result = np.hstack([active, seen]) @ net.output.astype(np.int64) + net.output_offset
    assert np.array_equal(net(inputs), result * net.unit)


def test_sentences_have_their_number_of_features() -> None:
    """What the network sees first is the text."""
    texts = ["一？二。三", ""]
    cut = tokens(texts)
    assert [len(Sentences.of(cut).first), len(Sentences.of(cut).text)] == [2, 4]
    found = learned.Findings.none(2).columns()
    inputs, _ = learned.builtin().read(texts, ["", ""], ["", ""], found)
    assert inputs.shape[1] == SHAPES + LANES + found.shape[1] + LANES + POOLED


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    """One byte is enough; so is none at all."""
    content = bytearray((files(learned) / "model.bin").read_bytes())
    sha256 = json.loads((files(learned) / "card.json").read_text(encoding="utf-8"))["sha256"]
    content[len(content) // 2] ^= 1
    path = tmp_path / "model.bin"
    path.write_bytes(content)
    with pytest.raises(ModelError) as caught:
        learned.Model.load(path, sha256)
    assert "checksum" in caught.value.say("en")
    assert caught.value.advice("zh")
    with pytest.raises(ModelError):
        learned.Model.load(tmp_path / "none.bin", sha256)


def test_the_model_is_small() -> None:
    """Six megabytes at most."""
    assert len((files(learned) / "model.bin").read_bytes()) <= 6_000_000


def test_rules_alone_are_still_there() -> None:
    """Without the model the labels are those of cues and terms."""
    texts = ["k8s 的 pod 起不来怎么办？", "打卡", "用 Longhorn 吧"]
    nothing = [None] * 3
    found = label(texts, nothing, nothing, Taxonomy.builtin())
    assert found.intents == intent.label(texts)
    assert found.topics == topics.label(texts, nothing, nothing, Taxonomy.builtin())


def test_a_higher_least_score_leaves_fewer_topics() -> None:
    """`min_score` moves the line, and what stays is above it."""
    texts = [
        "k8s 的 pod 起不来怎么办？",
        "Serverless 冷启动太慢",
        "磁盘满了",
        "边缘节点用 k3s 吗",
        "这本书不错",
    ]
    nothing = [None] * len(texts)
    model = learned.builtin()
    before = None
    for least in (0.0, 0.3, 0.6, 0.95):
        found = label(texts, nothing, nothing, Taxonomy.builtin(), model=model, min_score=least).topics
        assert all(score >= least for one in found for score in one.scores)
        keys = {(row, key) for row, one in enumerate(found) for key in one.topics}
        assert before is None or keys <= before
        before = keys


def test_a_users_own_topic_lives_by_its_terms(tmp_path: Path) -> None:
    """The model decides on the built-in topics that the user left as they are, and on no others."""
    path = tmp_path / "topics.toml"
    path.write_text(
        'extends = true\n[storage]\nname = "x"\nstrong = ["饮料"]\n[tea]\nname = "茶"\nstrong = ["龙井"]\n',
        encoding="utf-8",
    )
    texts = ["龙井好喝吗", "磁盘满了，Ceph 怎么扩容？", "饮料打翻在键盘上了"]
    found = label(texts, [None] * 3, [None] * 3, Taxonomy.load(path), model=learned.builtin()).topics
    assert [one.topics for one in found] == [["tea"], [], ["storage"]]
    assert found[0].scores == [topics.BY_STRONG]


def test_english_comments_are_left_to_the_rules() -> None:
    """The model has hardly seen any."""
    texts = ["why does the pod restart again and again", "Nice, learned a lot."]
    found = label(texts, [None] * 2, [None] * 2, Taxonomy.builtin(), model=learned.builtin())
    assert found.intents == intent.label(texts)


def test_reasons_tell_what_was_decided(seed: Path) -> None:
    """The intent first, then the topics, each with places that are in the text."""
    for row in cs.analyze(cs.read(seed)).comments.itertuples():
        reasons = explain(row.text, row.article)
        assert [reason.label for reason in reasons] == [row.intent, *row.topics]
        assert [reason.score for reason in reasons[1:]] == row.scores
        assert all(row.text[start:end] == term for reason in reasons for term, start, end in reason.places)
