"""Our own words as messages to learn from: the rules' examples, and all that the playbooks say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from messages import Message

from handhold.playbooks import library
from handhold.playbooks.check import items, told
from handhold.wording.library import Example, Rule, english

_MARK = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)
LOCALE = Path(__file__).resolve().parents[1] / "src/handhold/companion/locale"
_SENTENCE = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
A_FEW = 3  # spaces
WRITER = "ours"


def everything() -> list[Message]:
    """All of them, each text once."""
    found = (*examples(), *said(), *pages(), *playbooks())
    return list({message.text: message for message in found}.values())


def examples() -> Iterator[Message]:
    """What the rules call bad, good and ok. Examples that need a limit or an earlier answer stay out."""
    for rule in english().rules:
        for example in rule.examples:
            if not example.limits and not example.earlier:
                yield _message(rule, example)


def said() -> Iterator[Message]:
    """What the rules say of the words they mark: that talks about pressure, and is none."""
    for rule in (*english().rules, *english().likeness.values()):
        for text in (rule.message, rule.why, *(suggestion.text for suggestion in rule.suggestions)):
            yield Message(WRITER, text, (), "hard", None)


def pages() -> Iterator[Message]:
    """Every sentence of the pages that is long enough to say anything."""
    for text in _SENTENCE.findall((LOCALE / "en/LC_MESSAGES/handhold.po").read_text("utf-8")):
        if text.count(" ") >= A_FEW:
            yield Message(WRITER, text, (), "hard", None)


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
