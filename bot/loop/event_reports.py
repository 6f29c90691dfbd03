"""A champion's own event reports: seen again, and how many people came put right."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, own_words, p_
from bot.loop import cards, event_card, finding, own_screens, paging, record, saying, urgent
from bot.store.events import Event
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

AT_ONCE = 5
OPEN = Button(p_("button", "My event reports"), "event:list:0")


def are_there(work: Work, person: Person) -> bool:
    """Whether somebody has reported an event."""
    return work.session.exec(select(Event.id).where(Event.person_id == person.id).limit(1)).first() is not None


def show(work: Work, person: Person, start: int = 0) -> None:
    """Show somebody some of their reports, the newest first, each with what came up there."""
    mine = select(Event).where(Event.person_id == person.id).order_by(col(Event.id).desc())
    found = work.session.exec(mine.offset(start).limit(AT_ONCE + 1)).all()
    places = list(enumerate(found[:AT_ONCE], start + 1))
    parts = [_("Your event reports. Tap one to change how many people came.")]
    parts += [_("{place}. {event}", place=place, event=_told(work, event)) for place, event in places]
    buttons = [[Button(own_words(f"{place}"), f"event:{event.number}:count") for place, event in places]]
    buttons.append(paging.steps("event:list:", start, AT_ONCE, is_more=len(found) > AT_ONCE))
    saying.to_person(
        work, person, parts, [row for row in (*buttons, [urgent.BUTTON]) if row], key=own_screens.key(person.number)
    )


def of_reporter(work: Work, person: Person, event_id: int | None) -> Event:
    """An event, for the one who reported it. Raises `errors.NotAllowed` for anybody else."""
    event = finding.one(work, Event, event_id, held=True)
    if event.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who told this can do that."))
    return event


def change_count(work: Work, person: Person, event_id: int | None, how_many: int | None) -> None:
    """Another number of people; staff see it, there and on the cards of what came up."""
    event = of_reporter(work, person, event_id)
    before, event.how_many = event.how_many, how_many
    work.session.flush()
    record.act(work, person, "change_count", "event", event.number, before=before, after=how_many)
    for insight in _came_up(work, event):
        cards.show_insight(work, insight)
    text = _("An event report was put right: {event}", event=event_card.title(event))
    saying.to_staff(work, [text], words_of=person.number)


def _told(work: Work, event: Event) -> Text:
    references = [Code(insight.reference) for insight in _came_up(work, event)]
    if not references:
        return event_card.title(event)
    return _("{event}. What came up: {references}", event=event_card.title(event), references=references)


def _came_up(work: Work, event: Event) -> list[Insight]:
    mine = (Insight.person_id == event.person_id, Insight.event_id == event.id, col(Insight.taken_back_at).is_(None))
    return list(work.session.exec(select(Insight).where(*mine).order_by(col(Insight.id))).all())
