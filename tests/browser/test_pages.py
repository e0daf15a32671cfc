"""Every page of the real app, after a restore, where there is no package folder and no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from browser.conftest import ROOT, built
from browser.serve import served
from handhold.companion.app import ROUTES

pytestmark = pytest.mark.browser

# What stands in a path where the route has a hole.
FILLED = {
    "/brings/{who}": ("/brings/asker", "/brings/asked", "/brings/both"),
    "/mine/reflect/{book:int}/{who}/{at:int}": ("/mine/reflect/0/asker/0", "/mine/reflect/0/asked/1"),
    "/mine/learn/{book:int}/{at:int}": ("/mine/learn/0/0", "/mine/learn/0/3"),
    "/mine/mirror/{at:int}": ("/mine/mirror/0", "/mine/mirror/1"),
    "/mine/wishes/{deck:int}/{at:int}": ("/mine/wishes/0/0", "/mine/wishes/0/1"),
}
PAGES = [
    page
    for route in ROUTES
    if "GET" in (route.methods or ())
    for page in (FILLED.get(route.path, ()) if "{" in route.path else (route.path,))
]
PASSPHRASE = "a silly sentence about two otters"


@pytest.fixture
def app(context: BrowserContext) -> Iterator[tuple[Page, list[str]]]:
    """The real app, kept for offline, without a network; and whatever goes wrong in it."""
    out = built(ROOT / "build", overlay=None)
    wrong: list[str] = []
    with served(Path(out) / "site") as (address, _):
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.goto(address)
        page.wait_for_selector("#app h1")
        page.wait_for_selector("html[data-offline=yes]", state="attached")
        context.set_offline(True)
        yield page, wrong


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
