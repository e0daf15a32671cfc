"""What one check says: of whose words, in the light of what is known, and with which offsets."""

from __future__ import annotations

import pytest

from handhold.wording import SEVERITIES, check
from handhold.wording.library import english

BREEZY = (
    "Hey, babe, do you ever wanna try anal? I think it’d be fun, but if you’re not as into it, that’s cool. "
    "Just wanted to see if you’d thought about it before. Do you want to get Five Guys? "
    "I have a major peanut craving right now."
)
INFORMED = (
    "I’ve been reading about anal play, how people make it comfortable and what can go wrong. I’d be "
    "interested in exploring it with you, slowly. What do you think? If it isn’t for you, that is fine."
)
TEXTED = "Hey u wanna try anal tnite??? xoxo"
TITLE = "How can I get my SO to try anal sex?"


@pytest.mark.covers("P3.13")
@pytest.mark.parametrize("opening", [BREEZY, INFORMED], ids=["breezy", "informed"])
def test_the_essays_good_openings_pass(opening: str) -> None:
    """An open question with a way out has no finding, and the way out is named."""
    report = check(opening)
    assert report.findings == ()
    assert {"way_out", "question"} <= {kind.kind for kind in report.openness}


def test_the_essays_text_message_gets_a_hint_at_most() -> None:
    """Three question marks and tonight: a day or two would be kinder, and that is all there is to say."""
    assert check(TEXTED).worst in {None, "hint"}


def test_the_essays_title_is_caught() -> None:
    """A person is not got to do things: the words that say so are marked."""
    [finding] = check(TITLE).findings
    assert finding.category == "objectify_get"
    assert finding.text.startswith("How can I get my SO to")


VOICES = {
    "draft": "Would you like to talk about it on Sunday, or shall we just walk?",
    "reflection": "How do I bring this up with my wife so that no is easy for her?",
    "report": "My ex used to say I owed him, and he kept on until I gave in.",
    "dialogue": "Me: shall we try it?\nYou: no thanks\nMe: alright, tea?",
}


@pytest.mark.parametrize("voice", VOICES)
def test_a_voice_is_recognised_when_not_told(voice: str) -> None:
    """Whose words these are shows in the words."""
    assert check(VOICES[voice]).voice == voice


def test_a_report_is_met_with_support_and_never_scolded() -> None:
    """Words of pressure that somebody retells are not the writer's."""
    report = check("He told me that if I loved him I would do it. He said I owed him. I felt so small.")
    assert report.support
    assert report.findings == ()


def test_of_a_dialogue_only_ones_own_lines_are_judged() -> None:
    """The other's pressure is not the writer's; the writer's asking again after a no is."""
    text = "You: if you loved me you would do it\nMe: no. I don't want to.\nYou: fine"
    assert check(text).findings == ()
    again = "Me: can I tie you up?\nYou: no, I don't like that\nMe: would you let me tie you up just once?"
    findings = check(again).findings
    assert "repeat_after_no" in {finding.category for finding in findings}
    assert all(finding.span.start > again.rindex("Me:") for finding in findings)


def test_a_dialogue_of_strangers_is_not_guessed_at() -> None:
    """Whose lines they are can't be known, and that is said."""
    assert check("Ana: come on\nBo: no\nCleo: hm").unchecked == "whose_lines"


def test_a_request_against_a_limit_is_asking_again_whatever_its_words() -> None:
    """The words alone are lovely; the app knows that the answer was given."""
    kind = "Would you like to try being tied up some time? No hurry at all."
    assert check(kind).findings == ()
    assert {one.category for one in check(kind, limits=["being tied up"]).findings} == {"repeat_after_no"}
    assert {one.category for one in check(kind, earlier=["No, I'd rather not."]).findings} == {
        "repeat_after_no"
    }


def test_a_talk_about_something_else_is_no_asking_again() -> None:
    """A limit on one thing leaves the others alone."""
    assert check("Shall we go dancing on Friday?", limits=["being tied up"]).findings == ()


def test_stop_findings_offer_no_rewrite() -> None:
    """Promise-keeping: a threat worded politely is still a threat, so there is no kinder version of it."""
    stops = [rule for rule in english().rules if rule.severity == "stop"]
    assert stops
    assert [rule.id for rule in stops if rule.suggestions] == []


def test_kindness_is_named_and_cancels_nothing() -> None:
    """'No pressure' beside pressure: both are said."""
    report = check("No pressure at all. But if you loved me you'd do it.")
    assert "way_out" in {kind.kind for kind in report.openness}
    assert "obligation" in {finding.category for finding in report.findings}


def test_offsets_count_code_points_and_utf_16() -> None:
    """An emoji is one code point and two units of UTF-16; the text between the offsets is the finding's."""
    text = "😘😘 If you loved me you'd do it"
    [finding] = check(text).findings
    span = finding.span
    assert text[span.start : span.end] == finding.text
    units = text.encode("utf-16-le")
    assert units[2 * span.start_utf16 : 2 * span.end_utf16].decode("utf-16-le") == finding.text
    assert span.start_utf16 == span.start + 2


def test_the_worst_is_the_gravest() -> None:
    """A report's grade is that of its gravest finding."""
    report = check("Just try it, you'll love it. I'm not taking no for an answer.")
    assert report.worst == max((one.severity for one in report.findings), key=SEVERITIES.index) == "stop"
