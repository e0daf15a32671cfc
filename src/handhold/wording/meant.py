"""Marked words that somebody meant: known again by a fingerprint, wherever they move in the text."""

from __future__ import annotations

import hashlib
import re

from handhold.wording.findings import Finding

_NEAR = 24  # characters on either side: the same words elsewhere may press where these did not
_BYTES = 8
_WORD = re.compile(r"\w+")


def fingerprint(text: str, finding: Finding) -> str:
    """The rule, the words and what stands near them, as sixteen hexadecimal digits."""
    start, end = finding.span.start, finding.span.end
    near = _WORD.findall(text[max(0, start - _NEAR) : start])[-2:], _WORD.findall(text[end : end + _NEAR])[:2]
    words = [*near[0], "|", *_WORD.findall(finding.text), "|", *near[1]]
    told = " ".join([finding.rule, *words]).lower()
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()
