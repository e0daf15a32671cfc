"""What is true around some words: who speaks to whom, and whether they are used, denied, quoted or told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from handhold.wording.library import Fact, Library
from handhold.wording.pattern import Pattern
from handhold.wording.reading import Reading

_DENIAL_REACH = 5

Range = tuple[int, int]


def find_all(patterns: Iterable[Pattern], reading: Reading) -> list[Range]:
    """The word ranges in which any of the patterns matches."""
    words = reading.vocabulary
    return [
        reading.word_range(*place)
        for pattern in patterns
        if not any(words.isdisjoint(anchor) for anchor in pattern.anchors)
        for place in pattern.find(reading.stream)
    ]


@dataclass(slots=True)
class Context:
    """The facts of one reading, each worked out when it is first asked for."""

    reading: Reading
    library: Library
    given: frozenset[str] = frozenset()
    _found: dict[str, list[Range]] = field(default_factory=dict)

    def holds(self, name: str, hit: Range) -> bool:
        """Whether the fact `name` holds for the words of `hit`."""
        if name in self.given:
            return True
        match name:
            case "quoted":
                return self.reading.quoted(*hit)
            case "negated":
                return self._negated(hit)
        fact = self.library.facts.get(name)
        return fact is not None and any(self._reaches(fact, place, hit) for place in self._places(fact))

    def somewhere(self, name: str) -> bool:
        """Whether the fact `name` holds anywhere in the text."""
        return name in self.given or bool(self._places(self.library.facts[name]))

    def _places(self, fact: Fact) -> list[Range]:
        if fact.name not in self._found:
            places = find_all(fact.patterns, self.reading)
            self._found[fact.name] = [place for place in places if not self.reading.quoted(*place)]
        return self._found[fact.name]

    def _reaches(self, fact: Fact, place: Range, hit: Range) -> bool:
        if hit[0] <= place[0] and place[1] <= hit[1]:
            return False  # words cannot excuse themselves
        if fact.reach == "message":
            return True
        if fact.reach == "sentence":
            first, last = self.reading.sentence(hit[0])
            return place[0] < last and first < place[1]
        clauses = self.reading.clauses
        return clauses[place[0]] <= clauses[hit[1] - 1] and clauses[hit[0]] <= clauses[place[1] - 1]

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
