"""What the conversations about help and events know, and what happens when they are done."""

from __future__ import annotations

from functools import partial

from bot.flows import event, hand_on, needs_help
from bot.flows.event import Reported, Reporter
from bot.flows.hand_on import HandedOn
from bot.flows.needs_help import Helper, Needed
from bot.handlers import desk_errands
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, _
from bot.loop import event_card, event_reports, events, helping, insights, people, promises, referring, saying, updates
from bot.loop.events import Report, Thing
from bot.loop.insights import Told
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import Media


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    of_insight = partial(desk_errands.insight, languages)
    return (
        errand(
            "needs_help",
            needs_help.needs_help,
            _("saying that somebody needs help"),
            helper,
            needed,
            shows_own_words=True,
            shows_urgent=True,
            farewell=_("Nothing of it is kept. In an emergency call {emergency}.", emergency=Code("999")),
        ),
        errand(
            "event",
            event.event,
            _("reporting an event"),
            reporter,
            reported,
            shows_own_words=True,
            farewell=_("All that you wrote for this report is thrown away. To start again, write /event."),
        ),
        errand("event_count", event.count, _("how many people came"), one_event, counted, shows_own_words=True),
        errand("hand_on", hand_on.hand_on, _("handing it on"), of_insight, handed_on),
    )


def one_event(work: Work, person: Person, event_id: int | None) -> event.Counted:
    """One of a champion's event reports."""
    return event.Counted(event_card.title(event_reports.of_reporter(work, person, event_id)))


def counted(work: Work, person: Person, event_id: int | None, value: int | None) -> None:
    """Another number of people."""
    event_reports.change_count(work, person, event_id, value)
    saying.to_person(work, person, [_("Thank you. I have changed the number.")])


def helper(work: Work, person: Person, insight_id: int | None) -> Helper:
    """The team; and what was told before, if it is about that."""
    known = insights.of_teller(work, person, insight_id) if insight_id else None
    return Helper(work.programme.name, known.reference if known else "")


def needed(work: Work, person: Person, insight_id: int | None, value: Needed) -> None:
    """Somebody needs help."""
    if insight_id:
        referring.tell_of_known(work, person, insight_id, value.need, is_danger=value.is_danger)
    else:
        told = as_told(person, value.words or "")
        referring.tell(work, person, told, value.need, is_danger=value.is_danger)


def reporter(work: Work, person: Person, _about: int | None) -> Reporter:
    """Today, and the groups of the one who reports."""
    groups = [(group.number, group.name) for group in people.groups_of(work, person)]
    return Reporter(promises.today(work), groups)


def reported(work: Work, person: Person, _about: int | None, value: Reported | None) -> None:
    """An event, and what came up there."""
    if value is None:
        return
    things = [Thing(as_told(person, thing.what), thing.kind) for thing in value.things]
    told = Report(value.kind, value.other, value.day, value.how_many, value.group_id, things, value.signposted)
    events.report(work, person, told)


def handed_on(work: Work, by: Person, insight_id: int | None, value: HandedOn | None) -> None:
    """Staff handed it on; the teller hears so as an answer."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was sent.")])
        return
    insight = insights.still_told(work, insight_id)
    helping.hand_on(work, by, insight.number, value.whom)
    updates.answer(work, by, insight, value.words)
    saying.to_person(work, by, [_("Your answer is on its way.")])


def as_told(person: Person, what: str | Media) -> Told:
    """What was written or sent in a conversation, as something told in private."""
    if isinstance(what, str):
        return Told(what, chat_id=person.chat_id)
    return Told(what.caption, ({"kind": what.kind, "file_id": what.file_id},), person.chat_id)
