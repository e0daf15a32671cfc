"""The page about the protocol names tests that exist, and figures that are true."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from matching.pair import reply, sit
from matching.toy_group import ToyGroup
from promised import cases_in

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "matching.md").read_text()


def test_every_test_that_the_page_names_exists() -> None:
    """A row of the attack table without its test would be a boast."""
    here = {case.name for path in HERE.glob("test_*.py") for case in cases_in(ast.parse(path.read_text()))}
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 20
    assert named <= here


def test_every_attack_is_on_the_page() -> None:
    """An attack that is tested is also told."""
    tested = {case.name for case in cases_in(ast.parse((HERE / "test_attacks.py").read_text()))}
    assert tested <= set(re.findall(r"`(test_\w+)`", PAGE))


def test_sizes_on_the_page_are_true() -> None:
    """What the page says of the largest deck is what it takes."""
    group = ToyGroup()
    a, b = sit(group, "A", [True] * 64), sit(group, "B", [True] * 64)
    sizes = f"64 slots are {len(a.first):,} bytes of R1 and {len(reply(group, a, b.first)):,} of R2"
    assert sizes in PAGE
