"""Every rule file is its own test: what it calls bad is marked, what it calls good or ok is left alone."""

from __future__ import annotations

import re
from collections import Counter
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from handhold.wording import CATEGORIES, check
from handhold.wording.context import LONGEST, Context, find_all
from handhold.wording.library import Example, Fact, Rule, english
from handhold.wording.pattern import Pattern, Patterns
from handhold.wording.reading import Reading, read

RULES = english().rules
SHOWN = [
    pytest.param(rule, example, id=f"{rule.id}: {example.text[:40]}")
    for rule in RULES
    for example in rule.examples
]
FACTS = [*english().facts.values(), *english().openness]
EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
_MARKED = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)


def plain(example: Example) -> Reading:
    """An example's words, without its marks."""
    return read(example.text.replace("{{", "").replace("}}", ""))


def shown(rule: Rule, *kinds: str) -> list[Reading]:
    """The rule's examples of these kinds."""
    return [plain(example) for example in rule.examples if example.kind in kinds]


@pytest.mark.parametrize(("rule", "example"), SHOWN)
def test_a_rule_keeps_what_its_examples_promise(rule: Rule, example: Example) -> None:
    """The marked words of a bad example are this rule's finding; a good or ok one has no finding at all."""
    text = example.text.replace("{{", "").replace("}}", "")
    findings = check(text, limits=example.limits, earlier=example.earlier).findings
    if example.kind == "bad":
        expected = _MARKED.search(example.text)
        assert expected is not None
        assert expected[1] in [finding.text for finding in findings if finding.rule == rule.id]
    else:
        assert findings == ()


@EACH
def test_every_pattern_is_shown_at_work(rule: Rule) -> None:
    """A pattern that no bad example meets may never have worked; a rule that never fires reports success."""
    idle = [
        pattern.source
        for pattern in (*rule.patterns.all, *rule.also.all)
        if not any(find_all(Patterns([pattern]), reading) for reading in shown(rule, "bad"))
    ]
    assert idle == []


@EACH
def test_every_exception_is_shown_at_work(rule: Rule) -> None:
    """Each antipattern meets an innocent example: exceptions, too, can be dead without anybody knowing."""
    idle = [
        anti.source
        for anti in rule.antipatterns.all
        if not any(find_all(Patterns([anti]), reading) for reading in shown(rule, "ok"))
    ]
    assert idle == []


@EACH
def test_an_innocent_example_contains_the_trigger(rule: Rule) -> None:
    """At least one ok example has the very words, and is left alone because of who says them, and how."""
    assert any(find_all(rule.patterns, reading) for reading in shown(rule, "ok"))


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_excuse_of_a_category_is_used(category: str) -> None:
    """Each fact that excuses a category is seen to excuse one of its rules in some ok example."""
    rules = [rule for rule in RULES if rule.category == category]
    used = {
        excuse
        for rule in rules
        for reading in shown(rule, "ok")
        for place in find_all(rule.patterns, reading)
        for excuse in rule.unless
        if Context(reading, english()).holds(excuse, place)
    }
    assert {excuse for rule in rules for excuse in rule.unless} - used == set()


@EACH
def test_what_a_rule_says_is_short_and_names_its_source(rule: Rule) -> None:
    """The message fits a line, speaks of the words and not of the person, and the rule rests on something."""
    assert len(rule.message) <= 90
    assert not re.match(r"(you|you're|you are)\b", rule.message, re.IGNORECASE)
    assert rule.why
    assert rule.source


@EACH
def test_what_a_rule_suggests_is_clean(rule: Rule) -> None:
    """A kinder way passes every rule itself."""
    said = [rule.message, rule.why, *(suggestion.text for suggestion in rule.suggestions)]
    assert [text for text in said if check(text, voice="draft").findings] == []


def test_no_two_rules_wait_for_the_same_words() -> None:
    """Ids are unique, and so is every pattern."""
    patterns = Counter(pattern.source for rule in RULES for pattern in rule.patterns.all)
    assert [source for source, times in patterns.items() if times > 1] == []
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_no_pattern_is_longer_than_the_context_looks_back() -> None:
    """A fact is looked for so many words back: one that could be longer would be missed where it begins."""
    groups = [group for rule in RULES for group in (rule.patterns, rule.antipatterns, rule.also)]
    groups += [group for fact in FACTS for group in (fact.patterns, fact.never)]
    assert max(most_words(pattern) for group in groups for pattern in group.all) <= LONGEST


def most_words(pattern: Pattern) -> int:
    """The most words that a pattern can match: each word carries one space behind it."""
    short = re.sub(r"\[\^ \.\?!\]\+ ", "w ", pattern.regex)
    return sre_spaces(_parser.parse(short))


def sre_spaces(parsed: Any) -> int:
    """The most spaces in anything that a parsed regular expression matches."""
    total = 0
    for sort, value in parsed:
        match str(sort):
            case "LITERAL":
                total += value == ord(" ")
            case "BRANCH":
                total += max(sre_spaces(branch) for branch in value[1])
            case "SUBPATTERN":
                total += sre_spaces(value[-1])
            case "MAX_REPEAT" | "MIN_REPEAT":
                total += value[1] * sre_spaces(value[2])
    return total


def test_every_category_has_rules() -> None:
    """None of the seventeen is only a name."""
    assert {rule.category for rule in RULES} == set(CATEGORIES)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_fact_is_seen_where_it_says(fact: Fact) -> None:
    """Each pattern of a fact meets one of its yes examples; none of its no examples meets any."""
    yes = [read(example.text) for example in fact.examples if example.kind == "yes"]
    no = [read(example.text) for example in fact.examples if example.kind == "no"]
    idle = [
        pattern.source
        for pattern in fact.patterns.all
        if not any(find_all(Patterns([pattern]), reading) for reading in yes)
    ]
    assert idle == []
    assert [reading.text for reading in no if find_all(fact.patterns, reading)] == []
