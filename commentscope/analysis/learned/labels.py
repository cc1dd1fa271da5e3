"""What the learned model tells apart, in the order of its columns."""

from __future__ import annotations

from commentscope.comments import INTENTS as _INTENTS

TOPICS = ("serverless", "edge", "storage", "kubernetes", "container", "network", "learning")
"""The built-in topics that it scores. Others, k3s and a user's own, live by their terms."""
INTENTS = _INTENTS
LANES = len(TOPICS) + len(INTENTS)
"""Scores of an n-gram: a lane for each topic and intent; those of `ACTS` follow."""
ACTS = ("question", "request", "correction", "answer", "praise")
"""What a sentence may do for the comment's intent; asking is the first."""
INTENT_LANES = slice(len(TOPICS), LANES)
