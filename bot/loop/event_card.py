"""How an event reads to staff: on the cards of what came up there, and in its own message."""

from __future__ import annotations

from bot import labels
from bot.language import Text, _, n_, own_words
from bot.loop import personal
from bot.store.chats import Group
from bot.store.events import Event
from bot.store.insights import Insight
from bot.store.session import Work
from bot.words import EventKind


def lines(work: Work, insight: Insight) -> list[Text]:
    """Which event an insight comes from, and how many were there."""
    event = work.session.get(Event, insight.event_id) if insight.event_id else None
    return [] if event is None else [_("From an event: {event}", event=title(event))]


def title(event: Event) -> Text:
    """What it was, when, and about how many people were there."""
    what = own_words(personal.masked(event.other)) if event.other else labels.EVENTS[EventKind(event.kind)]
    if event.how_many is None:
        return _("{what}, {day}", what=what, day=event.day)
    people = n_("about {n} person", "about {n} people", event.how_many)
    return _("{what}, {day}, {people}", what=what, day=event.day, people=people)


def group_line(work: Work, event: Event) -> list[Text]:
    """Which group it was with, where the champion said so."""
    group = work.session.get(Group, event.group_id) if event.group_id else None
    return [_("With the group {group}", group=group.name)] if group else []
