"""The demo: two phones in one page, whose clock the page moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Frame, Page

from browser.serve import served
from handhold.relay.headers import CONTENT_SECURITY_POLICY as POLICY

pytestmark = pytest.mark.browser

STAGE = POLICY.replace(
    "default-src 'none'", "default-src 'none'; frame-src http://*.handhold.localhost:*"
).replace("; require-trusted-types-for 'script'; trusted-types handhold", "")
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors http://handhold.localhost:*")
DAY = 24 * 3600


def clock(phone: Frame) -> float:
    """The phone's clock, in seconds since 1970."""
    told: list[float] = phone.evaluate("handhold.ask('/doors/clock').then((answer) => answer.json())")
    return told[0]


def test_the_stage_moves_both_clocks(context: BrowserContext, tiny: Path) -> None:
    """Both phones start in the frames, and "until morning" moves both to six o'clock at once."""
    with served(tiny / "demo", FRAMED, {"handhold.localhost": (tiny / "stage", STAGE)}) as (address, _):
        page = context.new_page()
        page.goto(address.replace("localhost", "handhold.localhost"))
        phones = [phone(page, side) for side in ("left", "right")]
        before = clock(phones[0])
        page.click("text=Until morning")
        page.wait_for_selector("#morning:enabled")
        first, second = (clock(phone) for phone in phones)

        assert 0 < first - before <= DAY + 60
        assert abs(first - second) < 60


def phone(page: Page, side: str) -> Frame:
    """One phone, started."""
    frame = page.query_selector(f"#{side}")
    assert frame is not None
    content = frame.content_frame()
    assert content is not None
    content.wait_for_selector("h1")
    return content


def test_nobody_else_moves_the_clock(context: BrowserContext, tiny: Path) -> None:
    """The product ignores what a page around it, or beside it, says about the time."""
    with served(tiny / "site") as (address, _):
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("h1")
        before = clock(page.main_frame)
        page.evaluate("postMessage({ clock: 86400 }, '*')")

        assert clock(page.main_frame) - before < DAY / 2
