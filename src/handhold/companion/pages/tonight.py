"""Now: tonight's step, together, and after. Empty most days, and glad of it."""

from __future__ import annotations

from starlette.requests import Request as Visit
from starlette.responses import Response

from handhold.companion.evening import Evening
from handhold.companion.pages.desk import field, half_of, keep, library, needs_vault, partner_of
from handhold.companion.render import go, show
from handhold.journey.requests import (
    AnswerAfter,
    EndEvening,
    LookIn,
    ProposeStep,
    SayNotTonight,
    SayYes,
)
from handhold.journey.view import NowKind, NowView, now_view
from handhold.playbooks.model import Step


def now_of(visit: Visit) -> NowView:
    """What tonight may show."""
    half = half_of(visit)
    return now_view(half.kept.state, half.world.clock.now(), half.catalogue)


def evening_of(visit: Visit) -> Evening:
    """The live evening of this app."""
    found: Evening = visit.app.state.evening
    return found


def _step(view: NowView) -> Step | None:
    if view.topic is None:
        return None
    steps = library().steps(library().topic(view.topic))
    return next((step for step in steps if step.uid == view.step), None)


@needs_vault
async def now(visit: Visit) -> Response:
    """Tonight's step, or nothing."""
    await keep(visit, LookIn(), then="/now")
    view = now_of(visit)
    if view.kind is NowKind.TOGETHER and evening_of(visit).running:
        return go("/now/together")
    return show(visit, "now.html", tab="now", view=view, step=_step(view), partner=partner_of(visit))


@needs_vault
async def propose(visit: Visit) -> Response:
    """One step for tonight, by day; first, exactly what they will see."""
    topic, step = await field(visit, "topic"), await field(visit, "step")
    if await field(visit, "do") != "send":
        steps = library().steps(library().topic(topic))
        chosen = next((one for one in steps if one.uid == step), None)
        name = partner_of(visit)
        return show(visit, "propose.html", tab="ours", topic=topic, step=chosen, partner=name)
    return await keep(visit, ProposeStep(topic, step), then="/now")


@needs_vault
async def reply(visit: Visit) -> Response:
    """Yes, not tonight, still; or done for the evening."""
    match await field(visit, "do"):
        case "yes":
            return await keep(visit, SayYes(), then="/now")
        case "still":
            refusal = await evening_of(visit).still()
            return await keep(visit, LookIn(), then="/now") if refusal is None else go("/now")
        case "done":
            return await keep(visit, EndEvening(), then="/now/after")
        case _:
            evening_of(visit).end()
            return await keep(visit, SayNotTonight(), then="/now")


@needs_vault
async def together(visit: Visit) -> Response:
    """Only Slow and Stop; looked at anew each second while it is open."""
    evening = evening_of(visit)
    if visit.method == "POST":
        match visit.path_params.get("what"):
            case "stop":
                await evening.stop()
            case "slow":
                await evening.slow()
            case "steady":
                await evening.steady()
            case "begin":
                await evening.begin()
        return go("/now/together")
    if evening.is_past():
        evening.end()
        return go("/now")
    if not evening.running and not evening.stopped:
        return go("/now")
    return show(visit, "together.html", show_nav=False, dark_always=True, seen=evening.look())


@needs_vault
async def after(visit: Visit) -> Response:
    """That night it asks nothing."""
    return show(visit, "after.html", tab="now")


@needs_vault
async def next_day(visit: Visit) -> Response:
    """One private, skippable question; nothing is sent."""
    topic, how = visit.path_params["topic"], await field(visit, "how")
    if how in {"hurt", "bled", "pushed"}:
        await keep(visit, AnswerAfter(topic, False), then="/")
        return go(f"/help/care/{how}")
    return await keep(visit, AnswerAfter(topic, how == "fine"), then=f"/ours/talk/{topic}")
