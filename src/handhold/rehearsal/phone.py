"""One person's phone in memory: a real companion, tapped through its pages, without a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from urllib.parse import urlencode, urlsplit

from starlette.types import ASGIApp, Message

from handhold.rehearsal.page import Page

FORM = {"content-type": "application/x-www-form-urlencoded"}
PATIENCE = 400  # turns of the loop; a letter crosses in about ten


class Lost(AssertionError):
    """The page does not offer what the story wants to tap, or never says what the story waits for."""


class Phone:
    """Opens pages, fills fields and taps by the words a person sees."""

    def __init__(self, name: str, app: ASGIApp) -> None:
        self.name = name
        self.app = app
        self.path = "/"
        self.page = Page("")
        self._typed: dict[str, str] = {}

    @property
    def text(self) -> str:
        """The words on the page."""
        return self.page.text

    async def open(self, path: str) -> Page:
        """Go to a path, as a link there would."""
        return await self._go("GET", path, {})

    async def fill(self, name: str, value: str) -> None:
        """Type into the field of this name."""
        if not any(name in form.fields or name in form.ticks for form in self.page.forms):
            raise Lost(f"{self.name}: no field {name!r} on {self.path}: {self.text}")
        self._typed[name] = value

    async def tap(self, label: str) -> Page:
        """Tap the link or button whose words begin with `label`."""
        tap = self.page.find(label)
        if tap is None:
            raise Lost(f"{self.name}: nothing says {label!r} on {self.path}: {self.text}")
        if tap.href is not None:
            return await self._go("GET", tap.href, {})
        if tap.form is None:
            return self.page
        form = tap.form
        typed = {k: v for k, v in self._typed.items() if k in form.fields or k in form.ticks}
        fields = form.fields | typed
        if tap.name:
            fields[tap.name] = tap.value
        return await self._go(tap.form.method.upper(), tap.form.action or self.path, fields)

    async def sees(self, *words: str) -> None:
        """Each of these words is on the page now."""
        for word in words:
            if word not in self.text:
                raise Lost(f"{self.name}: {word!r} is not on {self.path}: {self.text}")

    async def never_sees(self, *words: str) -> None:
        """None of these words is on the page now."""
        for word in words:
            if word in self.text:
                raise Lost(f"{self.name}: {word!r} is on {self.path}: {self.text}")

    async def waits_for(self, word: str, path: str | None = None) -> None:
        """Look at the page again and again until it says `word`."""
        await self._until(lambda: word in self.text, path or self.path, word)

    async def _until(self, done: Callable[[], bool], path: str, what: str) -> None:
        for _ in range(PATIENCE):
            await self.open(path)
            if done():
                return
            await asyncio.sleep(0.005)
        raise Lost(f"{self.name}: waited for {what!r} on {self.path}: {self.text}")

    async def _go(self, method: str, path: str, fields: dict[str, str]) -> Page:
        body = urlencode(fields).encode()
        if method == "GET" and fields:
            path, body = f"{path}?{urlencode(fields)}", b""
        status, headers, markup = await call(self.app, method, path, body)
        if status in {302, 303, 307}:
            return await self._go("GET", headers["location"], {})
        if status >= 500:
            raise Lost(f"{self.name}: {method} {path} answered {status}: {markup[:2000]}")
        self.path = path
        self._typed = {}
        if status != 204:
            self.page = Page(markup)
        return self.page


PLAIN = {"host": "phone.test"}


async def call(
    app: ASGIApp, method: str, path: str, body: bytes = b"", given: Mapping[str, str] = PLAIN
) -> tuple[int, dict[str, str], str]:
    """One request through ASGI, with these headers: status, headers, the page."""
    parts = urlsplit(path)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in (FORM | dict(given)).items()],
        "server": ("phone.test", 80),
        "client": None,
        "state": {},
    }
    start: dict[str, object] = {}
    chunks: list[bytes] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            chunks.append(message.get("body", b""))

    await app(scope, receive, send)
    headers = {key.decode(): value.decode() for key, value in start["headers"]}  # type: ignore[attr-defined]
    return int(start["status"]), headers, b"".join(chunks).decode()  # type: ignore[call-overload]
