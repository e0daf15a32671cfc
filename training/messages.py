"""The messages the second stage learns from: one JSON object a line, the words that press in marks.

{"m": "{{After all I did|guilt}} you say no?", "d": "easy", "reg": "spoken", "topic": "oral", "trap": null}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "messages"
_MARK = re.compile(r"\{\{(.+?)\|([a-z_,]+)\}\}", re.DOTALL)


@dataclass(frozen=True)
class Message:
    """One labelled message; `spans` are half-open, in code points, each with its category."""

    writer: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    difficulty: str
    trap: str | None

    @property
    def presses(self) -> bool:
        """Whether it contains any pressure."""
        return bool(self.spans)

    @property
    def categories(self) -> set[str]:
        """The categories marked in it."""
        return {category for _, _, category in self.spans}


def messages() -> Iterator[Message]:
    """All of them, file by file."""
    for file in sorted(FOLDER.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            text, spans = unmark(row["m"])
            yield Message(file.stem, text, spans, row["d"], row.get("trap"))


def unmark(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The plain text, and where its marks were."""
    text, spans, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        spans += [(len(text), len(text) + len(mark[1]), category) for category in mark[2].split(",")]
        text, last = text + mark[1], mark.end()
    return text + marked[last:], tuple(spans)
