"""Two phones in one Chromium, in two contexts, and a real relay process between them."""

from __future__ import annotations

import asyncio
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from browser.placing import ELSEWHERE, PLACE, given
from handhold.doors import Shelf
from handhold.rehearsal.paired import QUIET_DAYS, shelves
from handhold.rehearsal.thread import PASSPHRASE
from thread_in_browser.phone import BrowserPhone

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "web"))
SCREEN = ViewportSize(width=375, height=780)
NAMES = "Alex", "Sam"
QUIET = timedelta(days=QUIET_DAYS)
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


def free_port() -> int:
    """A port of this computer that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@dataclass
class RelayProcess:
    """A real relay process that also serves a build. Stopped and started again, it is where it was."""

    site: Path
    db: Path
    port: int = 0
    _process: Process | None = None

    @property
    def origin(self) -> str:
        """Its http address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Begin, on the port it had before, and wait until it listens."""
        command = [sys.executable, "-m", "handhold.cli.relay", "--port", str(self.port), "--db", str(self.db)]
        command += ["--with-app", "--site", str(self.site)]
        self._process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        assert self._process.stdout is not None
        line = (await self._process.stdout.readline()).decode()
        self.port = int(line.strip().removesuffix("/relay").rsplit(":", 1)[1])

    async def stop(self) -> None:
        """End it."""
        assert self._process is not None
        self._process.terminate()
        await self._process.wait()

    def forget(self) -> None:
        """Lose everything stored, while it is stopped."""
        for file in self.db.parent.glob(f"{self.db.name}*"):
            file.unlink()


@dataclass
class Evening:
    """What a browser story gets."""

    browser: Browser
    relay: RelayProcess
    phones: list[BrowserPhone] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    """Requests to any other host: there must be none, ever."""
    wrong: list[str] = field(default_factory=list)
    """Errors in the pages' consoles."""

    @property
    def origin(self) -> str:
        """Where the build is served."""
        return self.relay.origin

    @property
    def line(self) -> str:
        """The relay's address."""
        return self.origin.replace("http://", "ws://") + "/relay"

    @property
    def alex(self) -> BrowserPhone:
        """Who asks."""
        return self.phones[0]

    @property
    def sam(self) -> BrowserPhone:
        """Who is asked."""
        return self.phones[1]

    @cached_property
    def time(self) -> BrowserTime:
        """The clocks of both."""
        return BrowserTime(tuple(phone.page for phone in self.phones))

    async def phone(self, name: str, shelf: Shelf | None = None) -> BrowserPhone:
        """One more phone: empty, or with a vault, which is opened."""
        context = await self.browser.new_context(viewport=SCREEN, timezone_id="UTC")
        page = await context.new_page()
        if shelf is not None:
            await page.goto(self.origin + ELSEWHERE)
            await page.evaluate(PLACE, given(shelf))
        await page.add_init_script(REACH)
        self._watch(page)
        phone = BrowserPhone(name, page, self.origin)
        await phone.start()
        if shelf is not None:
            await phone.fill("passphrase", PASSPHRASE)
            await phone.tap("Open")
        return phone

    def _watch(self, page: Page) -> None:
        def asked(url: str, home: str) -> None:
            if not url.startswith(home):
                self.strangers.append(url)

        page.on("request", lambda request: asked(request.url, self.origin))
        page.on("websocket", lambda socket: asked(socket.url, self.line))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)


@asynccontextmanager
async def relay(site: Path, db: Path) -> AsyncIterator[RelayProcess]:
    """A running relay process."""
    process = RelayProcess(site, db)
    await process.start()
    try:
        yield process
    finally:
        await process.stop()


@asynccontextmanager
async def evening(site: Path, db: Path, linked: bool = False) -> AsyncIterator[Evening]:
    """Two people on this build: with empty phones, or linked three days ago and at their doors."""
    from chromium import ARGUMENTS, ensure

    async with relay(site, db) as process, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=ensure(), args=list(ARGUMENTS))
        story = Evening(browser, process)
        kept = await shelves(datetime.now(UTC) - QUIET, story.line) if linked else (None, None)
        for name, shelf in zip(NAMES, kept, strict=True):
            story.phones.append(await story.phone(name, shelf))
        yield story
        await browser.close()
