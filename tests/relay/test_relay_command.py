"""`handhold relay`, as somebody starts it who has made a mistake."""

from __future__ import annotations

import socket
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from handhold.cli.relay import relay


def _started(*arguments: str) -> str:
    """What the command says when it cannot start."""
    result = CliRunner().invoke(relay, arguments)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    return result.output


def test_a_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    """Another server on the port ends the start."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = _started("--port", str(taken.getsockname()[1]), "--db", str(tmp_path / "relay.sqlite"))
    assert said.startswith("Error: The relay could not start: ")


def test_a_missing_app_is_said_in_a_sentence(tmp_path: Path) -> None:
    """An app that was never built cannot be served, and no store is made for it."""
    db = tmp_path / "relay.sqlite"
    said = _started("--port", "0", "--db", str(db), "--with-app", "--site", str(tmp_path / "nowhere"))
    assert "no built app" in said
    assert not db.exists()


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    """A true SQLite file with other tables in it gets none of ours."""
    path = tmp_path / "relay.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE recipe (cake TEXT)")
    db.close()
    before = path.read_bytes()
    assert "another program" in _started("--port", "0", "--db", str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0" + bytes(84)], ids=len)
def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path, content: bytes) -> None:
    """Another program's file is not touched."""
    db = tmp_path / "relay.sqlite"
    db.write_bytes(content)
    _started("--port", "0", "--db", str(db))
    assert db.read_bytes() == content
