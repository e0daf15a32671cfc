"""`handhold check`: its shapes, its exit codes, its patience with bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handhold.cli.check import check
from handhold.wording import CATEGORIES, SEVERITIES
from handhold.wording.library import english

PRESSING = "If you loved me you'd do it, 😘 whatever you say."
KIND = "Would you like to talk about it on Sunday? No is fine."
FOUND, NOT_CHECKED = 1, 2


def run(text: str | bytes, *options: str) -> Result:
    """The command, with this on its input."""
    return CliRunner().invoke(check, [*options, "-"] if "--jsonl" not in options else options, input=text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (KIND, 0),
        (PRESSING, FOUND),
        ("", NOT_CHECKED),
        ("¿Te gustaría probarlo esta noche, cariño?", NOT_CHECKED),
    ],
)
def test_the_exit_code_tells_what_was_found(text: str, code: int) -> None:
    """0 nothing, 1 something, 2 not checked; never a count."""
    assert run(text).exit_code == code


def test_for_people_kind_words_come_first_and_silence_is_no_verdict() -> None:
    """What is open is named before what pushes, each finding has its place, and the note is always there."""
    lines = run("Hello.\n" + PRESSING).output.splitlines()
    assert lines[0].startswith("kind: “whatever you say”")
    assert any(line.startswith("<stdin>:2:1: warning: “If you loved me") for line in lines)
    assert "No finding does not mean no pressure" in run(KIND).output


def test_json_is_a_result_or_an_error_and_never_both() -> None:
    """Programs get a schema, and one of the two."""
    result = json.loads(run(PRESSING, "--format", "json").output)
    assert set(result) == {"schema", "result"}
    [finding] = result["result"]["findings"]
    assert PRESSING[finding["start"] : finding["end"]] == finding["text"]
    assert result["result"]["openness"]["way_out"]
    error = json.loads(run(b"\xff\xfe\x00", "--format", "json").output)
    assert set(error) == {"schema", "error"}


def test_sarif_names_its_rules_and_places() -> None:
    """A SARIF log with the rule, the level and a region in code points."""
    log = json.loads(run("Hi 😘\n" + PRESSING, "--format", "sarif").output)
    [ran] = log["runs"]
    [result] = ran["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert log["version"] == "2.1.0"
    assert (region["startLine"], region["startColumn"]) == (2, 1)
    assert result["level"] == "warning"
    assert [rule["id"] for rule in ran["tool"]["driver"]["rules"]] == [result["ruleId"]]


def test_many_messages_are_answered_in_order_and_a_bad_line_harms_no_other() -> None:
    """A line that is no message gets an error of its own, and the rest goes on."""
    lines = [
        json.dumps({"id": "a", "text": PRESSING}),
        "nonsense",
        json.dumps({"id": 7}),
        json.dumps({"id": "v", "text": PRESSING, "voice": "song"}),
        json.dumps({"id": "r", "text": "He said that if I loved him I would.", "voice": "report"}),
        "[" * 5_000,
        json.dumps({"id": "\ud800", "text": "\ud800\ud800 hello you"}),
        json.dumps({"id": None, "text": KIND}),
    ]
    result = run("\n".join(lines).encode() + b"\n\xff\xfe\n", "--jsonl")
    told = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 0
    assert [one["id"] for one in told] == ["a", None, 7, "v", "r", None, "\ud800", None, None]
    assert ["error" in one for one in told] == [False, True, True, True, False, True, False, False, True]
    [finding] = told[0]["findings"]
    assert set(finding) == {"rule", "category", "severity", "start", "end", "message", "suggestions"}
    assert finding["category"] in CATEGORIES
    assert finding["severity"] in SEVERITIES
    assert told[4]["findings"] == []
    assert told[7]["findings"] == []


def test_only_what_was_asked_for_is_told() -> None:
    """By severity, by rule, by category; an unknown rule is a bad question."""
    assert run(PRESSING, "--min-severity", "stop").exit_code == 0
    assert run(PRESSING, "--category", "wheedle").exit_code == 0
    assert run(PRESSING, "--rule", "obligation/if-you-loved-me").exit_code == FOUND
    assert run(PRESSING, "--rule", "no/such-rule").exit_code == NOT_CHECKED


def test_a_limit_makes_the_kindest_request_an_asking_again() -> None:
    """What was answered before is told to the command, and counts."""
    asking = "Would you like to try being tied up?"
    assert run(asking).exit_code == 0
    assert run(asking, "--limit", "being tied up").exit_code == FOUND
    assert run(asking, "--earlier", "No, I'd rather not.").exit_code == FOUND


@pytest.mark.parametrize("rule", ["obligation/if-you-loved-me", "likeness/guilt"])
def test_a_rule_explains_itself(rule: str) -> None:
    """What it looks for, and what that rests on."""
    result = run("", "--explain", rule)
    told = english().named(rule)
    assert told is not None
    assert result.exit_code == 0
    assert told.message in result.output
    assert told.source in result.output
    assert run("", "--explain", "no/such-rule").exit_code == NOT_CHECKED


def test_too_much_and_not_text_are_said_in_words() -> None:
    """A megabyte is too long, bytes that are no UTF-8 are no text; neither is passed in silence."""
    assert "longer than a million" in run("a " * 600_000).stderr
    assert "not UTF-8" in run(b"\xff\xfe\x00\x01").stderr


def test_a_file_is_checked_by_its_name(tmp_path: Path) -> None:
    """A path in the place of the input, and its name in what is told."""
    file = tmp_path / "draft.txt"
    file.write_text(PRESSING, "utf-8")
    result = CliRunner().invoke(check, [str(file)])
    assert result.exit_code == FOUND
    assert f"{file}:1:1" in result.output
