"""A tiny app in the real home, in a real Chromium."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.serve import served
from chromium import ARGUMENTS, ensure

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60_000  # milliseconds; a plain start on a busy machine takes its time
OVERLAY = ROOT / "tests/browser/tiny"


@pytest.fixture(scope="session")
def tiny() -> Path:
    """The folder of the built home with the tiny app in it: `site` and `demo`."""
    return built(ROOT / "build/tiny")


def built(out: Path, *options: str, overlay: Path | None = OVERLAY) -> Path:
    """Run the build, as a person would."""
    command = [sys.executable, "web/build.py", "--out", str(out), *options]
    command += ["--overlay", str(overlay)] if overlay else []
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return out


# One a module: while Playwright's plain API runs, no test in this process may run a loop of its own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for the tests of a module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been anywhere."""
    context = chromium.new_context()
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def site(tiny: Path) -> Iterator[tuple[str, list[str]]]:
    """The tiny app's address, and what was asked of its server."""
    with served(tiny / "site") as address:
        yield address


@pytest.fixture
def page(context: BrowserContext, site: tuple[str, list[str]]) -> Iterator[Page]:
    """The tiny app, open. At the end, the policy has refused nothing and nothing went wrong."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(site[0])
    page.wait_for_selector("h1")
    yield page
    assert wrong == []
