"""The words of the pages, through gettext catalogues."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files


@cache
def translations(language: str = "en") -> NullTranslations:
    """The catalogue of one language; without a compiled one, the English of the source."""
    compiled = files("handhold.companion") / "locale" / language / "LC_MESSAGES" / "handhold.mo"
    if not compiled.is_file():
        return NullTranslations()
    with compiled.open("rb") as stream:
        return GNUTranslations(stream)


def say(text: str) -> str:
    """The sentence in the reader's language; nothing for nothing, where a catalogue would give its header."""
    return translations().gettext(text) if text else ""


def mark(text: str) -> str:
    """Mark a sentence for the catalogue; it is translated where it is shown."""
    return text
