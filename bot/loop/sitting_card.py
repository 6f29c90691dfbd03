"""How the cards read that staff go through one by one: what stands on one, and the likeliest acts as buttons."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.language import Code, Text, _, n_, p_
from bot.loop import handling_card, help_card, insight_card, paging, personal
from bot.loop.waiting import Waiting
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind

Rows = tuple[tuple[Button, ...], ...]
TO_ANSWER = frozenset({Kind.QUESTION, Kind.RUMOUR, Kind.PRAISE})
SHOWN_OF_WORDS = 40
SHOWN_OF_TITLE = 18
AGAIN: Rows = ((Button(p_("button", "Start"), "day:start"),),)


def screen(work: Work, person: Person, card: Waiting, left: int, *, is_whole: bool) -> tuple[list[Text], Rows]:
    """One card: how many wait, what stands on it, and what can be done with it."""
    insight = card.insight
    seen = insight_card.look(work, insight)
    parts = [n_("{n} card waits for you.", "{n} cards wait for you.", left), *insight_card.parts(work, insight, seen)]
    if is_whole:
        back = Button(p_("button", "Fewer buttons"), f"day:{insight.number}:show")
        more = insight_card.buttons(work, insight, seen, opened=handling_card.MORE, where=handling_card.PRIVATE)
        return parts, (*more, (back,))
    likely = _likely(work, seen)
    return parts, (*_acts(work, insight, likely), *_onwards(insight))


def _likely(work: Work, seen: insight_card.Look) -> Issue | None:
    """The matter that it is likely about, by what its card says already."""
    return work.session.get(Issue, seen.alike[0][0]) if seen.alike else None


def several(
    work: Work, insight: Insight, picked: Collection[int], others: Sequence[Waiting], page: int
) -> tuple[list[Text], Rows]:
    """The cards that can be answered or joined together with one: those most like it first, each with a tick."""
    number, shown, turns = insight.number, paging.page(others, page), paging.turns(others, page)
    parts = [
        _("Tick what is about the same as this. Then answer all of it at once, or join it to one matter."),
        _line(insight),
        n_("{n} card is chosen.", "{n} cards are chosen.", len(picked)),
    ]
    rows: list[tuple[Button, ...]] = [(_tick(number, one.insight, picked, page),) for one in shown]
    rows += [tuple(Button(label, f"day:{number}:page:{to}") for label, to in turns)] if turns else []
    rows.append(
        (
            Button(p_("button", "Answer them all"), f"day:{number}:answer_all"),
            Button(p_("button", "Join them all"), f"day:{number}:join_all"),
        )
    )
    return parts, (*rows, (Button(p_("button", "Only this one"), f"day:{number}:show"),))


def sure(work: Work, insight: Insight, issue: Issue, told: Sequence[Text]) -> tuple[list[Text], Rows]:
    """Whether it is really to be joined: it cannot be undone, and the one who told it hears this."""
    parts = [
        _line(insight),
        _("Join it to {reference}: {title}?", reference=Code(issue.reference), title=issue.title),
        *told,
    ]
    yes = Button(p_("button", "Yes, join it"), f"day:{insight.number}:joins:{issue.number}")
    return parts, ((yes, Button(p_("button", "No, go back"), f"day:{insight.number}:show")),)


def finished(done: int, left: int) -> list[Text]:
    """Nothing more waits for this person."""
    if left:
        said = n_("{n} card still waits, and others have it.", "{n} cards still wait, and others have them.", left)
        return [done_so_far(done), said]
    return [done_so_far(done), _("Nothing else waits. Thank you.")]


def stopped(done: int, left: int) -> list[Text]:
    """Somebody stops for now."""
    return [done_so_far(done), n_("{n} card still waits.", "{n} cards still wait.", left)]


def done_so_far(done: int) -> Text:
    """How many cards were done."""
    return n_("You have done {n} card.", "You have done {n} cards.", done)


def _acts(work: Work, insight: Insight, likely: Issue | None) -> Rows:
    number = insight.number
    answer = Button(p_("button", "Answer"), f"c:{number}:answer")
    ask = Button(p_("button", "Ask back"), f"c:{number}:ask")
    right_today = Button(p_("button", "Right today"), f"day:{number}:right")
    referral = help_card.of(work, insight)
    if insight.issue_id is not None:
        return ((answer, ask),)
    take_up = Button(p_("button", "Take up"), f"c:{number}:take_up")
    join = Button(p_("button", "Join to a matter"), f"c:{number}:join")
    if likely is not None:
        title = likely.title if len(likely.title) <= SHOWN_OF_TITLE else likely.title[: SHOWN_OF_TITLE - 1] + "…"
        label = p_("button", "Join {reference}: {title}", reference=Code(likely.reference), title=title)
        join = Button(label, f"day:{number}:to:{likely.number}")
    not_ours = Button(p_("button", "Not ours …"), f"day:{number}:not_ours")
    if referral is not None and referral.holder_id is None:
        return ((Button(p_("button", "I take it"), f"day:{number}:hold"),), (answer, ask), (take_up, join))
    if insight.kind in TO_ANSWER:
        return ((answer,), (join, take_up), (ask, right_today), (not_ours,))
    if likely is not None:
        return ((join,), (answer, take_up), (ask, right_today), (not_ours,))
    return ((take_up, right_today), (answer, join), (ask, not_ours))


def _onwards(insight: Insight) -> Rows:
    number = insight.number
    return (
        (
            Button(p_("button", "Several at once"), f"day:{number}:several"),
            Button(p_("button", "More buttons"), f"day:{number}:whole"),
        ),
        (
            Button(p_("button", "Later"), f"day:{number}:later"),
            Button(p_("button", "Stop for now"), "day:stop"),
        ),
    )


def _tick(number: int, other: Insight, picked: Collection[int], page: int) -> Button:
    is_on = other.number in picked
    words = {"reference": Code(other.reference), "words": _short(other)}
    label = p_("button", "☑ {reference} {words}", **words) if is_on else p_("button", "☐ {reference} {words}", **words)
    return Button(label, f"day:{number}:{'off' if is_on else 'on'}:{other.number}:{page}")


def _line(insight: Insight) -> Text:
    return _("{reference}: “{words}”", reference=Code(insight.reference), words=_short(insight))


def _short(insight: Insight) -> str:
    words = " ".join(personal.shown(insight.words, insight.may_stay).split())
    return words if len(words) <= SHOWN_OF_WORDS else words[: SHOWN_OF_WORDS - 1] + "…"
