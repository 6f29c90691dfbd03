"""Answering a question: one private tap a person, which can be changed; a champion counts for a group elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot import errors
from bot.language import SOURCE, Text, _
from bot.loop import blocks, consult, consult_words, finding, promises, record, trusted, trusted_after
from bot.message_words import ConsultState, MessageState
from bot.store import versions
from bot.store.chats import Chat, Group, Purpose
from bot.store.consult import ConsultAnswer, Consultation, ConsultCount
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage

_GOES = frozenset({MessageState.SENDING, MessageState.PAUSED, MessageState.SENT, MessageState.STOPPED})
_TAPS: sa.Table = ConsultAnswer.__table__  # type: ignore[attr-defined]
_COUNTS: sa.Table = ConsultCount.__table__  # type: ignore[attr-defined]
_INTO = {dialect.__name__.rpartition(".")[2]: dialect.insert for dialect in (sqlite, postgresql)}
HowMany = Mapping[int, int]


def pick(work: Work, person: Person, copy_id: int, choice: int) -> Text:
    """One person's answer, by a tap under a copy; the last one counts. Nobody else sees it.

    Raises `errors.NotAllowed` in somebody else's private chat, `errors.NoLongerThere` once it is closed.
    """
    copy, message, consultation = open_at(work, copy_id)
    chat = work.session.get_one(Chat, copy.chat_id)
    if chat.purpose == Purpose.PRIVATE and person.chat_id != chat.id:
        raise errors.NotAllowed(_("Only the person who got this can say so."))
    blocks.must_not_be_blocked(person)
    if not 1 <= choice <= len(consultation.choices):
        raise errors.NoLongerThere(_("I cannot find that any more."))
    group = work.session.exec(select(Group).where(Group.chat_id == chat.id)).first()
    language = (group.language if group else person.language) or SOURCE
    before = _said(work, consultation, person)
    values = {"group_id": group.id if group else None, "language": language, "choice": choice, "at": work.now}
    mine = {"programme_id": work.programme_id, "consultation_id": consultation.number, "person_id": person.number}
    _put(work, _TAPS, mine, values, ("consultation_id", "person_id"))
    if before != choice:
        is_new = before is None
        record.act(work, person, "answer_question", consult.ABOUT, consultation.number, is_new=is_new)
    label = labels(work, consultation, person.language or language, message)[choice - 1]
    until = consultation.last_day
    return _(
        "Thank you. Your answer: {answer}. Only you see this. You can change it until {day}.", answer=label, day=until
    )


def open_at(work: Work, copy_id: int | None) -> tuple[Copy, TrustedMessage, Consultation]:
    """The question that a copy asks, while it can be answered. Raises `errors.NoLongerThere` with why it cannot."""
    copy = finding.one(work, Copy, copy_id)
    message = trusted_after.message_of(work, copy_id)
    consultation = consult.of(work, message)
    if consultation is None:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    must_be_open(work, consultation, message)
    return copy, message, consultation


def must_be_open(work: Work, consultation: Consultation, message: TrustedMessage) -> None:
    """Raises `errors.NoLongerThere` once nobody can answer any more."""
    if message.state == MessageState.WITHDRAWN:
        raise errors.NoLongerThere(_("That message is withdrawn. Please do not use it any more."))
    is_out = consultation.state == ConsultState.OPEN or message.state in _GOES
    is_over = consultation.state in (ConsultState.CLOSED, ConsultState.TOLD, ConsultState.ENDED)
    if is_over or not is_out or promises.today(work) > consultation.last_day:
        raise errors.NoLongerThere(consult.closed_words(work, message) or _("This question is closed."))


def for_group(work: Work, person: Person, copy_id: int | None) -> tuple[Copy, Consultation, Group]:
    """A question that a champion passed on to a group without a chat, while it can be answered."""
    copy, _message, consultation = open_at(work, copy_id)
    if copy.for_group_id is None or copy.person_id != person.id:
        raise errors.NotAllowed(_("Only the champion of that group can do this."))
    return copy, consultation, finding.one(work, Group, copy.for_group_id)


def count(work: Work, person: Person, copy_id: int | None, numbers: HowMany) -> Consultation:
    """A champion says how many of the group chose what; said again, the last one counts."""
    _copy, consultation, group = for_group(work, person, copy_id)
    blocks.must_not_be_blocked(person)
    before = counted(work, consultation, group)
    for choice, number in numbers.items():
        mine = {
            "programme_id": work.programme_id,
            "consultation_id": consultation.number,
            "group_id": group.number,
            "choice": choice,
        }
        values = {"how_many": number, "by_id": person.id, "at": work.now}
        _put(work, _COUNTS, mine, values, ("consultation_id", "group_id", "choice"))
    detail = {"group": group.number, "was": list(before.values()), "now": list(numbers.values())}
    record.act(work, person, "count_answers", consult.ABOUT, consultation.number, **detail)
    return consultation


def counted(work: Work, consultation: Consultation, group: Group) -> dict[int, int]:
    """What a champion counted for a group already."""
    found = select(ConsultCount).where(
        ConsultCount.consultation_id == consultation.number, ConsultCount.group_id == group.number
    )
    return {one.choice: one.how_many for one in work.session.exec(found.order_by(col(ConsultCount.choice))).all()}


def labels(work: Work, consultation: Consultation, language: str, message: TrustedMessage | None = None) -> list[str]:
    """The answers in a language, where the question is there in it; else as they were written."""
    number = message.number if message else consultation.message_id
    version = versions.find(work.session, trusted.WORDS, number, language)
    there = consult_words.choices_in(version.text) if version else []
    return there if len(there) == len(consultation.choices) else list(consultation.choices)


def _said(work: Work, consultation: Consultation, person: Person) -> int | None:
    mine = (ConsultAnswer.consultation_id == consultation.number, ConsultAnswer.person_id == person.number)
    return work.session.exec(select(ConsultAnswer.choice).where(*mine)).first()


def _put(
    work: Work, table: sa.Table, mine: Mapping[str, object], values: Mapping[str, object], unique: tuple[str, ...]
) -> None:
    """One row a person or group, whoever is quicker."""
    work.session.flush()
    made = _INTO[work.session.get_bind().dialect.name](table).values(**mine, **values)
    work.session.execute(made.on_conflict_do_update(index_elements=unique, set_=values))
