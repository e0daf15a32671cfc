"""Whatever a person reads in handhold is set as in a book: ’ and “ ”, never a typewriter's marks."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from handhold import playbooks

ROOT = Path(__file__).parents[1]
RULES = ROOT / "src/handhold/wording/rules"
TYPED = re.compile("['\"`]")


def strings(value: object) -> Iterator[str]:
    """Every text inside a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from strings(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def copy() -> Iterator[str]:
    """Every sentence of the pages, as the catalogues gather them."""
    spec = importlib.util.spec_from_file_location("words", ROOT / "web" / "words.py")
    assert spec
    assert spec.loader
    words = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(words)
    return (sentence for sentence, _ in words.sentences())


def verdicts() -> Iterator[str]:
    """What the wording check says about a text, out of all of its rules."""
    for path in sorted(RULES.rglob("*.toml")):
        rule = tomllib.loads(path.read_text("utf-8"))
        yield from strings([rule.get(name, "") for name in ("message", "why", "suggest")])


def typed(texts: Iterator[str]) -> list[str]:
    """Those in which a typewriter's mark stands; that there were texts to look at is held as well."""
    found = list(texts)
    assert len(found) > 100
    return [text for text in found if TYPED.search(text)]


def test_pages_have_no_typed_marks() -> None:
    """No sentence of a page."""
    assert typed(copy()) == []


def test_the_library_has_no_typed_marks() -> None:
    """Nothing in playbooks, decks, facts or help."""
    assert typed(strings(playbooks.library())) == []


def test_the_check_has_no_typed_marks() -> None:
    """Nothing that the wording check says about a text."""
    assert typed(verdicts()) == []
