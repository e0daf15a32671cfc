"""Help: it comes first, then what the device may show, then the numbers, each of them one tap."""

from __future__ import annotations

import re
from html import unescape

from handhold.playbooks import library
from handhold.rehearsal.pair import strangers
from handhold.rehearsal.phone import call

LINKS = re.compile(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
TO_DIAL = re.compile(r"\d[\d -]{4,}\d")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


async def shown(path: str) -> str:
    """What stands between the bars of a page, on a phone without a vault."""
    pair = await strangers()
    _, _, markup = await call(pair.alex.app, "GET", path)
    return unescape(markup.partition("<main>")[2].partition("</main>")[0])


def words(markup: str) -> str:
    """Only what is read."""
    return re.sub(r"<[^>]+>", "", markup)


async def test_every_number_is_a_link() -> None:
    """Each way to somebody is one link that says it, and no number stands outside of one."""
    page = await shown("/help/lines")
    ways = {(way.href, way.at) for line in library().help.lines for way in line.reach}
    linked = {(href, at) for href, inside in LINKS.findall(page) for _, at in ways if at in words(inside)}

    assert {way for way in ways if way not in linked} == set()
    assert {href for href, _ in LINKS.findall(page)} == {href for href, _ in ways}
    assert TO_DIAL.findall(DAY.sub("", words(LINKS.sub("", page)))) == []


async def test_what_may_show_is_said_before_a_number() -> None:
    """The warning about bills and histories stands above the first link that leaves a trace."""
    page = await shown("/help/lines")

    assert 0 < page.index("can show on a bill") < page.index('href="')


async def test_help_comes_before_the_warning() -> None:
    """Help begins with help; what the device may show follows, above the way to the numbers."""
    page, help = await shown("/help"), library().help
    titles = [side.title for side in help.signs]
    stands = [page.index(text) for text in (help.opening, *titles, help.notice)]

    assert stands == sorted(stands)
    assert stands[-1] < page.index("/help/lines")
    assert not [href for href, _ in LINKS.findall(page) if not href.startswith("/help")]
