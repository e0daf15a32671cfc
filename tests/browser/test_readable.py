"""Every page of the thread, as anybody can use it: by eye, by ear, by keyboard, by thumb, small or slow."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, ViewportSize
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from browser.conftest import ROOT, built
from handhold.companion.preload import templates
from handhold.companion.render import PLAIN
from handhold.rehearsal.pair import strangers
from handhold.rehearsal.phone import call
from handhold.rehearsal.thread import THREAD
from handhold.rehearsal.time import PairTime

pytestmark = pytest.mark.browser

ORIGIN = "http://phone.test"
PHONE = ViewportSize(width=375, height=780)
SMALL = ViewportSize(width=320, height=600)
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BY_THEMSELVES = (
    *(
        "/brings/asker",
        "/brings/asked",
        "/brings/both",
        "/help",
        "/help/lines",
        "/help/care/hurt",
        "/invited",
    ),
    *(
        "/check",
        "/mine",
        "/mine/learn/0/0",
        "/mine/mirror/0",
        "/mine/mirror/4",
        "/mine/wishes",
        "/mine/dropped",
    ),
)
BEHIND_THE_DOOR = (
    *("/mine/away", "/mine/quiet", "/mine/adore", "/mine/unlink", "/mine/draft/0?tone=letter"),
    *("/mine/draft/0/aloud", "/ours", "/ours/card", "/ours/look", "/now", "/now/after"),
)
WITHOUT_A_STORY: dict[str, dict[str, object]] = {
    "unlock.html": {"refusal": "That doesn’t open it. Nothing is lost."},
    "damaged.html": {},
    "newer.html": {},
    "elsewhere.html": {},
    "gone.html": {},
    "false_proof.html": {"tab": "ours"},
    "stopped.html": {"tab": "mine", "back": "/mine"},
    "refused.html": {"words": "The first two days are quiet ones.", "back": "/mine"},
    "put_away_done.html": {"tab": "ours"},
}
LETTER = "would like to talk about"


class Noting:
    """Passes an app's pages on, and keeps one of each kind: pages with the same bones are one page."""

    def __init__(self, app: ASGIApp, pages: dict[str, str]) -> None:
        self.app, self.pages = app, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def note(message: Message) -> None:
            page = message.get("body", b"").decode()
            if page.startswith("<!doctype"):
                bones = " ".join(re.findall(r"<(?:\w+)(?: class=\"[^\"]*\")?", page))
                self.pages.setdefault(bones, page)
            await send(message)

        await self.app(scope, receive, note)


async def walk() -> dict[str, str]:
    """The pages that two people meet, by what they are called."""
    pages: dict[str, str] = {}
    pair = await strangers()
    for person in (pair.alex, pair.sam):
        person.phone.app = Noting(person.phone.app, pages)
    for path in BY_THEMSELVES:
        await pair.alex.phone.open(path)
    for step in THREAD[:-1]:
        await step(pair.alex.phone, pair.sam.phone, PairTime(pair))
        for path in BEHIND_THE_DOOR:
            await call(pair.sam.phone.app, "GET", path)
    await THREAD[-1](pair.alex.phone, pair.sam.phone, PairTime(pair))
    found = list(pages.values())
    for name, words in WITHOUT_A_STORY.items():
        found.append(templates().get_template(name).render(**(PLAIN | words)))
    return {f"{at:02} {_heading(page)}": page for at, page in enumerate(found)}


def _heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found.group(1)) if found else ""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """One of each kind of page; walked beside the browser's own loop."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(lambda: asyncio.run(walk())).result()


@pytest.fixture(scope="module")
def static() -> Path:
    """The files that every page asks for."""
    return built(ROOT / "build", overlay=None) / "site"


class Reading:
    """A browser page on which any of the gathered pages can be opened."""

    def __init__(self, page: Page, static: Path) -> None:
        self.page, self.static, self.markup, self.after = page, static, "", ""
        self.sent: list[str] = []
        page.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path.startswith("/static/"):
            route.fulfill(path=self.static / path[1:])
        elif route.request.method == "POST":
            self.sent.append(f"{path} {route.request.post_data}")
            route.fulfill(body=self.after, content_type="text/html")
        else:
            route.fulfill(body=self.markup, content_type="text/html")

    def open(self, markup: str) -> Page:
        """Show it, at rest and looked at."""
        # What asks again by itself would be answered by nobody here.
        self.markup = re.sub(r'hx-trigger="every \w+"', "", markup)
        self.page.goto(f"{ORIGIN}/")
        self.page.evaluate(
            "document.fonts.ready.then(() => document.body.classList.remove('covered', 'away'))"
        )
        return self.page


@pytest.fixture
def reading(chromium: Browser, static: Path) -> Iterator[Reading]:
    """A phone of ordinary size, by day, without motion."""
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    yield Reading(context.new_page(), static)
    context.close()


@pytest.mark.parametrize("light", ["light", "dark"])
def test_axe_finds_nothing(reading: Reading, pages: dict[str, str], light: str) -> None:
    """No page breaks a rule of WCAG 2.2 AA that a machine can check, by day or by night."""
    reading.page.emulate_media(color_scheme=light, reduced_motion="reduce")  # type: ignore[arg-type]
    wrong = {}
    for name, markup in pages.items():
        page = reading.open(markup)
        page.add_script_tag(content=AXE.read_text())
        found = page.evaluate(
            "(tags) => axe.run({ runOnly: tags }).then(({ violations }) => violations.map("
            "({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))",
            RULES,
        )
        if found:
            wrong[name] = found

    assert wrong == {}


SMALLER_THAN_A_THUMB = """() => [
  ...document.querySelectorAll("a, button, summary, input, textarea, label.tick")]
  .filter((one) => one.checkVisibility() && !one.closest("label.tick > *, [hidden]") && !one.closest("p"))
  .map((one) => [one.textContent.trim() || one.name, one.getBoundingClientRect(), one])
  .map(([name, { width, height }, one]) => {
    const reach = getComputedStyle(one, "::after");
    const apart = reach.position === "absolute" && !one.matches(".choice");
    const more = apart ? -2 * parseFloat(reach.top) || 0 : 0;
    return [name, Math.round(width), Math.round(height + more)];
  })
  .filter(([, width, height]) => width < 44 || height < 44)"""


def test_a_thumb_can_hit_everything(reading: Reading, pages: dict[str, str]) -> None:
    """Whatever can be tapped, folded or not, is 44 pixels high and wide; a link in a sentence is as it is."""
    small = {}
    for name, markup in pages.items():
        page = reading.open(markup)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => fold.open = true)")
        small[name] = page.evaluate(SMALLER_THAN_A_THUMB)

    assert {name: found for name, found in small.items() if found} == {}


def test_a_number_is_dialled_beside_the_page(reading: Reading, pages: dict[str, str]) -> None:
    """A tap on a number is the dialler's: the page stays as it was, and htmx asks nobody for it."""
    [lines] = [page for name, page in pages.items() if "People to call" in name]
    page = reading.open(lines)
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one))  # noqa: PLW0108 Playwright marks what it calls
    page.evaluate("window.here = true")
    for number in page.locator('a[href^="tel:"]:visible').all():
        number.click()

    assert page.evaluate("window.here")
    assert [one.url for one in asked if one.resource_type in {"fetch", "xhr"}] == []


def test_the_smallest_phone_shows_it_all(reading: Reading, pages: dict[str, str]) -> None:
    """At 320 pixels nothing scrolls sideways, and what is under the tabs can be scrolled above them."""
    reading.page.set_viewport_size(SMALL)
    over = """() => {
      const main = document.querySelector("main");
      const wide = [document.scrollingElement, main]
        .filter((one) => one.scrollWidth > one.clientWidth).length;
      main.scrollTop = main.scrollHeight;
      const last = [...main.querySelectorAll("*")]
        .filter((one) => one.checkVisibility() && !one.closest("svg"))
        .reduce((low, one) => Math.max(low, one.getBoundingClientRect().bottom), 0);
      return [wide, Math.round(Math.max(0, last - main.getBoundingClientRect().bottom))];
    }"""
    cut = {name: reading.open(markup).evaluate(over) for name, markup in pages.items()}

    assert {name: found for name, found in cut.items() if found != [0, 0]} == {}


def test_leave_is_the_first_stop(reading: Reading, pages: dict[str, str]) -> None:
    """On every page the first press of Tab stands on Leave, and no title names the subject."""
    for name, markup in pages.items():
        page = reading.open(markup)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent.trim()") == "Leave", name
        assert page.title() == "Evening", name


def test_nothing_moves_for_those_who_asked_for_stillness(reading: Reading, pages: dict[str, str]) -> None:
    """With reduced motion, no page has a running animation or a transition waiting to run."""
    moving = {
        name: reading.open(markup).evaluate(
            "document.getAnimations().length + [...document.querySelectorAll('*')]"
            ".filter((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0).length"
        )
        for name, markup in pages.items()
    }

    assert set(moving.values()) == {0}, moving


def test_a_letter_is_read_and_answered_by_keyboard(reading: Reading, pages: dict[str, str]) -> None:
    """Tab meets the cover, then the four answers as they stand; a held key reads, and Enter answers."""
    [letter] = [page for name, page in pages.items() if LETTER in name]
    [reading.after, *_] = [page for name, page in pages.items() if "This is what Alex will see" in name]
    page = reading.open(letter)
    stops: list[str] = []
    while not stops or stops[-1] != "No":
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.innerText.split('\\n')[0].trim()"))
        if stops[-1] == "Hold to read" and stops.count("Hold to read") == 2:
            page.keyboard.down("Space")
            assert "anal play" in page.inner_text("main")
            page.keyboard.up("Space")
            assert "anal play" not in page.inner_text("main")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=This is what Alex will see.")

    assert stops[:3] == ["Leave", "Help", "Lock"]
    assert stops[3:] == ["Hold to read"] * 2 + ["I’d like to talk about it", "I’m curious", "Not now", "No"]
    assert [sent.split()[-1] for sent in reading.sent] == ["answer=no"]
    assert page.evaluate("document.activeElement.tagName") == "H1"
