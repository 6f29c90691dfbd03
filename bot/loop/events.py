"""Event reports: what came up at a coffee morning, a stall, a meeting; each thing is kept by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.language import Code, Text, _, own_words
from bot.loop import acknowledging, cards, event_card, helping, insights, personal, promises, saying
from bot.loop.insights import Told
from bot.store.events import Event
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import EventKind, Kind

IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that came up."""

    told: Told
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Report:
    """What a champion says of an event."""

    kind: EventKind
    other: str
    day: date
    how_many: int | None
    group_id: int | None
    things: Sequence[Thing]
    signposted: str


def report(work: Work, person: Person, told: Report) -> Event:
    """Keep the event, and each thing that came up as an insight of its own; say all of them back in one message."""
    event = Event(
        programme_id=work.programme_id,
        person_id=person.number,
        group_id=told.group_id,
        kind=told.kind,
        other=told.other,
        day=told.day,
        how_many=told.how_many,
        signposted=told.signposted,
        told_at=work.now,
    )
    work.session.add(event)
    work.session.flush()
    kept = [_keep(work, person, event, thing) for thing in told.things]
    _tell_staff(work, event, kept)
    _acknowledge(work, person, event, kept)
    for insight in kept:
        acknowledging.ask_what_may_stay(work, insight, person, insight.words)
    return event


def _keep(work: Work, person: Person, event: Event, thing: Thing) -> Insight:
    insight = insights.keep(work, person, thing.told, event_id=event.number)
    insight.kind, insight.group_id = thing.kind, event.group_id
    if thing.kind is Kind.HELP:
        helping.begin(work, insight)
    work.session.flush()
    cards.show_new_insight(work, insight)
    return insight


def _tell_staff(work: Work, event: Event, kept: list[Insight]) -> None:
    parts = [_("Event report: {event}", event=event_card.title(event)), *event_card.group_line(work, event)]
    parts.append(_("What came up: {references}", references=_codes(kept)) if kept else _("Nothing came up."))
    if event.signposted:
        parts += [_("Who was told of which service:"), own_words(f"“{personal.masked(event.signposted)}”")]
    saying.to_staff(work, parts, key=f"event:{event.number}", words_of=event.person_id)


def _acknowledge(work: Work, person: Person, event: Event, kept: list[Insight]) -> None:
    parts: list[Text] = [_("Thank you. Your report is with the team: {event}.", event=event_card.title(event))]
    if kept:
        parts += [
            _("What came up is kept as: {references}", references=_codes(kept)),
            _(
                "You will have a first answer on each from {team} by {day}.",
                team=work.programme.name,
                day=promises.day_of(work, kept[0].first_word_by),
            ),
            _("To add to one or take it back, tap it below. You find them all under /mine."),
        ]
    buttons = [Button(own_words(insight.reference), f"n:{insight.number}:story") for insight in kept]
    rows = [buttons[start : start + IN_A_ROW] for start in range(0, len(buttons), IN_A_ROW)]
    saying.to_person(work, person, parts, rows)


def _codes(kept: list[Insight]) -> list[Code]:
    return [Code(insight.reference) for insight in kept]
