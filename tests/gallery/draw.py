"""Draws the twelve screens of the look, by day and by night: `python tests/gallery/draw.py FONTS OUT`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from playwright.sync_api import Browser, Route, sync_playwright

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "build/site/static"
TABS = {
    "brings": None,
    "reflect": "mine",
    "wish": "mine",
    "common": "ours",
    "nothing": "ours",
    "asked": "ours",
    "willsee": "ours",
    "draft": "mine",
    "talking": "ours",
    "path": "ours",
    "together": None,
    "goodno": "ours",
    "alone": None,
}
TOGETHER = {"together", "alone"}


def stage() -> Environment:
    """The templates as the companion sees them, with the gallery's pages beside them and English as it is."""
    loaders = ChoiceLoader([FileSystemLoader(HERE / "screens"), PackageLoader("handhold.companion")])
    there = Environment(
        loader=loaders, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    there.globals["_"] = str
    return there


def render(name: str, fragment: bool = False) -> str:
    """One screen as HTML; with `fragment`, only what a swap would bring."""
    bare = name in TOGETHER
    page = stage().get_template(f"{name}.html")
    return page.render(tab=TABS[name], show_nav=not bare, dark_always=bare, fragment=fragment)


def serve(fonts: Path | None) -> Callable[[Route], None]:
    """Answers every request from the build and the font folder (None: plain fonts): no network is met."""

    def answer(route: Route) -> None:
        path = route.request.url.split("//", 1)[1].split("/", 1)[1]
        if path.startswith("static/fonts/"):
            route.fulfill(path=fonts / Path(path).name) if fonts else route.fulfill(status=404)
        elif path.startswith("static/"):
            route.fulfill(path=STATIC / path.removeprefix("static/"))
        elif path not in TABS:
            route.fulfill(status=204)
        else:
            route.fulfill(body=render(path), content_type="text/html")

    return answer


def shoot(browser: Browser, fonts: Path, out: Path) -> None:
    """Pictures of every screen at 375 × 780, twice as sharp, day and night."""
    for scheme in ("light", "dark"):
        page = browser.new_page(
            viewport={"width": 375, "height": 780},
            device_scale_factor=2,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        page.route("**/*", serve(fonts))
        for name in TABS:
            page.goto(f"http://evening.localhost/{name}")
            page.evaluate("document.fonts.ready")
            page.screenshot(path=out / f"{name}-{scheme}.png")
        page.close()


def main(fonts: Path, out: Path) -> None:
    """Writes the pictures into `out`, with the fonts found in `fonts`."""
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        shoot(browser, fonts, out)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
