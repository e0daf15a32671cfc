"""Where the browser build lies: inside an installed wheel, or in the build folder of a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
INSTALLED = PACKAGE / "site"
BUILT = PACKAGE.parent.parent / "build/site"
FIRST_PAGE = "index.html"


class Missing(Exception):
    """There is no browser build; the text says, to a person, what would make one."""


def folder() -> Path:
    """The folder with the files of the pages and of the browser home. Raises `Missing`."""
    for place in (INSTALLED, BUILT):
        if (place / FIRST_PAGE).is_file():
            return place
    raise Missing("the pages' files are not built yet; `make setup` builds them")
