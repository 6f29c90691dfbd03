"""What staff see of one person, and what they can do. Nothing that the person told stands there."""

from __future__ import annotations

from bot import labels
from bot.language import Code, Text, _, p_
from bot.language_names import english_name
from bot.loop import finding, inductions, naming, people, promises, quiet, saying, silence
from bot.store.chats import Chat
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DESK, Role

Rows = list[list[Button]]


def show(work: Work, by: Person, person_id: int | None) -> None:
    """Show staff one person."""
    people.must_be_staff(work, by)
    person = finding.one(work, Person, person_id)
    saying.to_person(work, by, lines(work, person), card_buttons(work, by, person), words_of=person.number)


def lines(work: Work, person: Person) -> list[Text]:
    """Who it is, and how they can be reached."""
    held = sorted(people.roles(work, person), key=list(Role).index)
    groups = [group.name for group in people.groups_of(work, person)]
    parts = [_("{name} · number {number}", name=naming.called(work, person), number=Code(str(person.number)))]
    if person.title and not DESK.isdisjoint(held):
        parts.append(_("Title: {title}", title=person.title))
    parts.append(_("Roles: {roles}", roles=[labels.ROLES[role] for role in held] or [_("none")]))
    parts.append(_("Groups: {groups}", groups=groups or [_("none")]))
    parts.append(_("Reads: {language}", language=english_name(person.language or "en")))
    if person.consented_at is not None:
        parts.append(_("In since {day}", day=promises.day_of(work, person.consented_at)))
    heard = silence.person_heard_at(work, person)
    parts.append(_("Last heard: {when}", when=silence.how_long(work, heard)))
    return [*parts, inductions.line(work, person), *_standing(work, person)]


def card_buttons(work: Work, by: Person, person: Person) -> Rows:
    """What this staff member may do about somebody."""
    number, is_desk = person.number, people.is_staff(work, person)
    is_administrator = Role.ADMINISTRATOR in people.roles(work, by)
    link = Button(p_("button", "New link"), f"who:{number}:link")
    if person.left_at is not None:
        return [[link]]
    pause = Button(p_("button", "Pause"), f"who:{number}:pause")
    if saying.is_paused(work, person):
        pause = Button(p_("button", "End the pause"), f"who:{number}:resume")
    rows = [[Button(p_("button", "Groups"), f"who:{number}:groups"), pause]]
    rows.append([Button(p_("button", "Note the induction"), f"who:{number}:induction")])
    if is_administrator or not is_desk:
        rows[0].insert(0, Button(p_("button", "Edit"), f"who:{number}:edit"))
        rows[1].append(link)
    if is_administrator:
        give = Button(p_("button", "Give a role"), f"who:{number}:give")
        rows.append([give, Button(p_("button", "Take a role away"), f"who:{number}:take")])
    if is_administrator or not is_desk:
        rows.append([Button(p_("button", "They want to stop"), f"who:{number}:leave")])
    return rows


def _standing(work: Work, person: Person) -> list[Text]:
    chat = work.session.get(Chat, person.chat_id) if person.chat_id else None
    if person.left_at is not None:
        return [_("Stopped on {day}", day=promises.day_of(work, person.left_at))]
    parts = []
    if chat is not None and chat.unreachable_at is not None:
        parts.append(_("I cannot reach them since {day}.", day=promises.day_of(work, chat.unreachable_at)))
    if chat is not None and quiet.is_paused(work, chat):
        is_open = chat.paused_until == quiet.FOR_NOW
        until = _("they come back") if is_open else chat.paused_until
        parts.append(_("On a pause until {moment}", moment=until))
    if person.blocked_at is not None:
        parts.append(_("Blocked: may not tell. Lift it under /blocked."))
    return parts
