"""A text read into plain words: one spelling for each, and the way back to where it stood."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from handhold.wording.findings import Span
from handhold.wording.quotes import quoted_ranges
from handhold.wording.spelling import Placed, canonical, settle

ENDERS = frozenset(".?!")
_PLAIN = str.maketrans("’‘ʼ´`", "'''''")
_ODD = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff\uff01-\uff5e\U0001d400-\U0001d7ff]"
)
_TOKEN = re.compile(
    r"(?P<word>\d+[.:,]\d+|w/o\b|w/|&|[^\W_]+(?:'[^\W_]+)*)"
    r"|(?P<end>[.?!…]+|\n+)"
    r"|(?P<pause>[,;:()–—]|\s-+\s|--+|[\u2190-\u2bff\U0001f000-\U0001faff]+)"
)
_PLEADING = {
    "🥺": "pleadface",
    "🙏": "prayhands",
    "😢": "sadface",
    "😭": "sadface",
    "😔": "sadface",
    "☹": "sadface",
}


@dataclass(frozen=True)
class Reading:
    """The words of a text with its sentence ends (`.`, `?`, `!`), and for each its place and clause.

    `stream` is the words in a row, a space after each; `starts` where each stands in it; `vocabulary` the
    different words.
    """

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    clauses: tuple[int, ...]
    stream: str = field(init=False)
    vocabulary: frozenset[str] = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Every check needs these."""
        object.__setattr__(self, "stream", " " + " ".join(self.words) + " ")
        object.__setattr__(self, "vocabulary", frozenset(self.words))
        lengths = accumulate(map(len, self.words), lambda at, length: at + length + 1, initial=1)
        object.__setattr__(self, "starts", list(lengths)[:-1])

    @cached_property
    def _astral(self) -> list[int]:
        return [] if self.text.isascii() else [at for at, char in enumerate(self.text) if char > "\uffff"]

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return [place for place in quoted_ranges(self.text) if " " in self.text[place[0] : place[1]]]

    @property
    def has_quotes(self) -> bool:
        """Whether anything stands in quotation marks."""
        return bool(self._quotes)

    def word_range(self, start: int, end: int) -> tuple[int, int]:
        """The words that a stretch of the stream covers, half-open, sentence ends trimmed off."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        while first < last and self.words[first] in ENDERS:
            first += 1
        while last > first and self.words[last - 1] in ENDERS:
            last -= 1
        return first, last

    def span(self, first: int, last: int) -> Span:
        """Where the words from `first` up to `last` stand in the text."""
        start, end = self.places[first][0], self.places[last - 1][1]
        before, inside = bisect_left(self._astral, start), bisect_left(self._astral, end)
        return Span(start, end, start + before, end + inside)

    def quoted(self, first: int, last: int) -> bool:
        """Whether most of these words stand inside quotation marks, more than one word together."""
        if not self._quotes:
            return False
        start, end = self.places[first][0], self.places[last - 1][1]
        inside, at = 0, max(0, bisect_right(self._quotes, (start, 0)) - 1)
        while at < len(self._quotes) and self._quotes[at][0] < end:
            begin, stop = self._quotes[at]
            inside += max(0, min(end, stop) - max(start, begin))
            at += 1
        return 2 * inside > end - start

    def sentence(self, at: int) -> tuple[int, int]:
        """The words of the sentence in which word `at` stands, half-open."""
        ends = self._ends
        place = bisect_right(ends, at)
        return ends[place - 1] + 1, ends[place]

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """The words of the clauses in which the words from `first` up to `last` stand, half-open."""
        clauses = self.clauses
        return bisect_left(clauses, clauses[first]), bisect_right(clauses, clauses[last - 1])

    @cached_property
    def _ends(self) -> list[int]:
        return [at for at, word in enumerate(self.words) if word in ENDERS]


def read(text: str) -> Reading:
    """Read `text`: fold it, cut it into words, spell each plainly, and settle the two-faced ones."""
    plain, origin = _fold(text)
    small = plain.translate(_PLAIN).lower()
    if len(small) != len(plain):  # a few letters are two when small
        small = plain.translate(_PLAIN)
    found: list[Placed] = [(".", (0, 0), 0)]
    add, clause = found.append, 0
    for token in _TOKEN.finditer(small):
        (start, end), sort, told = token.span(), token.lastgroup, token[0]
        if told == "\n" and plain[end : end + 1].islower():
            continue  # a line that was broken to fit, as mail programs do
        place = (origin[start], origin[end - 1] + 1) if origin else (start, end)
        if sort == "word":
            for word in canonical(told):
                add((word, place, clause))
        else:
            clause += 1
            for word in (_ender(told),) if sort == "end" else _pause(told):
                add((word, place, clause))
    found.append((".", (len(text), len(text)), clause + 1))
    words, places, clauses = zip(*settle(found), strict=True)
    return Reading(text, words, places, clauses)


def _ender(mark: str) -> str:
    return "?" if "?" in mark else "!" if "!" in mark else "."


def _pause(mark: str) -> tuple[str, ...]:
    return next(((word,) for face, word in _PLEADING.items() if face in mark), ())


def _fold(text: str) -> tuple[str, list[int]]:
    """The text without invisible or decorated letters, and where each letter came from (empty: unchanged)."""
    if text.isascii() or not _ODD.search(text):
        return text, []
    letters, origin = [], []
    for at, char in enumerate(text):
        for letter in unicodedata.normalize("NFKC", char) if _ODD.match(char) else char:
            if not _ODD.match(letter):
                letters.append(letter)
                origin.append(at)
    return "".join(letters), origin
