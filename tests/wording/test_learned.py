"""The second stage: it guesses from likeness, says so, and never ends anybody's drafting."""

from __future__ import annotations

import random

import pytest

from handhold.wording import CATEGORIES, check
from handhold.wording.learned import PASSAGE, judge, learned, passages
from handhold.wording.library import LIKENESS, english
from handhold.wording.reading import read

NOBODY_WROTE_A_RULE_FOR = (
    "I shall simply go on imagining, as I have done for eleven years. Do not trouble yourself."
)


def test_what_no_rule_knows_is_found_by_likeness() -> None:
    """A hurt that is hinted at, in words of its own: a warning, with what its category says."""
    [finding, *_] = check(NOBODY_WROTE_A_RULE_FOR).findings
    assert finding.rule == f"{LIKENESS}/{finding.category}"
    assert finding.severity in {"hint", "warning"}
    assert finding.message == english().likeness[finding.category].message


@pytest.mark.parametrize("category", CATEGORIES)
def test_likeness_never_says_stop(category: str) -> None:
    """A guess must not end a draft, nor rewrite a threat."""
    rule = english().likeness[category]  # type: ignore[index]
    assert rule.severity != "stop"
    assert rule.why
    if any(one.severity == "stop" for one in english().rules if one.message == rule.message):
        assert rule.suggestions == ()
    assert rule.category == category


def test_the_same_facts_excuse_a_likeness() -> None:
    """Quoted, or told of an ex, the same words are left alone."""
    assert check(f"My ex wrote: “{NOBODY_WROTE_A_RULE_FOR}” I left.").findings == ()


def test_a_label_is_like_nothing() -> None:
    """Two or three words are too few to guess from."""
    for label in ("A month", "Look at it", "Send it", "I’ll say it"):
        assert check(label).findings == ()


def test_much_else_that_is_unlike_pressure_speaks_against_a_rule() -> None:
    """A stock phrase amid a cake is about the cake; alone, or amid its like, it is what it is."""
    assert check("Now or never: the cake comes out of the oven in one minute, bring icing!").findings == ()
    assert check("It's now or never, babe. Tell me tonight or forget it.").findings


def test_a_long_text_is_read_passage_by_passage() -> None:
    """One pressing sentence does not drown in a long letter."""
    calm = "We had tea in the garden and the roses are out again. " * 12
    reading = read(calm + NOBODY_WROTE_A_RULE_FOR)
    assert all(passage[-1][1] - passage[0][0] <= PASSAGE + 1 for passage in passages(reading))
    pulls = [passage.pull for passage in judge(reading, learned())]
    assert max(pulls) == max(pulls[-2:])


def test_every_word_stands_in_one_passage() -> None:
    """No word of any text is left out or counted twice, however its sentences end."""
    chance = random.Random(7)
    for _ in range(50):
        text = " ".join(chance.choice(["you", "no", ".", "?", "love", "\n"]) for _ in range(300))
        reading = read(text)
        told = [at for passage in passages(reading) for first, last in passage for at in range(first, last)]
        assert told == [at for at, word in enumerate(reading.words) if word not in {".", "?", "!"}]
