"""Changing a trusted message part by part until it goes out. Each change undoes what was asked for and approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import _
from bot.language_names import english_name
from bot.loop import record, trusted, trusted_card, trusted_proposals, trusted_translations
from bot.message_words import Attached, MessageButton, MessageState, MessageTemplate
from bot.store import versions
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Attachment, Copy, TrustedMessage
from bot.store.updates import Version


@dataclass(frozen=True, slots=True)
class File:
    """Something that goes with a message, as Telegram names it; its size in bytes, where that is known."""

    file_id: str
    unique_id: str
    size: int | None = None


def reword(work: Work, by: Person, number: int | None, of: str, language: str, words: str) -> TrustedMessage:
    """Other words in a language; none take easy words or those about a picture away.

    A holding line that is reworded is none any more.
    """
    message = trusted.changeable(work, by, number)
    before = versions.find(work.session, of, message.number, language)
    if before is not None and before.text == words.strip():
        raise errors.NoLongerThere(_("Those words are there already."))
    if words:
        trusted.put_words(work, by, message, of, language, words)
    elif of == trusted.WORDS:
        raise errors.Mistake(_("A message needs words in this language, or none at all."))
    elif before is not None:
        work.session.delete(before)
    if message.template == MessageTemplate.HOLDING and of == trusted.WORDS:
        message.template = MessageTemplate.EMPTY
    held = versions.fingerprint(before.text) if before else None
    _changed(work, by, message, "reword_message", of=of, language=language, words_before=held)
    if language == message.language:
        trusted_translations.words_changed(work, by, message)
    return message


def retitle(work: Work, by: Person, number: int | None, title: str) -> TrustedMessage:
    """Another title, which only the team sees."""
    message = trusted.changeable(work, by, number)
    message.title = title
    return _changed(work, by, message, "retitle_message")


def explain(work: Work, by: Person, number: int | None, why_now: str) -> TrustedMessage:
    """Why it is sent now, said anew."""
    message = trusted.changeable(work, by, number)
    message.why_now = why_now
    return _changed(work, by, message, "explain_message")


def cite(work: Work, by: Person, number: int | None, source: str) -> TrustedMessage:
    """Another source; none takes it away."""
    message = trusted.changeable(work, by, number)
    was, message.source = message.source, source or None
    return _changed(work, by, message, "cite_message", source_before=was)


def redate(work: Work, by: Person, number: int | None, expires_on: date, review_on: date) -> TrustedMessage:
    """Another last day, another day on which somebody looks at it again."""
    message = trusted.changeable(work, by, number)
    if review_on > expires_on:
        raise errors.Mistake(_("It is looked at again on its last day at the latest."))
    was, message.expires_on, message.review_on = message.expires_on, expires_on, review_on
    return _changed(work, by, message, "redate_message", day_before=was.isoformat(), day=expires_on.isoformat())


def put_buttons(
    work: Work, by: Person, number: int | None, links: Sequence[tuple[MessageButton, str]]
) -> TrustedMessage:
    """Other buttons under it, each with its link where it opens one."""
    message = trusted.changeable(work, by, number)
    message.buttons = [{"kind": str(kind), "url": url} if url else {"kind": str(kind)} for kind, url in links]
    return _changed(work, by, message, "put_buttons", buttons=[str(kind) for kind, _url in links])


def attach(
    work: Work, by: Person, number: int | None, kind: Attached, language: str, file: File, *, shows: str = ""
) -> TrustedMessage:
    """A picture (with what it shows), a recording or a document, in place of any before of the kind and language."""
    message = trusted.changeable(work, by, number)
    language = message.language if kind is Attached.PICTURE else language
    _detach(work, message, kind, language)
    made = Attachment(programme_id=work.programme_id, message_id=message.number, kind=kind, language=language)
    made.file_id, made.unique_id, made.size, made.by_id = file.file_id, file.unique_id, file.size, by.id
    work.session.add(made)
    if kind is Attached.PICTURE:
        if not shows.strip():
            raise errors.Mistake(_("A picture needs words for those who cannot see it."))
        trusted.put_words(work, by, message, trusted.PICTURE, language, shows)
    return _changed(work, by, message, "attach", kind=str(kind), language=language)


def take_off(work: Work, by: Person, number: int | None, kind: Attached, language: str) -> TrustedMessage:
    """Something goes with it no longer; with a picture go the words about it."""
    message = trusted.changeable(work, by, number)
    if not _detach(work, message, kind, language):
        what = english_name(language)
        raise errors.NoLongerThere(_("That is taken off already: {what}.", what=what))
    if kind is Attached.PICTURE:
        about = (col(Version.of) == trusted.PICTURE, col(Version.of_id) == message.number)
        work.session.execute(sa.delete(Version).where(*about))
    return _changed(work, by, message, "take_off", kind=str(kind), language=language)


def drop(work: Work, by: Person, number: int | None, why: str) -> TrustedMessage:
    """It is never sent. Whoever proposed it hears so."""
    message = trusted.changeable(work, by, number)
    before, message.state, message.ended_at = message.state, MessageState.DROPPED, work.now
    message.binding = message.approved_at = None
    work.session.execute(sa.delete(Copy).where(col(Copy.message_id) == message.number))
    record.act(work, by, "drop_message", trusted.ABOUT, message.number, before=before, why=why)
    work.session.flush()
    trusted_proposals.tell_dropped(work, by, message)
    trusted_card.show(work, message)
    return message


def _changed(work: Work, by: Person, message: TrustedMessage, act: str, **detail: object) -> TrustedMessage:
    work.session.flush()
    trusted.was_changed(work, by, message, act, **detail)
    trusted_card.show(work, message)
    return message


def _detach(work: Work, message: TrustedMessage, kind: Attached, language: str) -> bool:
    found = work.session.exec(
        select(Attachment).where(
            Attachment.message_id == message.number, Attachment.kind == kind, Attachment.language == language
        )
    ).first()
    if found is not None:
        work.session.delete(found)
        work.session.flush()
    return found is not None
