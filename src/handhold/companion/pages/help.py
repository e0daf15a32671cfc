"""Help: pressure and safety, from both sides. No vault, no trace."""

from __future__ import annotations

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.companion.language import mark, say
from handhold.companion.pages.desk import library
from handhold.companion.render import show
from handhold.playbooks.model import HelpLine

COUNTRIES = {
    "AU": mark("Australia"),
    "CA": mark("Canada"),
    "DE": mark("Germany"),
    "FR": mark("France"),
    "GB": mark("United Kingdom"),
    "IE": mark("Ireland"),
    "NZ": mark("New Zealand"),
    "US": mark("United States"),
}


async def help_page(visit: Visit) -> Response:
    """Both sides of pressure, and the ways on."""
    return show(visit, "help.html", help=library().help, here_help=True)


async def care(visit: Visit) -> Response:
    """What to do when something went wrong."""
    wanted = visit.path_params["card"]
    cards = [card for card in library().help.care if card.id == wanted] or library().help.care
    return show(visit, "care.html", cards=cards, here_help=True)


async def lines(visit: Visit) -> Response:
    """People to call: first the emergency numbers, then by country, then the rest of the world."""
    found = library().help.lines
    by_country: dict[str, list[HelpLine]] = {}
    for line in found:
        by_country.setdefault(line.country, []).append(line)
    now, *elsewhere = by_country.pop("any")
    countries = sorted((say(COUNTRIES.get(code, code)), lines) for code, lines in by_country.items())
    checked = min(line.last_checked for line in found)
    return show(
        visit,
        "lines.html",
        now=now,
        countries=countries,
        elsewhere=elsewhere,
        checked=checked,
        here_help=True,
    )
