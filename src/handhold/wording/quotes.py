"""Which stretches of a text stand in quotation marks: words that are mentioned, not used."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\"“”„«»]|(?<!\w)['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)")
_CLOSES = {'"': '"”', "“": '”"', "„": "“”", "«": "»", "»": "«", "'": "'’", "‘": "’'"}
_REACH = 400


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """Half-open ranges between matching marks on one line; a mark that nothing closes quotes nothing."""
    ranges = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if opened and _too_far(text, opened, mark):
            opened = None
        if opened and mark[0] in _CLOSES[opened[0]]:
            ranges.append((opened.end(), mark.start()))
            opened = None
        elif opened is None and mark[0] in _CLOSES:
            opened = mark
    return ranges


def _too_far(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    far = mark.start() - opened.end() > _REACH
    return far or text.find("\n", opened.end(), mark.start()) >= 0
