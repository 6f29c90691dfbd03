"""Correcting a trusted message that has gone out: the new one walks the same road and takes the place of every copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import col

from bot import errors
from bot.language import Code, Text, _
from bot.loop import (
    promises,
    record,
    trusted,
    trusted_card,
    trusted_copies,
    trusted_files,
    trusted_going,
    trusted_lines,
)
from bot.loop.trusted_copies import Gone, Part
from bot.loop.trusted_going import Going
from bot.message_words import GONE_OUT, Attached, MessageState
from bot.store import outbox, versions
from bot.store.outbox import TABLE
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Attachment, Copy, TrustedMessage
from bot.store.updates import Version
from bot.words import Lane, OutboxState, PromiseKind

P = TypeVar("P")
CORRECTED = "corrected"
CAN_BE = GONE_OUT - {MessageState.WITHDRAWN}
GOES = (MessageState.SENDING, MessageState.SENT)
_COPY: sa.Table = Copy.__table__  # type: ignore[attr-defined]
_NEW = ("programme_id", "chat_id", "group_id", "for_group_id", "person_id", "language", "is_easy")
_UNFINISHED = trusted_copies.messages(
    col(TrustedMessage.state).in_(GOES),
    col(TrustedMessage.corrects_id).is_not(None),
    col(TrustedMessage.approved_at).is_not(None),
    col(TrustedMessage.carried_at).is_(None),
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What takes a message's place: its words and easy words by language, what was wrong, until when it is right."""

    words: Mapping[str, str] = field(repr=False)
    wrong: str = field(repr=False)
    expires_on: date
    review_on: date
    easy: Mapping[str, str] = field(default_factory=dict, repr=False)


def correctable(work: Work, by: Person, number: int | None) -> TrustedMessage:
    """A message that has gone out, held. Raises `errors.NoLongerThere` where it was corrected or withdrawn already."""
    message = trusted.for_staff(work, by, number)
    if message.state == MessageState.WITHDRAWN:
        raise errors.NoLongerThere(_("It is withdrawn. Please write a new message: /message"))
    if message.state not in CAN_BE:
        raise errors.NoLongerThere(_("It has not gone out. It can be changed or dropped."))
    other = trusted_copies.following(work, message)
    if other is not None:
        text = _("{other} takes its place. Please go on with that one.", other=Code(other.reference))
        raise errors.NoLongerThere(text)
    return message


def write(work: Work, by: Person, number: int | None, corrected: Corrected) -> TrustedMessage:
    """A corrected message, as a draft for those who had the old one. Another person approves it, like any."""
    old = correctable(work, by, number)
    made = trusted.write(
        work,
        by,
        trusted.Written(
            title=old.title,
            words=corrected.words,
            why_now=corrected.wrong,
            expires_on=corrected.expires_on,
            review_on=corrected.review_on,
            source=old.source or "",
            easy=corrected.easy,
            corrects_id=old.number,
            choices=old.choices,
        ),
    )
    made.audience, made.buttons = dict(old.audience), list(old.buttons)
    _take_files_over(work, old, made)
    made.is_urgent, made.is_for_life, made.urgent_why = old.is_urgent, old.is_for_life, old.urgent_why
    record.act(work, by, "correct_message", trusted.ABOUT, old.number, by_message=made.number)
    work.session.flush()
    for one in (made, old):
        trusted_card.show(work, one)
    return made


def _take_files_over(work: Work, old: TrustedMessage, made: TrustedMessage) -> None:
    """The picture, with what it shows, and the documents go with the new words as well; no recording of the old ones.

    Whoever read what the picture shows has read it: that is the same.
    """
    if old.language != made.language:
        return
    for one in trusted.attachments(work, old):
        if one.kind != Attached.RECORDING:
            work.session.add(Attachment(**_same(one), message_id=made.number))
    for version in trusted.written(work, old, trusted.PICTURE).values():
        if version.language in trusted.written(work, made):
            work.session.add(Version(**_same(version), of_id=made.number))
    work.session.flush()


def _same(row: Attachment | Version) -> dict[str, Any]:
    return row.model_dump(exclude={"id", "message_id", "of_id"})


def freeze(work: Work, message: TrustedMessage) -> int:
    """A correction is approved: the old one goes no further. Returns how many copies hear of it.

    Those to whom the old one had not gone yet get this one instead, as copies of its own.
    """
    old = _old(work, message, held=True)
    if old.state == MessageState.WITHDRAWN:
        raise errors.NoLongerThere(_("{old} was withdrawn meanwhile.", old=Code(old.reference)))
    if old.state in (MessageState.SENDING, MessageState.PAUSED):
        before, old.state, old.ended_at = old.state, MessageState.STOPPED, work.now
        record.act(work, None, "end_sending", trusted.ABOUT, old.number, before=before, after=old.state, why=CORRECTED)
    promises.keep(work, PromiseKind.REVIEW, trusted.ABOUT, old.number)
    trusted_copies.drop_waiting(work, [old.number], CORRECTED)
    work.session.execute(sa.delete(_COPY).where(_COPY.c.message_id == message.number))
    added = _add_missed(work, old, message)
    trusted_card.show(work, old)
    went = sa.select(sa.func.count(_COPY.c.id)).join(TABLE, TABLE.c.copy_id == _COPY.c.id)
    there = went.where(_COPY.c.message_id.in_(_earlier(work, message)), TABLE.c.state.in_(trusted_copies.WENT))
    return added + int(work.session.execute(there).scalar_one())


def carry_on(work: Work) -> int:
    """Copies of what was corrected get the new words, and their chats hear so: at most so many a look, each once."""
    return trusted_copies.change_some(work, _UNFINISHED, partial(_carry, work))


def as_read(day: date, parts: Sequence[P]) -> list[P | Text]:
    """What stands in place of a copy: the new words, and since when."""
    return [_("Corrected on {day}. What stood here before was not right.", day=day), *parts]


def _old(work: Work, message: TrustedMessage, *, held: bool = False) -> TrustedMessage:
    how = {"with_for_update": {"key_share": True}, "populate_existing": True} if held else {}
    work.session.flush()
    return work.session.get_one(TrustedMessage, message.corrects_id, **how)  # type: ignore[arg-type]


def _earlier(work: Work, message: TrustedMessage) -> list[int]:
    return [one.number for one in trusted_copies.family(work, message) if one.number < message.number]


def _add_missed(work: Work, old: TrustedMessage, message: TrustedMessage) -> int:
    """Copies for those to whom the old words were never said, in one statement."""
    said = sa.select(1).where(TABLE.c.copy_id == _COPY.c.id, TABLE.c.state != OutboxState.DROPPED)
    mine = _COPY.alias()
    same = sa.or_(
        mine.c.for_group_id == _COPY.c.for_group_id,
        sa.and_(mine.c.for_group_id.is_(None), _COPY.c.for_group_id.is_(None)),
    )
    there = sa.select(1).where(mine.c.message_id == message.number, mine.c.chat_id == _COPY.c.chat_id, same)
    rows = (
        sa.select(sa.literal(message.number), *(_COPY.c[name] for name in _NEW))
        .where(_COPY.c.message_id == old.number, ~said.exists(), ~there.exists())
        .order_by(_COPY.c.id)
    )
    work.session.flush()
    before = _count(work, message)
    work.session.execute(sa.insert(_COPY).from_select(["message_id", *_NEW], rows))
    return _count(work, message) - before


def _count(work: Work, message: TrustedMessage) -> int:
    found = sa.select(sa.func.count()).where(_COPY.c.message_id == message.number)
    return int(work.session.execute(found).scalar_one())


def _carry(work: Work, message: TrustedMessage, most: int) -> int:
    if trusted_going.going(work, message) is not Going.GOES:
        return 0
    which = (
        col(Copy.message_id).in_(_earlier(work, message)),
        sa.or_(col(Copy.edited_to).is_(None), col(Copy.edited_to) < message.number),
        col(Copy.withdrawn_at).is_(None),
    )
    claimed = trusted_copies.claim(work, which, most)
    for gone in claimed:
        gone.copy.edited_to, gone.copy.edited_at, gone.copy.expired_at = message.number, work.now, None
        _put_right(work, message, gone)
    work.session.flush()
    if not trusted_copies.is_any_left(work, which):
        if _add_missed(work, _old(work, message), message):
            message.state, work.session.info[outbox.SAID] = MessageState.SENDING, True
        message.carried_at = work.now
        for one in (message, _old(work, message)):
            trusted_card.show(work, one)
    return len(claimed)


def _put_right(work: Work, message: TrustedMessage, gone: Gone) -> None:
    """One copy says the new words, or is answered with them; its chat hears that something has changed."""
    key = f"{CORRECTED}:{message.number}:{gone.row}"
    silent = Lane.ALERT if message.is_urgent else Lane.TRUSTED
    aloud = Lane.ALERT if message.is_for_life else Lane.TRUSTED
    today, day = promises.today(work), promises.day_of(work, gone.at)
    words, rows = _words(work, message, gone), trusted_lines.buttons_in(work, message, gone.language)
    files = trusted_files.with_copy(trusted.attachments(work, message), gone.language)
    new_files = files if files != gone.files else []
    if gone.is_plain and files == gone.files and trusted_copies.fits(work, gone, words):
        trusted_copies.edit(work, gone, as_read(today, words), rows, lane=silent)
        trusted_copies.reply(work, gone, [TOLD], key=key, lane=aloud)
    elif gone.is_known:
        if gone.is_plain:
            trusted_copies.edit(work, gone, as_read(today, []), lane=silent)
        trusted_copies.reply(work, gone, [_got(day), *words], rows, key=key, lane=aloud, files=new_files)
    else:
        first = _("You may have got a message from me on {day} that was not right. This holds now:", day=day)
        trusted_copies.reply(work, gone, [first, *words], rows, key=key, lane=aloud, files=new_files)
    trusted_copies.pass_on(work, gone, words, key=key, lane=aloud, files=new_files)


TOLD = _(
    "The message above was not right, and I have put it right. Please read it again. "
    "If you passed it on, please tell those people too."
)


def _got(day: date) -> Text:
    return _("The message of {day} that I reply to was not right. This holds now:", day=day)


def _words(work: Work, message: TrustedMessage, gone: Gone) -> list[Part]:
    """The new words in the language of the chat, or that they are not there in it."""
    easy = versions.find(work.session, trusted.EASY, message.number, gone.language)
    by_one = gone.language in trusted.read_by_one(work, message)
    is_easy = gone.copy.is_easy and easy is not None
    parts = trusted_lines.parts(work, message, is_easy=is_easy, read_by_one=by_one)
    if gone.language not in message.left_out and trusted_copies.are_there(work, parts, gone.language):
        return parts
    return [
        _("The new words are not there in your language yet. Please do not use the old ones."),
        _("To ask about it, write /ask. To check it, write /check {code}.", code=trusted_copies.code(message)),
    ]
