"""Requests into the companion without a network: ASGI's scope, receive and send, in this very worker."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from urllib.parse import unquote, urljoin, urlsplit

from starlette.types import ASGIApp, Message, Scope

_TURNS = 5  # redirects followed for one tap
_BROKEN = b"""<div id="app"><main><h1>That did not work.</h1>
<p>Nothing was changed. <a href="/">Begin again</a>.</p></main></div>"""


@dataclass(frozen=True, slots=True)
class Request:
    """One tap: a method, an absolute URL of this app, headers and a body."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and the URL it came from in the end."""

    status: int
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


async def ask(app: ASGIApp, request: Request) -> Answer:
    """The app's answer. A 303 is followed here, since a browser would follow it on the network."""
    for _ in range(_TURNS):
        answer = await _once(app, request)
        location = dict(answer.headers).get("location")
        if answer.status != 303 or location is None:
            return answer
        kept = tuple(
            (name, value) for name, value in request.headers if not name.lower().startswith("content-")
        )
        request = replace(request, method="GET", url=urljoin(request.url, location), headers=kept, body=b"")
    return Answer(508, request.url, (("content-type", "text/html; charset=utf-8"),), _BROKEN)


async def _once(app: ASGIApp, request: Request) -> Answer:
    sent: list[Message] = []
    waiting: list[Message] = [{"type": "http.request", "body": request.body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    try:
        await app(_scope(request), receive, send)
    except Exception:
        if not sent:  # with something sent, the app has made its own page of the accident
            return Answer(500, request.url, (("content-type", "text/html; charset=utf-8"),), _BROKEN)
    return _answer(request.url, sent)


def _answer(url: str, sent: list[Message]) -> Answer:
    start, *rest = sent
    status = start["status"]
    body = b"" if status in (204, 304) else b"".join(message.get("body", b"") for message in rest)
    headers = tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in start["headers"]
    )
    return Answer(status, url, headers, body)


def _scope(request: Request) -> Scope:
    parts = urlsplit(request.url)
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request.headers]
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": parts.scheme,
        "path": unquote(parts.path) or "/",
        "raw_path": parts.path.encode("latin-1"),
        "query_string": parts.query.encode("latin-1"),
        "root_path": "",
        "headers": [(b"host", parts.netloc.encode("latin-1")), *headers],
        "server": (parts.hostname or "", parts.port),
        "client": None,
        "state": {},
    }


async def begin(app: ASGIApp) -> asyncio.Task[None]:
    """Run the app's lifespan until its start-up is done; the task must be kept, or the loop may drop it."""
    begun = asyncio.Event()
    first: list[Message] = [{"type": "lifespan.startup"}]

    async def receive() -> Message:
        if first:
            return first.pop()
        await asyncio.Event().wait()  # a worker is terminated, never shut down
        raise AssertionError("unreachable")

    async def send(_message: Message) -> None:
        begun.set()

    async def live() -> None:
        try:
            await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send)
        finally:
            begun.set()

    task = asyncio.ensure_future(live())
    await begun.wait()
    return task
