"""Trusted messages: written by one of the team, changed, dropped. Any change undoes what was approved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, _
from bot.loop import codes, finding, people, record
from bot.message_words import UNAPPROVED, Attached, MessageState
from bot.store import versions
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Attachment, Copy, TrustedMessage
from bot.store.updates import Version

ABOUT = "message"
WORDS, EASY, PICTURE = "message", "easy_message", "picture"
SOURCE = "en"
BOUND = (
    "language",
    "source",
    "expires_on",
    "audience",
    "buttons",
    "is_urgent",
    "is_for_life",
    "champions_first_hours",
    "send_at",
    "send_minutes",
    "left_out",
    "read_by_one",
    "corrects_id",
    "choices",
)

_ATTACHED = select(Attachment).where(Attachment.message_id == sa.bindparam("number")).order_by(col(Attachment.id))
_BOUND_WORDS = (
    sa.select(col(Version.of), col(Version.language), col(Version.text), col(Version.read_by_id))
    .where(col(Version.of).in_((WORDS, EASY, PICTURE)), col(Version.of_id) == sa.bindparam("number"))
    .order_by(col(Version.of), col(Version.language))
)


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it is first written: its words and easy words by language, why now, where it comes from."""

    title: str
    words: Mapping[str, str] = field(repr=False)
    why_now: str
    expires_on: date
    review_on: date
    source: str = ""
    easy: Mapping[str, str] = field(default_factory=dict, repr=False)
    template: str | None = None
    corrects_id: int | None = None
    choices: int | None = None


def write(work: Work, by: Person, written: Written) -> TrustedMessage:
    """A new message, as a draft of whoever wrote it. Nothing goes out before another person approves it."""
    people.must_be_staff(work, by)
    return make(work, by, written, MessageState.DRAFT)


def make(work: Work, by: Person, written: Written, state: MessageState) -> TrustedMessage:
    """`write`, for whoever may: rights are the caller's."""
    message = TrustedMessage(
        programme_id=work.programme_id,
        title=written.title,
        state=state,
        code=codes.make(),
        language=SOURCE if SOURCE in written.words else next(iter(written.words)),
        template=written.template,
        why_now=written.why_now,
        source=written.source or None,
        expires_on=written.expires_on,
        review_on=written.review_on,
        audience={},
        buttons=[],
        left_out=[],
        author_id=by.number,
        proposed_by=by.number if state is MessageState.PROPOSED else None,
        corrects_id=written.corrects_id,
        choices=written.choices,
        made_at=work.now,
        changed_at=work.now,
    )
    work.session.add(message)
    work.session.flush()
    for of, texts in ((WORDS, written.words), (EASY, written.easy)):
        for language, text in sorted(texts.items(), key=lambda one: one[0] != message.language):
            put_words(work, by, message, of, language, text)
    record.act(work, by, "write_message", ABOUT, message.number, after=state, hash=binding(work, message))
    return message


def put_words(work: Work, by: Person | None, message: TrustedMessage, of: str, language: str, text: str) -> Version:
    """Words of a message in a language, in place of any before; read by nobody yet. Other languages are then stale.

    A recording of the words that were there before goes with them no longer.
    """
    if of == WORDS:
        take_off_recording(work, message, language, text)
    source = versions.find(work.session, of, message.number, message.language)
    is_source = language == message.language
    made_from = versions.fingerprint(text if is_source or source is None else source.text)
    return versions.write(
        work.session,
        programme_id=work.programme_id,
        of=of,
        of_id=message.number,
        language=language,
        text=text,
        by_id=by.number if by else None,
        source_hash=made_from,
        now=work.now,
    )


def take_off_recording(work: Work, message: TrustedMessage, language: str, text: str) -> None:
    """A recording says the old words: where they become others, it is taken off."""
    before = versions.find(work.session, WORDS, message.number, language)
    if before is not None and before.text != text.strip():
        its = (col(Attachment.message_id) == message.number, col(Attachment.language) == language)
        work.session.execute(sa.delete(Attachment).where(*its, col(Attachment.kind) == Attached.RECORDING))


def for_staff(work: Work, by: Person, number: int | None, *, held: bool = True) -> TrustedMessage:
    """A message, held, for staff. Raises `errors.NotAllowed` for anybody else."""
    people.must_be_staff(work, by)
    return finding.one(work, TrustedMessage, number, held=held)


def changeable(work: Work, by: Person, number: int | None) -> TrustedMessage:
    """A message that has not gone out, held, to be changed: `was_changed` afterwards undoes what was approved."""
    message = for_staff(work, by, number)
    if message.state == MessageState.PROPOSED:
        reference = Code(message.reference)
        text = _("A champion proposed {reference}. Take it up first, or tell them why not.", reference=reference)
        raise errors.Mistake(text)
    if message.state == MessageState.DROPPED:
        raise errors.NoLongerThere(_("{reference} was dropped.", reference=Code(message.reference)))
    if message.state not in UNAPPROVED | {MessageState.APPROVED}:
        text = _("{reference} has gone out. Correct it or withdraw it instead.", reference=Code(message.reference))
        raise errors.NoLongerThere(text)
    return message


def was_changed(work: Work, by: Person | None, message: TrustedMessage, act: str, **detail: Any) -> None:
    """Something of a message is another now: what was asked or approved is undone, and its receivers are let go."""
    before, was = message.state, message.binding
    if message.state in (MessageState.ASKED, MessageState.APPROVED):
        message.state = MessageState.DRAFT
        work.session.execute(sa.delete(Copy).where(col(Copy.message_id) == message.number))
    message.binding, message.approved_at, message.changed_at, message.unfolded_to = None, None, work.now, 0
    work.session.flush()
    detail |= {"before": before, "after": message.state, "undone": was, "hash": binding(work, message)}
    record.act(work, by, act, ABOUT, message.number, **detail)


def written(work: Work, message: TrustedMessage, of: str = WORDS) -> dict[str, Version]:
    """Its words by language, those first that the others are made from."""
    found = work.session.exec(select(Version).where(Version.of == of, Version.of_id == message.number)).all()
    ordered = sorted(found, key=lambda one: (one.language != message.language, one.language))
    return {one.language: one for one in ordered}


def read_by_one(work: Work, message: TrustedMessage) -> frozenset[str]:
    """The languages in which nobody but their writer has read all of it, which its copies then say."""
    found = select(Version.language).where(
        col(Version.of).in_((WORDS, EASY, PICTURE)),
        Version.of_id == message.number,
        col(Version.read_by_id).is_(None),
        Version.language != message.language,
    )
    return frozenset(work.session.exec(found).all())


def is_stale(work: Work, message: TrustedMessage, version: Version) -> bool:
    """Whether a translation is of words that have changed since."""
    source = versions.find(work.session, version.of, message.number, message.language)
    return source is not None and version.source_hash != versions.fingerprint(source.text)


def attachments(work: Work, message: TrustedMessage) -> list[Attachment]:
    """What goes with it."""
    return list(work.session.execute(_ATTACHED, {"number": message.number}).scalars().all())


def binding(work: Work, message: TrustedMessage) -> str:
    """The hash of all that an approval is for: every word in every language, what goes with it, for whom, when."""
    texts = work.session.execute(_BOUND_WORDS, {"number": message.number}).all()
    files = [(one.kind, one.language, one.unique_id) for one in attachments(work, message)]
    bound = {name: getattr(message, name) for name in BOUND}
    whole = json.dumps([message.number, bound, [list(one) for one in texts], files], sort_keys=True, default=_plain)
    return hashlib.sha256(whole.encode()).hexdigest()


def _plain(value: date) -> str:
    return (value.astimezone(UTC) if isinstance(value, datetime) else value).isoformat()
