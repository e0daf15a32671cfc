"""docs/wire.md says what the code says."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

from handhold.wire import limits
from handhold.wire.frames import Frame, size
from handhold.wire.reasons import ENDING, Reason

PAGE = (Path(__file__).parents[2] / "docs" / "wire.md").read_text()


def _rows(first: str) -> list[str]:
    """The rows of the table whose heading begins with this cell."""
    lines = PAGE.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first} |")) + 2
    end = next(number for number in range(start, len(lines)) if not lines[number].startswith("|"))
    return lines[start:end]


def _row(kind: type[Frame]) -> str:
    sender = (kind.__doc__ or "").split(":")[0].lower().replace("both ways", "both")
    hints = get_type_hints(kind, include_extras=True)
    names = [field.name for field in fields(kind)]
    parts = ", ".join(f"{name} {hints[name].__metadata__[0]}" for name in names)
    columns = f" {parts} |" if parts else " |"
    return f"| `0x{kind.KIND:02x}` | `{kind.__name__}` | {sender} | {size(kind)} |{columns}"


def test_the_page_has_every_frame() -> None:
    """Each frame stands there with its kind, sender, size and fields, and none that is gone."""
    assert _rows("kind") == [_row(kind) for kind in Frame.__args__]


def test_the_page_has_every_reason() -> None:
    """Each refusal stands there with its code, and whether it ends the connection."""
    assert _rows("code") == [
        f"| {reason.value} | `{reason.name}` | {'yes' if reason in ENDING else 'no'} |" for reason in Reason
    ]


def test_the_page_has_every_limit() -> None:
    """Each limit stands there with its value."""
    values = {name: value for name, value in vars(limits).items() if name.isupper()}
    assert _rows("limit") == [f"| `{name}` | {value} |" for name, value in values.items()]


def test_every_frame_says_who_sends_it() -> None:
    """A frame's first words name its sender, since a relay refuses its own frames."""
    senders = {(kind.__doc__ or "").split(":")[0] for kind in Frame.__args__}
    assert senders == {"Companion", "Relay", "Both ways"}
