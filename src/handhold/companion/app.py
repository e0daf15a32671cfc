"""The companion as an ASGI app: every route on one screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handhold.companion.courier import Courier
from handhold.companion.evening import Evening
from handhold.companion.half import Closed, Gone, Half
from handhold.companion.headers import SafeHeaders
from handhold.companion.language import say
from handhold.companion.meeting import Meeting
from handhold.companion.outbox import OutboxFull
from handhold.companion.pages import (
    alone,
    cards,
    door,
    draft,
    help,
    inviting,
    leaving,
    shared,
    talk,
    tonight,
    wishes,
)
from handhold.companion.render import go, show
from handhold.companion.world import World
from handhold.doors import NoRoom, Stale
from handhold.vault.record import TooFull

BOTH = ["GET", "POST"]
TAP = ["POST"]

ROUTES = [
    Route("/", door.front),
    Route("/brings/{who}", door.brings),
    Route("/hide", door.hide),
    Route("/begin", door.begin),
    Route("/begin/key", door.key, methods=BOTH),
    Route("/begin/before", door.before, methods=BOTH),
    Route("/unlock", door.unlock, methods=BOTH),
    Route("/lock", door.lock, methods=TAP),
    Route("/leave", door.leave, methods=TAP),
    Route("/help", help.help_page),
    Route("/help/lines", help.lines),
    Route("/help/care/{card}", help.care),
    Route("/check", draft.try_out, methods=BOTH),
    Route("/check/marks", draft.marks, methods=TAP),
    Route("/mine", alone.mine),
    Route("/mine/reflect/{book:int}/{who}/{at:int}", alone.reflect, methods=BOTH),
    Route("/mine/learn/{book:int}/{at:int}", alone.learn),
    Route("/mine/mirror/{at:int}", alone.mirror),
    Route("/mine/wishes", wishes.decks),
    Route("/mine/wishes/{deck:int}/{at:int}", wishes.wish, methods=BOTH),
    Route("/mine/card", cards.card, methods=BOTH),
    Route("/mine/card/send", cards.send_card, methods=BOTH),
    Route("/mine/adore", cards.adore, methods=BOTH),
    Route("/mine/draft/{book:int}", draft.draft),
    Route("/mine/draft/{book:int}/done", draft.done, methods=TAP),
    Route("/mine/draft/{book:int}/marks", draft.draft_marks, methods=TAP),
    Route("/mine/draft/{book:int}/send", draft.send, methods=BOTH),
    Route("/mine/draft/{book:int}/aloud", draft.aloud, methods=BOTH),
    Route("/mine/dropped", draft.dropped),
    Route("/mine/away", alone.away, methods=BOTH),
    Route("/mine/quiet", alone.quiet, methods=BOTH),
    Route("/mine/unlink", leaving.unlink, methods=BOTH),
    Route("/mine/left", leaving.left),
    Route("/mine/erase", leaving.erase, methods=BOTH),
    Route("/erased", leaving.erased),
    Route("/ours", shared.ours),
    Route("/ours/invite", inviting.invite, methods=BOTH),
    Route("/ours/join", inviting.join, methods=BOTH),
    Route("/ours/meet", inviting.meet),
    Route("/ours/meet/compare", inviting.compare, methods=TAP),
    Route("/ours/meet/cancel", inviting.cancel, methods=TAP),
    Route("/ours/card", shared.their_card),
    Route("/ours/adored", cards.adored, methods=TAP),
    Route("/ours/sent", shared.sent),
    Route("/ours/said", talk.said),
    Route("/ours/put-away", talk.put_away_done),
    Route("/ours/look", shared.look),
    Route("/ours/look/start", shared.look_start, methods=TAP),
    Route("/ours/look/drop", shared.look_drop, methods=TAP),
    Route("/ours/ground", shared.ground, methods=BOTH),
    Route("/ours/let-go", shared.let_go, methods=TAP),
    Route("/ours/page/close", shared.close_page, methods=TAP),
    Route("/ours/talk/{topic}", talk.talk),
    Route("/ours/talk/{topic}/card", talk.card),
    Route("/ours/talk/{topic}/answer", talk.answer, methods=TAP),
    Route("/ours/talk/{topic}/close", talk.close, methods=TAP),
    Route("/ours/talk/{topic}/away", talk.put_away, methods=BOTH),
    Route("/ours/talk/{topic}/after", tonight.next_day, methods=TAP),
    Route("/ours/talk/{topic}/{what}", talk.act, methods=TAP),
    Route("/now", tonight.now),
    Route("/now/propose", tonight.propose, methods=TAP),
    Route("/now/reply", tonight.reply, methods=TAP),
    Route("/now/together", tonight.together),
    Route("/now/together/{what}", tonight.together, methods=TAP),
    Route("/now/after", tonight.after),
    Route("/invited", inviting.invited),
    Route("/arrive", inviting.arrive, methods=TAP),
]


async def _no_room(request: Request, _: Exception) -> Response:
    words = say(
        "This device wouldn’t keep that: it is full, or told not to. Nothing that was here before is lost."
    )
    return show(request, "refused.html", 507, words=words, back="/")


async def _too_full(request: Request, error: Exception) -> Response:
    words = say("There’s no more room for words. Some notes could be shorter; nothing that was here is lost.")
    return show(request, "refused.html", 507, words=words, back="/mine")


async def _letters_out(request: Request, _: Exception) -> Response:
    words = say("Eight letters are on their way. When one has had its day, there is room for the next.")
    return show(request, "refused.html", 409, words=words, back="/ours")


async def _stale(request: Request, _: Exception) -> Response:
    return show(request, "elsewhere.html", 409)


async def _gone(request: Request, _: Exception) -> Response:
    return show(request, "gone.html", 410)


async def _closed(request: Request, _: Exception) -> Response:
    return go("/")


async def _lost(request: Request, error: Exception) -> Response:
    words = say("That page isn’t here. Nothing is lost.")
    status = error.status_code if isinstance(error, HTTPException) else 404
    return show(request, "refused.html", status, words=words, back="/")


async def _mistake(request: Request, _: Exception) -> Response:
    words = say("That was our mistake, not yours. Nothing was changed or sent; go back and try once more.")
    return show(request, "refused.html", 500, words=words, back="/")


def build_companion(world: World) -> Starlette:
    """One person's app, over one home's doors. Its lifespan sees what is kept before the first page."""
    half = Half(world)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await half.arrive()
        yield
        half.lock()

    app = Starlette(
        routes=ROUTES,
        lifespan=life,
        exception_handlers={
            NoRoom: _no_room,
            TooFull: _too_full,
            OutboxFull: _letters_out,
            Stale: _stale,
            Gone: _gone,
            Closed: _closed,
            HTTPException: _lost,
            ValueError: _lost,
            KeyError: _lost,
            Exception: _mistake,
        },
    )
    app.add_middleware(SafeHeaders)
    app.state.half = half
    app.state.courier = Courier(half)
    app.state.meeting = Meeting(half)
    app.state.evening = Evening(half)
    app.state.arrived = ""
    for hired in (app.state.courier, app.state.meeting, app.state.evening):
        hired.hire()
    return app
