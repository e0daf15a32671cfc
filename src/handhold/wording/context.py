"""What is true around some words: who speaks to whom, and whether they are used, denied, quoted or told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from handhold.wording.learned import Passage, judge, learned
from handhold.wording.library import Fact, Library
from handhold.wording.pattern import Patterns
from handhold.wording.reading import Reading

LONGEST = 60  # words: no pattern is longer, a test holds
_DENIAL_REACH = 5

Range = tuple[int, int]


def find_all(patterns: Patterns, reading: Reading) -> list[Range]:
    """The word ranges in which any of the patterns matches."""
    return [
        reading.word_range(*place)
        for pattern in patterns.candidates(reading.vocabulary)
        for place in pattern.find(reading.stream)
    ]


def _inside(places: list[Range], within: Range) -> Iterator[Range]:
    """Those of the places, which are in order, that have words within."""
    at = bisect_left(places, (within[0] - LONGEST, 0))
    while at < len(places) and places[at][0] < within[1]:
        if places[at][1] > within[0]:
            yield places[at]
        at += 1


@dataclass(slots=True)
class Context:
    """The facts of one reading, each worked out when it is first asked for."""

    reading: Reading
    library: Library
    given: frozenset[str] = frozenset()
    _judged: list[Passage] | None = None
    _facts: dict[str, list[Range]] = field(default_factory=dict)
    _found: dict[Patterns, list[Range]] = field(default_factory=dict)

    def holds(self, name: str, hit: Range, near: bool = False) -> bool:
        """Whether the fact `name` holds for the words of `hit`; `near`: no further than in their sentence."""
        if name in self.given:
            return True
        match name:
            case "quoted":
                return self.reading.quoted(*hit)
            case "negated":
                return self._negated(hit)
        fact = self.library.facts.get(name)
        return fact is not None and self._reaches(fact, hit, near)

    def judged(self) -> list[Passage]:
        """What the second stage makes of each passage."""
        if self._judged is None:
            self._judged = judge(self.reading, learned())
        return self._judged

    def somewhere(self, name: str) -> bool:
        """Whether the fact `name` holds anywhere in the text."""
        return name in self.given or bool(self._places(self.library.facts[name]))

    def first(self, name: str) -> int | None:
        """The first word at which the fact `name` is found, if it is."""
        return min((place[0] for place in self._places(self.library.facts[name])), default=None)

    def touches(self, patterns: Patterns, hit: Range) -> bool:
        """Whether any of the patterns matches in words of the hit."""
        return any(_inside(self._all(patterns), hit))

    def beside(self, patterns: Patterns, hit: Range) -> bool:
        """Whether any of the patterns matches in words that are not of the hit."""
        return len(self._all(patterns)) > sum(1 for _ in _inside(self._all(patterns), hit))

    def _all(self, patterns: Patterns) -> list[Range]:
        """Where they match, in order; looked for once, however many hits ask."""
        if patterns not in self._found:
            self._found[patterns] = sorted(find_all(patterns, self.reading))
        return self._found[patterns]

    def _places(self, fact: Fact) -> list[Range]:
        if fact.name not in self._facts and any(map(self.somewhere, fact.yields_to)):
            self._facts[fact.name] = []
        if fact.name not in self._facts:
            self._facts[fact.name] = [
                place
                for place in self._all(fact.patterns)
                if not self.reading.quoted(*place)
                and not (fact.never and self.touches(fact.never, self.reading.sentence(place[0])))
            ]
        return self._facts[fact.name]

    def _reaches(self, fact: Fact, hit: Range, near: bool) -> bool:
        places = self._places(fact)
        if fact.reach == "message" and not near:
            within: Iterable[Range] = places
        elif fact.reach == "clause":
            within = _inside(places, self.reading.clause(*hit))
        else:
            within = _inside(places, self.reading.sentence(hit[0]))
        # Words cannot excuse themselves.
        return any(fact.within or not (hit[0] <= first and last <= hit[1]) for first, last in within)

    def _negated(self, hit: Range) -> bool:
        reading = self.reading
        clause = reading.clauses[hit[0]]
        start = max(0, hit[0] - _DENIAL_REACH)
        before = [at for at in range(start, hit[0]) if reading.clauses[at] == clause]
        denial = next((at for at in before if reading.words[at] in self.library.lists["denials"]), None)
        return denial is not None and not self._disclaimed(denial, hit)

    def _disclaimed(self, denial: int, hit: Range) -> bool:
        """'I'm not saying … but' denies nothing."""
        saying = {"saying", "trying", "being", "to"} & set(self.reading.words[denial + 1 : denial + 2])
        _, last = self.reading.sentence(hit[0])
        return bool(saying) and "but" in self.reading.words[hit[1] : last]
