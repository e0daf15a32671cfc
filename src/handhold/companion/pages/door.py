"""The door: what brings you, what this cannot hide, making the vault, unlocking, locking, leaving."""

from __future__ import annotations

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.companion.ask import ask
from handhold.companion.half import Door, TooSoon
from handhold.companion.kept import FromTheFuture
from handhold.companion.language import say
from handhold.companion.pages.desk import field, half_of, keep, needs_vault
from handhold.companion.render import go, show
from handhold.doors import Damaged
from handhold.journey.requests import ConfirmAdult, HadBefore
from handhold.journey.state import State

FLUSH = 1.8  # seconds
SHORTEST = 8  # characters; a sentence is better


async def front(visit: Visit) -> Response:
    """What brings you? Or the lock, or one's own rooms."""
    match half_of(visit).door:
        case Door.NEW:
            return show(visit, "front.html")
        case Door.LOCKED:
            return go("/unlock")
        case Door.OPEN:
            return go("/mine")


async def brings(visit: Visit) -> Response:
    """Somewhere useful, before anything is asked."""
    who = visit.path_params["who"]
    return show(visit, f"brings_{who}.html" if who in {"asker", "asked", "both"} else "front.html")


async def hide(visit: Visit) -> Response:
    """What this cannot hide."""
    return show(visit, "hide.html", first=False)


async def begin(visit: Visit) -> Response:
    """The page of what it cannot hide stands before the first trust."""
    half = half_of(visit)
    if half.door is not Door.NEW:
        return go("/unlock" if half.door is Door.LOCKED else "/mine")
    half.told = True
    return show(visit, "hide.html", first=True)


async def key(visit: Visit) -> Response:
    """The passphrase, the code on paper, and being of age."""
    half = half_of(visit)
    if half.door is not Door.NEW:
        return go("/")
    if not half.told:
        return go("/begin")  # harm: an intimate wish trusted to a place whose limits nobody was told
    if visit.method == "GET":
        return show(visit, "key.html", refusal="")
    passphrase, again = await field(visit, "passphrase"), await field(visit, "again")
    refusal = _not_yet(passphrase, again, bool(await field(visit, "adult")))
    if refusal:
        return show(visit, "key.html", 422, refusal=refusal)
    code = await half.begin(passphrase, State(), bool(await field(visit, "paper")))
    await ask(half, ConfirmAdult())
    return show(visit, "code.html", code=code) if code else go("/begin/before")


def _not_yet(passphrase: str, again: str, adult: bool) -> str:
    if not adult:
        return say("This is for adults only. If you are one, tick the box.")
    if len(passphrase) < SHORTEST:
        return say("A little longer, please: eight characters at least. A silly sentence is best.")
    if passphrase != again:
        return say("The two are not the same. Nothing is lost; try once more.")
    return ""


@needs_vault
async def before(visit: Visit) -> Response:
    """ "Have you had handhold before?" asked once; yes rests every topic until its owner opens it."""
    half = half_of(visit)
    if visit.method == "GET":
        return show(visit, "before.html")
    refusal = await ask(half, HadBefore(await field(visit, "before") == "yes"))
    pending, half.pending = half.pending, []
    if refusal is None and pending:
        return await keep(visit, *pending, then=half.then)
    return go(half.then)


async def unlock(visit: Visit) -> Response:
    """The passphrase, or the code on paper."""
    half = half_of(visit)
    if half.door is not Door.LOCKED:
        return go("/")
    if visit.method == "GET":
        return show(visit, "unlock.html", refusal="")
    try:
        opened = await half.unlock(await field(visit, "passphrase"))
    except TooSoon as wait:
        words = say("That was a few wrong ones. The next try opens in %(seconds)s seconds.")
        return show(visit, "unlock.html", 429, refusal=words % {"seconds": wait.seconds})
    except Damaged:
        return show(visit, "damaged.html", 500)
    except FromTheFuture:
        return show(visit, "newer.html", 409)
    if not opened:
        words = say("That doesn’t open it. Nothing is lost; try again, or use the code on your paper.")
        return show(visit, "unlock.html", 422, refusal=words)
    return await _welcome(visit)


async def _welcome(visit: Visit) -> Response:
    half = half_of(visit)
    await half.tell()
    if half.kept.state.mine.had_before is None:
        return go("/begin/before")
    then, half.then = half.then, "/mine"
    return go(then)


async def lock(visit: Visit) -> Response:
    """Lock now."""
    half = half_of(visit)
    half.lock()
    half.pending, half.then = [], "/mine"
    return go("/")


async def leave(visit: Visit) -> Response:
    """Let what waits be sent, then lock; the page's own script has covered the screen already."""
    await visit.app.state.courier.flush(FLUSH)
    half_of(visit).lock()
    return Response(status_code=204)
