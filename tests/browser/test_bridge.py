"""The bridge into the companion: what a browser would do on a network, done in the worker."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request as Visit
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from handhold.browser.bridge import Request, ask, begin

HERE = "http://here.test:81"


async def _told(visit: Visit) -> Response:
    headers = sorted(visit.headers.keys())
    body = (await visit.body()).decode()
    return JSONResponse([visit.method, str(visit.url), headers, body])


async def _moved(_: Visit) -> Response:
    return RedirectResponse("/told?then=1", 303)


async def _round(_: Visit) -> Response:
    return RedirectResponse("/round", 303)


async def _nothing(_: Visit) -> Response:
    return Response("never shown", 204)


async def _broken(_: Visit) -> Response:
    raise RuntimeError("an accident")


APP = Starlette(
    routes=[
        Route("/told", _told, methods=["GET", "POST"]),
        Route("/moved", _moved, methods=["POST"]),
        Route("/round", _round),
        Route("/nothing", _nothing),
        Route("/broken", _broken),
    ]
)


async def test_a_request_arrives_whole() -> None:
    """Method, address, headers and body are the page's own; the host is the page's."""
    headers = (("HX-Request", "true"), ("Content-Type", "text/plain"))
    answer = await ask(APP, Request("POST", f"{HERE}/told?a=%C3%A4", headers, "grüße".encode()))

    assert answer.status == 200
    expected = '["POST","http://here.test:81/told?a=%C3%A4",["content-type","host","hx-request"],"grüße"]'
    assert answer.body.decode() == expected


async def test_a_303_is_followed() -> None:
    """The page gets what stands where the redirect leads, asked for by GET and without the form."""
    headers = (("HX-Request", "true"), ("Content-Type", "text/plain"))
    answer = await ask(APP, Request("POST", f"{HERE}/moved", headers, b"form"))

    assert answer.url == f"{HERE}/told?then=1"
    assert answer.body.decode() == '["GET","http://here.test:81/told?then=1",["host","hx-request"],""]'


async def test_going_in_circles_ends() -> None:
    """Redirects that lead to themselves end in a plain page."""
    answer = await ask(APP, Request("GET", f"{HERE}/round"))

    assert answer.status == 508
    assert b'id="app"' in answer.body


async def test_a_204_has_no_body() -> None:
    """A 204 carries nothing, whatever the app has said."""
    answer = await ask(APP, Request("GET", f"{HERE}/nothing"))

    assert (answer.status, answer.body) == (204, b"")


async def test_an_accident_is_a_page() -> None:
    """An app that breaks before it answers gets a plain page in its place; its own page is kept."""

    async def silent(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise RuntimeError("an accident")

    assert b'id="app"' in (await ask(silent, Request("GET", f"{HERE}/"))).body
    assert (await ask(APP, Request("GET", f"{HERE}/broken"))).body == b"Internal Server Error"


async def test_the_app_begins_before_the_first_page() -> None:
    """The start-up of the app's lifespan is done when `begin` comes back."""
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "lifespan"
        seen.append((await receive())["type"])
        await send({"type": "lifespan.startup.complete"})
        await receive()

    task = await begin(app)

    assert seen == ["lifespan.startup"]
    assert not task.done()
    task.cancel()
