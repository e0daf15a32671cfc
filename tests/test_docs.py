"""The documents: their links lead somewhere, their commands exist, and they forget no package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parts import PARTS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PACKAGES = sorted(path.parent.name for path in (ROOT / "src" / "handhold").glob("*/__init__.py"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The names by which the headings of a page can be linked to."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def name(page: Path) -> str:
    """A page's path inside the project."""
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link inside the project names a file that is there, and a heading that it has."""
    broken = []
    for link in LINK.findall(FENCE.sub("", page.read_text())):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", DECISIONS, ids=name)
def test_a_decision_answers_four_questions(page: Path) -> None:
    """A decision says what the matter was, what we do, what follows, and what else there was, on one page."""
    text = page.read_text()
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
        "Alternatives",
    ]
    assert len(text.splitlines()) <= 80


def test_every_package_has_its_sentence() -> None:
    """The architecture page has a line for each package, and for none that is gone."""
    page = (ROOT / "ARCHITECTURE.md").read_text()
    assert sorted(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == PACKAGES


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_exist(page: Path) -> None:
    """Every `make` command that a page names is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)\b(?=[`\s=])", "\n".join(_code(page)))) <= targets


def test_the_two_commands_stand_on_the_first_screen() -> None:
    """Whoever opens the page sees at once how to look at it and how to prove it."""
    first = "\n".join((ROOT / "README.md").read_text().splitlines()[:30])
    assert "make demo" in first
    assert "make test" in first


def test_where_the_minutes_go() -> None:
    """The contributors' page has a number of minutes for each part of the tests."""
    page = (ROOT / "CONTRIBUTING.md").read_text()
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| *(\d+(?:\.\d+)?) *\|$", page, re.MULTILINE))
    assert list(rows) == list(PARTS)


def _code(page: Path) -> list[str]:
    """What a page shows as something to type."""
    text = page.read_text()
    return FENCE.findall(text) + re.findall(r"`[^`\n]+`", FENCE.sub("", text))
