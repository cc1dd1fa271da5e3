"""A model learned from labelled comments: how probable each topic and intent is. numpy alone, and exact."""

from commentscope.analysis.learned.findings import NOTHING, Findings
from commentscope.analysis.learned.labels import INTENTS, TOPICS
from commentscope.analysis.learned.model import Asking, Model, Reason, Scores, builtin

__all__ = ["INTENTS", "NOTHING", "TOPICS", "Asking", "Findings", "Model", "Reason", "Scores", "builtin"]
