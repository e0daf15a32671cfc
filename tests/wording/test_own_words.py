"""What handhold itself says passes its own check: pages, playbooks and decks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handhold.wording import check

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "src/handhold/companion/locale/en/LC_MESSAGES/handhold.po"
SENTENCES = [
    text for text in re.findall(r'^msgid "(.+)"$', PAGES.read_text("utf-8"), re.MULTILINE) if " " in text
]
DOCUMENTED = ROOT / "docs/wording.md"


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence[:40])
def test_a_sentence_of_a_page_presses_nobody(sentence: str) -> None:
    """Read as if it were said to a partner, it has no finding."""
    assert [found.rule for found in check(sentence, voice="draft").findings] == []


def test_the_page_about_the_check_names_what_it_returns() -> None:
    """Every field of a report, and every kind of openness, stands on the page."""
    page = DOCUMENTED.read_text("utf-8")
    told = check("No pressure! I was a bit nervous. Would you like to?")
    names = {"voice", "findings", "openness", "support", "unchecked", *(kind.kind for kind in told.openness)}
    assert {name for name in names if f"`{name}`" not in page} == set()
