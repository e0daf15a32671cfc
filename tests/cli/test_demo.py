"""`handhold demo --script`: the whole thread in a terminal."""

from __future__ import annotations

import socket
from pathlib import Path

from click.testing import CliRunner

from handhold.cli.demo import demo
from handhold.rehearsal.thread import THREAD


def test_the_script_plays_the_whole_thread_and_ends_well() -> None:
    """Each step is told as it is played; the end is told too, and the exit code is 0."""
    told = CliRunner().invoke(demo, ["--script"])
    assert told.exit_code == 0, told.output
    lines = told.output.splitlines()
    assert lines[-1] == "That was all of it."
    assert lines[:-1] == [f"· {step.__doc__.splitlines()[0]}" for step in THREAD if step.__doc__]
    assert len(lines) == len(THREAD) + 1


def test_without_a_built_demo_it_says_how_to_get_one(tmp_path: Path) -> None:
    """Outside a checkout, say: no guess at other reasons, and no stack trace."""
    told = CliRunner().invoke(demo, ["--folder", str(tmp_path)])
    assert told.exit_code == 1
    assert "`make demo` builds it" in told.output


def test_on_a_taken_port_it_asks_about_another_one(tmp_path: Path) -> None:
    """The page that is there already may be what was wanted."""
    for name in ("demo", "stage"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("<!doctype html>")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = CliRunner().invoke(
            demo, ["--folder", str(tmp_path), "--port", str(taken.getsockname()[1]), "--once"]
        )
    assert told.exit_code == 1
    assert "Is another one running?" in told.output
