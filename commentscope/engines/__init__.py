"""Where an analysis runs: chunks of whole articles, read, annotated and boiled down, here or in other processes."""

from commentscope.engines.local import run
from commentscope.engines.waiting import Waiting
from commentscope.engines.work import Part, Plan, Product

__all__ = ["Part", "Plan", "Product", "Waiting", "run"]
