"""One champion reads a question before it goes out, in their language, and says whether it is clear."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Code, Text, _, own_words, p_
from bot.loop import (
    circles,
    consult,
    consult_reading,
    due,
    finding,
    people,
    personal,
    record,
    saying,
    trusted,
    trusted_card,
    trusted_lines,
)
from bot.message_words import ConsultState, MessageState
from bot.store.consult import Consultation
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import Lane

AT_ONCE = 20
_BUTTON = "[ {label} ]"
_WRITTEN = (MessageState.DRAFT, MessageState.ASKED)
_TO_READ = (
    select(Consultation, TrustedMessage)
    .join(TrustedMessage, col(TrustedMessage.id) == col(Consultation.message_id))
    .where(
        Consultation.programme_id == sa.bindparam("programme"),
        Consultation.state == ConsultState.PREPARED,
        col(TrustedMessage.state).in_(_WRITTEN),
        sa.or_(col(Consultation.asked_at).is_(None), col(TrustedMessage.changed_at) > col(Consultation.asked_at)),
    )
    .limit(AT_ONCE)
    .with_for_update(of=Consultation, skip_locked=True)
)


def ask_some(work: Work) -> int:
    """Champions whose question is there or has changed since they were asked are asked to read it."""
    return sum(
        ask(work, consultation, message)
        for consultation, message in work.session.exec(_TO_READ, params=due.values(work)).all()
    )


def ask(work: Work, consultation: Consultation, message: TrustedMessage) -> bool:
    """Ask its champion to read it as it is now; whether they are asked. The same words are asked about once."""
    consultation.asked_at = work.now
    who = consult_reading.reader(work, consultation)
    if who is None or not consult_reading.has_words(work, message, who):
        return False
    shown = consult_reading.shown(work, message, who)
    if shown == consultation.asked_shown:
        return False
    consultation.asked_shown = shown
    _bring(work, consultation, message, who, shown)
    record.act(work, None, "ask_question_reader", consult.ABOUT, consultation.number, words=shown)
    work.session.flush()
    trusted_card.show(work, message)
    return True


def say(work: Work, by: Person, number: int, shown: str, *, is_clear: bool) -> Consultation:
    """The champion has read it as it stood on screen (`shown`): clear, or not.

    Raises `errors.NotAllowed` for anybody else, `errors.NoLongerThere` where the words are others by now.
    """
    consultation = of_reader(work, by, number)
    message = consult.message_of(work, consultation)
    if message.state not in _WRITTEN or consult_reading.shown(work, message, by) != shown:
        raise errors.NoLongerThere(_("The words have changed since. Please read them as they are now."))
    if consultation.read_shown == shown and consultation.is_clear == is_clear:
        raise errors.NoLongerThere(_("That is what you said already."))
    before = consultation.is_clear if consultation.read_shown == shown else None
    consultation.read_shown, consultation.is_clear = shown, is_clear
    record.act(
        work, by, "read_question", consult.ABOUT, consultation.number, before=before, after=is_clear, words=shown
    )
    work.session.flush()
    trusted_card.show(work, message)
    return consultation


def say_why(work: Work, by: Person, number: int | None, why: str) -> None:
    """What was not clear reaches whoever wrote the question, and the staff room."""
    consultation = of_reader(work, by, number)
    text = _(
        "{who} has read the question {reference}. This is not clear:",
        who=circles.called(work, by),
        reference=Code(f"T-{consultation.message_id}"),
    )
    saying.to_room(work, [text, own_words(personal.masked(why))], topic=Topic.SENT, words_of=by.number)
    owner = consult.owner(work, consultation)
    if owner is not None:
        saying.to_person(work, owner, [text, own_words(why)], words_of=by.number, lane=Lane.ALERT)


def of_reader(work: Work, by: Person, number: int | None) -> Consultation:
    """A question that somebody was asked to read first, held. Raises `errors.NotAllowed` for anybody else."""
    consultation = finding.one(work, Consultation, number, held=True)
    if consultation.reader_id != by.id:
        raise errors.NotAllowed(_("Only the champion who was asked to read it can do this."))
    if consultation.state != ConsultState.PREPARED:
        raise errors.NoLongerThere(_("That question has gone out or was dropped."))
    return consultation


def _bring(work: Work, consultation: Consultation, message: TrustedMessage, who: Person, shown: str) -> None:
    owner = people.by_number(work, consultation.owner_id)
    above = _(
        "{who} wants to ask people this. Please read it first. It does not go out before you say that it is clear.",
        who=people.name_and_title(owner) if owner else work.programme.name,
    )
    saying.to_person(work, who, [above], lane=Lane.ANSWER)
    language = consult_reading.language(who)
    written = trusted.written(work, message)[language].text
    below = [Text(_BUTTON, {"label": one.label}) for row in trusted_lines.buttons(message, written) for one in row]
    saying.to_person(work, who, [*trusted_lines.parts(work, message), *below], lane=Lane.ANSWER, language=language)
    rows = (
        (Button(p_("button", "It is clear"), f"cq:{consultation.number}:clear:{shown}"),),
        (Button(p_("button", "Not clear to me"), f"cq:{consultation.number}:unclear:{shown}"),),
    )
    asked = _("Would people in your group know what we ask? Would they know what an answer can change?")
    saying.to_person(work, who, [asked], rows, lane=Lane.ANSWER)
