"""Scores what a checker says of labelled messages: per message, per category, per span."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parents[1] / "tests/wording/corpus.jsonl"
UNSEEN = CORPUS.with_name("unseen.jsonl")

Row = dict[str, Any]
Mark = tuple[int, int, str]
Told = Sequence[Mark]
"""What a checker marks in one message; empty: nothing."""


def corpus(half: str | None = None) -> list[Row]:
    """The development corpus, or one half of it: `open`, which rules are written from, or `held`.

    `unseen`: messages by others who had not seen the check, and which those who write it do not read.
    """
    if half == "unseen":
        return _rows(UNSEEN)
    return [row for row in _rows(CORPUS) if half in {None, row["half"]}]


def _rows(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def score(rows: Sequence[Row], mark: Callable[[str], Told]) -> dict[str, Any]:
    """Every figure of the guide for a checker that marks texts."""
    told = [(row, mark(row["text"])) for row in rows]
    return message_level([(row, bool(marks)) for row, marks in told]) | by_span(told) | by_category(told)


def message_level(told: Iterable[tuple[Row, bool]]) -> dict[str, Any]:
    """Precision, recall and false alarms: a message is flagged or it is not."""
    seen: Counter[tuple[str, str]] = Counter()
    flagged: Counter[tuple[str, str]] = Counter()
    traps: dict[str, list[int]] = {}
    for row, flag in told:
        sort = (row["label"], row["difficulty"])
        seen[sort] += 1
        flagged[sort] += flag
        if row["label"] == "ok" and row["trap"]:
            alarms = traps.setdefault(row["trap"], [0, 0])
            alarms[0] += flag
            alarms[1] += 1

    def share(*sorts: tuple[str, str]) -> float:
        return _ratio(sum(flagged[sort] for sort in sorts), sum(seen[sort] for sort in sorts))

    pressing, fine = [("pressure", hard) for hard in ("easy", "hard")], [("ok", "easy"), ("ok", "hard")]
    return {
        "messages": sum(seen.values()),
        "precision": _ratio(sum(flagged[sort] for sort in pressing), sum(flagged.values())),
        "recall_easy": share(pressing[0]),
        "recall_hard": share(pressing[1]),
        "false_alarms_ok": share(*fine),
        "false_alarms_hard": share(fine[1]),
        "alarms_by_trap": {trap: f"{alarms}/{of}" for trap, (alarms, of) in sorted(traps.items())},
    }


def by_span(told: Iterable[tuple[Row, Told]]) -> dict[str, Any]:
    """How many marked spans a finding touches at all."""
    touched = [
        any(begin < end and start < stop for begin, stop, _ in marks)
        for row, marks in told
        for start, end, _ in row["spans"]
    ]
    return {"span_overlap": _ratio(sum(touched), len(touched))}


def by_category(told: Iterable[tuple[Row, Told]]) -> dict[str, Any]:
    """Recall, precision and F1 of each category over messages, and the mean F1."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for row, marks in told:
        named, wanted = {category for _, _, category in marks}, set(row["categories"])
        right.update(named & wanted)
        found.update(named)
        there.update(wanted)
    table = {
        category: {
            "recall": _ratio(right[category], there[category]),
            "precision": _ratio(right[category], found[category]),
            "messages": there[category],
        }
        for category in sorted(there)
    }
    each = [_ratio(2 * right[name], found[name] + there[name]) for name in table]
    return {"category_f1": _ratio(sum(each), len(each)), "categories": table}


def _ratio(part: float, whole: float) -> float:
    return round(part / whole, 3) if whole else 0.0
