"""What readers say of a trusted message: whether it was clear, and what they write back to it."""

from __future__ import annotations

from sqlmodel import select

from bot import errors
from bot.language import _
from bot.loop import (
    blocks,
    cards,
    finding,
    record,
    trusted,
    trusted_card,
)
from bot.message_words import MessageState
from bot.store.chats import Chat, Purpose
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Clear, Copy, TrustedMessage


def message_of(work: Work, copy_id: int | None) -> TrustedMessage:
    """The message whose words a copy shows: the one that it is of, or what that was corrected to."""
    copy = finding.one(work, Copy, copy_id)
    return finding.one(work, TrustedMessage, copy.edited_to or copy.message_id)


def message_said(work: Work, copy_id: int | None, trusted_id: int | None) -> TrustedMessage:
    """The message that something the bot said is about: as a copy, or as a word on one."""
    return message_of(work, copy_id) if copy_id is not None else finding.one(work, TrustedMessage, trusted_id)


def say_clear(work: Work, person: Person, copy_id: int, *, is_clear: bool) -> Clear:
    """A person's word on whether it was clear; the last one counts. In a group anybody may say so, each for themselves.

    Raises `errors.NotAllowed` where the copy is in somebody else's private chat.
    """
    copy = finding.one(work, Copy, copy_id)
    chat = work.session.get_one(Chat, copy.chat_id)
    if chat.purpose == Purpose.PRIVATE and person.chat_id != chat.id:
        raise errors.NotAllowed(_("Only the person who got this can say so."))
    blocks.must_not_be_blocked(person)
    message = message_of(work, copy_id)
    if message.state == MessageState.WITHDRAWN:
        raise errors.NoLongerThere(_("That message is withdrawn. Please do not use it any more."))
    finding.one(work, TrustedMessage, message.number, held=True)
    said = _said(work, message, person)
    before = said.is_clear if said is not None else None
    if said is None:
        said = Clear(
            programme_id=work.programme_id,
            message_id=message.number,
            person_id=person.number,
            is_clear=is_clear,
            at=work.now,
        )
    said.is_clear, said.at = is_clear, work.now
    work.session.add(said)
    work.session.flush()
    if before != is_clear:
        record.act(work, person, "say_clear", trusted.ABOUT, message.number, before=before, after=is_clear)
        trusted_card.show(work, message)
    return said


def may_say_more(person: Person) -> bool:
    """Whether what was not clear can be asked in private."""
    return person.chat_id is not None and person.consented_at is not None


def link(work: Work, person: Person, insight: Insight, message: TrustedMessage) -> None:
    """What somebody told is about a message: the cards of both say so, and what was not clear is found by it."""
    if insight.trusted_id == message.number:
        return
    insight.trusted_id = message.number
    work.session.add(insight)
    said = _said(work, message, person)
    if said is not None and not said.is_clear:
        said.insight_id = insight.number
    record.act(work, person, "write_back", trusted.ABOUT, message.number, insight=insight.number)
    work.session.flush()
    cards.show_insight(work, insight)
    trusted_card.show(work, message)


def _said(work: Work, message: TrustedMessage, person: Person) -> Clear | None:
    mine = (Clear.message_id == message.number, Clear.person_id == person.number)
    return work.session.exec(select(Clear).where(*mine)).first()
