"""Words: our own rule for Latin and technical terms, two segmenters for Han."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.errors import DictionaryError, UsageError
from commentscope.sample import SAMPLE
from commentscope.text import Tokenizer
from commentscope.text.segment import parse_dictionary, segmenter
from commentscope.text.tokens import END, builtin_words, stop_words

if TYPE_CHECKING:
    from pathlib import Path

FAST = Tokenizer()
REFERENCE = Tokenizer("jieba")


@pytest.mark.parametrize(
    "term",
    ["k8s", "c++", "c#", "node.js", "t5-base", "llama_index", "192.168.0.1", "v1.2.3", "ci/cd", "tcp/ip"],
)
def test_technical_terms_stay_whole(term: str) -> None:
    """A technical term is one word, in any case, with or without spaces around it."""
    assert FAST.tokens(f"我们用{term.upper()}部署") == ["我们", "用", term, "部署"]
    assert FAST.tokens(f"{term}，好") == [term, "好"]


def test_addresses_and_code_are_no_words() -> None:
    """What cleaning sets aside is not counted."""
    assert FAST.tokens("看https://k3s.io ```kubectl get pods``` 吧") == ["看", "吧"]


def test_full_width_is_read_as_half_width() -> None:
    """`Ｋ８Ｓ` is `k8s`."""
    assert FAST.tokens("Ｋ８Ｓ集群") == ["k8s", "集群"]


def test_the_sample_is_cut_alike_by_both_segmenters() -> None:
    """jieba-rs gives jieba's words on a real article."""
    text = SAMPLE.read_text(encoding="utf-8")
    assert FAST.tokens(text) == REFERENCE.tokens(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), max_size=30))
def test_any_run_of_han_is_cut_alike(run: str) -> None:
    """jieba-rs gives jieba's words on any run of Han, the built-in words included."""
    assert FAST.tokens(run) == REFERENCE.tokens(run)


@given(st.text())
def test_tokens_come_from_the_text(text: str) -> None:
    """No text crashes the tokenizer, and it invents nothing."""
    squeezed = "".join(FAST.tokens(text))
    assert "\ue000" not in squeezed


def test_a_user_dictionary_keeps_its_words_whole(tmp_path: Path) -> None:
    """Words of `--dict` are cut as one by both segmenters, Han or mixed."""
    dictionary = tmp_path / "words.txt"
    dictionary.write_text("# own words\n乾坤大挪移架构 1000 n\nA/B测试\n凌波微步\n", encoding="utf-8")
    for name in ("jieba-rs", "jieba"):
        tokens = Tokenizer(name, dictionary).tokens("用凌波微步和乾坤大挪移架构做A/B测试")
        assert tokens == ["用", "凌波微步", "和", "乾坤大挪移架构", "做", "a/b测试"]


def test_one_tokenizer_does_not_change_another(tmp_path: Path) -> None:
    """User words belong to the tokenizer that was given them, not to the process."""
    dictionary = tmp_path / "words.txt"
    dictionary.write_text("乾坤大挪移架构\n", encoding="utf-8")
    for name in ("jieba-rs", "jieba"):
        Tokenizer(name, dictionary)
        assert "乾坤大挪移架构" not in Tokenizer(name).tokens("乾坤大挪移架构")


def test_a_missing_dictionary_is_named(tmp_path: Path) -> None:
    """The error says which file, and what to do."""
    with pytest.raises(DictionaryError, match=r"nowhere\.txt"):
        Tokenizer(dictionary=tmp_path / "nowhere.txt")


def test_a_dictionary_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """A GB18030 dictionary would silently be no dictionary; it is an error that says so."""
    dictionary = tmp_path / "words.txt"
    dictionary.write_bytes("凌波微步".encode("gb18030"))
    with pytest.raises(DictionaryError, match="UTF-8"):
        Tokenizer(dictionary=dictionary)


def test_an_unknown_segmenter_is_named() -> None:
    """The error lists the known ones."""
    with pytest.raises(UsageError, match="jieba-rs"):
        segmenter("mmseg")


def test_jieba_leaves_no_cache_and_no_noise(tmp_path: Path) -> None:
    """The reference segmenter writes nothing: no cache in the temporary folder, no line on stderr."""
    program = "from commentscope.text import Tokenizer; print(Tokenizer('jieba').tokens('云原生很好'))"
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", program],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_dictionary_lines_follow_jiebas_format() -> None:
    """Word, optional frequency, optional tag; comments and empty lines are passed over."""
    assert parse_dictionary("# x\n\n云原生 3 n\n服务网格 n\nService Mesh\n") == [
        ("云原生", 3, "n"),
        ("服务网格", None, "n"),
        ("Service Mesh", None, None),
    ]


def test_the_shipped_lists_are_clean() -> None:
    """No word stands twice in the dictionary, and stop words are lower case."""
    words = [word.text.lower() for word in builtin_words()]
    assert len(words) == len(set(words))
    assert all(word == word.lower().strip() for word in stop_words())


@given(st.lists(st.text(alphabet=st.sampled_from("边缘计算k8s c++ci/cd.-#，É\ue000A。请问")), max_size=4))
def test_words_of_many_texts_are_the_tokens_of_each(texts: list[str]) -> None:
    """The fast way to the words of a chunk gives what the lists give, in three rounds through the texts."""
    rounds: list[list[str]] = [[]]
    for word in FAST.words(texts).split("\n"):
        if word == END:
            rounds.append([])
        elif word.strip():
            rounds[-1].append(word)
    assert len(rounds) == 3 * len(texts) + 1
    assert rounds.pop() == []
    found = [sorted(chain.from_iterable(rounds[row :: len(texts)])) for row in range(len(texts))]
    assert found == [sorted(FAST.tokens(text)) for text in texts]
