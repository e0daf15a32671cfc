"""What a playbook, a deck of wishes and the Help pages are made of: frozen values, as their files say them.

In every item `covers` names the rows of the inventory that it fulfils, and `facts` the facts it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Ids = tuple[str, ...]
ToneName = Literal["breezy", "text", "letter"]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to think about alone; `who`: for the one who wants something, or who was asked."""

    id: str
    ask: str
    hint: str
    who: Literal["asker", "asked"] = "asker"
    covers: Ids = ()
    facts: Ids = ()


@dataclass(frozen=True, slots=True)
class Card:
    """Something to know, in a few short paragraphs."""

    id: str
    title: str
    text: tuple[str, ...]
    covers: Ids = ()
    facts: Ids = ()


@dataclass(frozen=True, slots=True)
class Tone:
    """A way of saying it."""

    name: ToneName
    title: str
    line: str
    covers: Ids = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing worth saying, in a line: of a first mention, or of the talk itself."""

    id: str
    text: str
    covers: Ids = ()
    facts: Ids = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """A sample of bringing it up, to be made one's own."""

    id: str
    tone: ToneName
    text: str
    covers: Ids = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A sample of answering, for the one who was asked."""

    id: str
    title: str
    text: str
    covers: Ids = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """What helps before and during the talk: `first` for the first mention, `points` side by side later."""

    tones: tuple[Tone, ...]
    first: tuple[Point, ...]
    points: tuple[Point, ...]
    openings: tuple[Opening, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the path; any can be the last. Before a `barrier` both meet one card about health."""

    uid: str
    name: str
    line: str
    barrier: bool = False
    covers: Ids = ()
    facts: Ids = ()


@dataclass(frozen=True, slots=True)
class Supply:
    """A thing to have in the house, and why."""

    id: str
    name: str
    why: str
    covers: Ids = ()
    facts: Ids = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A book, a film, a class or an essay; `notice` warns of what is better not met unprepared."""

    id: str
    title: str
    by: str
    note: str
    kind: Literal["book", "film", "class", "essay"]
    notice: str = ""
    covers: Ids = ()


@dataclass(frozen=True, slots=True)
class Playbook:
    """How two people may explore one subject slowly. The `id` never stands in a URL or a page title.

    `barrier` is the card that both meet before the first step which needs one, to be said aloud.
    """

    id: str
    title: str
    language: str
    promise: str
    reflect: tuple[Question, ...]
    learn: tuple[Card, ...]
    talk: Talk
    steps: tuple[Step, ...]
    barrier: Card | None = None
    kit: tuple[Supply, ...] = ()
    shelf: tuple[Resource, ...] = ()
    covers: Ids = ()


@dataclass(frozen=True, slots=True)
class Roles:
    """The two directions of a wish, asked about only after a yes: doing it, or having it done."""

    give: str
    receive: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One wish in a deck. `uid` is neutral and never changes: it goes into URLs, letters and hashes.

    `card` is the wish as one meets it, `line` a few words below it, `name` its short name where both have
    said yes, and `overlap` what is said there. Without roles it is something done together.
    """

    uid: str
    name: str
    card: str
    line: str
    overlap: str
    roles: Roles | None = None
    playbook: str = ""
    covers: Ids = ()

    @property
    def directional(self) -> bool:
        """Whether who does it for whom makes a difference."""
        return self.roles is not None

    @property
    def weight(self) -> Literal["light", "steps"]:
        """`light` ends at the overlap; `steps` has a talk and a path."""
        return "steps" if self.playbook else "light"


@dataclass(frozen=True, slots=True)
class Deck:
    """Wishes that are answered together, always all of them and in this order."""

    id: str
    title: str
    line: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. Without an address it is a publication to be looked up by its name."""

    id: str
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence that can be true or false, with its sources."""

    id: str
    sentence: str
    sources: Ids
    confidence: Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to somebody: a number to call or to text, or the address of a page."""

    by: Literal["call", "text", "visit"]
    at: str
    note: str = ""

    @property
    def href(self) -> str:
        """What one tap opens: the dialler, a message, or the page."""
        digits = "".join(filter(str.isdigit, self.at))
        return {"call": f"tel:{digits}", "text": f"sms:{digits}", "visit": f"https://{self.at}"}[self.by]


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Someone to call or write to. `country` is an ISO 3166 code, or `any`."""

    country: str
    name: str
    scope: str
    reach: tuple[Reach, ...]
    whom: Literal["pressured", "pressuring", "both"]
    source: str
    last_checked: date


@dataclass(frozen=True, slots=True)
class Signs:
    """One of the two sides of the Help page: what it can look like, and what may help."""

    whom: Literal["pressured", "pressuring"]
    title: str
    opening: str
    signs: tuple[str, ...]
    help: tuple[str, ...]
    covers: Ids = ()
    facts: Ids = ()


@dataclass(frozen=True, slots=True)
class Help:
    """The Help pages: both sides of pressure, care after something went wrong, and people to call.

    `opening` comes first; `notice`, about the device, stands above whatever leaves a trace.
    """

    opening: str
    notice: str
    signs: tuple[Signs, ...]
    care: tuple[Card, ...]
    lines: tuple[HelpLine, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The shared table of facts and their sources."""

    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """All content of one language."""

    playbooks: tuple[Playbook, ...]
    decks: tuple[Deck, ...]
    help: Help
    evidence: Evidence

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic of every deck, in the order of the decks."""
        return tuple(topic for deck in self.decks for topic in deck.topics)

    def topic(self, uid: str) -> Topic:
        """The topic of this uid. Raises `KeyError`."""
        return {topic.uid: topic for topic in self.topics}[uid]

    def playbook(self, id: str) -> Playbook:
        """The playbook of this id. Raises `KeyError`."""
        return {book.id: book for book in self.playbooks}[id]

    def steps(self, topic: Topic) -> tuple[Step, ...]:
        """The places on a topic's path, in order; none for a light topic."""
        return self.playbook(topic.playbook).steps if topic.playbook else ()
