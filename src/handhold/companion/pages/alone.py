"""Mine: the rooms that work before, and without, a partner."""

from __future__ import annotations

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.companion.half import Door
from handhold.companion.pages.desk import field, half_of, keep, library, needs_vault, state_of
from handhold.companion.render import go, show
from handhold.journey.requests import Drawer, LiftLock, SetLock, SetQuiet, WriteNote
from handhold.journey.state import Put
from handhold.playbooks.model import Playbook

MIRROR = 4


async def mine(visit: Visit) -> Response:
    """All rooms, none of them counted."""
    return show(visit, "mine.html", tab="mine", books=library().playbooks, open=_is_open(visit))


def _is_open(visit: Visit) -> bool:
    return half_of(visit).door is Door.OPEN


def book_at(visit: Visit) -> Playbook:
    """The playbook of this path, by its place on the shelf: its name never stands in an address."""
    books = library().playbooks
    return books[min(int(visit.path_params["book"]), len(books) - 1)]


async def reflect(visit: Visit) -> Response:
    """One question, free text, skippable."""
    book, at = int(visit.path_params["book"]), int(visit.path_params["at"])
    who = visit.path_params["who"]
    questions = [question for question in book_at(visit).reflect if question.who == who]
    if at >= len(questions):
        return show(visit, "reflect_end.html", tab="mine")
    question = questions[at]
    onward = f"/mine/reflect/{book}/{who}/{at + 1}"
    note = f"{book_at(visit).id}/{question.id}"
    if visit.method == "POST":
        text = await field(visit, "words")
        kept = state_of(visit).mine.notes.get(note, "")
        if text == kept:
            return go(onward)
        return await keep(visit, WriteNote(Drawer.NOTES, note, text), then=onward)
    words = state_of(visit).mine.notes.get(note, "")
    return show(visit, "reflect.html", tab="mine", question=question, words=words, onward=onward)


async def learn(visit: Visit) -> Response:
    """One short card, its sources under it."""
    cards = book_at(visit).learn
    at = int(visit.path_params["at"]) % len(cards)
    evidence = library().evidence
    facts = [fact for fact in evidence.facts if fact.id in cards[at].facts]
    sources = {source.id: source for source in evidence.sources}
    onward = f"/mine/learn/{visit.path_params['book']}/{at + 1}" if at + 1 < len(cards) else "/mine"
    return show(visit, "learn.html", tab="mine", card=cards[at], facts=facts, sources=sources, onward=onward)


async def mirror(visit: Visit) -> Response:
    """ "Is it you?": asks, and keeps nothing."""
    at = int(visit.path_params["at"])
    return show(visit, "mirror.html", tab="mine", at=at, last=MIRROR)


@needs_vault
async def away(visit: Visit) -> Response:
    """Put away: one's own locks."""
    if visit.method == "POST":
        topic, what = await field(visit, "topic"), await field(visit, "what")
        request = LiftLock(topic) if what == "open" else SetLock(topic, Put(what))
        return await keep(visit, request, then="/mine/away")
    locks = state_of(visit).mine.locks
    return show(visit, "away.html", tab="mine", locks=locks, decks=library().decks)


@needs_vault
async def quiet(visit: Visit) -> Response:
    """Nothing new for a while."""
    if visit.method == "POST":
        return await keep(visit, SetQuiet(int(await field(visit, "days") or "0")), then="/mine/quiet")
    return show(visit, "quiet.html", tab="mine", until=state_of(visit).mine.quiet_until)
