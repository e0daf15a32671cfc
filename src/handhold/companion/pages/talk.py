"""One topic between two: covered, answered, talked about, settled, or put away."""

from __future__ import annotations

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.companion.language import say
from handhold.companion.pages.desk import field, half_of, keep, library, needs_vault, partner_of
from handhold.companion.render import go, show
from handhold.journey.requests import (
    CloseAnswer,
    DropAnswer,
    HeardInPerson,
    Lengthen,
    LookIn,
    MeetBarrier,
    PrepareAnswer,
    PutAway,
    PutPlace,
    Request,
    SaidNoToThis,
    SetLock,
    TakeBack,
    Talked,
    Uncover,
)
from handhold.journey.state import Put, Warmth
from handhold.journey.view import TalkKind, TalkView, afters, talk_view
from handhold.playbooks.model import Playbook, Topic

LINE_LONGEST = 280
AWAY_AFTER = {"back", "no-to-this", "unread"}
TEMPLATES = {
    TalkKind.LIGHT: "talk_light.html",
    TalkKind.UNSPOKEN: "talk_unspoken.html",
    TalkKind.PUT_AWAY: "talk_away.html",
    TalkKind.LIFTING: "talk_lifting.html",
    TalkKind.NOT_OFFERED: "talk_not_offered.html",
    TalkKind.COVERED: "talk_covered.html",
    TalkKind.COVERED_STOP: "talk_covered_stop.html",
    TalkKind.ANSWERING: "talk_preview.html",
    TalkKind.WAITING: "talk_waiting.html",
    TalkKind.IN_PERSON: "talk_in_person.html",
    TalkKind.THEIR_ANSWER: "talk_answer.html",
    TalkKind.TALKING: "talk_talking.html",
    TalkKind.LOVELY: "path.html",
}


def view_of(visit: Visit) -> TalkView:
    """What this topic's page may show."""
    half = half_of(visit)
    return talk_view(half.kept.state, visit.path_params["topic"], half.world.clock.now(), half.catalogue)


def _topic(visit: Visit) -> tuple[Topic, Playbook | None]:
    topic = library().topic(visit.path_params["topic"])
    return topic, library().playbook(topic.playbook) if topic.playbook else None


@needs_vault
async def talk(visit: Visit) -> Response:
    """The one page this topic has just now."""
    if visit.path_params["topic"] not in half_of(visit).catalogue.topics:
        return go("/ours")
    await keep(visit, LookIn(), then="/ours")
    view, (topic, book) = view_of(visit), _topic(visit)
    return show(
        visit,
        TEMPLATES[view.kind],
        tab="ours",
        view=view,
        topic=topic,
        book=book,
        partner=partner_of(visit) or say("They"),
        after=_after(visit),
        here=f"/ours/talk/{topic.uid}",
        others=[other for other in library().topics if other.playbook],
    )


def _after(visit: Visit) -> bool:
    half = half_of(visit)
    asked = afters(half.kept.state, half.world.clock.now(), half.catalogue)
    return any(topic == visit.path_params["topic"] for topic, _ in asked)


@needs_vault
async def answer(visit: Visit) -> Response:
    """Choose one of the four; the next page is exactly what the other will see."""
    topic = visit.path_params["topic"]
    choice = PrepareAnswer(
        topic, Warmth(await field(visit, "answer")), await field(visit, "line", LINE_LONGEST)
    )
    return await keep(visit, choice, then=f"/ours/talk/{topic}")


@needs_vault
async def close(visit: Visit) -> Response:
    """Close the preview: it leaves. Or change it."""
    topic = visit.path_params["topic"]
    here = f"/ours/talk/{topic}"
    what, prepared = await field(visit, "do"), view_of(visit).prepared
    if what == "change" or prepared is None:
        return await keep(visit, DropAnswer(topic), then=here)
    line = await field(visit, "line", LINE_LONGEST)
    again = PrepareAnswer(topic, prepared.warmth, line, prepared.asks_in)
    if what == "line":
        return await keep(visit, again, then=here)
    said = "no" if prepared.warmth is Warmth.NO else "other"
    then = "/ours/said" if said == "no" else here
    return await keep(visit, again, CloseAnswer(topic), then=then)


@needs_vault
async def said(visit: Visit) -> Response:
    """After your no: you owe nothing."""
    return show(visit, "said_no.html", tab="ours")


@needs_vault
async def act(visit: Visit) -> Response:
    """Everything else that one tap does to a topic."""
    topic, what = visit.path_params["topic"], visit.path_params["what"]
    request = await _request(visit, topic, what)
    here = f"/ours/talk/{topic}"
    if request is None:
        return go(here)
    return await keep(visit, request, then="/ours" if what in AWAY_AFTER else here)


async def _request(visit: Visit, topic: str, what: str) -> Request | None:
    plain: dict[str, Request] = {
        "uncover": Uncover(topic),
        "back": TakeBack(topic),
        "longer": Lengthen(topic),
        "barrier": MeetBarrier(topic),
        "unread": SetLock(topic, Put.CLOSED),
    }
    match what:
        case "heard":
            return HeardInPerson(topic, Warmth(await field(visit, "answer")))
        case "talked":
            return Talked(topic, int(await field(visit, "hours") or "72"))
        case "place":
            return PutPlace(topic, await field(visit, "step"), await field(visit, "there") != "no")
        case "no-to-this":
            return SaidNoToThis(topic, await field(visit, "refused"))
        case _:
            return plain.get(what)


@needs_vault
async def put_away(visit: Visit) -> Response:
    """What the other will see, with "without a word" beside it."""
    topic = visit.path_params["topic"]
    if visit.method == "GET":
        wish, _ = _topic(visit)
        return show(visit, "put_away.html", tab="ours", topic=wish, partner=partner_of(visit) or say("They"))
    put, told = Put(await field(visit, "put")), await field(visit, "told") == "yes"
    return await keep(visit, PutAway(topic, put, told), then="/ours/put-away")


@needs_vault
async def put_away_done(visit: Visit) -> Response:
    """Put away, and a good place to be."""
    return show(visit, "put_away_done.html", tab="ours")


@needs_vault
async def card(visit: Visit) -> Response:
    """The ten points, read side by side, never ticked."""
    topic, book = _topic(visit)
    return show(visit, "talk_card.html", tab="ours", topic=topic, book=book)
