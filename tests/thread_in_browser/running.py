"""Two phones in one Chromium, in two contexts, and a real relay process between them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from thread_in_browser.phone import BrowserPhone

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "web"))
SCREEN = ViewportSize(width=375, height=780)
LANDING = 2.0  # seconds until everything on its way has landed
# The demo's worker moves its clock when it is told to; this keeps the worker where a test can tell it.
REACH = """
const Real = window.Worker;
window.Worker = class extends Real {
  constructor(...given) { super(...given); window.home = this; }
};
"""


@dataclass
class BrowserTime:
    """`thread.Time` over the clocks of two pages of the demo's build."""

    pages: tuple[Page, ...]
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """What the phones' clocks show."""
        return datetime.now(UTC) + self.ahead

    async def move(self, *, days: float = 0, hours: float = 0) -> None:
        """Forward, once everything on its way has landed."""
        await self._to(self.now() + timedelta(days=days, hours=hours))

    async def until(self, hour: int) -> None:
        """To the next full hour of this number."""
        then = self.now().replace(hour=hour, minute=0, second=1, microsecond=0)
        await self._to(then if then > self.now() else then + timedelta(days=1))

    async def _to(self, then: datetime) -> None:
        await asyncio.sleep(LANDING)
        self.ahead = then - datetime.now(UTC)
        for page in self.pages:
            await page.evaluate("s => window.home.postMessage({clock: s})", self.ahead.total_seconds())


@dataclass
class Evening:
    """What a browser story gets."""

    alex: BrowserPhone
    sam: BrowserPhone
    time: BrowserTime
    browser: Browser
    strangers: list[str]
    """Requests to any other host: there must be none, ever."""
    wrong: list[str]
    """Errors in the pages' consoles."""


@asynccontextmanager
async def relay(site: Path, db: Path) -> AsyncIterator[str]:
    """A real relay process that also serves this build; its http address."""
    command = [sys.executable, "-m", "handhold.cli.relay", "--port", "0", "--db", str(db)]
    command += ["--with-app", "--site", str(site)]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    try:
        yield line.removeprefix("READY ").strip().replace("ws://", "http://").removesuffix("/relay")
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def evening(site: Path, db: Path) -> AsyncIterator[Evening]:
    """Two people with empty phones on this build."""
    from chromium import ARGUMENTS, ensure

    async with relay(site, db) as origin, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=ensure(), args=list(ARGUMENTS))
        strangers: list[str] = []
        wrong: list[str] = []
        phones = [await _phone(browser, name, origin, strangers, wrong) for name in ("Alex", "Sam")]
        time = BrowserTime(tuple(phone.page for phone in phones))
        yield Evening(phones[0], phones[1], time, browser, strangers, wrong)
        await browser.close()


async def _phone(
    browser: Browser, name: str, origin: str, strangers: list[str], wrong: list[str]
) -> BrowserPhone:
    context = await browser.new_context(viewport=SCREEN, timezone_id="UTC")
    page = await context.new_page()
    await page.add_init_script(REACH)
    page.on("request", lambda asked: None if asked.url.startswith(origin) else strangers.append(asked.url))
    line = origin.replace("http://", "ws://")
    page.on("websocket", lambda used: None if used.url.startswith(line) else strangers.append(used.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    phone = BrowserPhone(name, page, origin)
    await phone.start()
    return phone
