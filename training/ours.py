"""Our own words as messages to learn from: the rules' examples, and all that the playbooks say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from messages import Message

from handhold.playbooks import library
from handhold.playbooks.check import items, told
from handhold.wording.library import Example, Rule, english

_MARK = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)
WRITER = "ours"


def examples() -> Iterator[Message]:
    """What the rules call bad, good and ok. Examples that need a limit or an earlier answer stay out."""
    for rule in english().rules:
        for example in rule.examples:
            if not example.limits and not example.earlier:
                yield _message(rule, example)


def playbooks() -> Iterator[Message]:
    """Every opening, answer, card, question, step and wish: none of them presses."""
    for text in filter(None, map(told, items((library().playbooks, library().decks)))):
        yield Message(WRITER, text, (), "hard", None)


def _message(rule: Rule, example: Example) -> Message:
    text = _MARK.sub(r"\1", example.text)
    spans = []
    if example.kind == "bad":
        for passed, mark in enumerate(_MARK.finditer(example.text)):
            start = mark.start() - 4 * passed
            spans.append((start, start + len(mark[1]), rule.category))
    return Message(WRITER, text, tuple(spans), "easy", None)
