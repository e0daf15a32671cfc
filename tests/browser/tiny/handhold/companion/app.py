"""A tiny app: a few pages with every kind of link and form, and one path that shows what each door does."""

from __future__ import annotations

from html import escape
from types import SimpleNamespace

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from handhold.companion.world import World

from .shown import Shown

PAGE = """<!doctype html><html lang="en"><head><title>Evening</title></head><body>
<div id="app" hx-history-elt><form data-leave method="post" action="/leave"><button>Leave</button></form>
<main><h1>{title}</h1><p id="out">{text}</p>
<a href="/two?q=1">Second</a> <a href="/moved">Moved</a>
<a href="/">First</a> <a href="https://example.org/">Away</a>
<form method="post" action="/say"><input name="word" aria-label="Word" required>
<button name="b" value="v">Say</button></form>
<form method="post" action="/save"><button>Save</button></form>
<form method="post" action="/send" enctype="multipart/form-data"><input name="file" type="file">
<button>Send</button></form></main></div></body></html>"""


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
    shown = Shown(world)
    doors = (shown.chance, shown.clock, shown.sealer, shown.group, shown.relay)
    shelf = (shown.store, shown.create, shown.write, shown.erase)
    app = Starlette(
        routes=[
            Route("/", _first),
            Route("/two", _second),
            Route("/moved", _moved),
            Route("/say", _say, methods=["POST"]),
            Route("/send", _send, methods=["POST"]),
            Route("/arrive", _arrive, methods=["POST"]),
            Route("/leave", _leave, methods=["POST"]),
            Route("/save", shown.save, methods=["POST"]),
            Route("/broken", _broken),
            *(Route(f"/doors/{door.__name__}", door) for door in (*doors, *shelf)),
        ]
    )
    app.state.half = _nothing_waits(world)
    return app


def _nothing_waits(world: World) -> SimpleNamespace:
    """What the demo's rehearsal looks at."""
    state = SimpleNamespace(mine=SimpleNamespace(next_round=None, wishes={}), ours=None)
    return SimpleNamespace(world=world, kept=SimpleNamespace(state=state))
