"""Cleaning, normalising and finding terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.text import Terms, clean, normalise


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("看 https://k3s.io/ 吧", "看 吧"),
        ("见https://k3s.io/，很好", "见 ，很好"),
        ("写信到 me.too@example.com 问", "写信到 问"),
        ("先看```python\nprint('怎么')\n```再说", "先看 再说"),
        ("没有结尾```code 为什么", "没有结尾"),
        ("www.example.com/a?b=c 打不开", "打不开"),
        ("@张三 你好", "@张三 你好"),
    ],
)
def test_addresses_and_code_are_set_aside(text: str, prose: str) -> None:
    """URLs, e-mail addresses and code fences are no prose."""
    assert " ".join(clean(text).split()) == prose


@given(st.text())
def test_cleaning_keeps_every_offset(text: str) -> None:
    """What is set aside becomes as many spaces; newlines stay."""
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, cleaned, strict=True))


@pytest.mark.parametrize(
    "text", ["`" * 50000, "http://" * 20000, "a@" * 50000, "a." * 50000 + "@", " " * 50000]
)
def test_cleaning_takes_linear_time(text: str) -> None:
    """Hostile repetition is read like any text (a quadratic pattern would take minutes here)."""
    assert len(clean(text)) == len(text)


@given(st.text(alphabet=st.sampled_from("aA１Ｂİß 　\t\n边缘é"), max_size=40))
def test_normal_offsets_lead_back(text: str) -> None:
    """Every character of the normal form can be found in the original."""
    normal = normalise(text)
    for position, char in enumerate(normal.text):
        start, end = normal.span(position, position + 1)
        assert end == start + 1
        assert normalise(text[start:end]).text == char.strip()


def test_normal_form_is_narrow_lower_and_single_spaced() -> None:
    """Width, case and white space do not matter."""
    assert normalise("Ｋ８Ｓ \n\t Edge　Computing").text == "k8s edge computing"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("用K8S部署", ["K8S"]),
        ("Ｋ８ｓ集群", ["Ｋ８ｓ"]),
        ("k8s-edge 和 k8sx", ["k8s"]),
        ("两个 Pods 和 ipod", ["Pods"]),
        ("Edge  Computing", ["Edge  Computing"]),
        ("边缘 节点", []),
        ("云 native与云native", ["云 native", "云native"]),
        ("CI/CD流水线", ["CI/CD"]),
    ],
)
def test_terms_are_found_at_word_boundaries(text: str, found: list[str]) -> None:
    """Latin terms stand alone; Han needs no boundary; a space between the two may stand or not."""
    terms = Terms((term, term) for term in ("k8s", "pods", "edge computing", "边缘节点", "云native", "ci/cd"))
    assert [text[hit.start : hit.end] for hit in terms.find(text)] == found


def test_plural_s_is_let_pass() -> None:
    """`Pods` is found by `pod`, `podium` is not."""
    terms = Terms([("pod", "p")])
    assert len(terms.find("Pods, pod")) == 2
    assert not terms.find("podium")


def test_no_terms_find_nothing() -> None:
    """An empty set of terms is a set of terms."""
    assert Terms([]).find("k8s") == []


@given(st.text(alphabet=st.sampled_from("k8s 边缘集群K　\n")))
def test_hits_lie_where_they_say(text: str) -> None:
    """A hit's offsets hold the term in the original text, whatever its spelling."""
    for hit in Terms([("k8s集群", 1), ("边缘", 2)]).find(text):
        assert normalise(text[hit.start : hit.end]).text.replace(" ", "") in ("k8s集群", "边缘")
