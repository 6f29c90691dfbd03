"""Copies that need a person: uncertain, without words in the language that is read now, failed. Said again, or left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Text, _, own_words
from bot.loop import circles, copies_sent, finding, people, record, trusted, trusted_card
from bot.loop.copies_sent import TO_DECIDE, Fate
from bot.message_words import MessageState
from bot.store import outbox, versions
from bot.store.chats import Group
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import OutboxState

AT_A_TIME = 5
MAY_SAY = frozenset({MessageState.SENDING, MessageState.PAUSED, MessageState.SENT})


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A copy that a person decides about: for whom, what became of it, and the languages of then and of now."""

    copy: Copy
    fate: Fate
    why: str
    now_reads: str
    outbox_id: int | None


def listed(work: Work, by: Person, message_id: int, fate: Fate | None = None, start: int = 0) -> list[ToDecide]:
    """Some of the copies of a message that need a person, one more than are shown at a time.

    One whose turn has not come does not need anybody yet.
    """
    message = trusted.for_staff(work, by, message_id, held=False)
    rows = copies_sent.of(work, message).subquery()
    wanted = TO_DECIDE if fate is None else (fate,)
    order = sa.case({one: at for at, one in enumerate(TO_DECIDE)}, value=rows.c.fate, else_=len(TO_DECIDE))
    there = (rows.c.fate.in_(wanted), rows.c.outbox_id.is_not(None))
    found = sa.select(rows).where(*there).order_by(order, rows.c.id)
    some = work.session.execute(found.offset(start).limit(AT_A_TIME + 1)).all()
    return [_read(work, row) for row in some]


def say_again(work: Work, by: Person, copy_id: int) -> Text:
    """A copy goes once more; in the language that it was frozen for, where there are no words in today's.

    Raises `errors.NoLongerThere` where somebody has decided already, or the message is over.
    """
    message, row = _held(work, by, copy_id)
    if message.state not in MAY_SAY:
        raise errors.NoLongerThere(_("This message is not sent any more."))
    said = work.session.get_one(outbox.Outbox, row.outbox_id)
    what = dict(said.what)
    if row.fate is Fate.HELD:
        if versions.find(work.session, trusted.WORDS, message.number, row.copy.language) is None:
            raise errors.Mistake(_("There are no words in that language. You can only leave it."))
        what["language"] = row.copy.language
    is_repeat = row.fate in (Fate.UNCERTAIN, Fate.COULD_NOT)
    row.copy.could_not_at = row.copy.reminded_at = None
    values = {"what": what, "state": OutboxState.WAITING, "attempts": 0, "why": None, "due_at": work.now}
    _settle(work, by, message, row, "say_copy_again", is_repeat=is_repeat, **values)
    work.session.info[outbox.SAID] = True
    return _("It goes once more.")


def leave(work: Work, by: Person, copy_id: int) -> Text:
    """Nothing more is done about a copy. Raises `errors.NoLongerThere` where somebody has decided already."""
    message, row = _held(work, by, copy_id)
    _settle(work, by, message, row, "leave_copy", state=OutboxState.DROPPED, why=copies_sent.LEFT)
    return _("It is left as it is.")


def whom(work: Work, copy: Copy) -> Text:
    """For whom a copy is: a group by its name, a champion by their groups, never by name."""
    group = work.session.get(Group, copy.group_id or copy.for_group_id or 0)
    if group is not None:
        return own_words(group.name)
    person = people.by_number(work, copy.person_id)
    return circles.called(work, person) if person else _("somebody who has left")


def _held(work: Work, by: Person, copy_id: int) -> tuple[TrustedMessage, ToDecide]:
    people.must_be_staff(work, by)
    copy = finding.one(work, Copy, copy_id, held=True)
    message = trusted.for_staff(work, by, copy.message_id)
    held = select(outbox.Outbox.id).where(outbox.Outbox.copy_id == copy.number).with_for_update()
    work.session.exec(held).all()
    rows = copies_sent.of(work, message).where(col(Copy.id) == copy.number)
    found = _read(work, work.session.execute(rows).one())
    if found.fate not in TO_DECIDE or found.outbox_id is None:
        raise errors.NoLongerThere(_("Somebody has decided about this one already."))
    return message, found


def _read(work: Work, row: Any) -> ToDecide:
    copy = work.session.get_one(Copy, row.id)
    return ToDecide(copy, Fate(row.fate), row.why or "", row.now_reads, row.outbox_id)


def _settle(work: Work, by: Person, message: TrustedMessage, row: ToDecide, act: str, **values: Any) -> None:
    rows = outbox.TABLE
    work.session.execute(sa.update(rows).where(rows.c.id == row.outbox_id).values(state_at=work.now, **values))
    work.session.flush()
    work.session.expire_all()
    after = str(values["state"])
    record.act(work, by, act, "copy", row.copy.number, message=message.number, before=row.fate, after=after)
    trusted_card.show(work, message)
