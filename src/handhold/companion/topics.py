"""The library's decks and playbooks, as the catalogue the journey knows."""

from __future__ import annotations

from functools import cache

from handhold import playbooks
from handhold.journey.topics import Catalogue, Step, Topic
from handhold.playbooks.model import Library
from handhold.playbooks.model import Topic as Wish


@cache
def catalogue() -> Catalogue:
    """Ids, weights, ways and steps of everything that comes with handhold."""
    library = playbooks.library()
    return Catalogue(
        topics={wish.uid: _topic(library, wish) for wish in library.topics},
        decks={deck.id: tuple(topic.uid for topic in deck.topics) for deck in library.decks},
    )


def _topic(library: Library, wish: Wish) -> Topic:
    steps = tuple(Step(step.uid, step.barrier) for step in library.steps(wish))
    return Topic(wish.uid, wish.directional, steps)
