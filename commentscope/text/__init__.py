"""Chinese text with English terms in it: cleaning, normalising, terms, words."""

from commentscope.text.clean import clean
from commentscope.text.joined import Joined
from commentscope.text.normal import Normal, normalise, prepare
from commentscope.text.terms import Hit, Terms
from commentscope.text.tokens import Tokenizer
from commentscope.text.traditional import simplified

__all__ = [
    "Hit",
    "Joined",
    "Normal",
    "Terms",
    "Tokenizer",
    "clean",
    "normalise",
    "prepare",
    "simplified",
]
