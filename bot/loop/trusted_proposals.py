"""What champions propose to send: the team takes it up, or says why not, by a day that they were told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import SOURCE, Code, Text, _, own_words
from bot.loop import blocks, cards, door, people, promise_rules, promises, record, saying, trusted, trusted_card
from bot.message_words import MessageState
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.store.updates import Version
from bot.words import Lane, PromiseKind

RIGHT_FOR = timedelta(days=30)


def propose(work: Work, by: Person, *, title: str, words: str, why: str, source: str) -> TrustedMessage:
    """A champion proposes a message: staff see it, and owe them a word by a day that is said at once."""
    door.must_have_joined(work, by)
    blocks.must_not_be_blocked(by)
    last = promises.today(work) + RIGHT_FOR
    language = by.language or SOURCE
    made = trusted.Written(title, {language: words}, why, last, last, source)
    message = trusted.make(work, by, made, MessageState.PROPOSED)
    due = promises.working_days_on(work, promise_rules.of(work).first_word_days)
    promises.make(work, PromiseKind.PROPOSAL, trusted.ABOUT, message.number, due)
    text = _(
        "Thank you. The team has it as {reference}. By {day} they tell you whether they send it, or why not.",
        reference=Code(message.reference),
        day=promises.day_of(work, due),
    )
    saying.to_person(work, by, [text])
    trusted_card.show(work, message)
    return message


def adopt(work: Work, by: Person, number: int | None) -> TrustedMessage:
    """The team takes it up: it is a draft from now on, with the champion as its author, who hears so."""
    message = proposed(work, by, number)
    before, message.state, message.adopted_by = message.state, MessageState.DRAFT, by.number
    _settle(work, message)
    record.act(work, by, "adopt_message", trusted.ABOUT, message.number, before=before, after=message.state)
    text = _(
        "{who} takes up what you proposed, {reference}. Another person of the team reads it before it goes out.",
        who=people.name_and_title(by),
        reference=Code(message.reference),
    )
    _tell(work, message, [text])
    trusted_card.show(work, message)
    return message


def decline(work: Work, by: Person, number: int | None, why: Mapping[str, str]) -> TrustedMessage:
    """The team does not send it; the champion hears why, from a named person."""
    message = proposed(work, by, number)
    before, message.state, message.ended_at = message.state, MessageState.DROPPED, work.now
    _settle(work, message)
    record.act(work, by, "decline_message", trusted.ABOUT, message.number, before=before, after=message.state)
    language = reader_of(work, message)
    there = why.get(language)
    parts = why_not(by, message, there or why[SOURCE])
    if there is None and language != SOURCE:
        parts.append(_("These words are in English. We do not have them in your language yet."))
    _tell(work, message, parts)
    trusted_card.show(work, message)
    return message


def why_not(by: Person, message: TrustedMessage, words: str) -> list[Text]:
    """What a champion reads whose proposal is not taken up."""
    heading = _(
        "{who} answers what you proposed, {reference}. The team does not send it, because:",
        who=people.name_and_title(by),
        reference=Code(message.reference),
    )
    return [heading, own_words(words), _("You can propose another one: /propose")]


def tell_dropped(work: Work, by: Person, message: TrustedMessage) -> None:
    """A message that came from a proposal is not sent after all."""
    text = _(
        "What you proposed, {reference}, is not sent after all. {who} decided so. You can ask why: /ask",
        reference=Code(message.reference),
        who=people.name_and_title(by),
    )
    _tell(work, message, [text])


def proposed(work: Work, by: Person, number: int | None) -> TrustedMessage:
    """A proposal that nobody has answered, held. Raises `errors.NoLongerThere` with what was done."""
    message = trusted.for_staff(work, by, number)
    if message.state != MessageState.PROPOSED:
        raise errors.NoLongerThere(_("{reference} is answered already.", reference=Code(message.reference)))
    return message


def reader_of(work: Work, message: TrustedMessage) -> str:
    """The language in which whoever proposed it reads."""
    author = people.by_number(work, message.proposed_by)
    return (author.language if author else None) or SOURCE


def forget(work: Work, person: Person) -> None:
    """Somebody is erased: what they proposed and nobody took up goes; nothing is owed on it."""
    theirs = select(TrustedMessage).where(
        TrustedMessage.proposed_by == person.id, col(TrustedMessage.adopted_by).is_(None)
    )
    for message in work.session.exec(theirs.with_for_update()).all():
        message.title = message.why_now = ""
        message.source, message.state, message.ended_at = None, MessageState.DROPPED, message.ended_at or work.now
        work.session.execute(
            sa.delete(Version).where(col(Version.of) == trusted.WORDS, col(Version.of_id) == message.number)
        )
        promises.keep(work, PromiseKind.PROPOSAL, trusted.ABOUT, message.number)
    work.session.flush()


def _settle(work: Work, message: TrustedMessage) -> None:
    """It is answered. Once taken up its card is the team's own, and stays when its author is erased."""
    promises.keep(work, PromiseKind.PROPOSAL, trusted.ABOUT, message.number)
    card = cards.of(work, trusted.ABOUT, message.number)
    if card is not None and message.adopted_by is not None:
        work.session.execute(sa.update(Outbox).where(col(Outbox.id) == card.outbox_id).values(words_of=None))
    work.session.flush()


def _tell(work: Work, message: TrustedMessage, parts: list[Text]) -> None:
    author = people.by_number(work, message.proposed_by)
    if author is not None:
        saying.to_person(work, author, parts, lane=Lane.ANSWER)
