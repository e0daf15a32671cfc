"""Whether a library hangs together: every name it mentions exists, and every deck can be played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from handhold.playbooks.model import (
    Answer,
    Card,
    Deck,
    Ids,
    Library,
    Opening,
    Playbook,
    Point,
    Question,
    Step,
    Topic,
)
from handhold.playbooks.read import Problem

DECK_SIZES = range(12, 33)
"""A smaller deck would ask about one thing in particular; a larger one is a census."""


def check(library: Library) -> list[Problem]:
    """All that is wrong with a library; empty when nothing is."""
    return [
        *_unknown_facts(library),
        *_unknown_sources(library),
        *_repeated_topics(library),
        *(problem for deck in library.decks for problem in _of_deck(deck, library)),
        *(problem for book in library.playbooks for problem in _of_playbook(book)),
    ]


def items(value: Any) -> Iterator[Any]:
    """Every content item inside a value, however deep, itself included."""
    if isinstance(value, tuple):
        for part in value:
            yield from items(part)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from items(getattr(value, field.name))


def told(item: Any) -> str:
    """What an item says to a person, as one text; empty for an item that only holds others."""
    match item:
        case Card(title=title, text=text):
            return "\n".join((title, *text))
        case Question(ask=ask, hint=hint):
            return f"{ask} {hint}"
        case Point(text=text) | Opening(text=text) | Answer(text=text):
            return text
        case Step(name=name, line=line) | Topic(card=name, line=line):
            return f"{name}. {line}"
    return ""


def covered(library: Library) -> set[str]:
    """The rows of the inventory that this library says it covers."""
    return {row for item in items(library) for row in getattr(item, "covers", ())}


def _unknown_facts(library: Library) -> Iterator[Problem]:
    known = {fact.id for fact in library.evidence.facts}
    for item in items((library.playbooks, library.decks, library.help)):
        for fact in getattr(item, "facts", ()):
            if fact not in known:
                yield Problem(_name(item), f"rests on the fact {fact}, which does not exist")


def _unknown_sources(library: Library) -> Iterator[Problem]:
    known = {source.id for source in library.evidence.sources}
    for fact in library.evidence.facts:
        if not fact.sources:
            yield Problem(fact.id, "has no source")
        for source in fact.sources:
            if source not in known:
                yield Problem(fact.id, f"names the source {source}, which does not exist")


def _repeated_topics(library: Library) -> Iterator[Problem]:
    yield from _repeated("topics", tuple(topic.uid for topic in library.topics))


def _of_deck(deck: Deck, library: Library) -> Iterator[Problem]:
    if len(deck.topics) not in DECK_SIZES:
        yield Problem(deck.id, f"has {len(deck.topics)} topics, not 12 to 32")
    if all(topic.playbook for topic in deck.topics):
        yield Problem(deck.id, "has nothing everyday in it")
    books = {book.id for book in library.playbooks}
    for topic in deck.topics:
        if topic.playbook and topic.playbook not in books:
            yield Problem(topic.uid, f"names the playbook {topic.playbook}, which does not exist")


def _of_playbook(book: Playbook) -> Iterator[Problem]:
    yield from _repeated(f"{book.id}.steps", tuple(step.uid for step in book.steps))
    if not book.steps:
        yield Problem(book.id, "has no steps")
    if not any(question.who == "asked" for question in book.reflect):
        yield Problem(book.id, "asks nothing of the one who was asked")
    if any(step.barrier for step in book.steps) and not book.barrier:
        yield Problem(book.id, "has a step that needs a barrier, and no card about health before it")
    tones = {tone.name for tone in book.talk.tones}
    for opening in book.talk.openings:
        if opening.tone not in tones:
            yield Problem(
                f"{book.id}.{opening.id}", f"speaks in the tone {opening.tone}, which is not offered"
            )


def _repeated(place: str, ids: Ids) -> Iterator[Problem]:
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield Problem(place, f"{id} stands here twice")


def _name(item: Any) -> str:
    return str(getattr(item, "id", None) or getattr(item, "uid", None) or getattr(item, "title", "?"))
