"""The second stage: runs of words that tend to press, learned from messages written for it (`training/`).

A linear model and nothing more. A passage's pull is the sum of what its runs of words weigh, divided by the
root of how many there are; so each finding can be traced to the sentences that weigh most. It never says
`stop`: it is a guess from likeness, and a guess must not end anybody's drafting.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import itemgetter

from handhold.wording.findings import CATEGORIES, Category
from handhold.wording.reading import ENDERS, Reading

FILE = "learned.bin"
SLOTS = 1 << 20
KIND_SLOTS = 1 << 16
NOTHING = 128  # the byte of a slot that weighs nothing
PASSAGE = 70  # words; the messages it learned from are about as long
FEWEST = 5  # words; fewer are like anything
NEAR = 0.35  # a sentence that pulls about a third as much as the strongest one is marked with it
_MENTIONED = 1  # the number of any word in quotation marks
FIRST_NUMBER = 2
_REACH = 5  # words that a denial covers
_DENIALS = frozenset({"not", "never", "no", "without", "nobody", "nothing", "none"})
_YOU, _ME = frozenset({"you", "your"}), frozenset({"i", "me", "my"})
# A run's slot mixes the numbers of its words with its sort: large odd factors, and the upper bits of the sum.
_ONE, _TWO, _THREE = 2_654_435_761, 40_499 * 65_537, 97_613_893 * 31
_DEEP, _MASK = 11, SLOTS - 1
_UNI, _BI, _TRI, _DENIED, _OPENS, _CLOSES, _LAST, _SHAPE = (sort * 715_827_883 for sort in range(1, 9))

Run = tuple[int, int]
"""Words from, up to: half-open."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: a weight a slot, as a byte with 128 for nothing; `words` numbers the words it met."""

    words: Mapping[str, int]
    pull: bytes
    kinds: Mapping[Category, bytes]
    scale: float
    bias: float
    kind_bias: Mapping[Category, float]
    threshold: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences, what each of them weighs, and how much they pull together."""

    weighed: Mapping[Run, float]
    pull: float
    slots: list[set[int]]


@dataclass(frozen=True, slots=True)
class Guess:
    """Sentences that press, and the category they are most like."""

    place: Run
    category: Category


@cache
def learned() -> Learned:
    """The model, read once. It is made by `training/learn.py`, which setup runs."""
    head, _, packed = (resources.files("handhold.wording") / FILE).read_bytes().partition(b"\n")
    told, parts = json.loads(head), zlib.decompress(packed)
    kinds_from = SLOTS + KIND_SLOTS * len(CATEGORIES)
    tables = [parts[at : at + KIND_SLOTS] for at in range(SLOTS, kinds_from, KIND_SLOTS)]
    words = parts[kinds_from:].decode().split("\n")
    return Learned(
        words={word: number for number, word in enumerate(words, FIRST_NUMBER)},
        pull=parts[:SLOTS],
        kinds=dict(zip(CATEGORIES, tables, strict=True)),
        scale=told["scale"],
        bias=told["bias"],
        kind_bias=told["kind_bias"],
        threshold=told["threshold"],
    )


def judge(reading: Reading, model: Learned) -> list[Passage]:
    """How much each passage of a text pulls."""
    return [weigh(reading, sentences, model) for sentences in passages(reading)]


def weigh(reading: Reading, sentences: list[Run], model: Learned) -> Passage:
    """How much these sentences pull, each and together."""
    found = features(reading, sentences, model.words)
    share = model.scale / (sum(map(len, found)) + 1) ** 0.5
    weights = [share * _sum(model.pull, slots) for slots in found]
    return Passage(dict(zip(sentences, weights, strict=True)), sum(weights) + model.bias, found)


def guesses(passage: Passage, model: Learned) -> Iterator[Guess]:
    """What the model takes for pressure in a passage: nothing, up to its threshold."""
    sentences = list(passage.weighed)
    if passage.pull <= model.threshold or sum(last - first for first, last in sentences) < FEWEST:
        return
    most = max(passage.weighed.values())
    strong = [run for run in sentences if passage.weighed[run] >= NEAR * most]
    category = kind(passage, model)
    for place in _joined(strong, sentences):
        yield Guess(place, category)


def passages(reading: Reading) -> Iterator[list[Run]]:
    """The sentences in order, together as long as they fit in one passage."""
    passage: list[Run] = []
    for run in sentences_of(reading):
        if passage and run[1] - passage[0][0] > PASSAGE:
            yield passage
            passage = []
        passage.append(run)
    if passage:
        yield passage


def sentences_of(reading: Reading) -> Iterator[Run]:
    """Each sentence's words, without its ender; a very long one in pieces."""
    start = 0
    for at, word in enumerate(reading.words):
        if word in ENDERS or at - start >= PASSAGE:
            if at > start:
                yield start, at
            start = at + 1 if word in ENDERS else at


def kind(passage: Passage, model: Learned) -> Category:
    """The category that a passage is most like."""
    slots = {slot % KIND_SLOTS for found in passage.slots for slot in found}
    share: float = model.scale / (len(slots) + 1) ** 0.5
    weights_of = itemgetter(*slots, 0, 0)

    def likeness(category: Category) -> float:
        table = model.kinds[category]
        total: int = sum(weights_of(table)) - 2 * table[0]
        return share * total + model.kind_bias[category]

    # What weighs nothing adds the same to every category.
    return max(model.kinds, key=likeness)


def _sum(weights: bytes, slots: set[int]) -> int:
    """What the slots weigh together. Two more are fetched and taken off, since one alone comes bare."""
    total: int = sum(itemgetter(*slots, 0, 0)(weights))
    return total - 2 * weights[0] - NOTHING * len(slots)


def features(reading: Reading, sentences: list[Run], words: Mapping[str, int]) -> list[set[int]]:
    """For each sentence its slots: runs of one to three words, what is denied, how it begins and ends.

    A slot counts once, in the first sentence that has it. The last also carries the whole passage's shape.
    """
    told = [reading.words[first : last + 1] for first, last in sentences]
    met: set[int] = set()
    quotes, found = reading.has_quotes, []
    for (first, _), sentence in zip(sentences, told, strict=True):
        numbers = [words.get(word, 0) for word in sentence]
        if quotes:
            spoken = enumerate(numbers, first)
            numbers = [_MENTIONED if reading.quoted(at, at + 1) else number for at, number in spoken]
        new = set(_runs(numbers, sentence)) - met
        met |= new
        found.append(new)
    found[-1].add(_slot(_LAST, *numbers[:2]))
    found[-1].update(_slot(_SHAPE, at, value) for at, value in enumerate(_shape(told)))
    return found


def _shape(told: list[tuple[str, ...]]) -> tuple[int, ...]:
    you = sum(sentence.count(word) for sentence in told for word in _YOU)
    me = sum(sentence.count(word) for sentence in told for word in _ME)
    questions = sum(sentence[-1] == "?" for sentence in told)
    length = sum(map(len, told)) // 6
    return min(4, you), min(4, me), you > me, min(3, questions), min(6, len(told)), min(12, length)


def _runs(numbers: list[int], told: tuple[str, ...]) -> list[int]:
    twos, threes = numbers[1:], numbers[2:]
    found = [(one * _ONE + _UNI) >> _DEEP & _MASK for one in numbers if one]
    found += [
        (two * _ONE + one * _TWO + _BI) >> _DEEP & _MASK
        for one, two in zip(numbers, twos, strict=False)
        if one and two
    ]
    found += [
        (three * _ONE + two * _TWO + one * _THREE + _TRI) >> _DEEP & _MASK
        for one, two, three in zip(numbers, twos, threes, strict=False)
        if one and two and three
    ]
    found += (_slot(_OPENS, *numbers[:2]), _slot(_CLOSES, *numbers[-3:]))
    for at, word in enumerate(told):
        if word in _DENIALS:
            reach = numbers[at + 1 : at + 1 + _REACH]
            found += [(one * _ONE + _DENIED) >> _DEEP & _MASK for one in reach if one]
    return found


def _slot(sort: int, one: int = 0, two: int = 0, three: int = 0) -> int:
    return (one * _ONE + two * _TWO + three * _THREE + sort) >> _DEEP & _MASK


def _joined(strong: list[Run], sentences: list[Run]) -> Iterator[Run]:
    """Strong sentences that follow each other are one place."""
    start = end = -1
    for run in sentences:
        if run in strong:
            start, end = (run[0] if start < 0 else start), run[1]
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end
