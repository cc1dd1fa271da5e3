"""Every error a user can meet. Each says what happened, where, and what to do next.

Only `commentscope.cli` prints errors and ends the process; the library raises them.
"""

from __future__ import annotations

from commentscope.messages import Message, has


class CommentscopeError(Exception):
    """The base of all errors commentscope raises on purpose.

    Args:
        key: the message's name in the catalogue; its `.advice` attribute, where there is one, says what to do.
        values: what the message names: a path, a line, a value.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key, values)
        self.message = Message(key, values)

    def say(self, lang: str) -> str:
        """What happened and where, in `lang`."""
        return self.message.say(lang)

    def advice(self, lang: str) -> str | None:
        """What to do next, in `lang`, where the catalogue has a word on it."""
        key = f"{self.message.key}.advice"
        return Message(key, self.message.values).say(lang) if has(lang, key) else None

    def __str__(self) -> str:
        advice = self.advice("en")
        return f"{self.say('en')} {advice}" if advice else self.say("en")

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross process borders; keyword arguments do not survive the default way.
        return _rebuild, (type(self), self.message.key, dict(self.message.values))


class InputError(CommentscopeError):
    """An input is missing, can't be read, or is not what it was said to be."""


class FormatError(CommentscopeError):
    """No format, or the wrong one, fits an input."""


class TableError(CommentscopeError):
    """A table lacks a column, or a column has the wrong type."""


class TaxonomyError(CommentscopeError):
    """A topics file can't be used."""


class DictionaryError(CommentscopeError):
    """A user dictionary can't be used."""


class ModelError(CommentscopeError):
    """The learned model's file is missing or is not the one that was trained."""


class OutputError(CommentscopeError):
    """An output can't be written."""


class UsageError(CommentscopeError):
    """Options contradict one another or hold an impossible value."""


class EngineError(CommentscopeError):
    """The work could not be carried out: a worker process died."""


class FetchError(CommentscopeError):
    """Something could not be fetched."""


class AddressError(FetchError):
    """An address is not one to fetch: another scheme, a private network, a password in it."""


class BusyError(FetchError):
    """A site can't be reached, or wants to be asked another time: what was begun can go on later."""


class SignInError(FetchError):
    """A site wants the reader to be signed in, or the cookies given have expired."""


class StoreError(CommentscopeError):
    """The store of fetched comments can't be opened, read or written."""


def _rebuild(kind: type[CommentscopeError], key: str, values: dict[str, object]) -> CommentscopeError:
    return kind(key, **values)
