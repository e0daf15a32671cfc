"""What comes with every page of a computer's home, the closed door's too."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.test_pages import PAGES
from handhold.companion.headers import HEADERS
from handhold.native.home import Place, build_home
from handhold.rehearsal.chance import CoinsIn
from handhold.rehearsal.clock import HandClock
from handhold.rehearsal.pair import strangers
from handhold.rehearsal.phone import call


@pytest.mark.promise(1)
async def test_every_page_is_framed_by_nobody_and_kept_by_no_cache() -> None:
    """Another page laid over a yes, or a page found in a cache: each page's own headers rule both out."""
    pair = await strangers()
    for path in PAGES:
        _, headers, _ = await call(pair.sam.app, "GET", path)
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert "script-src 'self';" in headers["content-security-policy"], path
        assert headers["cache-control"] == "no-store", path
        assert HEADERS.items() <= headers.items(), path


@pytest.mark.promise(1)
async def test_the_closed_door_of_a_computer_has_them_too(tmp_path: Path) -> None:
    """Before the launch address was used, and for a stranger's name: no page goes out bare."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<!doctype html>")
    home = build_home(Place(tmp_path, 8790, site, "ws://127.0.0.1:9/relay"), HandClock(), CoinsIn())
    for host in ("127.0.0.1:8790", "elsewhere.example"):
        _, headers, _ = await call(home.app, "GET", "/mine", b"", {"host": host})
        assert HEADERS.items() <= headers.items(), host
