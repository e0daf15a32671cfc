"""Opening the app again: from the snapshot, beside the same app on a plain Pyodide start.

Both are installed, kept offline and have a vault; each opening ends when the page with the passphrase is
there to type into. They take turns, so that a busy moment of the machine meets both.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from home import browser, install, plain_copy, served, site

TURNS = 10


def run(turns: int = TURNS) -> dict[str, object]:
    """Medians in milliseconds, and how many times faster the snapshot is."""
    with tempfile.TemporaryDirectory() as folder, browser() as context:
        built = site()
        page = context.new_page()
        with served(built) as ours, served(plain_copy(built, Path(folder))) as plain:
            for address in (ours, plain):
                install(page, address)
                _open(page, address)
            opened = [(_open(page, ours), _open(page, plain)) for _ in range(turns)]
    mine, theirs = ([own["page"] for own in column] for column in zip(*opened, strict=True))
    return {
        "snapshot_ms": round(median(mine)),
        "plain_ms": round(median(theirs)),
        "boot_speedup": round(median(theirs) / median(mine), 2),
        "first_paint_ms": round(median(own["first-contentful-paint"] for own, _ in opened)),
        "turns": turns,
    }


def _open(page: Page, address: str) -> dict[str, float]:
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#app [name=passphrase]")
    page.wait_for_function("performance.getEntriesByName('page').length > 0")
    marks: dict[str, float] = page.evaluate(
        """Object.fromEntries(performance.getEntries()
          .filter(({ entryType }) => ["mark", "paint"].includes(entryType))
          .map(({ name, startTime }) => [name, startTime]))"""
    )
    return marks


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
