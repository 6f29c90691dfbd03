"""Who people are, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Text, _, own_words
from bot.loop import marks
from bot.store.chats import Chat, Group, Membership, Purpose
from bot.store.erasures import Erasure
from bot.store.people import Grant, Person
from bot.store.session import Work
from bot.words import DESK, Role

_KNOWN = (
    sa.select(Person, Chat)
    .outerjoin(Chat, col(Chat.id) == col(Person.chat_id))
    .where(
        col(Person.programme_id) == sa.bindparam("programme"), col(Person.telegram_id) == sa.bindparam("telegram_id")
    )
    .with_for_update(of=Person)
)
_CHAT = select(Chat).where(
    Chat.programme_id == sa.bindparam("programme"), Chat.telegram_id == sa.bindparam("telegram_id")
)
_ALLOWED = (col(Grant.allowed_at).is_not(None), col(Grant.revoked_at).is_(None))
_ROLES = select(Grant.role).where(Grant.person_id == sa.bindparam("person"), *_ALLOWED)
_GRANT = select(Grant).where(Grant.person_id == sa.bindparam("person"), Grant.role == sa.bindparam("role"))
_WITH_ROLES = sa.select(col(Grant.person_id)).where(
    col(Grant.programme_id) == sa.bindparam("programme"),
    col(Grant.role).in_(sa.bindparam("roles", expanding=True)),
    *_ALLOWED,
)
_WAS_BLOCKED = (
    select(Erasure.was_blocked)
    .where(Erasure.programme_id == sa.bindparam("programme"), Erasure.mark == sa.bindparam("mark"))
    .order_by(col(Erasure.id).desc())
)
_HOLDING = select(Person).where(col(Person.id).in_(_WITH_ROLES)).order_by(Person.name, col(Person.id))


@dataclass(frozen=True, slots=True)
class Sender:
    """A person as Telegram names them. Only the number can be relied on."""

    telegram_id: int
    name: str = field(repr=False)
    language: str | None = None


def known(work: Work, telegram_id: int) -> Person | None:
    """The person with this Telegram number, held until the transaction ends; None for a stranger."""
    return _known(work, telegram_id)[0]


def meet(work: Work, sender: Sender) -> Person:
    """The person who wrote or pressed something; a stranger is noted by number only."""
    person = known(work, sender.telegram_id)
    if person is None:
        person = Person(programme_id=work.programme_id, telegram_id=sender.telegram_id, language=sender.language)
        person.blocked_at = work.now if _stays_blocked(work, sender.telegram_id) else None
        work.session.add(person)
        work.session.flush()
    return person


def meet_in_private(work: Work, sender: Sender) -> Person:
    """`meet`, for somebody who wrote to the bot in private: from now on it can write to them."""
    return meet_in_chat(work, sender)[0]


def meet_in_chat(work: Work, sender: Sender) -> tuple[Person, Chat]:
    """`meet_in_private`, with the chat that the person wrote in."""
    person, chat = _known(work, sender.telegram_id)
    if person is None:
        person = meet(work, sender)
    if chat is None:
        chat = _private_chat(work, sender.telegram_id)
        person.chat_id = chat.number
    return person, chat


def _stays_blocked(work: Work, telegram_id: int) -> bool:
    """Whether a stranger was blocked when they were last erased."""
    theirs = {"programme": work.programme_id, "mark": marks.mark(work.programme, telegram_id)}
    return bool(work.session.execute(_WAS_BLOCKED, theirs).scalars().first())


def _private_chat(work: Work, telegram_id: int) -> Chat:
    """A new private chat, or the one left by somebody who was erased and is back at once."""
    chat = work.session.execute(_CHAT, {"programme": work.programme_id, "telegram_id": telegram_id}).scalars().first()
    if chat is None:
        chat = Chat(programme_id=work.programme_id, telegram_id=telegram_id, purpose=Purpose.PRIVATE, seen_at=work.now)
        work.session.add(chat)
        work.session.flush()
    return chat


def by_number(work: Work, person_id: int | None) -> Person | None:
    """The person with our own number for them."""
    return None if person_id is None else work.session.get(Person, person_id)


def serving(work: Work, person_id: int | None) -> Person | None:
    """The staff member with our own number for them, as long as they are one."""
    person = by_number(work, person_id)
    return person if person is not None and is_staff(work, person) else None


def roles(work: Work, person: Person) -> frozenset[Role]:
    """What a person is now; read anew at every act."""
    return frozenset(Role(role) for role in work.session.execute(_ROLES, {"person": person.id}).scalars())


def is_staff(work: Work, person: Person) -> bool:
    """Whether they may act at the staff desk."""
    return not roles(work, person).isdisjoint(DESK)


def must_be_staff(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed` for anybody else."""
    if not is_staff(work, person):
        raise errors.NotAllowed(_("Only staff of the programme can do this."))


def must_be_administrator(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed` for anybody else."""
    if Role.ADMINISTRATOR not in roles(work, person):
        raise errors.NotAllowed(_("Only an administrator of the programme can do this."))


def holding(work: Work, wanted: frozenset[Role]) -> list[Person]:
    """Everybody who holds one of the roles, by name."""
    who = {"programme": work.programme_id, "roles": list(wanted)}
    return list(work.session.execute(_HOLDING, who).scalars())


def grant(work: Work, person: Person, role: Role, *, allowed_by: Person | None, allowed: bool) -> Grant:
    """Give a role, or ask for it where it is not allowed yet. Asking again changes nothing, unless it was revoked."""
    found = work.session.execute(_GRANT, {"person": person.id, "role": role}).scalars().first()
    if found is None:
        found = Grant(programme_id=work.programme_id, person_id=person.number, role=role, asked_at=work.now)
    if not allowed and found.revoked_at is not None:
        found.asked_at, found.allowed_at, found.allowed_by, found.revoked_at = work.now, None, None, None
    if allowed and (found.allowed_at is None or found.revoked_at is not None):
        found.allowed_at = work.now
        found.allowed_by = allowed_by.id if allowed_by else None
        found.revoked_at = None
    work.session.add(found)
    work.session.flush()
    return found


def asked_for(work: Work, person: Person, role: Role) -> Grant:
    """What somebody asked to become, until an administrator answers. Raises `errors.NoLongerThere` afterwards."""
    found = work.session.exec(select(Grant).where(Grant.person_id == person.id, Grant.role == role)).first()
    if found is None or found.allowed_at is not None or found.revoked_at is not None:
        raise errors.NoLongerThere(_("That is settled already."))
    return found


def name_and_title(person: Person) -> Text:
    """How staff stand under what they say: name and role."""
    if person.title:
        return _("{name}, {title}", name=person.name, title=person.title)
    return own_words(person.name) if person.name else _("somebody of the team")


def groups_of(work: Work, person: Person) -> list[Group]:
    """The groups that a person belongs to."""
    rows = work.session.exec(
        select(Group)
        .join(Membership, col(Membership.group_id) == Group.id)
        .where(Membership.person_id == person.id, col(Group.ended_at).is_(None))
        .order_by(Group.name)
    ).all()
    return list(rows)


def belongs(work: Work, person: Person, group: Group) -> None:
    """Note that a person belongs to a group, once."""
    there = select(Membership).where(Membership.person_id == person.id, Membership.group_id == group.id)
    if work.session.exec(there).first() is None:
        work.session.add(
            Membership(programme_id=work.programme_id, person_id=person.number, group_id=group.number, since=work.now)
        )
        work.session.flush()


def leaves(work: Work, person: Person, group: Group) -> None:
    """A person does not belong to a group any more."""
    mine = (col(Membership.person_id) == person.id, col(Membership.group_id) == group.id)
    work.session.execute(sa.delete(Membership).where(*mine))


def _known(work: Work, telegram_id: int) -> tuple[Person | None, Chat | None]:
    """A person and their private chat, where there are any."""
    found = work.session.execute(_KNOWN, {"programme": work.programme_id, "telegram_id": telegram_id}).first()
    return (None, None) if found is None else (found[0], found[1])
