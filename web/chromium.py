"""Finds a Chromium for the tests and benches of the browser home, or puts one in place.

python web/chromium.py      prints where it is
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60  # seconds for Playwright's own download, which some networks swallow
# A browser under test speaks to nobody but the site under test.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
)


class Missing(Exception):
    """There is no Chromium here, and none could be put here."""


def find() -> str | None:
    """Where an installed Chromium is: of the system, else of Playwright."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def ensure() -> str:
    """The same, installing it first where that is possible. Raises `Missing`."""
    found = find()
    for step in (_from_debian, _from_playwright):
        if found:
            break
        if step():
            found = find()
    if not found:
        raise Missing("Please install Chromium: its tests and benches need it.")
    return found


def _from_debian() -> bool:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    print("  installing Chromium (apt-get)", flush=True)
    return _ran(["apt-get", "update", "-qq"], 120) and _ran(
        ["apt-get", "install", "-y", "-qq", "chromium"], 600
    )


def _from_playwright() -> bool:
    print("  installing Chromium (Playwright)", flush=True)
    return _ran([sys.executable, "-m", "playwright", "install", "chromium"], PATIENCE)


def _ran(command: list[str], seconds: int) -> bool:
    try:
        subprocess.run(command, check=True, timeout=seconds, stdout=subprocess.DEVNULL)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired, OSError):
        return False
    return True


if __name__ == "__main__":
    try:
        print(ensure())
    except Missing as missing:
        sys.exit(str(missing))
