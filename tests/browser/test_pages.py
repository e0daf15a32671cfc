"""Every page of the real app, after a restore: where there is no network, and of two who are linked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from browser.conftest import ROOT, built
from browser.placing import ELSEWHERE, PLACE, given
from browser.serve import served
from handhold.companion.app import ROUTES
from handhold.rehearsal.paired import QUIET_DAYS, shelves
from handhold.rehearsal.relay_program import running_relay
from handhold.rehearsal.thread import PASSPHRASE

pytestmark = pytest.mark.browser

# What stands in a path where the route has a hole.
FILLED = {
    "/brings/{who}": ("/brings/asker", "/brings/asked", "/brings/both"),
    "/mine/reflect/{book:int}/{who}/{at:int}": ("/mine/reflect/0/asker/0", "/mine/reflect/0/asked/1"),
    "/mine/learn/{book:int}/{at:int}": ("/mine/learn/0/0", "/mine/learn/0/3"),
    "/mine/mirror/{at:int}": ("/mine/mirror/0", "/mine/mirror/1"),
    "/mine/wishes/{deck:int}/{at:int}": ("/mine/wishes/0/0", "/mine/wishes/0/1"),
    "/help/care/{card}": ("/help/care/hurt",),
    "/mine/draft/{book:int}": ("/mine/draft/0", "/mine/draft/0?tone=letter"),
    "/mine/draft/{book:int}/send": ("/mine/draft/0/send",),
    "/mine/draft/{book:int}/aloud": ("/mine/draft/0/aloud",),
    "/ours/talk/{topic}": ("/ours/talk/t18", "/ours/talk/t01"),
    "/ours/talk/{topic}/card": ("/ours/talk/t18/card",),
    "/ours/talk/{topic}/away": ("/ours/talk/t18/away",),
}
PAGES = [
    page
    for route in ROUTES
    if "GET" in (route.methods or ())
    for page in (FILLED[route.path] if "{" in route.path else (route.path,))
]


@pytest.fixture
def app(context: BrowserContext) -> Iterator[tuple[Page, list[str]]]:
    """The real app, kept for offline, without a network; and whatever goes wrong in it."""
    with served(site()) as (address, _):
        page, wrong = opened(context, address)
        page.wait_for_selector("html[data-offline=yes]", state="attached")
        context.set_offline(True)
        yield page, wrong


@pytest.fixture
def linked(context: BrowserContext) -> Iterator[tuple[Page, list[str]]]:
    """The real app of one of two who are linked, over a relay process; and whatever goes wrong in it."""
    with served(site()) as (address, _), running_relay() as relay, ThreadPoolExecutor() as other_thread:
        began = datetime.now(UTC) - timedelta(days=QUIET_DAYS)
        shelf = other_thread.submit(asyncio.run, shelves(began, relay.address)).result()[0]
        page = context.new_page()
        page.goto(address + ELSEWHERE)
        page.evaluate(PLACE, given(shelf))
        page.close()
        page, wrong = opened(context, address)
        page.fill("[name=passphrase]", PASSPHRASE)
        page.click("#app main form button")
        page.wait_for_url("**/mine")
        yield page, wrong


def site() -> Path:
    """The product, built."""
    return built(ROOT / "build", overlay=None) / "site"


def opened(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """The app's first page, and a growing list of what goes wrong."""
    wrong: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(address)
    page.wait_for_selector("#app h1")
    return page, wrong


def show(page: Page, path: str) -> int:
    """Go to a page as a link would; its status."""
    return int(
        page.evaluate(
            """async (path) => {
              let status = 0;
              const note = ({ detail }) => (status = detail.ctx.response.status);
              document.addEventListener("htmx:after:request", note);
              await htmx.ajax("GET", path, { source: document.body, target: "#app", select: "#app",
                swap: "outerSync" });
              document.removeEventListener("htmx:after:request", note);
              return status;
            }""",
            path,
        )
    )


def test_every_page_opens_from_the_snapshot(app: tuple[Page, list[str]]) -> None:
    """Every page opens, before there is a vault and with an open one, and breaks neither policy nor file."""
    page, wrong = app
    assert page.get_attribute("html", "data-ready") == "snapshot"
    before = {path: show(page, path) for path in PAGES}
    show(page, "/begin")
    show(page, "/begin/key")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.fill("[name=again]", PASSPHRASE)
    page.check("[name=adult]")
    page.click("#app main form button")
    page.wait_for_url("**/begin/before")
    after = {path: show(page, path) for path in PAGES if path not in {"/erased"}}

    assert {path: status for path, status in (before | after).items() if status != 200} == {}
    assert wrong == []


def test_every_page_and_every_link_of_two_opens(linked: tuple[Page, list[str]]) -> None:
    """From a linked vault: each route, and each link on each page that is reached, leads to a page."""
    page, wrong = linked
    found: dict[str, int] = {}
    waiting = [path for path in PAGES if path not in {"/erased", "/mine/left"}]
    while waiting:
        path = waiting.pop()
        found[path] = show(page, path)
        links = page.eval_on_selector_all("#app a[href^='/']", "all => all.map((a) => a.pathname + a.search)")
        waiting += [link for link in links if link not in found and link not in waiting]

    assert {path: status for path, status in found.items() if status != 200} == {}
    assert len(found) > len(PAGES)
    assert wrong == []
