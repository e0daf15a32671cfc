"""Rules over a reading: candidates by the words they wait for, then facts, then overlaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handhold.wording.context import Context, Range
from handhold.wording.findings import SEVERITIES, Category, Finding, Openness
from handhold.wording.learned import Passage, guesses, learned, weigh
from handhold.wording.library import Library, Rule
from handhold.wording.reading import Reading

UNLIKE = -1.0  # of the second stage's pull: so far below its threshold lies hardly any pressure
ALONE = 1.0  # a sentence that pulls so much stands for itself, whatever is around it
ELSE = 0.4  # the share of the words that no rule has marked
NEAR_YOU = frozenset({"reported"})
NEAR_A_THREAT = NEAR_YOU | {"agreed_play"}
TO_YOU = frozenset({"you", "your", "yours"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that holds for the words of `place`."""

    rule: Rule
    place: Range
    told: Range
    """The matched words themselves: the place may have been widened to their clause or sentence."""


def scan(context: Context) -> list[Hit]:
    """Every hit of either stage, in order."""
    hits = by_rules(context)
    return sorted(hits + _liken(context, hits), key=lambda hit: (hit.place, hit.rule.id))


def by_rules(context: Context) -> list[Hit]:
    """Every hit that no fact excuses; of those in one category that touch, the gravest."""
    hits = [hit for hit in _raw(context) if _stands(hit, context)]
    return _settle_overlaps(_without_unlike(hits, context))


def _without_unlike(hits: list[Hit], context: Context) -> list[Hit]:
    """The hits, but none whose sentence says much else and is unlike pressure.

    There, even a rule's words mean something else: "now or never: the cake comes out in a minute". Harm: a
    threat that everyday talk around it hides. So its own sentence must speak against a hit, nothing speaks
    against a threat to somebody's face, and what a person has recorded is never argued away.
    """
    marked = {word for hit in hits for word in range(*hit.place)}
    around = [passage for passage in context.judged() if passage.pull < UNLIKE] if hits else []
    return [
        hit
        for hit in hits
        if _is_threat(hit, context.reading)
        or not context.given.isdisjoint(hit.rule.needs)
        or not _is_else(hit, marked, around, context.reading)
    ]


def _is_else(hit: Hit, marked: set[int], around: list[Passage], reading: Reading) -> bool:
    sentence = reading.sentence(hit.place[0])
    own = weigh(reading, [sentence], learned()).pull
    if own < UNLIKE and _mostly_else([sentence], marked):
        return True
    passage = next((one for one in around if sentence in one.weighed), None)
    return own < ALONE and passage is not None and _mostly_else(list(passage.weighed), marked)


def _mostly_else(sentences: list[Range], marked: set[int]) -> bool:
    words = [word for sentence in sentences for word in range(*sentence)]
    return sum(word not in marked for word in words) >= ELSE * len(words)


def _liken(context: Context, hits: list[Hit]) -> list[Hit]:
    """What the second stage sees beside the rules' hits: they know better what their words do."""
    known = {word for hit in hits for word in range(*hit.place)}
    likenesses = [
        Hit(context.library.likeness[guess.category], guess.place, guess.place)
        for passage in context.judged()
        for guess in guesses(passage, learned())
        if known.isdisjoint(range(*guess.place))
    ]
    return [hit for hit in likenesses if _stands(hit, context)]


def _raw(context: Context) -> Iterator[Hit]:
    reading, library = context.reading, context.library
    for patterns in (library.plain, library.told) if context.given else (library.plain,):
        for pattern in patterns.candidates(reading.vocabulary):
            rule = library.owner[pattern]
            for place in pattern.find(reading.stream):
                first, last = reading.word_range(*place)
                if first < last:
                    yield Hit(rule, _widen(reading, rule.mark, (first, last)), (first, last))


def _widen(reading: Reading, mark: str, place: Range) -> Range:
    if mark == "words":
        return place
    first, last = reading.sentence(place[0])
    if mark == "clause":
        clauses = reading.clauses
        first = next(at for at in range(first, place[0] + 1) if clauses[at] == clauses[place[0]])
        last = next(at for at in range(last, place[1] - 1, -1) if clauses[at - 1] == clauses[place[1] - 1])
    return first, max(last, place[1])


def _stands(hit: Hit, context: Context) -> bool:
    rule, place = hit.rule, hit.place
    near = _only_near(hit, context.reading)
    return (
        all(context.holds(need, place) for need in rule.needs)
        and (not rule.also or context.beside(rule.also, place))
        and not (rule.antipatterns and context.touches(rule.antipatterns, place))
        and not any(
            context.holds(excuse, hit.told if excuse == "negated" else place, excuse in near)
            for excuse in rule.unless
        )
    )


def _only_near(hit: Hit, reading: Reading) -> frozenset[str]:
    """The facts that excuse this hit in its own sentence only.

    Harm: "our word is plum. If you don't, I'll post them", where one kind sentence hides the threat; or an ex
    told of first, so that what is then said to you passes for a report.
    """
    if _is_threat(hit, reading):
        return NEAR_A_THREAT
    return NEAR_YOU if _to_you(hit, reading) else frozenset()


def _is_threat(hit: Hit, reading: Reading) -> bool:
    return hit.rule.severity == "stop" and hit.rule.category == "coerce_threat" and _to_you(hit, reading)


def _to_you(hit: Hit, reading: Reading) -> bool:
    sentence = range(*reading.sentence(hit.place[0]))
    return any(reading.words[at] in TO_YOU and not reading.quoted(at, at + 1) for at in sentence)


def _settle_overlaps(hits: list[Hit]) -> list[Hit]:
    """Of touching hits in one category the gravest stays, and among equals the longest."""
    ranked = sorted(hits, key=_rank)
    kept: list[Hit] = []
    taken: dict[Category, set[int]] = {}
    for hit in ranked:
        words = taken.setdefault(hit.rule.category, set())
        if words.isdisjoint(range(*hit.place)):
            words.update(range(*hit.place))
            kept.append(hit)
    return kept


def _rank(hit: Hit) -> tuple[int, int, str, Range]:
    """The gravest first, then the longest; the rest only keeps the order the same each time."""
    first, last = hit.place
    return -SEVERITIES.index(hit.rule.severity), first - last, hit.rule.id, hit.place


def finding(hit: Hit, reading: Reading) -> Finding:
    """What is said about a hit."""
    rule, span = hit.rule, reading.span(*hit.place)
    return Finding(
        rule=rule.id,
        category=rule.category,
        severity=rule.severity,
        span=span,
        text=reading.text[span.start : span.end],
        message=rule.message,
        why=rule.why,
        suggestions=rule.suggestions,
    )


def openness(reading: Reading, library: Library) -> tuple[Openness, ...]:
    """What is open and kind, in the order of the text; it is named, and cancels nothing."""
    seen = []
    for pattern in library.open_words.candidates(reading.vocabulary):
        for place in pattern.find(reading.stream):
            first, last = reading.word_range(*place)
            if first < last and not reading.quoted(first, last):
                span, kind = reading.span(first, last), library.open_kind[pattern]
                seen.append(Openness(kind, span, reading.text[span.start : span.end]))
    return tuple(sorted(seen, key=lambda one: (one.span.start, one.kind)))
