"""Ask me like this: a card of one's own, sent when its owner chooses. And Adore."""

from __future__ import annotations

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.companion.pages.desk import field, keep, needs_vault, partner_of, state_of
from handhold.companion.render import show
from handhold.journey.requests import CloseAdore, SendAdore, SendCard, WriteCard
from handhold.journey.state import AskMe


async def card(visit: Visit) -> Response:
    """Write it, see what they will see, send it or keep it."""
    state = state_of(visit)
    if visit.method == "GET":
        return show(visit, "card.html", tab="mine", card=state.mine.card, linked=state.ours is not None)
    written = AskMe(
        when=await field(visit, "when", 400),
        where=await field(visit, "where", 400),
        how=await field(visit, "how", 400),
        never=await field(visit, "never", 400),
    )
    if await field(visit, "do") == "send":
        return await keep(visit, WriteCard(written), then="/mine/card/send")
    return await keep(visit, WriteCard(written), then="/mine")


@needs_vault
async def send_card(visit: Visit) -> Response:
    """Exactly what they will see, before it leaves."""
    if visit.method == "POST":
        return await keep(visit, SendCard(), then="/ours")
    card = state_of(visit).mine.card
    return show(visit, "card_send.html", tab="mine", card=card, partner=partner_of(visit))


@needs_vault
async def adore(visit: Visit) -> Response:
    """One particular thing about them that has nothing to do with wanting anything."""
    if visit.method == "POST":
        return await keep(visit, SendAdore(await field(visit, "words", 400)), then="/mine")
    return show(visit, "adore.html", tab="mine", linked=state_of(visit).ours is not None)


@needs_vault
async def adored(visit: Visit) -> Response:
    """Read, and gone."""
    return await keep(visit, CloseAdore(), then="/ours")
