"""Whatever is pasted: a clear word, no crash, and time that grows with the text and no faster."""

from __future__ import annotations

import re
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.wording import Finding, Openness, Report, check

RULES = Path(__file__).resolve().parents[2] / "src/handhold/wording/rules/en"
PRESSING = "After everything I've done for you, you can't do this one thing? Come on, please please. "
LONG = 100_000
SEVERE = 12  # times longer for eight times the text: linear, with room for a noisy machine


def whole(report: Report, text: str) -> None:
    """A report's offsets lie in the text and say what they say."""
    marks: list[Finding | Openness] = [*report.findings, *report.openness]
    for one in marks:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert text[one.span.start : one.span.end] == one.text
        assert one.span.start_utf16 == one.span.start + sum(
            char > "\uffff" for char in text[: one.span.start]
        )


@pytest.mark.parametrize(
    ("text", "unchecked"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("\x00\x01\x02\x03ELF\x7f" * 40, "not_text"),
        ("\ufffd" * 30, "not_text"),
        ("a\ud800" * 30, "not_text"),
        ("¿Te gustaría probarlo esta noche? Si no quieres, no pasa nada.", "not_english"),
        ("Если бы ты любила меня, ты бы согласилась.", "not_english"),
        ("愛しているならしてくれるでしょう", "not_english"),
        ("Wenn du mich lieben würdest, dann würdest du es tun.", "not_english"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(text: str, unchecked: str) -> None:
    """Never a silent pass: the report says that, and why, nothing was checked."""
    report = check(text)
    assert report.unchecked == unchecked
    assert report.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "😘" * 10_000,
        '"' * 5_000 + "'“”‘’«»" * 500,
        '"he said "she said "they said "' * 800,
        "(" * 20_000 + "if you loved me" + ")" * 20_000,
        "e" * LONG,
        "a\u0301\u200b" * 10_000,
        "if\u200b you\u200d lo\u00adved me you'd do it",
        "ｉｆ ｙｏｕ ｌｏｖｅｄ ｍｅ",
        "𝐢𝐟 𝐲𝐨𝐮 𝐥𝐨𝐯𝐞𝐝 𝐦𝐞 𝐲𝐨𝐮 𝐰𝐨𝐮𝐥𝐝",
        "If you loved me Если бы ты любила 愛している you would",
        "Me: " * 5_000,
        "\n".join(["Me: no", "You: please"] * 2_000),
        "not " * 20_000,
        "please " * 14_000,
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_odd_texts_are_read_without_a_crash(text: str) -> None:
    """Emoji, nested quotes, invisible letters, mixed scripts, endless words: read, with offsets that hold."""
    whole(check(text), text)


def test_invisible_and_decorated_letters_hide_nothing() -> None:
    """Zero-width characters and letters from the mathematical blocks read as what they look like."""
    plain = {finding.rule for finding in check("if you loved me you would").findings}
    assert plain
    for text in ("if\u200b you\u200d lo\u00adved me you would", "𝐢𝐟 𝐲𝐨𝐮 𝐥𝐨𝐯𝐞𝐝 𝐦𝐞 𝐲𝐨𝐮 𝐰𝐨𝐮𝐥𝐝"):
        assert {finding.rule for finding in check(text).findings} == plain


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_report(text: str) -> None:
    """No string, however strange, raises or gives offsets outside itself."""
    whole(check(text), text)


WORDS = sorted(
    {
        word
        for file in RULES.rglob("*.toml")
        for line in re.findall(r'"([^"]+)"', file.read_text("utf-8"))
        for word in re.findall(r"[a-z']+", line)
    }
)


@given(st.lists(st.sampled_from([*WORDS, ".", "?", ",", '"', "\n", "you", "not", "😘"]), max_size=80))
@settings(max_examples=300, deadline=None)
def test_the_rules_own_words_in_any_order(words: list[str]) -> None:
    """The words that rules wait for, shuffled: the places where a rule could trip over itself."""
    text = " ".join(words)
    whole(check(text), text)


@pytest.mark.parametrize("unit", [PRESSING, "you " * 20, "if you do not then I will ", "Me: no\nYou: yes\n"])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Eight times the text takes about eight times as long, up to 100 kB, and under two seconds."""
    taken = []
    for size in (LONG // 8, LONG):
        text = (unit * (size // len(unit) + 1))[:size]
        began = perf_counter()
        check(text)
        taken.append(perf_counter() - began)
    assert taken[1] < 2 + SEVERE * taken[0]
    assert taken[1] < 4
