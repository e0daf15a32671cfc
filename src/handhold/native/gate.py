"""The native home's door: 127.0.0.1 is open to every account, browser and web page on this computer.

A one-time launch token, carried in the address's fragment, buys one session cookie. Every request is then
checked for its Host (DNS rebinding), its Origin and Sec-Fetch-Site (other pages), and the session.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from handhold.companion.language import say

COOKIE = "evening"
_ENTER = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Evening</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/static/app.css">
</head><body><main id="app"><h1>{moment}</h1><p>{again}</p></main>
<script src="/static/enter.js"></script></body></html>"""
OPEN_TO_ALL = ("/static/", "/favicon.ico")
TOKEN_LIMIT = 200


def _enter_page() -> str:
    again = say(
        "If nothing happens, close this page and open it again from the terminal: each address works once."
    )
    return _ENTER.format(moment=say("One moment."), again=again)


@dataclass(slots=True)
class Gate:
    """Stands before the companion. `launch` works once; `session` is what it buys."""

    app: ASGIApp
    host: str
    launch: str
    session: str
    _used: bool = field(default=False, init=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it at the door."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = await self._answer(scope, receive)
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host") != self.host:
            return PlainTextResponse(
                say("Not here."), 421
            )  # harm: a web page rebinding its name to this computer
        if not self._same_origin(headers, scope["method"]):
            return PlainTextResponse(say("Not from there."), 403)  # harm: another page tapping a yes
        if scope["path"].startswith(OPEN_TO_ALL):
            return None
        if scope["path"] == "/enter" and scope["method"] == "POST":
            return await self._enter(receive)
        if not self._has_session(headers):
            return HTMLResponse(_enter_page(), 200, {"cache-control": "no-store"})
        return None

    def _same_origin(self, headers: Headers, method: str) -> bool:
        if headers.get("origin", f"http://{self.host}") != f"http://{self.host}":
            return False
        site = headers.get("sec-fetch-site", "same-origin")
        return site == "same-origin" or (site == "none" and method == "GET")

    def _has_session(self, headers: Headers) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        return COOKIE in cookies and hmac.compare_digest(
            cookies[COOKIE].value.encode(), self.session.encode()
        )

    async def _enter(self, receive: Receive) -> Response:
        message = await receive()
        given = message.get("body", b"")[:TOKEN_LIMIT]
        if self._used or not hmac.compare_digest(given, self.launch.encode()):
            used = say("That address was used already. Start again from the terminal.")
            return PlainTextResponse(used, 403)
        self._used = True  # harm: the address, seen in a terminal or a history, opening the vault later
        response = PlainTextResponse("", 204)
        response.set_cookie(COOKIE, self.session, httponly=True, samesite="strict", path="/")
        return response
