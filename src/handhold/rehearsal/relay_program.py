"""A relay as a process of its own, for as long as it is needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

PATIENCE = 10  # seconds it may take to end


class Silent(Exception):
    """The relay did not start."""


@dataclass(frozen=True, slots=True)
class Running:
    """Where it listens, and the file in which it keeps all that it stores."""

    address: str
    file: Path


@contextmanager
def running_relay() -> Iterator[Running]:
    """A relay on a free port of this computer, with an empty file. Raises `Silent`."""
    with TemporaryDirectory(prefix="relay-") as folder:
        file = Path(folder) / "relay.sqlite"
        command = [sys.executable, "-m", "handhold.cli.relay", "--port", "0", "--db", str(file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603 our own
            try:
                yield Running(_address(program), file)
            finally:
                program.terminate()
                program.wait(PATIENCE)


def _address(program: subprocess.Popen[str]) -> str:
    said = program.stdout.readline() if program.stdout else ""
    if not said.startswith("READY "):
        raise Silent("the relay did not start")
    return said.removeprefix("READY ").strip()
