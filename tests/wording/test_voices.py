"""Whose text it is: a report is met with support, and a wish to get past a no is not one."""

from __future__ import annotations

import pytest

from handhold.wording import check
from handhold.wording.library import Rule, english

THREATS = [rule for rule in english().rules if rule.category == "coerce_threat" and rule.severity == "stop"]
DULL = "We had soup and the roses are out. The bus was late again, and Tom says hello. I'll be home at six. "


@pytest.mark.parametrize(
    "text",
    [
        "I woke up and he was already doing it. He says I didn't say no.",
        "Every night my boyfriend begs until I give in. It's easier than the silence afterwards.",
        "my husband keeps asking me for anal and gets angry when I say no",
        "my ex asked me to send nudes and said he'd leave if I didn't",
        "My partner won't take no for an answer and I feel scared to go home",
        "My girlfriend says she'll show everyone my pictures if I break up",
        "My boyfriend took the condom off without telling me",
        "Whenever I say no he punches the wall",
        "Am I being coerced? He sulks for days when I refuse",
        "My wife calls me less of a man because I don't want it",
        "my bf wont stop asking 4 nudes n says hell dump me",
        "My ex used to sulk until I gave in.",
    ],
)
def test_what_is_done_to_the_writer_is_met_with_support(text: str) -> None:
    """In the present tense as in the past, in any spelling: no finding, and the way to Help."""
    report = check(text)
    assert report.support
    assert report.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "I keep asking my wife and she keeps saying no. How do I get her to say yes?",
        "She told me no again. I told her everyone does it. How can I convince her?",
        "She told me she'd do it. I'm going to put something in her drink.",
        "My last girlfriend told me I was boring. If you don't do it I'll post the photos.",
        "He kept saying no but I'll wear him down.",
    ],
)
def test_who_is_after_a_yes_is_not_told_that_it_was_done_to_them(text: str) -> None:
    """Telling of another's no, or of an ex, makes no report of what the writer wants to do."""
    assert not check(text).support


@pytest.mark.parametrize("rule", THREATS, ids=lambda rule: rule.id)
def test_everyday_talk_hides_no_threat(rule: Rule) -> None:
    """Between dull sentences, and after a safe word, a threat to somebody's face is still a stop."""
    threats = [example.text for example in rule.examples if example.kind == "bad" and _to_you(example.text)]
    for text in threats:
        plain = text.replace("{{", "").replace("}}", "")
        for before in (DULL, "The safe word is pineapple. "):
            assert check(before + plain, voice="draft").worst == "stop", before + plain


def _to_you(text: str) -> bool:
    return bool({"you", "your"} & set(text.lower().replace("{{", "").split()))


def test_a_line_broken_to_fit_is_one_sentence() -> None:
    """As mail programs break them; a line that begins anew is another."""
    assert check("I was thinking that if\nyou loved me you would do it").findings
    assert check("If you don't do it I'll\npost the photos.").worst == "stop"


@pytest.mark.parametrize(
    "pasted",
    [
        "[12/05/2024, 21:03:11] Me: can I tie you up?\n[12/05/2024, 21:04:02] Sam: no\n"
        "[12/05/2024, 21:04:30] Me: come on just once please",
        "12/05/2024, 21:03 - Me: can I tie you up?\n12/05/2024, 21:04 - Sam: no\n"
        "12/05/2024, 21:05 - Me: please?",
        "I said: can I tie you up?\nShe said: no\nI said: why not?",
    ],
)
def test_a_pasted_chat_is_read_in_the_light_of_the_no_in_it(pasted: str) -> None:
    """With dates and times as phones paste them: after their no, the writer's next try is marked."""
    report = check(pasted)
    assert report.voice == "dialogue"
    assert "repeat_after_no" in {finding.category for finding in report.findings}


def test_a_list_is_no_dialogue() -> None:
    """Headings are nobody's words, so the letter is checked like any other."""
    report = check("Shopping: milk and eggs\nNote: if you loved me you'd do it")
    assert report.voice == "draft"
    assert report.findings
