"""Hold to read, and Stop under the finger, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from gallery.draw import serve

pytestmark = pytest.mark.browser
WORDS, BAR = ".covered .words", ".covered .bar"


@pytest.fixture(scope="module")
def browsing() -> Iterator[Page]:
    """One page that meets the gallery and nothing else."""
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = browser.new_page(viewport={"width": 375, "height": 780}, reduced_motion="reduce")
        page.route("**/*", serve(None))
        yield page
        browser.close()


@pytest.fixture
def asked(browsing: Page) -> Page:
    """The page of the one who is asked, freshly opened."""
    browsing.goto("http://evening.localhost/asked")
    return browsing


def hold(page: Page) -> None:
    """Puts the pointer down on the covered words."""
    page.locator(BAR).hover()
    page.mouse.down()


def test_words_show_only_while_held(asked: Page) -> None:
    """A press uncovers, lifting it covers again."""
    assert asked.locator(WORDS).is_hidden()
    hold(asked)
    assert asked.locator(WORDS).is_visible()
    asked.mouse.up()
    assert asked.locator(WORDS).is_hidden()
    assert asked.locator(BAR).is_visible()


@pytest.mark.parametrize("key", [" ", "Enter"])
def test_keys_hold_too(asked: Page, key: str) -> None:
    """Space or Enter held uncovers, and sends no form."""
    asked.locator(".covered").focus()
    asked.keyboard.down(key)
    assert asked.locator(WORDS).is_visible()
    asked.keyboard.up(key)
    assert asked.locator(WORDS).is_hidden()
    assert asked.url.endswith("/asked")


def test_losing_focus_covers(asked: Page) -> None:
    """Someone else's glance ends the reading: blur covers although the finger stays."""
    hold(asked)
    asked.evaluate("dispatchEvent(new Event('blur'))")
    assert asked.locator(WORDS).is_hidden()
    asked.mouse.up()


def test_a_screen_readers_tap_turns_the_words_over(asked: Page) -> None:
    """A click without a press shows the words, the next one covers them."""
    asked.evaluate("document.querySelector('[data-hold]').click()")
    assert asked.locator(WORDS).is_visible()
    asked.evaluate("document.querySelector('[data-hold]').click()")
    assert asked.locator(WORDS).is_hidden()


@pytest.mark.promise(7)
def test_stop_is_sent_when_the_finger_lands(browsing: Page) -> None:
    """A page swapped under the finger would swallow a click: Stop leaves with the press, once."""
    sent: list[str] = []
    browsing.on("request", lambda request: sent.append(request.url))
    browsing.goto("http://evening.localhost/together")
    browsing.locator(".stop").hover()
    with browsing.expect_request("**/now/stop"):
        browsing.mouse.down()
    browsing.mouse.up()
    browsing.evaluate("new Promise(requestAnimationFrame)")
    assert [url.endswith("/now/stop") for url in sent].count(True) == 1


@pytest.mark.promise(7)
@pytest.mark.parametrize(("width", "height"), [(375, 780), (320, 480), (740, 340), (1280, 900)])
def test_stop_is_wholly_on_the_screen(browsing: Page, width: int, height: int) -> None:
    """On no phone, upright or on its side, must anyone scroll to stop."""
    browsing.set_viewport_size({"width": width, "height": height})
    browsing.goto("http://evening.localhost/together")
    box = browsing.locator(".stop").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    assert min(box["width"], box["height"]) >= 120
