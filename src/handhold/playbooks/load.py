"""All content that comes with handhold, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from handhold.playbooks.model import Deck, Evidence, Help, Library, Playbook
from handhold.playbooks.read import read

T = TypeVar("T")


@cache
def library() -> Library:
    """The playbooks, decks, help and facts, in English. Raises `Unreadable` if a file is broken."""
    shelf = files("handhold.playbooks") / "library" / "en"
    return Library(
        playbooks=_all(Playbook, shelf / "playbooks"),
        decks=_all(Deck, shelf / "decks"),
        help=_one(Help, shelf / "help.toml"),
        evidence=_one(Evidence, shelf / "evidence.toml"),
    )


def _all(kind: type[T], folder: Traversable) -> tuple[T, ...]:
    return tuple(_one(kind, file) for file in sorted(folder.iterdir(), key=lambda file: file.name))


def _one(kind: type[T], file: Traversable) -> T:
    return read(kind, file.read_bytes(), file.name)
