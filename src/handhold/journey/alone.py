"""What a person does for themself, and with the bond as a whole: wishes, texts, quiet, praise, leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handhold.journey.days import later
from handhold.journey.gates import praise_may_leave
from handhold.journey.letters import TEXT_CHARACTERS, AdoreLetter, CardLetter, GoodbyeLetter
from handhold.journey.locks import forget_met, rest_all
from handhold.journey.moved import Moved, Unmoved, need
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    AnswerWish,
    Bind,
    CloseAdore,
    ConfirmAdult,
    HadBefore,
    Leave,
    LookIn,
    MeanIt,
    Restored,
    SendAdore,
    SendCard,
    SetQuiet,
    WriteCard,
    WriteNote,
)
from handhold.journey.scene import Scene, without
from handhold.journey.state import Adored, AskMe, Ours, Season, Want, Wish
from handhold.journey.topics import Way

NOTE_CHARACTERS = 20_000
MEANT, MARK_CHARACTERS = 40, 16
NEW_BOND_HOURS = 48
ADORE_DAYS = 7
GOODBYE_DAYS = 14
LONGEST_QUIET_DAYS = 90
SEASON_DAYS = 60


def look_in(scene: Scene, request: LookIn) -> Moved:
    """Nothing but time passing."""
    return Moved(scene.state)


def confirm_adult(scene: Scene, request: ConfirmAdult) -> Moved:
    """I am of age."""
    return Moved(scene.own(adult=True).state)


def had_before(scene: Scene, request: HadBefore) -> Moved:
    """Asked once. A yes rests every topic: the app that held the locks may be gone, the no is not."""
    need(scene.mine.had_before is None, Refusal.ASKED_ONCE)
    scene = scene.own(had_before=request.yes)
    return Moved((rest_all(scene) if request.yes else scene).state)


def restored(scene: Scene, request: Restored) -> Moved:
    """After a backup every topic rests, every slot counts as just used, and there is no bond."""
    until = scene.six(SEASON_DAYS * 24)
    seasons = {topic: Season(until, spent=True, coins=()) for topic in scene.catalogue.topics}
    scene = forget_met(rest_all(scene)).own(seasons=seasons, had_before=True)
    return Moved(replace(scene.state, ours=None))


def answer_wish(scene: Scene, request: AnswerWish) -> Moved:
    """A no, a skip and a narrower yes count at once; a new or wider yes joins the next morning."""
    topic = scene.catalogue.topics.get(request.topic)
    if topic is None:
        raise Unmoved(Refusal.UNKNOWN)
    others = without(scene.mine.wishes, request.topic)
    if request.want is None:
        return Moved(scene.own(wishes=others).state)
    way = request.way if topic.directional else Way.BOTH
    wish = Wish(request.want, way, _joins(scene, scene.mine.wishes.get(request.topic), request.want, way))
    return Moved(scene.own(wishes={**others, request.topic: wish}).state)


def _joins(scene: Scene, old: Wish | None, want: Want, way: Way) -> date | None:
    if want is Want.NO:
        return None
    stands = old is not None and old.want is not Want.NO and old.way.includes(way)
    return old.joins if old is not None and stands else scene.six(0)


def write_note(scene: Scene, request: WriteNote) -> Moved:
    """Keep a text of one's own; an empty one is forgotten."""
    need(len(request.text) <= NOTE_CHARACTERS, Refusal.TOO_LONG)
    drawer = request.drawer.value
    texts = without(getattr(scene.mine, drawer), request.key)
    if request.text:
        texts[request.key] = request.text
    return Moved(scene.own(**{drawer: texts}).state)


def mean_it(scene: Scene, request: MeanIt) -> Moved:
    """Remember that these words were meant, the latest of them; which words they were is not kept."""
    need(len(request.mark) <= MARK_CHARACTERS, Refusal.UNKNOWN)
    others = tuple(mark for mark in scene.mine.meant if mark != request.mark)
    return Moved(scene.own(meant=(*others, request.mark)[-MEANT:]).state)


def _fits(card: AskMe) -> bool:
    return len(card.when + card.where + card.how + card.never) <= TEXT_CHARACTERS


def write_card(scene: Scene, request: WriteCard) -> Moved:
    """Keep one's own card."""
    need(_fits(request.card), Refusal.TOO_LONG)
    return Moved(scene.own(card=request.card).state)


def send_card(scene: Scene, request: SendCard) -> Moved:
    """Send it as it stands."""
    need(scene.mine.card != AskMe(), Refusal.EMPTY)
    return Moved(scene.both().state, (CardLetter(scene.mine.card),))


def hear_card(scene: Scene, letter: CardLetter) -> Scene:
    """How they like to be asked."""
    need(_fits(letter.card) and scene.came(scene.ours.no_free_text_until), Refusal.TOO_LONG)
    return scene.both(their_card=letter.card)


def send_adore(scene: Scene, request: SendAdore) -> Moved:
    """One sentence that asks for nothing, unless it would stand beside a question."""
    praise_may_leave(scene, mine=True)
    need(request.text.strip(), Refusal.EMPTY)
    need(len(request.text) <= TEXT_CHARACTERS, Refusal.TOO_LONG)
    return Moved(scene.state, (AdoreLetter(request.text, scene.days(ADORE_DAYS)),))


def hear_adore(scene: Scene, letter: AdoreLetter) -> Scene:
    """Their sentence, covered. Praise as a lever is dropped here, whatever their app allows."""
    praise_may_leave(scene, mine=False)
    need(scene.came(scene.ours.no_free_text_until) and scene.grade != "stop", Refusal.PRAISE_SHUT)
    need(letter.text.strip() and len(letter.text) <= TEXT_CHARACTERS, Refusal.TOO_LONG)
    return scene.both(adored=Adored(letter.text, later(letter.last_day, 1)))


def close_adore(scene: Scene, request: CloseAdore) -> Moved:
    """Read, and gone."""
    need(scene.ours.adored, Refusal.NOT_HERE)
    return Moved(scene.both(adored=None).state)


def set_quiet(scene: Scene, request: SetQuiet) -> Moved:
    """Nothing new for a while; to them it is any silence."""
    days = max(0, min(request.days, LONGEST_QUIET_DAYS))
    return Moved(scene.own(quiet_until=scene.six(days * 24) if days else None).state)


def bind(scene: Scene, request: Bind) -> Moved:
    """A new bond: two quiet days, and every lock of mine in force from its first second."""
    need(scene.state.ours is None, Refusal.LINKED)
    need(scene.mine.adult, Refusal.NOT_ADULT)
    need(scene.mine.had_before is not None, Refusal.HAD_BEFORE_FIRST)
    ours = Ours(request.side, quiet_until=scene.six(NEW_BOND_HOURS))
    return Moved(replace(scene.state, ours=ours))


def leave(scene: Scene, request: Leave) -> Moved:
    """Leave alone, now. Quietly nothing is sent; locks, wishes and the ledger stay mine."""
    need(scene.state.ours is not None, Refusal.ALONE)
    need(len(request.word or "") <= TEXT_CHARACTERS, Refusal.TOO_LONG)
    said_before = scene.state.ours is not None and scene.state.ours.goodbye is not None
    left = replace(forget_met(scene).state, ours=None)
    if request.word is None or said_before:
        return Moved(left)
    return Moved(left, (GoodbyeLetter(request.word, scene.days(GOODBYE_DAYS)),))


def hear_goodbye(scene: Scene, letter: GoodbyeLetter) -> Scene:
    """They left with a word: it is shown, and everything else that was ours is gone."""
    need(len(letter.word) <= TEXT_CHARACTERS, Refusal.TOO_LONG)
    ours = Ours(scene.ours.side, goodbye=letter.word)
    scene = forget_met(scene)
    return replace(scene, state=replace(scene.state, ours=ours))
