"""Runs `make test`: each part in turn, each within the minutes that CONTRIBUTING.md gives it.

.venv/bin/python tests/parts.py [PART ...]
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTEST = (str(BIN / "python"), "-m", "pytest")
BROWSER = ("tests/browser", "tests/companion", "tests/test_wheel.py", "-m", "browser")
# Each part is a list of commands; browsers are driven in two ways that don't share a process.
PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "house": (
        (str(BIN / "ruff"), "format", "--check", "--quiet", "src", "tests", "web", "bench"),
        (str(BIN / "ruff"), "check", "--quiet", "src", "tests", "web", "bench"),
        (str(BIN / "mypy"),),
        (str(BIN / "lint-imports"), "--no-logo"),
    ),
    "unit": ((*PYTEST, "-n", "2", "-m", "not browser", "--ignore=tests/stories", "tests"),),
    "stories": ((*PYTEST, "-n", "2", "-m", "not browser", "tests/stories"),),
    "browser": ((*PYTEST, *BROWSER),),
    "thread": ((*PYTEST, "tests/thread_in_browser"), (str(BIN / "handhold"), "verify")),
}


class Late(Exception):
    """A part took more than its minutes."""


def minutes() -> dict[str, float]:
    """What the table in CONTRIBUTING.md allows each part."""
    table = re.findall(
        r"^\| `(\w+)` \|.*\| ([\d.]+) \|$", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE
    )
    return {name: float(allowed) for name, allowed in table}


def run(part: str, allowed: float) -> float:
    """Run one part; the minutes it took. Raises `Late`, or `CalledProcessError` where it failed."""
    began = time.monotonic()
    for command in PARTS[part]:
        left = allowed * 60 - (time.monotonic() - began)
        try:
            subprocess.run(
                command, cwd=ROOT, check=True, timeout=max(left, 1), env=os.environ | {"PYTHONPATH": ""}
            )
        except subprocess.TimeoutExpired as late:
            raise Late(f"{part} took more than its {allowed:g} minutes") from late
    return (time.monotonic() - began) / 60


def main() -> None:
    """Run the named parts, or all of them; end with a non-zero code at the first that fails."""
    allowed = minutes()
    for part in sys.argv[1:] or PARTS:
        print(f"· {part} (at most {allowed[part]:g} minutes)", flush=True)
        try:
            print(f"  {part}: {run(part, allowed[part]):.1f} minutes", flush=True)
        except (Late, subprocess.CalledProcessError) as trouble:
            sys.exit(f"{part} failed: {trouble}")
    print("All parts passed.")


if __name__ == "__main__":
    main()
