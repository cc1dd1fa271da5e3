"""Errors: a message worth reading, in both languages, across process borders."""

from __future__ import annotations

import copy
import pickle

import pytest

from commentscope.errors import CommentscopeError, UsageError
from commentscope.messages import say


@pytest.mark.parametrize("again", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])  # noqa: S301  our own
def test_an_error_survives_the_way_home_from_a_worker(again) -> None:  # noqa: ANN001
    """Kind, message and values arrive."""
    error = again(UsageError("date-wrong", date="gestern"))
    assert type(error) is UsageError
    assert "gestern" in str(error)


def test_an_error_says_what_and_what_to_do_in_both_languages() -> None:
    """The advice comes beside the problem."""
    error = CommentscopeError("date-wrong", date="明天")
    for lang in ("zh", "en"):
        assert "明天" in error.say(lang)
        assert "2024-05" in (error.advice(lang) or "")


def test_a_message_that_does_not_exist_is_a_bug() -> None:
    """A slip in a message's name shows at once."""
    with pytest.raises(LookupError):
        say("en", "no-such-message")
