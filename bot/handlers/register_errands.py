"""What conversations about the people of the programme know, and what happens when they are done."""

from __future__ import annotations

from sqlmodel import col, select

from bot import labels
from bot.flows import register as flow
from bot.handlers.conversation import Errand, errand
from bot.handlers.desk_errands import colleagues
from bot.language import Text, _, own_words, p_
from bot.loop import (
    finding,
    inductions,
    naming,
    people,
    person_card,
    person_desk,
    promises,
    register,
    roles,
    saying,
)
from bot.loop.people import must_be_administrator, must_be_staff
from bot.store.chats import Group
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Role

TITLE = _("the list of people")
NOTED = _("That is noted.")
NOTHING_CHANGED = _("Nothing was changed.")


def listed() -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand("who_find", flow.find, TITLE, nobody, found),
        _one("who_edit", flow.edit, somebody, edited),
        _one("who_groups", flow.groups, groups, changed_group),
        _one("who_pause", flow.pause, paused_one, paused),
        _one("who_induction", flow.induction, taught, induced),
        _one("who_give", flow.give_role, roles_to_give, given),
        _one("who_take", flow.take_role, roles_to_take, taken),
        _one("who_leave", flow.let_leave, leaver, let_leave),
    )


def nobody(work: Work, by: Person, _about: int | None) -> flow.Nobody:
    """Nothing needs to be known."""
    must_be_staff(work, by)
    return flow.Nobody()


def found(work: Work, by: Person, _about: int | None, value: str) -> None:
    """People whose name has the words in it."""
    register.search(work, by, value)


def somebody(work: Work, by: Person, person_id: int | None) -> flow.Somebody:
    """Who is to be called otherwise."""
    person = person_desk.still_in(work, by, person_id)
    return flow.Somebody(naming.called(work, person), people.is_staff(work, person))


def edited(work: Work, by: Person, person_id: int | None, value: flow.Edited) -> None:
    """Another name."""
    person = person_desk.still_in(work, by, person_id)
    is_desk = people.is_staff(work, person)
    name = value.name or (person.name if is_desk else person.known_as or "")
    person_desk.edit(work, by, person_id, name, value.title or person.title)
    person_card.show(work, by, person_id)


def groups(work: Work, by: Person, person_id: int | None) -> flow.Listed:
    """All groups, with a tick at those that somebody is in."""
    must_be_staff(work, by)
    person = finding.one(work, Person, person_id)
    mine = {group.id for group in people.groups_of(work, person)}
    there = select(Group).where(Group.programme_id == work.programme_id, col(Group.ended_at).is_(None))
    offered = [
        (str(group.number), _ticked(group, group.id in mine)) for group in work.session.exec(there.order_by(Group.name))
    ]
    return flow.Listed(naming.called(work, person), offered)


def changed_group(work: Work, by: Person, person_id: int | None, value: int) -> None:
    """In or out."""
    said = person_desk.change_group(work, by, person_id, value)
    saying.to_person(work, by, [said], words_of=person_id)


def paused_one(work: Work, by: Person, person_id: int | None) -> flow.Listed:
    """Who pauses."""
    return flow.Listed(naming.called(work, person_desk.still_in(work, by, person_id)), ())


def paused(work: Work, by: Person, person_id: int | None, value: int | None) -> None:
    """A pause."""
    person_desk.pause(work, by, person_id, value)
    saying.to_person(work, by, [NOTED])


def taught(work: Work, by: Person, person_id: int | None) -> flow.Taught:
    """Who had an induction, perhaps by whom."""
    must_be_staff(work, by)
    person = finding.one(work, Person, person_id)
    return flow.Taught(naming.called(work, person), promises.today(work), colleagues(work, by))


def induced(work: Work, by: Person, person_id: int | None, value: flow.Induced) -> None:
    """An induction."""
    inductions.note(work, by, person_id, value.day, value.by_id)
    saying.to_person(work, by, [NOTED])


def roles_to_give(work: Work, by: Person, person_id: int | None) -> flow.Listed:
    """What somebody is not yet."""
    must_be_administrator(work, by)
    person = person_desk.still_in(work, by, person_id)
    return flow.Listed(naming.called(work, person), [_role(role) for role in roles.to_give(work, person)])


def given(work: Work, by: Person, person_id: int | None, value: str) -> None:
    """One role more."""
    roles.give(work, by, person_id, Role(value))
    saying.to_person(work, by, [NOTED])


def roles_to_take(work: Work, by: Person, person_id: int | None) -> flow.Listed:
    """What somebody is."""
    must_be_administrator(work, by)
    person = finding.one(work, Person, person_id)
    held = sorted(people.roles(work, person), key=list(Role).index)
    return flow.Listed(naming.called(work, person), [_role(role) for role in held])


def taken(work: Work, by: Person, person_id: int | None, value: str | None) -> None:
    """One role less."""
    if value is None:
        saying.to_person(work, by, [NOTHING_CHANGED])
    else:
        saying.to_person(work, by, [roles.revoke(work, by, person_id, Role(value))], words_of=person_id)


def leaver(work: Work, by: Person, person_id: int | None) -> flow.Somebody:
    """Who wants to stop."""
    return flow.Somebody(naming.called(work, person_desk.still_in(work, by, person_id)))


def let_leave(work: Work, by: Person, person_id: int | None, value: bool) -> None:
    """They stop, or not."""
    if value:
        person_desk.let_leave(work, by, person_id)
        saying.to_person(work, by, [_("They have stopped. I have told them so.")])
    else:
        saying.to_person(work, by, [NOTHING_CHANGED])


def _one(name: str, function: object, known: object, finish: object) -> Errand:
    """A conversation about one person, whose name goes from its screens once it is over."""
    return errand(name, function, TITLE, known, finish, shows_own_words=True)


def _role(role: Role) -> tuple[str, Text]:
    return str(role), labels.ROLES[role]


def _ticked(group: Group, is_in: bool) -> Text:
    return p_("button", "✓ {group}", group=group.name) if is_in else own_words(group.name)
