"""A page as a person reads it: its words, its links and its buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_SILENT = {"script", "style", "title", "template", "head"}


@dataclass(slots=True)
class Form:
    """One form: where it goes, and what it would send."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    ticks: set[str] = field(default_factory=set)
    """Names of boxes not ticked yet: they send nothing until they are."""


@dataclass(slots=True)
class Tap:
    """Something that can be tapped: a link, or a button of a form."""

    label: str
    href: str | None = None
    form: Form | None = None
    name: str = ""
    value: str = ""


class Page(HTMLParser):
    """Reads one page. Words are joined by single spaces; a tap's label is all the words inside it."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.taps: list[Tap] = []
        self.forms: list[Form] = []
        self.title = ""
        self._words: list[str] = []
        self._tap: list[Tap] = []
        self._form: Form | None = None
        self._area: str | None = None
        self._silent: list[str] = []
        self.feed(markup)
        self.close()

    @property
    def text(self) -> str:
        """All words on the page."""
        return " ".join(" ".join(self._words).split())

    def find(self, label: str) -> Tap | None:
        """The first tap that begins with `label`: with whole words first, so that "No" is not "Not now"."""
        begin = [tap for tap in self.taps if tap.label.startswith(label)]
        whole = [tap for tap in begin if f"{tap.label} ".startswith(f"{label} ")]
        return next(iter(whole + begin), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "a" and "href" in given:
            self._start_tap(Tap("", href=given["href"]))
        elif tag == "button":
            form = self._form if given.get("type", "submit") == "submit" else None
            self._start_tap(Tap("", form=form, name=given.get("name", ""), value=given.get("value", "")))
        elif tag == "textarea" and self._form:
            self._area = given.get("name", "")
            self._form.fields[self._area] = ""
        elif tag == "input" and self._form:
            self._field(given)

    def _start_tap(self, tap: Tap) -> None:
        self._tap.append(tap)
        self.taps.append(tap)

    def _field(self, given: dict[str, str]) -> None:
        assert self._form is not None
        if given.get("type") in {"checkbox", "radio"} and "checked" not in given:
            self._form.ticks.add(given.get("name", ""))
            return
        if name := given.get("name"):
            self._form.fields[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag == "form":
            self._form = None
        elif tag in {"a", "button"} and self._tap:
            self._tap.pop()
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        """Read words."""
        if self._silent:
            if self._silent[-1] == "title":
                self.title += data
            return
        if self._area is not None and self._form is not None:
            self._form.fields[self._area] += data
            return
        self._words.append(data)
        for tap in self._tap:
            tap.label = " ".join(f"{tap.label} {data}".split())
