"""Understand what readers say under articles.

>>> import commentscope as cs
>>> comments = cs.read(cs.SAMPLE)
>>> analysis = cs.analyze(comments)
>>> analysis.summary["questions"]
{'total': 8, 'answered': 5, 'unanswered': 3, 'unknown': 0}
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commentscope.analysis import Analysis, Summary, Taxonomy, analyze, annotate
    from commentscope.analysis.assessment import evaluate
    from commentscope.errors import CommentscopeError
    from commentscope.live import fetch
    from commentscope.sample import SAMPLE
    from commentscope.sources import read
    from commentscope.sources.labelled import read_labelled

__version__ = "0.1.0"
__all__ = [
    "SAMPLE",
    "Analysis",
    "CommentscopeError",
    "Summary",
    "Taxonomy",
    "analyze",
    "annotate",
    "evaluate",
    "fetch",
    "read",
    "read_labelled",
]

# pandas takes half a second to import; `commentscope --help` and `import commentscope` should not wait for it.
_HOMES = {
    "SAMPLE": "commentscope.sample",
    "Analysis": "commentscope.analysis",
    "CommentscopeError": "commentscope.errors",
    "Summary": "commentscope.analysis",
    "Taxonomy": "commentscope.analysis",
    "analyze": "commentscope.analysis",
    "annotate": "commentscope.analysis",
    "evaluate": "commentscope.analysis.assessment",
    "fetch": "commentscope.live",
    "read": "commentscope.sources",
    "read_labelled": "commentscope.sources.labelled",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the name stands for
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
