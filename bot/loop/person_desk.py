"""What staff do about one person: call them by a name, groups, pause, a new link, let them stop."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors
from bot.language import Text, _
from bot.loop import finding, hosts, invitations, leaving, letter, naming, passed_on, people, quiet, record, saying
from bot.store.chats import Chat, Group
from bot.store.people import Grant, Invitation, Person
from bot.store.session import Work
from bot.words import DESK, Lane, Role


def one(work: Work, by: Person, person_id: int | None) -> Person:
    """Somebody, for a staff member who may change what stands about them: of staff, only administrators."""
    people.must_be_staff(work, by)
    person = finding.one(work, Person, person_id, held=True)
    if people.is_staff(work, person):
        people.must_be_administrator(work, by)
    return person


def still_in(work: Work, by: Person, person_id: int | None) -> Person:
    """`one`, as long as they have not stopped."""
    person = one(work, by, person_id)
    if person.left_at is not None:
        raise errors.NoLongerThere(_("They have stopped. Give them a new link first."))
    return person


def edit(work: Work, by: Person, person_id: int | None, name: str, title: str | None) -> Person:
    """Another name for somebody: for staff the one that all see, with their title; for others what staff call them."""
    person = still_in(work, by, person_id)
    if people.is_staff(work, person):
        before = {"name": person.name, "title": person.title}
        person.name, person.title = name, title
        after = {"name": name, "title": title}
        text = _(
            "{who} has changed your name or title: {now}.",
            who=people.name_and_title(by),
            now=people.name_and_title(person),
        )
        saying.to_person(work, person, [text], lane=Lane.ANSWER)
    else:
        before, after = {}, {}
        person.known_as = name or None
    record.act(work, by, "edit_person", "person", person.number, before=_codes(before), after=_codes(after))
    return person


def change_group(work: Work, by: Person, person_id: int | None, group_id: int) -> Text:
    """Put somebody into a group, or take them out where they were in it; they are told."""
    people.must_be_staff(work, by)
    person, group = finding.one(work, Person, person_id, held=True), finding.one(work, Group, group_id)
    if person.left_at is not None or group.ended_at is not None:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    is_in = group.id in [mine.id for mine in people.groups_of(work, person)]
    if is_in:
        leave_group(work, person, group)
        said = _("{who} has taken you out of “{group}”.", who=people.name_and_title(by), group=group.name)
    else:
        people.belongs(work, person, group)
        said = _("{who} has noted that you belong to “{group}”.", who=people.name_and_title(by), group=group.name)
    record.act(work, by, "change_group", "person", person.number, group=group.number, before=is_in, after=not is_in)
    saying.to_person(work, person, [said], lane=Lane.ANSWER)
    name = naming.called(work, person)
    if is_in:
        return _("{name} is out of “{group}” now.", name=name, group=group.name)
    return _("{name} is in “{group}” now.", name=name, group=group.name)


def leave_group(work: Work, person: Person, group: Group) -> None:
    """Somebody belongs to a group no more; where they stood for it, staff see that nobody does."""
    if group.chat_id is None:
        passed_on.give_up(work, person, only=group)
        people.leaves(work, person, group)
    else:
        hosts.gone(work, group, person)


def pause(work: Work, by: Person, person_id: int | None, days: int | None) -> None:
    """Nothing that can wait goes to somebody for a while, as they asked; they are told who noted it."""
    person = still_in(work, by, person_id)
    quiet.pause(work, _chat(work, person), days)
    record.act(work, by, "pause_person", "person", person.number, before=None, after=days)
    text = _(
        "{who} has noted that you want a pause. I still answer you, and nothing is lost. To end it, write /settings.",
        who=people.name_and_title(by),
    )
    saying.to_person(work, person, [text])


def resume(work: Work, by: Person, person_id: int | None) -> None:
    """The pause is over: what waited is said."""
    person = still_in(work, by, person_id)
    chat = _chat(work, person)
    if not quiet.is_paused(work, chat):
        raise errors.NoLongerThere(_("They are not on a pause any more."))
    quiet.resume(work, chat)
    record.act(work, by, "resume_person", "person", person.number)


def invite_again(work: Work, by: Person, person_id: int | None) -> tuple[Invitation, str]:
    """A new link for somebody who lost access or was away; their groups come with them when they open it."""
    person = one(work, by, person_id)
    role = _role(work, person)
    if role in DESK:
        people.must_be_administrator(work, by)
    letter.must_be_ready_to_invite(work, role)
    invitation, secret = invitations.make(work, role, by=by)
    invitation.for_person_id = person.number
    record.act(work, by, "invite_again", "person", person.number, invitation=invitation.number)
    return invitation, secret


def let_leave(work: Work, by: Person, person_id: int | None) -> None:
    """Somebody asked to stop, by telephone or face to face: it is as if they had written /stop."""
    person = still_in(work, by, person_id)
    must_not_be_last(work, person)
    record.act(work, by, "let_leave", "person", person.number)
    leaving.leave(work, person)


def must_not_be_last(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed` for the only administrator."""
    administrators = people.holding(work, frozenset({Role.ADMINISTRATOR}))
    if [one.id for one in administrators] == [person.id]:
        raise errors.NotAllowed(
            _("They are the last one who can let people in. First give that role to one more person.")
        )


def _role(work: Work, person: Person) -> Role:
    """What somebody comes back as: the most that they are, or were last; a champion where nothing is known."""
    held = people.roles(work, person)
    if held:
        return max(held, key=list(Role).index)
    last = select(Grant.role).where(Grant.person_id == person.id).order_by(col(Grant.revoked_at).desc())
    return Role.CHAMPION if (was := work.session.exec(last).first()) is None or Role(was) in DESK else Role(was)


def _chat(work: Work, person: Person) -> Chat:
    if person.chat_id is None:
        raise errors.NotAllowed(_("They have no private chat with me."))
    return work.session.get_one(Chat, person.chat_id)


def _codes(values: dict[str, str | None]) -> dict[str, bool]:
    """That something was there; the audit log bears no names."""
    return {name: bool(value) for name, value in values.items()}
