"""Wishes: a deck of cards, one to a screen, three big answers and skip."""

from __future__ import annotations

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.companion.pages.desk import field, keep, library, state_of
from handhold.companion.render import show
from handhold.journey.requests import AnswerWish
from handhold.journey.state import Want
from handhold.journey.topics import Way
from handhold.playbooks.model import Deck


def deck_at(visit: Visit) -> Deck:
    """The deck of this path, by its number."""
    decks = library().decks
    return decks[min(int(visit.path_params["deck"]), len(decks) - 1)]


async def decks(visit: Visit) -> Response:
    """The decks there are."""
    return show(visit, "decks.html", tab="mine", decks=library().decks)


async def wish(visit: Visit) -> Response:
    """One wish. The role is asked only after a yes."""
    deck, at = deck_at(visit), int(visit.path_params["at"])
    path = f"/mine/wishes/{visit.path_params['deck']}"
    if at >= len(deck.topics):
        return show(visit, "wishes_end.html", tab="mine")
    topic = deck.topics[at]
    if visit.method == "POST":
        answer, way = await field(visit, "answer"), await field(visit, "way")
        if answer in {"open", "very"} and topic.directional and not way:
            return show(visit, "wish_way.html", tab="mine", topic=topic, answer=answer)
        want = Want(answer) if answer in {want.value for want in Want} else None
        return await keep(visit, AnswerWish(topic.uid, want, Way(way or "both")), then=f"{path}/{at + 1}")
    had = state_of(visit).mine.wishes.get(topic.uid)
    return show(visit, "wish.html", tab="mine", topic=topic, had=had)
