"""Makes docs/picture.png: the demo, played until both phones show their common ground.

python web/picture.py [--port 8790] [--dark]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from chromium import ARGUMENTS, ensure

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs/picture.png"
CHAPTERS = 3  # alone, linked, looked together
PATIENCE = 120_000  # milliseconds
REST = 1_500


def main() -> None:
    """Take the picture."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--port", type=int, default=8790)
    given.add_argument("--dark", action="store_true")
    given.add_argument("--chapters", type=int, default=CHAPTERS)
    given.add_argument("--to", type=Path, default=PICTURE)
    asked = given.parse_args()
    subprocess.run([sys.executable, ROOT / "web/build.py"], cwd=ROOT, check=True)
    with demo(asked.port) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=list(ARGUMENTS))
        page = browser.new_page(
            viewport={"width": 1440, "height": 1000}, color_scheme="dark" if asked.dark else "light"
        )
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        play(page, asked.chapters)
        page.screenshot(path=asked.to)
        browser.close()
    print(f"{asked.to}: {asked.to.stat().st_size:,} bytes")


@contextmanager
def demo(port: int) -> Iterator[str]:
    """A demo of its own; its address."""
    command = [Path(sys.executable).with_name("handhold"), "demo", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            yield running.stdout.readline().removeprefix("READY ").strip()
        finally:
            running.terminate()


def play(page: Page, chapters: int) -> None:
    """Let the stage play its first chapters, and stand on the last of them."""
    for chapter in range(chapters):
        if chapter:
            page.click("#next")
        page.click("#play")
        page.wait_for_selector("#play:disabled")
        page.wait_for_selector("#play:enabled")
        told = page.inner_text("#told")
        if "There." not in told:
            sys.exit(told)
    page.wait_for_timeout(REST)


if __name__ == "__main__":
    main()
