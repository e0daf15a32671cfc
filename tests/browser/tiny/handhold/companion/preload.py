"""Nothing to read beforehand."""

from __future__ import annotations


def preload() -> None:
    """This app has no files."""
