"""The wording check: how fast, how good, and beside alex, proselint and write-good on the same messages.

Speed is messages a second on one core, after loading; quality is that of `tests/wording/corpus.jsonl`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from handhold.wording import check
from score import CORPUS, Told, corpus, message_level, score

PEERS = Path(__file__).resolve().parent / "peers"
TURNS = 5
DRAFT_WORDS = 200
DRAFTS = 30
SHOWN = ("precision", "recall_easy", "recall_hard", "false_alarms_hard")

# What the demo's worker asks of its own script: a function of the app, and an answer in one string.
IN_THE_WORKER = """
import json
from time import perf_counter
from handhold.wording import check
TEXTS = json.loads(%r)


def timed():
    began = perf_counter()
    for text in TEXTS:
        check(text)
    return perf_counter() - began


def rehearse(app):
    timed()
    return lambda: json.dumps([timed() for _ in range(5)])


rehearse
"""


def run() -> dict[str, object]:
    """Speeds (messages a second; milliseconds for a draft), quality by half, and each peer's."""
    rows = corpus()
    texts = [row["text"] for row in rows]
    native = len(texts) / median(_timed(texts) for _ in range(TURNS))
    figures: dict[str, object] = {
        "native_msgs_per_s": round(native),
        "draft_200_words_ms": round(median(_draft_ms(texts)), 2),
        "browser_msgs_per_s": round(len(texts) / median(in_the_browser(texts))),
    }
    for half in ("open", "held", "unseen"):
        told = score(corpus(half), marks)
        figures |= {f"{half}_{name}": figure for name, figure in told.items() if isinstance(figure, float)}
    for name, judge in {"alex": _node, "proselint": _proselint, "write-good": _node}.items():
        speed, flagged = judge(name)
        short = name.replace("-", "_")
        figures[f"vs_{short}"] = round(native / speed, 2)
        quality = message_level([(row, row["id"] in flagged) for row in rows])
        figures |= {f"{short}_{figure}": quality[figure] for figure in SHOWN}
    return figures


def marks(text: str) -> Told:
    """The wording check's findings, as the score wants them."""
    return [(found.span.start, found.span.end, found.category) for found in check(text).findings]


def _timed(texts: list[str]) -> float:
    began = perf_counter()
    for text in texts:
        check(text)
    return perf_counter() - began


def _draft_ms(texts: list[str]) -> list[float]:
    """Milliseconds for drafts of about 200 words, each made of messages that stand beside each other."""
    words = " \n".join(texts).split(" ")
    drafts = [" ".join(words[at * DRAFT_WORDS : (at + 1) * DRAFT_WORDS]) for at in range(DRAFTS)]
    return [_timed([draft]) * 1000 for draft in drafts]


def in_the_browser(texts: list[str]) -> list[float]:
    """Seconds for all of them in Chromium's worker, in five turns."""
    from home import told_by_the_worker

    told: list[float] = json.loads(told_by_the_worker(IN_THE_WORKER % json.dumps(texts)))
    return told


def _node(name: str) -> tuple[float, set[str]]:
    """A peer from npm: its speed, and what it flagged. Installed when it is first run."""
    if not (PEERS / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--loglevel=error"], cwd=PEERS, check=True)
    with CORPUS.open() as messages:
        said = subprocess.run(
            ["node", "run.mjs", name], cwd=PEERS, stdin=messages, capture_output=True, text=True, check=True
        ).stdout
    told = json.loads(said.splitlines()[-1])
    return len(corpus()) / told["seconds"], set(told["flagged"])


def _proselint(_: str) -> tuple[float, set[str]]:
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)
    judge: Callable[[str], bool] = lambda text: bool(LintFile("message", text).lint())  # noqa: E731
    rows = corpus()
    for row in rows[:50]:
        judge(row["text"])
    began = perf_counter()
    flagged = {row["id"] for row in rows if judge(row["text"])}
    return len(rows) / (perf_counter() - began), flagged


def table(half: str) -> str:
    """Each category's recall and precision over one half of the corpus, as a page shows it."""
    rows = score(corpus(half), marks)["categories"]
    head = ["| category | recall | precision | messages |", "|---|---|---|---|"]
    each = "| `{name}` | {recall:.2f} | {precision:.2f} | {messages} |"
    return "\n".join([*head, *(each.format(name=name, **figures) for name, figures in rows.items())])


if __name__ == "__main__":
    print(table(sys.argv[1] if len(sys.argv) > 1 else "held"))
