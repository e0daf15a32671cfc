"""A tiny app: a few pages with every kind of link and form, and one path that shows what each door does."""

from __future__ import annotations

import random
import secrets
from html import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from handhold.companion.world import World
from handhold.doors import NotInGroup, Shelf, Stale, Unsealable

SIZE = 512 * 1024
PAGE = """<!doctype html><html lang="en"><head><title>Evening</title></head><body>
<div id="app" hx-history-elt><form data-leave method="post" action="/leave"><button>Leave</button></form>
<main><h1>{title}</h1><p id="out">{text}</p>
<a href="/two?q=1">Second</a> <a href="/moved">Moved</a> <a href="/">First</a> <a href="https://example.org/">Away</a>
<form method="post" action="/say"><input name="word" aria-label="Word" required><button name="b" value="v">Say</button>
</form><form method="post" action="/save"><button>Save</button></form>
<form method="post" action="/send" enctype="multipart/form-data"><input name="file" type="file"><button>Send</button>
</form></main></div></body></html>"""


def _page(title: str, text: str, status: int = 200) -> Response:
    return HTMLResponse(PAGE.format(title=escape(title), text=escape(text)), status)


async def _first(_: Request) -> Response:
    return _page("First", "hello")


async def _second(request: Request) -> Response:
    return _page("Second", str(request.url))


async def _moved(_: Request) -> Response:
    return RedirectResponse("/two?q=moved", 303)


async def _say(request: Request) -> Response:
    form = await request.form()
    if form["word"] == "refused":
        return _page("Refused", "please not", 422)
    return RedirectResponse(f"/two?q={form['word']}{form.get('b', '')}", 303)


async def _send(request: Request) -> Response:
    file = (await request.form())["file"]
    assert not isinstance(file, str)
    return _page("Sent", f"{file.filename} {len(await file.read())}")


async def _arrive(request: Request) -> Response:
    return _page("Arrived", str((await request.form())["fragment"]))


async def _leave(_: Request) -> Response:
    return Response(status_code=204)


async def _broken(_: Request) -> Response:
    raise RuntimeError("an accident")


def build_companion(world: World) -> Starlette:
    """The app. Each path under /doors shows one door at work."""

    async def chance(_: Request) -> Response:
        drawn = [world.chance.draw(16).hex(), str(random.random()), secrets.token_hex(), str(random.Random().random())]
        return JSONResponse(drawn)

    async def clock(_: Request) -> Response:
        now = world.clock.now()
        return JSONResponse([now.timestamp(), now.utcoffset().total_seconds()])  # type: ignore[union-attr]

    async def sealer(_: Request) -> Response:
        doors = world.sealer
        sealed = doors.seal(b"k" * 32, b"n" * 24, b"plain", b"bound")
        try:
            doors.open(b"k" * 32, b"n" * 24, sealed, b"other")
            refused = False
        except Unsealable:
            refused = True
        results = (sealed, doors.stretch("pass ß".encode(), b"s" * 16), doors.public(b"p" * 32))
        agreed = doors.agree(b"p" * 32, doors.public(b"q" * 32))
        opened = doors.open(b"k" * 32, b"n" * 24, sealed, b"bound")
        return JSONResponse([*(part.hex() for part in (*results, agreed)), opened.decode(), refused])

    async def group(_: Request) -> Response:
        doors = world.sealer.group
        one, two = doors.hash_many([b"a" * 64, b"b" * 64])
        found = [one, two, doors.base(7), *doors.mul_many([5, 6], [one, two]), doors.add(one, two)]
        found.append(doors.msm([5, 0, 6], [one, b"\0" * 32, two]))
        refused = []
        negative = doors.mul(doors.order - 1, one)
        attempts = (
            lambda: doors.mul(0, one),
            lambda: doors.mul(1, b"\xff" * 32),
            lambda: doors.mul(doors.order, one),
            lambda: doors.add(one, negative),
            lambda: doors.msm([1, 1], [one, negative]),
            lambda: doors.msm([], []),
            lambda: doors.base(0),
        )
        for attempt in attempts:
            try:
                attempt()
                refused.append(False)
            except NotInGroup:
                refused.append(True)
        return JSONResponse([[point.hex() for point in found], refused])

    async def store(_: Request) -> Response:
        shelf = await world.store.read()
        return JSONResponse(None if shelf is None else [shelf.generation, *(slot[:4].hex() for slot in shelf.slots)])

    async def create(_: Request) -> Response:
        try:
            await world.store.create(Shelf(1, (b"\1" * SIZE, b"\2" * SIZE)))
        except Stale:
            return JSONResponse("stale")
        return JSONResponse("kept")

    async def write(request: Request) -> Response:
        slot, generation = int(request.query_params["slot"]), int(request.query_params["generation"])
        try:
            await world.store.write(slot, b"\7" * SIZE, generation)
        except Stale:
            return JSONResponse("stale")
        return JSONResponse("kept")

    async def erase(_: Request) -> Response:
        await world.store.erase()
        return JSONResponse("gone")

    async def save(_: Request) -> Response:
        shelf = await world.store.read()
        if shelf is None:
            await world.store.create(Shelf(1, (b"\1" * SIZE, b"\2" * SIZE)))
        else:
            await world.store.write(0, world.chance.draw(SIZE), shelf.generation)
        return RedirectResponse("/two?q=saved", 303)

    async def relay(request: Request) -> Response:
        link = await world.relay.connect(request.query_params["address"])
        frame = await link.receive()
        await link.close()
        return JSONResponse(repr(frame))

    doors = (chance, clock, sealer, group, store, create, write, erase, relay)
    return Starlette(
        routes=[
            Route("/", _first),
            Route("/two", _second),
            Route("/moved", _moved),
            Route("/say", _say, methods=["POST"]),
            Route("/send", _send, methods=["POST"]),
            Route("/arrive", _arrive, methods=["POST"]),
            Route("/leave", _leave, methods=["POST"]),
            Route("/save", save, methods=["POST"]),
            Route("/broken", _broken),
            *(Route(f"/doors/{door.__name__}", door) for door in doors),
        ]
    )
