"""From the bytes of a content file to its value, or to a list of problems, each with its place."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from cattrs import Converter, transform_error

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: a file, and the way to the value inside it."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


class Unreadable(Exception):
    """A content file that does not say what it should; carries its problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read(kind: type[T], source: bytes, place: str) -> T:
    """The value of the type `kind` (a `Playbook`, `Deck`, `Help` or `Evidence`) that a TOML file holds.

    `place` names the file in problems. Raises `Unreadable`.
    """
    try:
        table = tomllib.loads(source.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable((Problem(place, str(error)),)) from error
    try:
        return _converter().structure(table, kind)
    except Exception as error:  # cattrs raises groups of whatever its hooks raised
        raise Unreadable(tuple(_problem(place, text) for text in transform_error(error))) from error


def _problem(place: str, text: str) -> Problem:
    what, _, where = text.rpartition(" @ $")
    return Problem(f"{place}{where}", what)


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for plain in (str, bool, date):
        converter.register_structure_hook(plain, _exactly)
    return converter


def _exactly(value: Any, kind: type[T]) -> T:
    """The value itself: a number is no sentence, and an empty sentence is none either."""
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}, found {type(value).__name__}")
    return value
