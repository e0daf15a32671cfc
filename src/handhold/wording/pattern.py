"""The small language rules are written in, and its translation to regular expressions.

A pattern is words in a row. `(a|b c)` is a choice, `x?` may be missing, `..3` is up to three words of the
same sentence (at the very end: as many as there are), `beg~` is beg with all its endings, `{name}` is a named
piece, `^` and `$` are a sentence's two ends, `[?]` is a question mark. Nothing repeats without bound, so
every pattern takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

ANCHORS = 4  # so many sets are looked for before the regular expression is tried
_PIECE = re.compile(r"\.\.\d|\[[?!.]\]|[()|?^$]|[^\s()|?^$\[\]]+")
_NAME = re.compile(r"\{(\w+)\}")
_GAP = r"(?:[^ .?!]+ ){0,%s}%s"


class BadPattern(ValueError):
    """The pattern does not follow the grammar."""


@dataclass(frozen=True, eq=False)
class Pattern:
    """One pattern: the regular expression for it, and sets of words, of each of which it needs one."""

    source: str
    regex: str
    anchors: tuple[frozenset[str], ...]

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first needed."""
        return re.compile(self.regex)

    def find(self, stream: str) -> list[tuple[int, int]]:
        """Where the pattern matches in a stream of words."""
        return [match.span() for match in self.compiled.finditer(stream)]


class Patterns:
    """Patterns that are looked for together, each only in texts that have the words it cannot do without."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.all = tuple(patterns)
        self._always = [pattern for pattern in self.all if not pattern.anchors]
        self._waiting: dict[str, list[tuple[Pattern, tuple[frozenset[str], ...]]]] = {}
        for pattern in self.all:
            for word in pattern.anchors[0] if pattern.anchors else ():
                self._waiting.setdefault(word, []).append((pattern, pattern.anchors[1:]))
        self._words = frozenset(self._waiting)

    def __bool__(self) -> bool:
        return bool(self.all)

    def candidates(self, words: frozenset[str]) -> Iterable[Pattern]:
        """Those of which every set of words is met."""
        met = dict.fromkeys(self._always)
        absent = words.isdisjoint
        for word in words & self._words:
            for pattern, others in self._waiting[word]:
                for other in others:
                    if absent(other):
                        break
                else:
                    met[pattern] = None
        return met


@dataclass(frozen=True, slots=True)
class _Part:
    regex: str
    anchors: tuple[frozenset[str], ...] = ()


def compile_pattern(source: str, names: Mapping[str, str], common: Mapping[str, int]) -> Pattern:
    """Translate `source`; `names` are the named pieces, `common` how costly a word is to wait for."""
    pieces = _PIECE.findall(_expand(source, names))
    if pieces and pieces[-1].startswith(".."):
        pieces[-1] += "+"  # at the end a gap takes all it may
    part, rest = _choice(pieces, 0, common)
    if rest != len(pieces):
        raise BadPattern(f"stray ')' in {source!r}")
    anchors = sorted(part.anchors, key=lambda words: _cost(words, common))
    return Pattern(source, "(?<= )" + part.regex, tuple(anchors[:ANCHORS]))


def _expand(source: str, names: Mapping[str, str]) -> str:
    for _ in range(6):
        if "{" not in source:
            return source
        try:
            source = _NAME.sub(lambda name: f"({names[name[1]]})", source)
        except KeyError as missing:
            raise BadPattern(f"no piece is named {missing} in {source!r}") from missing
    raise BadPattern(f"pieces are nested too deeply in {source!r}")


def _cost(words: frozenset[str], common: Mapping[str, int]) -> int:
    return sum(common.get(word, 1) for word in words)


def _choice(pieces: list[str], at: int, common: Mapping[str, int]) -> tuple[_Part, int]:
    branches = []
    while True:
        branch, at = _sequence(pieces, at, common)
        branches.append(branch)
        if at == len(pieces) or pieces[at] != "|":
            return _either(branches, common), at
        at += 1


def _either(branches: list[_Part], common: Mapping[str, int]) -> _Part:
    if len(branches) == 1:
        return branches[0]
    regex = "(?:" + "|".join(branch.regex for branch in branches) + ")"
    if any(not branch.anchors for branch in branches):
        return _Part(regex)
    rarest = (min(branch.anchors, key=lambda words: _cost(words, common)) for branch in branches)
    return _Part(regex, (frozenset().union(*rarest),))


def _sequence(pieces: list[str], at: int, common: Mapping[str, int]) -> tuple[_Part, int]:
    regex = ""
    anchors: list[frozenset[str]] = []
    while at < len(pieces) and pieces[at] not in "|)":
        part, at = _atom(pieces, at, common)
        if at < len(pieces) and pieces[at] == "?":
            part, at = _Part(f"(?:{part.regex})?"), at + 1
        regex += part.regex
        anchors += part.anchors
    return _Part(regex, tuple(anchors)), at


def _atom(pieces: list[str], at: int, common: Mapping[str, int]) -> tuple[_Part, int]:
    match pieces[at]:
        case "(":
            inner, end = _choice(pieces, at + 1, common)
            if end == len(pieces):
                raise BadPattern("a '(' is never closed")
            return inner, end + 1
        case "^":
            return _Part(r"(?<=[.?!] )"), at + 1
        case "$":
            return _Part(r"(?=[.?!] )"), at + 1
        case "?":
            raise BadPattern("'?' follows nothing")
        case gap if gap.startswith(".."):
            return _Part(_GAP % (gap[2], "" if gap.endswith("+") else "?")), at + 1
        case mark if mark.startswith("["):
            return _Part(f"[{mark[1]}] "), at + 1
        case word:
            forms = inflect(word[:-1]) if word.endswith("~") else (word,)
            regex = "|".join(re.escape(form) for form in forms)
            return _Part(f"(?:{regex}) ", (frozenset(forms),)), at + 1


def inflect(verb: str) -> tuple[str, ...]:
    """A regular verb's forms, a few misspelt ones among them: it is better to know too many than too few."""
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    forms = [verb, verb + "s", verb + "es", stem + "ed", stem + "ing"]
    if re.search(r"[^aeiou][aeiou][bdglmnprt]$", verb):
        forms += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return tuple(forms)
