"""Every rule file is its own test: what it calls bad is marked, what it calls good or ok is left alone."""

from __future__ import annotations

import re

import pytest

from handhold.wording import check
from handhold.wording.library import Example, Rule, english

SHOWN = [
    pytest.param(rule, example, id=f"{rule.id}: {example.text[:40]}")
    for rule in english().rules
    for example in rule.examples
]
_MARKED = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)


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
