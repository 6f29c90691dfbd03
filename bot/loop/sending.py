"""Sending a trusted message: begun when it is due, paused, gone on with, stopped, and over when every copy is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Code, Text, _, n_
from bot.loop import copies_sent, due, people, promises, record, saying, sending_card, trusted, trusted_card
from bot.loop.copies_sent import Fate, Progress, progress
from bot.message_words import MessageState
from bot.store import outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Lane, OutboxState

__all__ = ("Progress", "begin", "finish", "pause", "progress", "resume", "stop")
LOOK_AT_ONCE = 20
AT_LEAST_BETWEEN = timedelta(seconds=15)
UNDER_WAY = frozenset({MessageState.SENDING, MessageState.PAUSED})
IS_NOW: dict[MessageState, Text] = {
    MessageState.APPROVED: _("It is approved and has not begun to go."),
    MessageState.SENDING: _("It is being sent."),
    MessageState.PAUSED: _("It is paused."),
    MessageState.STOPPED: _("It was stopped."),
    MessageState.SENT: _("It has been sent."),
    MessageState.WITHDRAWN: _("It was withdrawn."),
}
_OPEN = (OutboxState.WAITING, OutboxState.SENDING, OutboxState.UNCERTAIN)
_TO_BEGIN = due.rows(
    TrustedMessage,
    TrustedMessage.state == MessageState.APPROVED,
    sa.or_(col(TrustedMessage.send_at).is_(None), col(TrustedMessage.send_at) <= due.NOW),
    order=(col(TrustedMessage.id),),
    most=LOOK_AT_ONCE,
)
_NOTHING_WAITS = due.rows(
    TrustedMessage,
    TrustedMessage.state == MessageState.SENDING,
    ~sa.exists().where(col(outbox.TABLE.c.trusted_id) == TrustedMessage.id, outbox.TABLE.c.state.in_(_OPEN)),
    sa.or_(col(TrustedMessage.corrects_id).is_(None), col(TrustedMessage.carried_at).is_not(None)),
    order=(col(TrustedMessage.id),),
    most=LOOK_AT_ONCE,
)
_EXPIRED = due.rows(
    TrustedMessage,
    col(TrustedMessage.state).in_(UNDER_WAY),
    col(TrustedMessage.expires_on) < due.TODAY,
    order=(col(TrustedMessage.id),),
    most=LOOK_AT_ONCE,
)
_MOVED = due.rows(
    TrustedMessage,
    TrustedMessage.state == MessageState.SENDING,
    sa.or_(col(TrustedMessage.progress_at).is_(None), col(TrustedMessage.progress_at) <= due.SINCE),
    sa.exists().where(
        outbox.TABLE.c.trusted_id == TrustedMessage.id,
        outbox.TABLE.c.state_at >= sa.func.coalesce(TrustedMessage.progress_at, TrustedMessage.approved_at),
    ),
    most=LOOK_AT_ONCE,
)


def begin(work: Work) -> int:
    """Approved messages whose hour has come begin to go; one that is another than was approved goes back."""
    found = due.claimed(work, _TO_BEGIN)
    for message in found:
        if trusted.binding(work, message) != message.binding:
            trusted.was_changed(work, None, message, "not_as_approved")
            _tell(work, message, _("{reference} is not as it was approved any more, so I did not send it."))
        elif _has_expired(work, message):
            _end(work, None, message, MessageState.STOPPED, "expired")
            _tell(work, message, _("{reference} had expired before its hour came, so I did not send it."))
        else:
            message.state = MessageState.SENDING
            record.act(work, None, "begin_sending", trusted.ABOUT, message.number)
            work.session.info[outbox.SAID] = True
        trusted_card.show(work, message)
    return len(found)


def pause(work: Work, by: Person, message_id: int | None) -> TrustedMessage:
    """Nothing more of it is said until one of the team lets it go on."""
    return _move(work, by, message_id, "pause_sending", {MessageState.SENDING}, MessageState.PAUSED)


def resume(work: Work, by: Person, message_id: int | None) -> TrustedMessage:
    """It goes on where it was. Raises `errors.NotAllowed` where it is another than was approved by now."""
    held = trusted.for_staff(work, by, message_id)
    if held.state == MessageState.PAUSED and trusted.binding(work, held) != held.binding:
        raise errors.NotAllowed(_("It is not as it was approved any more. Stop it, and send a corrected one."))
    message = _move(work, by, message_id, "resume_sending", {MessageState.PAUSED}, MessageState.SENDING)
    work.session.info[outbox.SAID] = True
    return message


def stop(work: Work, by: Person, message_id: int | None) -> TrustedMessage:
    """Nothing more of it is said, for good. What has gone out stays, and can be corrected or withdrawn."""
    message = _one(work, by, message_id, {MessageState.APPROVED, *UNDER_WAY})
    _end(work, by, message, MessageState.STOPPED, copies_sent.STOPPED)
    trusted_card.show(work, message)
    return message


def before_stop(work: Work, by: Person, message_id: int | None) -> tuple[TrustedMessage, int]:
    """A message that may be stopped, and how many copies of it have not gone yet."""
    message = _one(work, by, message_id, {MessageState.APPROVED, *UNDER_WAY})
    return message, progress(work, message)[Fate.WAITING]


def finish(work: Work) -> int:
    """Messages of which every copy has gone or is settled are sent; what has expired is not said any more."""
    done = 0
    for message in due.claimed(work, _NOTHING_WAITS):
        if _unfinished(work, message):
            continue
        _end(work, None, message, MessageState.SENT, None)
        trusted_card.show(work, message)
        _report(work, message)
        done += 1
    return done + _expire(work)


def follow(work: Work) -> int:
    """Cards of messages of which copies have moved since are brought up to date, not more often than is good."""
    some = due.claimed(work, _MOVED, since=work.now - AT_LEAST_BETWEEN)
    for message in some:
        message.progress_at = work.now
        trusted_card.show(work, message)
    return len(some)


def _expire(work: Work) -> int:
    found = due.claimed(work, _EXPIRED)
    for message in found:
        _end(work, None, message, MessageState.STOPPED, "expired")
        trusted_card.show(work, message)
        _tell(work, message, _("{reference} has expired. What of it still waited is not sent any more."))
    return len(found)


def _unfinished(work: Work, message: TrustedMessage) -> bool:
    """Whether any copy has no outbox row yet."""
    row = sa.exists().where(outbox.TABLE.c.copy_id == Copy.id)
    left = select(Copy.id).where(Copy.message_id == message.number, ~row).limit(1)
    return work.session.exec(left).first() is not None


def _report(work: Work, message: TrustedMessage) -> None:
    """The staff room hears that it has gone; whoever wrote it, in private, what became of the copies as well."""
    went = progress(work, message)
    arrived = went[Fate.SENT] + went[Fate.WITH_CHAMPION] + went[Fate.PASSED_ON]
    text = n_(
        "{reference} has been sent: {n} copy is where it should be.",
        "{reference} has been sent: {n} copies are where they should be.",
        arrived,
        reference=Code(message.reference),
    )
    if message.corrects_id is not None and not arrived:
        text = _put_right(work, message)
    saying.to_room(work, [text], topic=Topic.SENT)
    author = people.serving(work, message.adopted_by or message.author_id)
    if author is not None:
        saying.to_person(work, author, [text, *sending_card.told(went)], lane=Lane.ANSWER)


def _put_right(work: Work, message: TrustedMessage) -> Text:
    """All who should have it had the one before, and have this one in its place."""
    copies = sa.select(sa.func.count(Copy.__table__.c.id)).where(Copy.__table__.c.edited_to == message.number)  # type: ignore[attr-defined]
    old = work.session.get_one(TrustedMessage, message.corrects_id)
    return n_(
        "{reference} has taken the place of {other} in {n} copy.",
        "{reference} has taken the place of {other} in {n} copies.",
        work.session.execute(copies).scalar_one(),
        reference=Code(message.reference),
        other=Code(old.reference),
    )


def _move(
    work: Work, by: Person, message_id: int | None, act: str, since: set[MessageState], to: MessageState
) -> TrustedMessage:
    message = _one(work, by, message_id, since)
    before, message.state = message.state, to
    record.act(work, by, act, trusted.ABOUT, message.number, before=before, after=to)
    work.session.flush()
    trusted_card.show(work, message)
    return message


def _one(work: Work, by: Person, message_id: int | None, states: set[MessageState]) -> TrustedMessage:
    """A message in one of these states, held. Raises `errors.NoLongerThere`, saying how it is now, in any other."""
    message = trusted.for_staff(work, by, message_id)
    if message.state not in states:
        how = IS_NOW.get(MessageState(message.state), _("It has not been approved."))
        raise errors.NoLongerThere(how)
    return message


def _end(work: Work, by: Person | None, message: TrustedMessage, state: MessageState, why: str | None) -> None:
    before, message.state, message.ended_at = message.state, state, work.now
    rows = outbox.TABLE
    waiting = (rows.c.trusted_id == message.number, rows.c.state == OutboxState.WAITING)
    dropped = sa.update(rows).where(*waiting, rows.c.copy_id.is_not(None))
    work.session.execute(dropped.values(state=OutboxState.DROPPED, state_at=work.now, why=why))
    record.act(work, by, "end_sending", trusted.ABOUT, message.number, before=before, after=state, why=why)
    work.session.flush()


def _has_expired(work: Work, message: TrustedMessage) -> bool:
    return message.expires_on < promises.today(work)


def _tell(work: Work, message: TrustedMessage, text: Text) -> None:
    saying.to_room(
        work, [replace(text, values={**text.values, "reference": Code(message.reference)})], topic=Topic.SENT
    )


LOOKS = (begin, finish, follow)
