"""Leaving: quietly first, with a word second; and erasing one's own side."""

from __future__ import annotations

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.companion.pages.desk import field, half_of, keep, needs_vault
from handhold.companion.render import go, show
from handhold.journey.requests import Leave


@needs_vault
async def unlink(visit: Visit) -> Response:
    """Leave the bond, alone, now."""
    if visit.method == "GET":
        linked = half_of(visit).kept.bond is not None
        return show(visit, "unlink.html", tab="mine", linked=linked)
    word = await field(visit, "word", 400) if await field(visit, "how") == "word" else None
    return await keep(visit, Leave(word), then="/mine/left")


@needs_vault
async def left(visit: Visit) -> Response:
    """Left. Locks stay."""
    return show(visit, "left.html", tab="mine")


@needs_vault
async def erase(visit: Visit) -> Response:
    """Destroy this side's keys and what they opened."""
    if visit.method == "GET" or await field(visit, "sure") != "yes":
        return show(visit, "erase.html", tab="mine")
    await half_of(visit).erase()
    return go("/erased")


async def erased(visit: Visit) -> Response:
    """Nothing is here any more."""
    return show(visit, "erased.html", show_nav=False)
