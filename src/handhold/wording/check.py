"""The check itself: from a text to a report."""

from __future__ import annotations

from collections.abc import Iterable

from handhold.wording import voices
from handhold.wording.context import Context, find_all
from handhold.wording.findings import Finding, Report, Severity, Voice
from handhold.wording.language import foreign, unreadable
from handhold.wording.learned import learned
from handhold.wording.library import TOLD, Library, english
from handhold.wording.reading import Reading, read
from handhold.wording.scan import Hit, by_rules, finding, openness, scan


def check(
    text: str, voice: Voice | None = None, limits: Iterable[str] = (), earlier: Iterable[str] = ()
) -> Report:
    """What in `text` presses, and what is open and kind.

    `voice` says whose text it is and is recognised when left out. `limits` are topics to which the partner
    has said no, in their words; `earlier` is what the partner answered before. A request against either is
    `repeat_after_no` whatever its wording. Never raises for any string.
    """
    reason = unreadable(text)
    if reason:
        return Report(voice or "draft", unchecked=reason)
    library = english()
    reading = read(text)
    if foreign(reading, learned().words):
        return Report(voice or "draft", unchecked="not_english")
    context = Context(reading, library, _given(reading, library, limits, earlier))
    return _report(context, voice or voices.recognise(text, context))


def grade(text: str) -> Severity | None:
    """The gravest severity in a text that was sent to someone, or None.

    Read as a draft whatever it looks like: else a letter dressed up as a report would never be marked.
    """
    return check(text, voice="draft").worst


def _report(context: Context, voice: Voice) -> Report:
    reading, library = context.reading, context.library
    match voice:
        case "report":
            return Report(voice, openness=openness(reading, library), support=True)
        case "dialogue":
            return _dialogue(context)
        case "reflection":
            aside = Context(voices.addressed(reading), library, context.given)
            findings = _merge(_found(scan(context), context), _found(by_rules(aside), aside))
        case "draft":
            findings = _findings(context)
    return Report(voice, findings, openness(reading, library))


def _dialogue(context: Context) -> Report:
    turns = voices.turns(context.reading.text)
    if turns is None:
        return Report("dialogue", unchecked="whose_lines")
    mine = voices.only(context.reading, [turn for turn in turns if turn.mine])
    findings = _findings(Context(mine, context.library, context.given))
    theirs = voices.only(context.reading, [turn for turn in turns if not turn.mine])
    declined = Context(theirs, context.library).first("declining")
    if declined is not None:
        said = context.reading.places[declined][0]
        after = voices.only(context.reading, [turn for turn in turns if turn.mine and turn.start > said])
        again = Context(after, context.library, TOLD)
        findings = _merge(findings, _findings(again))
    return Report("dialogue", findings, openness(mine, context.library))


def _findings(context: Context) -> tuple[Finding, ...]:
    return _found(scan(context), context)


def _found(hits: list[Hit], context: Context) -> tuple[Finding, ...]:
    return tuple(finding(hit, context.reading) for hit in hits)


def _merge(some: tuple[Finding, ...], more: tuple[Finding, ...]) -> tuple[Finding, ...]:
    seen = {(one.category, one.span.start) for one in some}
    new = tuple(one for one in more if (one.category, one.span.start) not in seen)
    return tuple(sorted(some + new, key=lambda one: (one.span.start, one.span.end, one.rule)))


def _given(
    reading: Reading, library: Library, limits: Iterable[str], earlier: Iterable[str]
) -> frozenset[str]:
    refused = any(_touches(limit, reading, library) for limit in limits) or any(
        Context(read(answer), library).somewhere("declining") for answer in earlier
    )
    return TOLD if refused else frozenset()


def _touches(limit: str, reading: Reading, library: Library) -> bool:
    named = read(limit)
    topics = [patterns for patterns in library.topics.values() if find_all(patterns, named)]
    words = {word for word in named.vocabulary - library.lists["common"] if len(word) > 3}
    return any(find_all(patterns, reading) for patterns in topics) or not words.isdisjoint(reading.vocabulary)
