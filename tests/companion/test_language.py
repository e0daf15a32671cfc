"""All copy goes through the catalogues: they are fresh and whole, and no page shows a word of its own."""

from __future__ import annotations

import importlib.util
import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from gettext import GNUTranslations, NullTranslations
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.mofile import write_mo
from jinja2 import nodes
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handhold import playbooks
from handhold.bond.words import WORDS as SPOKEN
from handhold.companion import language, preload
from handhold.companion.language import say
from handhold.companion.preload import templates
from handhold.rehearsal.pair import Pair, strangers
from handhold.rehearsal.thread import THREAD
from handhold.rehearsal.time import PairTime

ROOT = Path(__file__).parents[2]
PLACES = re.compile(r"%\(\w+\)s")
SENTENCE = re.compile(r"^[A-Z][a-z]+\b|[a-z] [a-z]")
ATTRIBUTES = re.compile(r'[\w:-]+="[^"]*"')  # of a tag that begins in another template
CODE = re.compile(r"^(\w{4} ?){7}$")  # for a new passphrase, on paper
QUOTES = re.compile("[“”]")
LETTERS = re.compile(r"[^\W\d_]{2,}")
HEARD = {"aria-label", "title", "placeholder", "alt", "data-said"}
OPEN, CLOSE = "\ue000", "\ue001"
TYPED = (
    *("Alex", "Sam", "Curious, mostly. And it feels close.", "Sunday, after coffee", "in bed", "on a walk"),
    *("On Sunday, walking?", "Evening"),  # the neutral title is a name, and stays
)


def _words() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words", ROOT / "web" / "words.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WORDS = _words()
CATALOGUES = WORDS.catalogues()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_is_fresh(path: Path) -> None:
    """Every sentence of today stands in it, and none of yesterday (`python web/words.py extract`)."""
    assert path.read_bytes() == WORDS.refreshed(path)


def test_english_is_complete() -> None:
    """Every sentence has its English, with the same gaps for names."""
    [english] = [path for path in CATALOGUES if path.parts[-3] == "en"]
    for message in WORDS.read(english):
        if message.id:
            assert message.string, message.id
            assert PLACES.findall(message.string) == PLACES.findall(message.id)


def test_a_compiled_catalogue_says_every_sentence() -> None:
    """What gettext reads back is what the catalogue says."""
    for path in CATALOGUES:
        packed = io.BytesIO()
        catalogue = WORDS.read(path)
        write_mo(packed, catalogue)
        packed.seek(0)
        spoken = GNUTranslations(packed)
        assert all(spoken.gettext(m.id) == m.string for m in catalogue if m.id and m.string)


def test_nothing_said_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No words stay no words: a compiled catalogue would answer them with its own header."""
    monkeypatch.setattr(language, "translations", _Marked)
    assert say("") == ""


@pytest.mark.parametrize("name", templates().list_templates())
def test_a_template_holds_no_words_of_its_own(name: str) -> None:
    """Between the tags, and in what is read aloud, stands nothing that did not pass the catalogue."""
    source = (ROOT / "src/handhold/companion/templates" / name).read_text()
    reader = _Reader("".join(_drawn(source)))
    assert [words for words in reader.words if LETTERS.search(ATTRIBUTES.sub("", words))] == []
    assert list(_sentences(templates().parse(source))) == []


def _drawn(source: str) -> Iterator[str]:
    """The markup of a template, with a mark where an expression stands."""
    for _, kind, text in templates().lex(source):
        if kind == "data":
            yield text
        elif kind == "variable_begin":
            yield "0"


def _sentences(node: nodes.Node) -> Iterator[str]:
    """Texts with a capital or a blank in them that are written out in an expression, outside `_()`."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Call) and isinstance(child.node, nodes.Name) and child.node.name == "_":
            continue
        if isinstance(child, nodes.Const) and isinstance(child.value, str) and SENTENCE.search(child.value):
            yield child.value
        yield from _sentences(child)


class _Reader(HTMLParser):
    """Collects what is seen and heard: text between tags, and attributes that are read aloud."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes."""
        if tag in {"script", "style", "title"}:
            self._silent.append(tag)
        self.words += [value for name, value in attrs if name in HEARD and value]

    def handle_endtag(self, tag: str) -> None:
        """The end of what is not read."""
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._silent:
            self.words.append(data)


class _Marked(NullTranslations):
    """A language in which every sentence stands between two marks."""

    def gettext(self, message: str) -> str:
        """The sentence, marked."""
        return f"{OPEN}{message}{CLOSE}"


class _Unmarking:
    """Passes pages on as they would be in English, and keeps the words that had no mark."""

    def __init__(self, app: ASGIApp, bare: set[str]) -> None:
        self.app, self.bare = app, bare

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def plain(message: Message) -> None:
            if body := message.get("body"):
                page = body.decode()
                self.bare |= {words for each in _Reader(page).words for words in _unmarked(each)}
                message = {**message, "body": page.replace(OPEN, "").replace(CLOSE, "").encode()}
            await send(message)

        await self.app(scope, receive, plain)


def _unmarked(text: str) -> Iterator[str]:
    """The pieces that stand outside all marks."""
    piece, depth = "", 0
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        if depth == 0 and letter != CLOSE:
            piece += letter
        elif piece.strip():
            yield from QUOTES.split(piece)
            piece = ""
    yield from QUOTES.split(piece)


def _texts(value: object) -> Iterator[str]:
    """Every text in a playbook's content."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(tuple(value.values()))


@pytest.fixture
def in_marks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every sentence that passes a catalogue is marked."""
    for place in (language, preload):
        monkeypatch.setattr(place, "translations", _Marked)
    templates.cache_clear()  # parts that are imported into pages remember their language
    yield
    templates.cache_clear()


def _unmark(pair: Pair) -> set[str]:
    bare: set[str] = set()
    for person in (pair.alex, pair.sam):
        person.phone.app = _Unmarking(person.phone.app, bare)
    return bare


@pytest.mark.anyio
@pytest.mark.usefixtures("in_marks")
async def test_every_word_of_a_page_has_passed_the_catalogue() -> None:
    """On every page of the thread, what is unmarked was typed, is a playbook's, or is a spoken code."""
    pair = await strangers()
    bare, time = _unmark(pair), PairTime(pair)
    for step in THREAD:
        await step(pair.alex.phone, pair.sam.phone, time)
    content = "\n".join([*_texts(playbooks.library()), *TYPED, *SPOKEN])
    left = {words.strip() for words in bare if LETTERS.search(CODE.sub("", words.strip()))}
    assert sorted(words for words in left if words not in content) == []


def test_another_language_keeps_what_it_has(tmp_path: Path) -> None:
    """New sentences come in untranslated, gone ones go, and a translation stays where its sentence does."""
    path = tmp_path / "de" / "LC_MESSAGES" / "handhold.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Leave"\nmsgstr "Gehen"\n\nmsgid "A sentence of yesterday"\nmsgstr "Gestern"\n')
    path.write_bytes(WORDS.refreshed(path))
    german = WORDS.read(path)
    assert german.get("Leave").string == "Gehen"
    assert german.get("Help").string == ""
    assert german.get("A sentence of yesterday") is None
