"""One tap in the browser: from the finger to the next page, with the record sealed and saved in between."""

from __future__ import annotations

import json
from statistics import median, quantiles

from playwright.sync_api import Page

from home import browser, install, served, show, site

TAPS = 100
FIRST_WISH = "/mine/wishes/0/0"
ANSWER = "#app button[name=answer][value=no]"
# A tap ends when the page that answers it is in the document.
TAP = """selector => new Promise((done) => {
  const began = performance.now();
  document.addEventListener("htmx:after:swap", () => done(performance.now() - began), { once: true });
  document.querySelector(selector).click();
})"""


def run(taps: int = TAPS) -> dict[str, object]:
    """Milliseconds a tap, over a whole deck of wishes again and again, in a profile on the disk."""
    with browser() as context, served(site()) as address:
        page = context.new_page()
        install(page, address)
        page.click("#app main form button >> nth=1")
        page.wait_for_url("**/mine")
        times = time_taps(page, ANSWER, taps, FIRST_WISH)
    return {
        "tap_p50_ms": round(median(times), 1),
        "tap_p95_ms": round(quantiles(times, n=20)[-1], 1),
        "taps": len(times),
    }


def time_taps(page: Page, selector: str, count: int, start: str) -> list[float]:
    """Tap what the selector finds, `count` times; go to `start` whenever it finds nothing."""
    times: list[float] = []
    while len(times) < count:
        if page.query_selector(selector) is None:
            show(page, start)
            page.wait_for_selector(selector)
        times.append(page.evaluate(TAP, selector))
    return times


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
