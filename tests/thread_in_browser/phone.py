"""One person's phone in a real browser: the same script that plays in memory plays here."""

from __future__ import annotations

import asyncio
import re

from playwright.async_api import Page

from handhold.rehearsal.phone import Lost

PATIENCE = 30_000  # milliseconds
LOOK_AGAIN = 0.25  # seconds
WORDS = """
const walk = document.createTreeWalker(document.querySelector("#app"), NodeFilter.SHOW_TEXT);
const words = [];
while (walk.nextNode()) words.push(walk.currentNode.data);
words.join(" ")
"""
WATCH = """
if (window.underWay === undefined) {
  window.underWay = new Set();
  document.addEventListener("htmx:before:request", ({ detail }) => window.underWay.add(detail.ctx));
  document.addEventListener("htmx:finally:request", ({ detail }) => window.underWay.delete(detail.ctx));
}
"""


class BrowserPhone:
    """`thread.Screen` over a Playwright page."""

    def __init__(self, name: str, page: Page, origin: str) -> None:
        self.name = name
        self.page = page
        self._origin = origin
        self._text = ""

    @property
    def text(self) -> str:
        """The words on the page, as they were after the last tap or look."""
        return self._text

    @property
    def path(self) -> str:
        """Where the phone is."""
        return self.page.url.removeprefix(self._origin)

    async def start(self) -> None:
        """Open the app as a person does: by its address."""
        await self.page.goto(self._origin + "/")
        await self.page.wait_for_selector("#app h1", timeout=60_000)
        await self._read()

    async def open(self, path: str) -> None:
        """Go to a path without leaving the page, as a link there would."""
        await self._after(
            self.page.evaluate(
                "path => htmx.ajax('GET', path, {source: document.body, target: '#app', select: '#app',"
                " swap: 'outerSync', push: path})",
                path,
            )
        )

    async def fill(self, name: str, value: str) -> None:
        """Type into a field, or tick a box."""
        found = self.page.locator(f"#app [name='{name}']").first
        if await found.count() == 0:
            raise Lost(f"{self.name}: no field {name!r} on {self.path}: {self._text}")
        if await found.get_attribute("type") == "checkbox":
            await found.check()
        else:
            await found.fill(value)

    async def tap(self, label: str) -> None:
        """Tap the first link or button whose words begin with these; unfold what is folded away."""
        begins = re.compile("^" + r"\s+".join(map(re.escape, label.split())) + r"(?!\w)")
        found = self.page.locator("#app a:visible, #app button:visible").filter(has_text=begins)
        if await found.count() == 0:
            await self.page.evaluate("document.querySelectorAll('#app details').forEach(d => d.open = true)")
        if await found.count() == 0:
            raise Lost(f"{self.name}: nothing says {label!r} on {self.path}: {self._text}")
        await self._after(found.first.click(timeout=PATIENCE))

    async def sees(self, *words: str) -> None:
        """Each of these words is on the page now."""
        for word in words:
            if word not in self._text:
                raise Lost(f"{self.name}: {word!r} is not on {self.path}: {self._text}")

    async def waits_for(self, word: str, path: str | None = None) -> None:
        """Look at the page again and again until it says this."""
        until = asyncio.get_running_loop().time() + PATIENCE / 1000
        while asyncio.get_running_loop().time() < until:
            await self.open(path or self.path)
            if word in self._text:
                return
            await asyncio.sleep(LOOK_AGAIN)
        raise Lost(f"{self.name}: waited for {word!r} on {self.path}: {self._text}")

    async def _after(self, action: object) -> None:
        """Do it, and wait until every request it made has been answered and shown."""
        await self.page.evaluate(WATCH)
        await action  # type: ignore[misc]
        until = asyncio.get_running_loop().time() + PATIENCE / 1000
        while await self.page.evaluate("window.underWay.size > 0"):
            if asyncio.get_running_loop().time() > until:
                raise Lost(f"{self.name}: {self.path} never came")
            await asyncio.sleep(0.01)
        await self._read()

    async def _read(self) -> None:
        self._text = " ".join(str(await self.page.evaluate(WORDS)).split())
