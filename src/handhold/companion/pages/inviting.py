"""Inviting, being invited, comparing four words: how two halves become linked."""

from __future__ import annotations

from dataclasses import replace

import segno
from markupsafe import Markup
from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.bond import invitation, pairing
from handhold.bond.invitation import Invitation
from handhold.bond.pairing import Pairing
from handhold.bond.purposes import Side
from handhold.companion import meeting
from handhold.companion.greeting import Trouble
from handhold.companion.kept import Kept
from handhold.companion.language import mark, say
from handhold.companion.pages.desk import field, half_of, needs_vault
from handhold.companion.render import go, show
from handhold.journey.days import later, today

SEED = 32
NAME_LONGEST = 30
LINK_DAYS, CODE_DAYS = 14, 1
NOTICES = {
    "wrong_code": mark(
        "Those two didn’t match, so the invitation is spent. Make a new one, and say it again slowly."
    ),
    "broken": mark(
        "Something in between didn’t follow the rules, so this was stopped. Nothing was lost or shown."
    ),
    "crowded": mark("Somebody else came to that place, so it was left. Make a new invitation."),
    "differ": mark("The words differ, so somebody may stand between you. Nothing was linked."),
    "linked": mark("You are linked already. Leave first, if that is what you want."),
    "set_back": mark(
        "This device was set back to an earlier day, so the link can’t be trusted any more. "
        "Your own notes and locks are here; link again, in person."
    ),
}


@needs_vault
async def invite(visit: Visit) -> Response:
    """Sentences to say aloud first; then a link, or a code to say."""
    half = half_of(visit)
    if half.kept.pairing is not None:
        return go("/ours/meet")
    if visit.method == "GET":
        return show(visit, "invite.html", tab="ours", notice=say(NOTICES.get(half.kept.notice, "")))
    draw, relay = half.world.chance.draw, half.world.relay_address
    aloud = await field(visit, "how") == "aloud"
    made = invitation.code(relay, draw(19)) if aloud else invitation.link(relay, draw(invitation.LINK_SECRET))
    await _start(visit, "A", made, await field(visit, "name", NAME_LONGEST))
    return go("/ours/meet")


@needs_vault
async def join(visit: Visit) -> Response:
    """A pasted link, or the words they said."""
    half = half_of(visit)
    if visit.method == "GET":
        return show(visit, "join.html", tab="ours", refusal="", given=visit.app.state.arrived)
    text = await field(visit, "invitation")
    heard = invitation.decode(text) or invitation.hear(half.world.relay_address, text)
    if heard is None:
        return show(visit, "join.html", 422, tab="ours", refusal=_why_none(text), given=text)
    await _start(visit, "B", heard, await field(visit, "name", NAME_LONGEST))
    visit.app.state.arrived = ""
    return go("/ours/meet")


def _why_none(text: str) -> str:
    if invitation.is_newer(text):
        return say(
            "This invitation comes from a newer handhold, so yours needs an update. In a browser, closing it "
            "and opening it anew does that; the invitation waits."
        )
    return say("That isn’t a whole invitation. Paste all of it, or type the six digits and the three words.")


async def _start(visit: Visit, side: Side, invited: Invitation, name: str) -> None:
    half = half_of(visit)
    if half.kept.bond is not None:
        return
    seed = half.world.chance.draw(SEED)
    under_way = Pairing(side, invited, name or say("Somebody dear"), seed)
    days = CODE_DAYS if invited.nameplate else LINK_DAYS
    until = later(today(half.world.clock.now()), days)
    await half.change(lambda kept: replace(kept, pairing=under_way, pairing_until=until, notice=""))


@needs_vault
async def meet(visit: Visit) -> Response:
    """Waiting for the other; then the four words; then linked."""
    half = half_of(visit)
    await meeting.lapse(half)
    under_way = half.kept.pairing
    if under_way is None:
        return go("/ours")
    words = pairing.four_words(half.world.sealer, under_way)
    if words is None:
        link, code = _spoken(visit, under_way)
        drawn = _draw(link) if link.startswith("http") else ""
        return show(
            visit, "meet.html", tab="ours", link=link, drawn=drawn, code=code, trouble=_trouble(visit)
        )
    return show(visit, "words.html", tab="ours", words=words, agreed=under_way.agreed)


def _spoken(visit: Visit, under_way: Pairing) -> tuple[str, str]:
    """The link, or the code, that the inviter passes on."""
    invited = under_way.invitation
    if under_way.side == "B":
        return "", ""
    if invited.nameplate:
        return "", invitation.spell(invited)
    origin, code = half_of(visit).world.origin, invitation.encode(invited)
    return f"{origin}/invited#{code}" if origin else code, ""


def _draw(link: str) -> Markup:
    """The link as a QR code, for a phone's camera: an SVG without any style of its own."""
    drawn = segno.make(link, micro=False, error="m").svg_inline(border=2, svgclass="qr", omitsize=True)
    return Markup(drawn)  # noqa: S704 segno writes numbers and its own class, nothing of ours


def _trouble(visit: Visit) -> Trouble:
    met: meeting.Meeting = visit.app.state.meeting
    return met.trouble


@needs_vault
async def compare(visit: Visit) -> Response:
    """The same words, or not."""
    half = half_of(visit)
    if await field(visit, "same") == "yes":
        await meeting.confirm(half)
        return go("/ours/meet")

    def stopped(kept: Kept) -> Kept:
        return replace(kept, pairing=None, pairing_until=None, notice="differ")

    await half.change(stopped)
    return go("/ours")


@needs_vault
async def cancel(visit: Visit) -> Response:
    """Withdraw an invitation nobody has taken up."""
    await half_of(visit).change(lambda kept: replace(kept, pairing=None, pairing_until=None))
    return go("/ours")


async def invited(visit: Visit) -> Response:
    """The page for the invited: what the other can see (nothing), and that using it alone is fine."""
    return show(visit, "invited.html", given=visit.app.state.arrived)


async def arrive(visit: Visit) -> Response:
    """The fragment of an invitation, handed over by the page's first script; kept in memory until used."""
    visit.app.state.arrived = await field(visit, "fragment", 2_000)
    return go("/invited")
