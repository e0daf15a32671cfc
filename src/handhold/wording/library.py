"""The rules, the context facts and the spellings, read once from the files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from handhold.wording.findings import CATEGORIES, SEVERITIES, Category, Severity, Suggestion
from handhold.wording.pattern import Pattern, Patterns, compile_pattern

LIKENESS = "likeness"
TOLD = frozenset({"refused_before"})  # what no words show: it is told, or it does not hold
_COMMON_COST, _USUAL_COST = 40, 8  # of waiting for such a word, where any other costs one


class BadRule(ValueError):
    """A rule file is incomplete, or promises something it does not show."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: `bad` must be marked (the words in {{ }}), `good` is a kinder one, `ok` an innocent one.

    Of a fact: `yes` shows it, `no` only looks like it.
    """

    kind: str
    text: str
    limits: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true of a stretch, such as a refusal; it reaches over its clause, sentence or message.

    It does not hold in a sentence in which one of `never` matches. `within`: it may be found inside the very
    words it excuses, as soup is in "everybody loves the soup". It holds nowhere in a text in which a fact of
    `yields_to` holds.
    """

    name: str
    reach: str
    patterns: Patterns
    never: Patterns
    within: bool = False
    yields_to: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One tactic: its patterns, the facts it needs, the facts that excuse it, and what is said about it."""

    id: str
    category: Category
    severity: Severity
    message: str
    why: str
    source: str
    suggestions: tuple[Suggestion, ...]
    patterns: Patterns
    antipatterns: Patterns
    also: Patterns
    mark: str
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """All that the check knows about one language.

    `plain` and `told` are the patterns of all rules, apart by whether the rule needs something that no words
    show; `owner` tells whose a pattern is.
    """

    rules: tuple[Rule, ...]
    likeness: Mapping[Category, Rule]
    facts: Mapping[str, Fact]
    openness: tuple[Fact, ...]
    open_words: Patterns
    open_kind: Mapping[Pattern, str]
    topics: Mapping[str, Patterns]
    spelling: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, frozenset[str]]
    plain: Patterns
    told: Patterns
    owner: Mapping[Pattern, Rule]

    def named(self, rule_id: str) -> Rule | None:
        """The rule of that id, the likenesses of the second stage among them."""
        return next((rule for rule in (*self.rules, *self.likeness.values()) if rule.id == rule_id), None)


@cache
def english() -> Library:
    """The English library. The first call reads every file; later ones touch none."""
    return load_library(resources.files("handhold.wording") / "rules" / "en")


def load_library(folder: Traversable) -> Library:
    """Read a language's folder; raise `BadRule` or `BadPattern` where a file breaks the form."""
    words = _toml(folder / "words.toml")
    costs = dict.fromkeys(words["lists"]["usual"].split(), _USUAL_COST)
    costs |= dict.fromkeys(words["lists"]["common"].split(), _COMMON_COST)
    build = _Builder(words["pieces"], costs)
    rules = tuple(_rules(folder, build))
    openness = tuple(_facts(folder / "openness", build))
    open_kind = {pattern: fact.name for fact in openness for pattern in fact.patterns.all}
    owner = {pattern: rule for rule in rules for pattern in rule.patterns.all}
    spelling = {odd: tuple(plain.split()) for odd, plain in _toml(folder / "spelling.toml").items()}
    return Library(
        rules=rules,
        likeness={category: _likeness(category, folder / category, build) for category in CATEGORIES},
        facts={fact.name: fact for fact in _facts(folder / "facts", build)},
        openness=openness,
        open_words=Patterns(open_kind),
        open_kind=open_kind,
        topics={name: build.patterns([words["pieces"][name]]) for name in words["lists"]["topics"].split()},
        spelling=spelling,
        lists={name: frozenset(line.split()) for name, line in words["lists"].items()},
        plain=Patterns(pattern for pattern, rule in owner.items() if TOLD.isdisjoint(rule.needs)),
        told=Patterns(pattern for pattern, rule in owner.items() if not TOLD.isdisjoint(rule.needs)),
        owner=owner,
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    pieces: Mapping[str, str]
    common: Mapping[str, int]

    def patterns(self, sources: list[str]) -> Patterns:
        return Patterns(compile_pattern(source, self.pieces, self.common) for source in sources)


def _toml(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _files(folder: Traversable) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), _toml(file)


def _facts(folder: Traversable, build: _Builder) -> Iterator[Fact]:
    for name, entry in _files(folder):
        never = build.patterns(entry.get("never", []))
        within, yields_to = entry.get("within", False), tuple(entry.get("yields_to", ()))
        patterns = build.patterns(entry["any"])
        yield Fact(name, entry["reach"], patterns, never, within, yields_to, _examples(entry))


def _rules(folder: Traversable, build: _Builder) -> Iterator[Rule]:
    for category in CATEGORIES:
        files = dict(_files(folder / category))
        shared = files.pop("category")
        for name, entry in files.items():
            try:
                yield _proper(_rule(category, {"id": f"{category}/{name}", **shared, **entry}, build))
            except (KeyError, ValueError) as problem:
                raise BadRule(f"{category}/{name}: {problem}") from problem


def _rule(category: Category, entry: dict[str, Any], build: _Builder) -> Rule:
    match = entry["match"]
    spared = set(match.get("despite", ()))
    return Rule(
        id=entry["id"],
        category=category,
        severity=entry["severity"],
        message=entry["message"],
        why=entry["why"],
        source=entry["source"],
        suggestions=_suggestions(entry),
        patterns=build.patterns(match["any"]),
        antipatterns=build.patterns([anti["text"] for anti in entry.get("antipattern", ())]),
        also=build.patterns(match.get("also", [])),
        mark=match.get("mark", "words"),
        needs=tuple(match.get("needs", ())),
        unless=tuple(fact for fact in [*entry["unless"], *match.get("unless", ())] if fact not in spared),
        examples=_examples(entry),
    )


def _likeness(category: Category, folder: Traversable, build: _Builder) -> Rule:
    """What is said of words that no rule knows and that are like others of this category. Never a stop."""
    shared = _toml(folder / "category.toml")
    told = {"id": f"{LIKENESS}/{category}", "match": {"any": []}, **shared}
    if shared["severity"] == "stop":
        told |= {"severity": "warning", "suggest": []}
    return _rule(category, told, build)


def _proper(rule: Rule) -> Rule:
    kinds = [example.kind for example in rule.examples]
    if rule.severity not in SEVERITIES:
        raise BadRule(f"no severity {rule.severity!r}")
    if "bad" not in kinds or kinds.count("ok") < 2:
        raise BadRule("a rule shows one bad example and two ok ones, or it does not load")
    if rule.severity == "stop" and rule.suggestions:
        raise BadRule("a stop rule rewrites nothing: a politer threat is still a threat")
    if any(not pattern.anchors for pattern in rule.patterns.all):
        raise BadRule("a pattern needs one word that must be there")
    return rule


def _suggestions(entry: dict[str, Any]) -> tuple[Suggestion, ...]:
    if entry["severity"] == "stop":
        return ()
    say = tuple(Suggestion("say", text) for text in entry.get("suggest", ()))
    return say + tuple(Suggestion("append", text) for text in entry.get("append", ()))


def _examples(entry: dict[str, Any]) -> tuple[Example, ...]:
    shown = [
        Example(kind, example[kind], tuple(example.get("limits", ())), tuple(example.get("earlier", ())))
        for example in entry.get("example", ())
        for kind in ("bad", "good", "ok", "yes", "no")
        if kind in example
    ]
    return (*shown, *(Example("ok", anti["example"]) for anti in entry.get("antipattern", ())))
