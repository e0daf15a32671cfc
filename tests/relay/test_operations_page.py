"""docs/relay-operations.md lists what the relay stores and writes: all of it, and nothing else."""

from __future__ import annotations

import ast
import re
import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "relay-operations.md").read_text()


def _columns() -> set[str]:
    db = sqlite3.connect(":memory:")
    db.executescript(files("handhold.relay").joinpath("schema/1.sql").read_text())
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {f"{table}.{row[1]}" for table in tables for row in db.execute(f"PRAGMA table_info({table})")}
    db.close()
    return columns


def _logged(path: Path) -> set[tuple[str, str]]:
    """Every (event, field) that a module gives to the log."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    return {
        (ast.literal_eval(call.args[0]), str(keyword.arg))
        for call in calls
        if ast.unparse(call.func).startswith("_log.")
        for keyword in call.keywords
    }


@pytest.mark.promise(11)
def test_every_stored_field_is_listed_with_its_reason() -> None:
    """The page has a row for each column of the schema, and for no other."""
    rows = re.findall(r"^\| `(\w+\.\w+)` \| [^|]+ \| [^|]+ \|$", PAGE, re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert set(rows) == _columns()


@pytest.mark.promise(11)
def test_every_logged_field_is_listed() -> None:
    """The page has a row for each event and field that the relay logs, and for no other."""
    sources = sorted((ROOT / "src" / "handhold" / "relay").glob("*.py"))
    logged = {one for path in sources for one in _logged(path)}
    assert set(re.findall(r"^\| `(\w+)` \| `(\w+)` \| [^|]+ \|$", PAGE, re.MULTILINE)) == logged
    assert "import logging" not in "".join(path.read_text() for path in sources)
