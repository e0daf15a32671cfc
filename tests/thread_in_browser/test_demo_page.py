"""`handhold demo` as a stranger meets it: one page, two phones, and all that lies between them."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, async_playwright, expect

from thread_in_browser.running import ROOT, free_port

PLAYED = 90_000  # milliseconds a chapter may take on a busy machine
SEES = (
    ("Alone, first.", "That’s the deck.", "That’s the deck."),
    ("Linked, aloud.", "You and Sam", "You and Alex"),
    ("Look together.", "Some common ground.", "Some common ground."),
    ("Something harder to say.", "It’s out of your hands now.", "A letter from Alex"),
    ("A good no.", "It’s a no, and a good answer.", "Said."),
)


@asynccontextmanager
async def running(*options: str) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """The command, and the address it says."""
    program = "from handhold.cli.main import main; main()"
    command = [sys.executable, "-c", program, "demo", "--folder", str(ROOT / "build")]
    command += ["--port", str(free_port()), *options]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip().removeprefix("READY "), process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _chapter(page: Page, title: str, alex: str, sam: str) -> None:
    await expect(page.locator("#title")).to_have_text(title)
    await page.click("#play")
    await expect(page.locator("#told")).not_to_have_text("Watch the phones.", timeout=PLAYED)
    await expect(page.locator("#told")).to_have_text("There. Look at both, then go on.")
    for side, words in (("left", alex), ("right", sam)):
        await expect(page.frame_locator(f"#{side}").locator("#app")).to_contain_text(words)
    await page.click("#next")


@pytest.mark.anyio
@pytest.mark.browser
async def test_a_stranger_has_every_chapter_played() -> None:
    """Each chapter ends where it says, what the relay holds stands between, and nobody else is asked."""
    from chromium import ARGUMENTS, ensure

    async with running() as (address, _), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=ensure(), args=list(ARGUMENTS))
        page = await browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(address)
        await expect(page.locator("#held li")).to_have_text([re.compile("^a blank page.* 0 bytes")])
        for chapter in SEES:
            await _chapter(page, *chapter)
        await expect(page.locator("#title")).to_have_text("And then?")
        await expect(page.locator("#held")).to_contain_text("a mailbox")
        await expect(page.locator("#passed")).to_contain_text("Deposit")
        home = address.removeprefix("http://").rstrip("/")
        strangers = [url for url in asked if not url.split("://")[1].split("/")[0].endswith(home)]
        assert strangers == []
        await browser.close()


@pytest.mark.anyio
@pytest.mark.browser
async def test_only_the_stage_may_frame_the_phones() -> None:
    """The phones' pages name the stage as their one frame; the stage's own page nobody may frame."""
    async with running() as (address, _):
        port = int(address.rstrip("/").rsplit(":", 1)[1])
        stage = await _policy(port, "handhold.localhost")
        phone = await _policy(port, "left.handhold.localhost")
        assert f"frame-ancestors http://handhold.localhost:{port}" in phone
        assert "frame-ancestors 'none'" in stage
        assert f"frame-src http://left.handhold.localhost:{port}" in stage


async def _policy(port: int, name: str) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET / HTTP/1.1\r\nHost: {name}:{port}\r\nConnection: close\r\n\r\n".encode())
    head = (await reader.read()).partition(b"\r\n\r\n")[0].decode()
    writer.close()
    await writer.wait_closed()
    found = [line for line in head.splitlines() if line.lower().startswith("content-security-policy:")]
    return found[0]


@pytest.mark.anyio
@pytest.mark.browser
async def test_once_ends_after_the_page_has_answered() -> None:
    """READY, the address, the page's status, and a good end."""
    async with running("--once") as (address, process):
        assert address.startswith("http://handhold.localhost:")
        assert process.stdout is not None
        assert "The page answered: 200." in (await process.stdout.read()).decode()
        assert await process.wait() == 0
