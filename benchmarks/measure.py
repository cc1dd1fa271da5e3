"""The project's promises on speed and memory, measured in one run beside the scripts it measures itself against.

Usage:
    python benchmarks/measure.py CORPUS PEERS [--runs 3] [--write docs/benchmarks.md]

CORPUS is a folder of GeekTime Markdown files; PEERS holds `naive_peer.py` (what a user would write) and `floor.py`
(the least such work can cost). Every figure is of whole processes, started anew; times are medians of the runs, and
peers run in turn with what they are compared with, so that a machine that slows down slows both.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
COMMENTSCOPE = str(Path(sys.executable).with_name("commentscope"))
IMPORTS = "import pandas, rjieba, typer, rich, bs4"
COMMAND = "    python benchmarks/measure.py CORPUS PEERS --write docs/benchmarks.md\n"
"""The page's last line that is made here."""
TYPER_HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "you") -> None:
    "Say hello."
app()
"""
SAMPLING_SECONDS = 0.05
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed package holds its bytecode; one that is worked on shall keep it too while it is measured."""


@dataclass(frozen=True)
class Run:
    """One run of a command."""

    seconds: float
    memory: float
    """Peak of the proportional set sizes of all its processes together, in MB (10⁶ bytes); 0 where not sampled."""


@dataclass(frozen=True)
class Promise:
    """A figure and the bound it must keep."""

    what: str
    figure: str
    bound: str
    kept: bool


def main() -> int:
    """Measures everything, prints a table, and exits with 1 where a promise is broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("peers", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", type=Path, help="write the table into this Markdown file")
    arguments = parser.parse_args()
    promises = [
        *start_up(arguments.runs),
        *throughput(arguments.corpus, arguments.peers, arguments.runs),
        *memory(arguments.corpus),
    ]
    table = as_markdown(promises)
    print(table)
    if arguments.write:
        write(arguments.write, page(table, arguments.runs))
    return 0 if all(promise.kept for promise in promises) else 1


def start_up(runs: int) -> list[Promise]:
    """`--help` beside a one-command typer program's; one article beside importing the libraries it needs."""
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(TYPER_HELLO, encoding="utf-8")
        plain, own = in_turn([sys.executable, str(hello), "--help"], [COMMENTSCOPE, "--help"], runs=5 * runs)
        imports, sample = in_turn(
            [sys.executable, "-c", IMPORTS], [COMMENTSCOPE, "analyze", "--sample"], runs=3 * runs
        )
    return [
        ratio("`--help`, beside a one-command typer program's", own, plain, at_most=1.5),
        ratio(f"the sample article, beside `{IMPORTS}`", sample, imports, at_most=2.5),
    ]


def throughput(corpus: Path, peers: Path, runs: int) -> list[Promise]:
    """The whole corpus with one job beside the floor, with two beside the naive peer; with the model and without."""
    floor = [sys.executable, str(peers / "floor.py"), str(corpus)]
    naive = run([sys.executable, str(peers / "naive_peer.py"), str(corpus)]).seconds
    promises = []
    for options, most, least in (([], 3.5, 6), (["--rules-only"], 2.5, 8)):
        beside, one = in_turn(floor, analyze(corpus, 1, *options), runs=runs)
        two = [run(analyze(corpus, 2, *options)).seconds for _ in range(runs)]
        words = " ".join(["analyze", *options])
        promises += [
            ratio(f"`{words} --jobs 1`, beside floor.py", one, beside, at_most=most),
            ratio(f"naive_peer.py, beside `{words} --jobs 2`", [naive] * runs, two, at_least=least),
        ]
    return promises


def memory(corpus: Path) -> list[Promise]:
    """Peak memory of all processes together: below 600 MB, and the same for ten times the corpus."""
    with tempfile.TemporaryDirectory(dir=corpus.resolve().parent) as folder:
        for copy in range(10):
            shutil.copytree(corpus, Path(folder) / f"copy{copy}", copy_function=os.link)
        once = run(analyze(corpus, jobs=2), sample=True)
        tenfold = run(analyze(Path(folder), jobs=2), sample=True)
    growth = tenfold.memory / once.memory - 1
    return [
        Promise(
            "peak memory, 2 jobs, all processes",
            f"{once.memory:.0f} MB",
            "< 600 MB",
            once.memory < 600,  # noqa: PLR2004
        ),
        Promise(
            "peak memory, ten times the corpus",
            f"{tenfold.memory:.0f} MB ({growth:+.0%}; {tenfold.seconds:.0f} s)",
            "≤ +20 %",
            growth <= 0.2,  # noqa: PLR2004
        ),
    ]


def analyze(folder: Path, jobs: int, *options: str) -> list[str]:
    """The command line that is measured."""
    return [COMMENTSCOPE, "analyze", str(folder), "--jobs", str(jobs), *options]


def in_turn(first: list[str], second: list[str], runs: int) -> tuple[list[float], list[float]]:
    """Seconds of both commands, run in turn; more than one pair, after a warm-up of each."""
    if runs > 1:
        run(first)
        run(second)
    pairs = [(run(first).seconds, run(second).seconds) for _ in range(runs)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def run(command: list[str], *, sample: bool = False) -> Run:
    """Runs a command to its end; `sample` watches the memory of its process tree."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = [0.0]
    if sample:
        watcher = threading.Thread(target=watch, args=(process.pid, peak))
        watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - began
    if sample:
        watcher.join()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return Run(seconds, peak[0] / 1e6)


def watch(pid: int, peak: list[float]) -> None:
    """Keeps in `peak[0]` the highest sum of proportional set sizes of a process and its descendants, in bytes."""
    try:
        parent = psutil.Process(pid)
        while parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE:
            peak[0] = max(peak[0], sum(map(pss, [parent, *parent.children(recursive=True)])))
            time.sleep(SAMPLING_SECONDS)
    except psutil.NoSuchProcess:
        return


def pss(process: psutil.Process) -> int:
    """A process's proportional set size in bytes; 0 once it is gone."""
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0


def ratio(
    what: str,
    ours: list[float],
    theirs: list[float],
    *,
    at_most: float | None = None,
    at_least: float | None = None,
) -> Promise:
    """The median of the ratios, pair by pair."""
    value = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    figure = f"{value:.2f} × ({statistics.median(ours):.2f} s : {statistics.median(theirs):.2f} s)"
    if at_most is not None:
        return Promise(what, figure, f"≤ {at_most}", value <= at_most)
    return Promise(what, figure, f"≥ {at_least}", at_least is not None and value >= at_least)


def as_markdown(promises: list[Promise]) -> str:
    """The figures as a Markdown table."""
    rows = [
        f"| {one.what} | {one.figure} | {one.bound} | {'yes' if one.kept else '**no**'} |" for one in promises
    ]
    return "\n".join(["| what | measured | promised | kept |", "| --- | --- | --- | --- |", *rows])


def page(table: str, runs: int) -> str:
    """The page that is published."""
    python = f"Python {platform.python_version()}"
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, {python}"
    return f"""# Benchmarks

Measured on {system}, with 10,139 archived articles that hold 136,603 comments. Times are medians of whole processes
(pairs with the floor: {runs}; the naive peer runs once); memory is the peak of the proportional set sizes of all
processes together, sampled every {SAMPLING_SECONDS:.2f} s.

{table}

`naive_peer.py` is the script a user would write (html.parser, jieba, pandas, one keyword list); `floor.py` does the
least such work can cost (one regular expression, jieba-rs, counting). The command that made this page:

{COMMAND}"""


def write(path: Path, text: str) -> None:
    """Write the page; what was remarked by hand below its command stays."""
    remarks = path.read_text(encoding="utf-8").partition(COMMAND)[2] if path.exists() else ""
    path.write_text(text + remarks, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
