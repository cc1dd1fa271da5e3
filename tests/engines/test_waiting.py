"""Inputs wait in little memory and come out as they went in."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from commentscope.engines import Waiting
from commentscope.sources import Input

inputs = st.builds(
    Input,
    path=st.none() | st.text(),
    root=st.text(max_size=9),
    size=st.integers(0, 1 << 40),
    data=st.none() | st.binary(),
    span=st.none() | st.tuples(st.integers(0), st.integers(0)),
    header=st.binary(),
)


@given(st.lists(inputs, max_size=30), st.integers(0, 3))
def test_inputs_come_out_as_they_went_in(given_ones: list[Input], often: int) -> None:
    """In their order, each once, several groups of them too."""
    many = given_ones * (1 + often * 100)
    waiting = Waiting(iter(many))
    assert waiting.size == sum(one.size for one in many)
    assert list(waiting) == many
    assert list(waiting) == []


def test_content_is_not_held_twice() -> None:
    """What an input brings along stays the same object."""
    one = Input(None, size=3, data=b"abc")
    assert next(iter(Waiting([one]))) is one


def test_waiting_takes_a_fifth_of_the_memory() -> None:
    """Of the inputs as objects."""
    tracemalloc.start()
    try:
        waiting = Waiting(
            Input(f"/archive/系列/docs/{n:05} 一篇文章的标题.md", "/archive/", n) for n in range(5000)
        )
        held, _ = tracemalloc.get_traced_memory()
        objects = list(waiting)
        whole = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(objects) == 5000
    assert held < whole / 5
