"""The look holds in every light: contrast, neutral names, nothing inline, the reading order."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest

from gallery.draw import STATIC, TABS, TOGETHER, render

GROUNDS = ("page", "card", "quiet", "lamp")
TEXTS = [(ink, ground) for ink, ground in product(("ink", "soft"), GROUNDS)]
TEXTS += [("ink", "push-wash"), ("push", "quiet"), ("kind", "quiet"), ("cover-ink", "cover")]
TEXTS += [("stop-ink", "stop"), ("stop-ink", "slow"), ("page", "ink")]
OUTLINES = [(line, ground) for line, ground in product(("line", "focus"), GROUNDS)]
OUTLINES += [("accent", "page"), ("place", "page"), ("cover", "page"), ("push", "push-wash")]


def tokens(night: bool) -> dict[str, str]:
    """The colours of app.css by name, as the day or the night shows them."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", (STATIC / "app.css").read_text())
    return {name: dark if night else light for name, light, dark in pairs}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_can_be_read(ink: str, ground: str, night: bool) -> None:
    """Every pair of text and ground has a contrast of at least 4.5, by day and by night."""
    colours = tokens(night)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize(("line", "ground"), OUTLINES)
def test_outlines_can_be_seen(line: str, ground: str, night: bool) -> None:
    """Every outline that says where to tap or look has a contrast of at least 3."""
    colours = tokens(night)
    assert contrast(colours[line], colours[ground]) >= 3


class Outline(HTMLParser):
    """What a test asks of a page: its tags in order, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps one tag."""
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("name", TABS)
def test_nothing_is_inline(name: str) -> None:
    """No page has a style, a script body or a handler of its own: the content policy allows none."""
    outline = Outline(render(name))
    assert not outline.all("style")
    assert all("src" in script for script in outline.all("script"))
    assert not [key for _, held in outline.tags for key in held if key == "style" or key.startswith("on")]


@pytest.mark.parametrize("name", TABS)
def test_leave_is_read_first(name: str) -> None:
    """On every page the first control is Leave, then Help and Lock, and there is one main and one heading."""
    outline = Outline(render(name, fragment=True))
    assert outline.tags[0][1]["id"] == "app"
    assert outline.tags[0][1]["class"] == ("evening bare" if name in TOGETHER else "")
    assert [held.get("action") for held in outline.all("form")][:2] == ["/leave", "/lock"]
    assert outline.all("a")[0]["href"] == "/help"
    assert len(outline.all("main")) == len(outline.all("h1")) == 1


@pytest.mark.parametrize("name", TABS)
def test_every_page_is_called_evening(name: str) -> None:
    """The title names no subject, whatever the page."""
    assert "<title>Evening</title>" in render(name)


def test_covered_words_start_covered() -> None:
    """What another wrote is hidden until it is held, from eyes and screen readers, with script or without."""
    page = render("asked")
    assert re.search(r'<span class="words"[^>]* hidden>an example</span>', page)


def test_the_path_has_no_top() -> None:
    """Every place but the one where you are is drawn alike, and both ends of the way fade."""
    page = render("path")
    assert page.count('class="way-end"') == 2
    assert page.count('aria-current="location"') == 1
    assert page.count("<circle") == 3 + 1


def test_words_are_escaped() -> None:
    """No page needs anything but text from its words: the only raw markup is the templates' own."""
    templates = STATIC.parent / "templates"
    assert not [page for page in templates.glob("*.html") if "|safe" in page.read_text().replace(" ", "")]


def test_the_page_scripts_write_no_markup() -> None:
    """Trusted Types: no script of a page ever turns text into markup or code."""
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function\("
    assert not [name for name in ("page.js", "hold.js") if re.search(markup, (STATIC / name).read_text())]


def test_every_font_named_is_one_the_build_copies() -> None:
    """The stylesheet asks for local fonts only."""
    urls = re.findall(r'url\("([^"]+)"\)', (STATIC / "app.css").read_text())
    assert urls
    assert all(Path(url).parent == Path("fonts") for url in urls)
