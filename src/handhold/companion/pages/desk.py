"""What every page does: find the half behind it, keep what was tapped, say what could not be done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import cast

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold import playbooks
from handhold.companion.ask import ask
from handhold.companion.half import Door, Half
from handhold.companion.language import say
from handhold.companion.render import go, show
from handhold.journey.requests import Request
from handhold.journey.state import State
from handhold.playbooks.model import Library
from handhold.wire.text import plain

Endpoint = Callable[[Visit], Awaitable[Response]]


def half_of(visit: Visit) -> Half:
    """The half this app serves."""
    return cast(Half, visit.app.state.half)


def library() -> Library:
    """The words of playbooks, decks and help."""
    return playbooks.library()


def state_of(visit: Visit) -> State:
    """What is kept; before there is a vault, nothing."""
    return half_of(visit).kept.state


def partner_of(visit: Visit) -> str:
    """What the other introduced themself as; nothing before there is a bond."""
    bond = half_of(visit).kept.bond
    return bond.partner if bond else ""


async def field(visit: Visit, name: str, longest: int = 20_000) -> str:
    """One field of the form, without outer spaces."""
    form = await visit.form()
    value = form.get(name, "")
    return plain(str(value)).strip()[:longest]  # as it will arrive, so that a preview shows what they get


def needs_vault(endpoint: Endpoint) -> Endpoint:
    """Behind the door: a locked vault is opened first, a missing one is made first."""

    @wraps(endpoint)
    async def guarded(visit: Visit) -> Response:
        half = half_of(visit)
        if half.door is Door.OPEN:
            return await endpoint(visit)
        half.then = visit.url.path if visit.method == "GET" else "/mine"
        return go("/begin" if half.door is Door.NEW else "/unlock")

    return guarded


async def keep(visit: Visit, *requests: Request, then: str) -> Response:
    """Do it and go on. Before there is a vault, make one first: this is the first thing worth keeping."""
    half = half_of(visit)
    if half.door is Door.LOCKED:
        half.then = then  # harm: whoever finds it locked taps a yes, and the owner's next unlock keeps it
        return go("/unlock")
    if half.door is Door.NEW:
        half.pending, half.then = list(requests), then
        return go("/begin")
    refusal = await ask(half, *requests)
    if refusal is not None:
        return show(visit, "refused.html", 422, words=say(refusal.value), back=then)
    return go(then)
