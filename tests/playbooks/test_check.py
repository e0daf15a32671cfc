"""A library that does not hang together is refused, with a sentence for whoever writes it."""

from __future__ import annotations

from dataclasses import replace

from handhold.playbooks import library
from handhold.playbooks.check import check
from handhold.playbooks.model import Deck, Library, Topic


def with_deck(deck: Deck) -> Library:
    """The library, its first deck exchanged."""
    return replace(library(), decks=(deck, *library().decks[1:]))


def sentences(broken: Library) -> str:
    """All problems of a library, as one text."""
    return "\n".join(map(str, check(broken)))


def test_what_we_ship_hangs_together() -> None:
    """Our own library has no problem."""
    assert check(library()) == []


def test_a_deck_of_one_is_refused() -> None:
    """A small deck would be an ask in disguise: it tells which one thing somebody means."""
    deck = library().decks[0]
    assert "has 1 topics" in sentences(with_deck(replace(deck, topics=deck.topics[:1])))


def test_a_playbook_never_forms_a_deck() -> None:
    """A deck without an everyday thing in it is refused."""
    deck = library().decks[0]
    topics = tuple(replace(topic, playbook="dancing") for topic in deck.topics)
    assert "nothing everyday" in sentences(with_deck(replace(deck, topics=topics)))


def test_a_topic_of_an_unknown_playbook_is_refused() -> None:
    """A topic with steps needs the playbook that holds them."""
    deck = library().decks[0]
    topics: tuple[Topic, ...] = (replace(deck.topics[0], playbook="unicycling"), *deck.topics[1:])
    assert "unicycling, which does not exist" in sentences(with_deck(replace(deck, topics=topics)))


def test_a_topic_stands_in_one_deck_only() -> None:
    """The same topic twice could be asked about twice in a season."""
    deck = library().decks[0]
    assert "stands here twice" in sentences(with_deck(replace(deck, topics=(deck.topics[0], *deck.topics))))


def test_a_fact_without_a_source_is_refused() -> None:
    """Every sentence that can be true or false says where it comes from."""
    evidence = library().evidence
    facts = (replace(evidence.facts[0], sources=()), *evidence.facts[1:])
    assert "has no source" in sentences(replace(library(), evidence=replace(evidence, facts=facts)))


def test_a_card_that_rests_on_nothing_is_refused() -> None:
    """A card may name only facts that the table has."""
    evidence = replace(library().evidence, facts=())
    assert "which does not exist" in sentences(replace(library(), evidence=evidence))


def test_a_playbook_thinks_of_the_one_who_is_asked() -> None:
    """A playbook whose questions are all for the asker is refused."""
    book = library().playbooks[0]
    alone = replace(book, reflect=tuple(question for question in book.reflect if question.who == "asker"))
    assert "the one who was asked" in sentences(replace(library(), playbooks=(alone,)))


def test_health_is_spoken_of_before_a_barrier_is_needed() -> None:
    """A path with a step that needs a barrier has the card that both meet first."""
    book = library().playbook("anal-play")
    assert "no card about health" in sentences(replace(library(), playbooks=(replace(book, barrier=None),)))
