"""Draft: say it like you. The wording check under the text; then send it, say it aloud, or drop it."""

from __future__ import annotations

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.companion.half import Door
from handhold.companion.marking import Marked, marked
from handhold.companion.pages.alone import book_at
from handhold.companion.pages.desk import field, half_of, keep, library, needs_vault, partner_of, state_of
from handhold.companion.render import go, show
from handhold.journey.requests import Drawer, MeanIt, SaidInPerson, SendOpening, WriteNote
from handhold.journey.state import NotOffered, Said
from handhold.playbooks.model import Playbook
from handhold.wording import grade

LONGEST = 4_000
MEANT = "meant "


def topic_of(book: Playbook) -> str:
    """The topic whose talk this playbook prepares."""
    return next(topic.uid for topic in library().topics if topic.playbook == book.id)


async def draft(visit: Visit) -> Response:
    """The draft of one's own, begun from a sample in one of three tones."""
    book, place = book_at(visit), int(visit.path_params["book"])
    tone = visit.query_params.get("tone", "")
    words = state_of(visit).mine.drafts.get(book.id, "")
    sample = next((opening.text for opening in book.talk.openings if opening.tone == tone), "")
    return show(
        visit,
        "draft.html",
        tab="mine",
        book=book,
        place=place,
        tone=tone,
        words=sample or words,
        marks=_marked(visit, sample or words),
        remembers=True,
        linked=state_of(visit).ours is not None,
    )


def _marked(visit: Visit, words: str) -> Marked:
    """A draft is read as one, in the light of what they don't offer and of what was meant."""
    state = state_of(visit)
    talks = state.ours.talks if state.ours else {}
    refused = {uid for uid, talk in talks.items() if isinstance(talk, NotOffered)}
    limits = [topic.card for topic in library().topics if topic.uid in refused]
    return marked(words, "draft", state.mine.meant, limits)


async def draft_marks(visit: Visit) -> Response:
    """What the check sees in a draft, when you pause."""
    words = await field(visit, "words", LONGEST)
    return show(visit, "_marks.html", marks=_marked(visit, words), remembers=True, paused=True)


async def marks(visit: Visit) -> Response:
    """What the check sees, when you pause. Needs no vault and keeps nothing."""
    return show(visit, "_marks.html", marks=marked(await field(visit, "words", LONGEST)), paused=True)


async def done(visit: Visit) -> Response:
    """Keep it, send it, say it aloud, or drop it."""
    book, place = book_at(visit), int(visit.path_params["book"])
    words, what = await field(visit, "words", LONGEST), await field(visit, "do")
    here = f"/mine/draft/{place}"
    if what in {"breezy", "text", "letter"}:
        return go(f"{here}?tone={what}")
    if what == "drop":
        if half_of(visit).door is Door.OPEN:
            return await keep(visit, WriteNote(Drawer.DRAFTS, book.id, ""), then="/mine/dropped")
        return go("/mine/dropped")
    note = WriteNote(Drawer.DRAFTS, book.id, words)
    if what.startswith(MEANT):
        return await keep(visit, note, MeanIt(what.removeprefix(MEANT)), then=here)
    if what == "send" and grade(words) == "stop":
        return show(visit, "stopped.html", tab="mine", back=here)
    ways = {"send": f"{here}/send", "aloud": f"{here}/aloud"}
    return await keep(visit, note, then=ways.get(what, "/mine"))


@needs_vault
async def send(visit: Visit) -> Response:
    """Exactly what they will see, before it leaves."""
    book, place = book_at(visit), int(visit.path_params["book"])
    words = state_of(visit).mine.drafts.get(book.id, "")
    if visit.method == "POST":
        opening = SendOpening(topic_of(book), Said(words))
        cleared = WriteNote(Drawer.DRAFTS, book.id, "")
        return await keep(visit, opening, cleared, then="/ours/sent")
    return show(
        visit,
        "draft_send.html",
        tab="mine",
        place=place,
        topic=library().topic(topic_of(book)).name,
        words=words,
        partner=partner_of(visit),
        called=half_of(visit).kept.called,
    )


@needs_vault
async def aloud(visit: Visit) -> Response:
    """ "I said it in person": a note of one's own, sent to nobody."""
    book, place = book_at(visit), int(visit.path_params["book"])
    if visit.method == "POST":
        topic = topic_of(book)
        return await keep(visit, SaidInPerson(topic), then=f"/ours/talk/{topic}")
    return show(visit, "draft_aloud.html", tab="mine", book=book, place=place)


async def dropped(visit: Visit) -> Response:
    """Dropped, and a good ending too."""
    return show(visit, "dropped.html", tab="mine")


async def try_out(visit: Visit) -> Response:
    """Anyone pastes any text; no vault, nothing kept."""
    words = await field(visit, "words", LONGEST) if visit.method == "POST" else ""
    return show(visit, "check.html", tab="mine", words=words, marks=marked(words))
