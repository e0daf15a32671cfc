"""Ours: what the two share, and looking together."""

from __future__ import annotations

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.companion import meeting
from handhold.companion.courier import Courier
from handhold.companion.greeting import Trouble
from handhold.companion.half import Half
from handhold.companion.language import say
from handhold.companion.pages.desk import field, half_of, keep, library, needs_vault, partner_of, state_of
from handhold.companion.pages.inviting import NOTICES
from handhold.companion.render import go, show
from handhold.journey.requests import ClosePage, CloseRound, DropRound, JoinLook, LetGo, LookIn, StartLook
from handhold.journey.state import RoundPage
from handhold.journey.topics import Way
from handhold.journey.view import LookKind, OursView, next_deck, ours_view
from handhold.playbooks.model import Deck, Topic

ROUND_ID, NONCE, COINS = 16, 32, 64


def ours_of(visit: Visit) -> OursView:
    """What the shared page may show."""
    half = half_of(visit)
    return ours_view(half.kept.state, half.world.clock.now(), half.catalogue)


def found_of(view: OursView) -> list[tuple[Topic, str]]:
    """The common ground, each topic once, with one's own part in it where there are parts."""
    ways: dict[str, set[Way]] = {}
    for overlap in view.overlaps:
        ways.setdefault(overlap.topic, set()).add(overlap.way)
    return [(topic := library().topic(uid), _part(topic, mine)) for uid, mine in ways.items()]


def _part(topic: Topic, mine: set[Way]) -> str:
    if topic.roles is None or len(mine) > 1:
        return ""
    return topic.roles.give if Way.GIVE in mine else topic.roles.receive


@needs_vault
async def ours(visit: Visit) -> Response:
    """The shared room; before a bond, one calm sentence."""
    half = half_of(visit)
    await meeting.lapse(half)
    if half.kept.pairing is not None:
        return go("/ours/meet")
    await keep(visit, LookIn(), then="/ours")
    if half.kept.bond is None:
        notice = say(NOTICES.get(half.kept.notice, ""))
        return show(visit, "ours_alone.html", tab="ours", notice=notice)
    partner = half.kept.bond.partner
    view = ours_of(visit)
    return show(
        visit,
        "ours.html",
        tab="ours",
        view=view,
        found=found_of(view),
        partner=partner,
        library=library(),
        trouble=_trouble(visit),
    )


@needs_vault
async def look(visit: Visit) -> Response:
    """Look together: both tap, both see; or by mail, by the next morning."""
    half = half_of(visit)
    await keep(visit, LookIn(), then="/ours/look")
    view = ours_of(visit)
    match view.look:
        case LookKind.RESULT:
            return go("/ours/ground")
        case LookKind.OFFERED | LookKind.UNDER_WAY:
            return show(visit, "look_wait.html", tab="ours", view=view, trouble=_trouble(visit))
        case LookKind.INVITED | LookKind.NONE:
            partner, deck = partner_of(visit), _next(half)
            return show(visit, "look.html", tab="ours", view=view, deck=deck, partner=partner)


def _trouble(visit: Visit) -> Trouble:
    courier: Courier = visit.app.state.courier
    return courier.trouble


def _next(half: Half) -> Deck | None:
    """The deck that comes next: nobody chooses one, since a choice would be a question."""
    name = next_deck(half.kept.state, half.world.clock.now(), half.catalogue)
    return next((deck for deck in library().decks if deck.id == name), None)


@needs_vault
async def look_start(visit: Visit) -> Response:
    """Both of us, now; or each when they like."""
    draw = half_of(visit).world.chance.draw
    if ours_of(visit).look is LookKind.INVITED:
        return await keep(visit, JoinLook(draw(COINS)), then="/ours/look")
    deck, live = _next(half_of(visit)), await field(visit, "how") == "live"
    start = StartLook(deck.id if deck else "", live, draw(ROUND_ID), draw(NONCE), draw(COINS))
    return await keep(visit, start, then="/ours/look")


@needs_vault
async def look_drop(visit: Visit) -> Response:
    """Let it go: it looks like one that was lost."""
    return await keep(visit, DropRound(), then="/ours")


@needs_vault
async def ground(visit: Visit) -> Response:
    """Some common ground, or the one page for everything else."""
    view = ours_of(visit)
    if visit.method == "POST":
        return await keep(visit, CloseRound(), then="/ours")
    if view.result is RoundPage.COMMON:
        return show(visit, "ground.html", tab="ours", found=found_of(view))
    template = "false_proof.html" if view.result is RoundPage.FALSE_PROOF else "nothing_new.html"
    return show(visit, template, tab="ours")


@needs_vault
async def let_go(visit: Visit) -> Response:
    """A lock of one's own, and nothing is sent."""
    return await keep(visit, LetGo(await field(visit, "topic")), then="/ours")


@needs_vault
async def close_page(visit: Visit) -> Response:
    """Their page is read, and gone."""
    topic = await field(visit, "topic")
    return await keep(visit, ClosePage(topic), then="/ours")


@needs_vault
async def sent(visit: Visit) -> Response:
    """It is on its way, and nothing tells you more."""
    return show(visit, "sent.html", tab="ours", trouble=_trouble(visit))


@needs_vault
async def their_card(visit: Visit) -> Response:
    """How they like to be asked."""
    ours = state_of(visit).ours
    return show(visit, "their_card.html", tab="ours", card=ours.their_card if ours else None)
