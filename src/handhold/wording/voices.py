"""Whose voice a text is in, and a text about someone read as if it were said to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from handhold.wording.context import Context
from handhold.wording.findings import Voice
from handhold.wording.library import english
from handhold.wording.reading import ENDERS, Reading
from handhold.wording.scan import TO_YOU, by_rules
from handhold.wording.spelling import Placed

_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_WHEN = rf"[\[(]?(?:{_DAY},?[ \t]+)?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:[ \u202f]?[ap]m)?[\])]?(?:[ \t]+[-–])?"
_LABEL = re.compile(
    rf"^[ \t>*-]*(?:{_WHEN}[ \t]+)?([^\W\d_][\w.'’ ]{{0,20}}?)(?:,?[ \t]+{_WHEN})?[ \t]*:[ \t]*(?=\S)"
    r"|^[ \t>*]*(me|you|him|her|he|she|them|they|i)[ \t]+[-–][ \t]+(?=\S)",
    re.MULTILINE | re.IGNORECASE,
)
_HEADINGS = frozenset({"ps", "p.s", "nb", "note", "notes", "reminder", "todo", "shopping", "shopping list"})
_WRITER = frozenset({"me", "i", "myself", "mine"})
_PERSON = {
    "she": "you",
    "he": "you",
    "they": "you",
    "him": "you",
    "them": "you",
    "his": "your",
    "their": "your",
}
_PERSON |= {
    "hers": "yours",
    "herself": "yourself",
    "himself": "yourself",
    "themselves": "yourself",
    "theirs": "yours",
}
_WHOSE, _ABOUT, _TO = (
    frozenset({"my", "the", "a"}),
    frozenset({"her", "him", "she", "he"}),
    frozenset({"you", "your"}),
)
_AGREE = {"is": "are", "was": "were", "has": "have", "does": "do"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a pasted dialogue: whether the writer says it, and where it stands, label left out."""

    mine: bool
    start: int
    end: int


def recognise(text: str, context: Context) -> Voice:
    """The voice of a text that nobody named."""
    if len(dialogue_labels(text)) > 1:
        return "dialogue"
    if context.somewhere("reported") and not _said_to_them(context):
        return "report"
    words = context.reading.words
    people = english().lists["people"]
    named = any(word in people and before in _WHOSE for before, word in pairwise(words))
    about_them = named or not _ABOUT.isdisjoint(words)
    to_them = not _TO.isdisjoint(words)
    if about_them and (not to_them or context.somewhere("seeking_advice")):
        return "reflection"
    return "draft"


def _said_to_them(context: Context) -> bool:
    """Whether something presses that no report excuses: then the text is the writer’s own."""
    return any(not TO_YOU.isdisjoint(context.reading.words[slice(*hit.place)]) for hit in by_rules(context))


def dialogue_labels(text: str) -> list[str]:
    """The speakers' names before a colon at the start of lines, each once; empty when it is no dialogue."""
    labels = [name for label in _LABEL.finditer(text) if (name := _name(label)) not in _HEADINGS]
    return list(dict.fromkeys(labels)) if len(labels) > 1 else []


def turns(text: str) -> list[Turn] | None:
    """The lines of a dialogue, or None when it cannot be known which are the writer's."""
    writer = _writer(dialogue_labels(text))
    if writer is None:
        return None
    heads = list(_LABEL.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [Turn(_name(head) == writer, head.end(), end) for head, end in zip(heads, ends, strict=True)]


def _name(label: re.Match[str]) -> str:
    return (label[1] or label[2]).lower()


def _writer(labels: list[str]) -> str | None:
    named = [label for label in labels if _is_writer(label)]
    unnamed = [label for label in labels if label not in english().lists["others"]]
    if named:
        return named[0]
    return unnamed[0] if len(unnamed) == 1 and len(labels) == 2 else None


def _is_writer(label: str) -> bool:
    return label.split(" ")[0] in _WRITER


def only(reading: Reading, kept: list[Turn]) -> Reading:
    """The reading with every word outside the kept lines silenced."""
    starts = [turn.start for turn in kept]

    def stays(at: int) -> bool:
        turn = bisect_right(starts, at) - 1
        return turn >= 0 and at < kept[turn].end

    told = zip(reading.words, reading.places, strict=True)
    return replace(reading, words=tuple(word if stays(start) else "." for word, (start, _) in told))


def addressed(reading: Reading) -> Reading:
    """A text about a partner as if it were said to them: 'if she loved me' becomes 'if you loved me'."""
    kept: list[Placed] = []
    words = reading.words
    for at, (word, place, clause) in enumerate(zip(words, reading.places, reading.clauses, strict=True)):
        if word == "my" and words[at + 1] in english().lists["people"]:
            continue
        if word == "'s" and words[at - 1] in english().lists["people"]:
            kept[-1] = ("your", *kept[-1][1:])
            continue
        said = _to_you(word, words[at - 1], words[min(at + 1, len(words) - 1)])
        if said in _AGREE and kept and kept[-1][0] == "you":
            said = _AGREE[said]
        kept.append((said, place, clause))
    said_words, places, clauses = zip(*kept, strict=True)
    return replace(reading, words=said_words, places=places, clauses=clauses)


def _to_you(word: str, before: str, after: str) -> str:
    if word == "her":
        return "you" if after in english().lists["after_object"] | ENDERS else "your"
    if word in english().lists["people"] and before == "my":
        return "you"
    return _PERSON.get(word, word)
