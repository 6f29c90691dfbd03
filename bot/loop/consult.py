"""Questions to groups: written as trusted messages that can be answered, and owed a word on what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from bot import errors
from bot.language import Code, Languages, Text, _
from bot.loop import audience, finding, people, promises, record, trusted
from bot.loop.consult_words import FEWEST, LABEL_AT_MOST, MOST, Asked, are_right, composed
from bot.message_words import ConsultState, MessageTemplate
from bot.store.consult import Consultation
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import PromiseKind

ABOUT = "consultation"
AT_LEAST = timedelta(days=14)
NOT_SENT = (ConsultState.PREPARED, ConsultState.ENDED)


def write(
    work: Work,
    by: Person,
    title: str,
    asked: Asked,
    whom: Mapping[str, Any],
    reader_id: int | None,
    languages: Languages,
) -> Consultation:
    """A new question, as a draft. Nothing goes out before a champion has read it and a second person approved it."""
    must_be_right(work, asked)
    reader = people.by_number(work, reader_id)
    if reader is None or reader.chat_id is None or reader.left_at is not None:
        raise errors.Mistake(_("Nobody can be asked to read it first. Please choose a champion who has written to me."))
    words = _composed(asked, languages, trusted.SOURCE)
    made = trusted.Written(
        title=title,
        words={trusted.SOURCE: words},
        why_now=asked.can_change,
        expires_on=asked.last_day,
        review_on=asked.last_day,
        template=MessageTemplate.LISTENING,
        choices=len(asked.choices),
    )
    message = trusted.write(work, by, made)
    consultation = Consultation(
        programme_id=work.programme_id,
        message_id=message.number,
        state=ConsultState.PREPARED,
        owner_id=by.number,
        reader_id=reader.number,
        **_kept(asked),
    )
    work.session.add(consultation)
    work.session.flush()
    audience.choose(work, by, message.number, whom)
    detail = {"message": message.number, "reader": reader.number, "last_day": asked.last_day.isoformat()}
    record.act(work, by, "write_question", ABOUT, consultation.number, after=consultation.state, **detail)
    return consultation


def change(work: Work, by: Person, number: int | None, asked: Asked, languages: Languages) -> Consultation:
    """Other words, answers or days of a question that has not gone out: its champion reads it again."""
    consultation = prepared(work, by, number)
    message = trusted.changeable(work, by, consultation.message_id)
    must_be_right(work, asked)
    if _kept(asked) == _kept(asked_in(consultation)):
        raise errors.NoLongerThere(_("Those words are there already."))
    for name, value in _kept(asked).items():
        setattr(consultation, name, value)
    message.choices, message.expires_on, message.review_on = len(asked.choices), asked.last_day, asked.last_day
    words = _composed(asked, languages, message.language)
    trusted.put_words(work, by, message, trusted.WORDS, message.language, words)
    trusted.was_changed(work, by, message, "change_question", question=consultation.number)
    return consultation


def choose_reader(work: Work, by: Person, number: int | None, reader_id: int) -> Consultation:
    """Another champion reads it first."""
    consultation = prepared(work, by, number)
    before, consultation.reader_id = consultation.reader_id, reader_id
    consultation.asked_shown = consultation.read_shown = consultation.is_clear = consultation.asked_at = None
    record.act(work, by, "choose_question_reader", ABOUT, consultation.number, before=before, after=reader_id)
    work.session.flush()
    return consultation


def must_be_right(work: Work, asked: Asked) -> None:
    """Raises `errors.Mistake` for answers that are no buttons, and for a last day that is too near."""
    choices = asked.choices
    is_number = not choices or FEWEST <= len(choices) <= MOST
    if not is_number or len(set(choices)) != len(choices) or any(len(one) > LABEL_AT_MOST for one in choices):
        text = _("Write two to six answers, all different, with 30 letters at most. Choose “Change an answer”.")
        raise errors.Mistake(text)
    if asked.last_day < earliest(work, promises.today(work)):
        raise errors.Mistake(_("People need at least 14 days to answer. Choose “Change an answer”."))
    if asked.result_by <= asked.last_day:
        raise errors.Mistake(_("People hear what came of it after the last day."))


def earliest(work: Work, sent: date) -> date:
    """The earliest last day of a question that is sent on a day."""
    return sent + AT_LEAST


def for_staff(work: Work, by: Person, number: int | None, *, held: bool = False) -> Consultation:
    """A question, for staff. Raises `errors.NotAllowed` for anybody else."""
    people.must_be_staff(work, by)
    return finding.one(work, Consultation, number, held=held)


def prepared(work: Work, by: Person, number: int | None) -> Consultation:
    """A question that has not gone out, held. Raises `errors.NoLongerThere` for one that has."""
    consultation = for_staff(work, by, number, held=True)
    if consultation.state != ConsultState.PREPARED:
        reference = Code(f"T-{consultation.message_id}")
        raise errors.NoLongerThere(_("{reference} has gone out or was dropped.", reference=reference))
    return consultation


def asked_in(consultation: Consultation) -> Asked:
    """What it asks, as it was put together."""
    return Asked(**{name: getattr(consultation, name) for name in _NAMES})


def of(work: Work, message: TrustedMessage) -> Consultation | None:
    """The question that a message asks, itself or in place of one that it corrects."""
    one = message
    while one.choices is not None and one.corrects_id is not None:
        one = finding.one(work, TrustedMessage, one.corrects_id)
    if one.choices is None:
        return None
    return work.session.exec(select(Consultation).where(Consultation.message_id == one.number)).first()


def owner(work: Work, consultation: Consultation) -> Person | None:
    """Who owes its result, while they serve."""
    owed = promises.owner_of(work, PromiseKind.RESULT, trusted.ABOUT, consultation.message_id)
    return people.serving(work, owed or consultation.owner_id)


def move_result(work: Work, consultation: Consultation, day: date) -> None:
    """Its result is owed by another day, which all who were asked hear."""
    consultation.late_until, consultation.late_told_at = day, None
    work.session.flush()


def message_of(work: Work, consultation: Consultation) -> TrustedMessage:
    """The message that it went out as."""
    return work.session.get_one(TrustedMessage, consultation.message_id)


def answered_by_result(work: Work, message: TrustedMessage) -> Consultation | None:
    """The question whose result a message brings."""
    if message.template != MessageTemplate.RESULT:
        return None
    mine = (Consultation.programme_id == work.programme_id, col(Consultation.result_id) == message.id)
    return work.session.exec(select(Consultation).where(*mine)).first()


def closed_words(work: Work, message: TrustedMessage) -> Text | None:
    """What a question says once nobody can answer any more; nothing for messages that ask nothing."""
    consultation = of(work, message)
    if consultation is None:
        return None
    if consultation.state == ConsultState.TOLD:
        return _("This question is closed.")
    day = consultation.late_until or consultation.result_by
    return _("This question is closed. By {day} we tell you here what came of it.", day=day)


def move(work: Work, by: Person | None, consultation: Consultation, to: ConsultState, act: str, **detail: Any) -> None:
    """It is further on."""
    before, consultation.state = consultation.state, to
    record.act(work, by, act, ABOUT, consultation.number, before=before, after=to, **detail)
    work.session.flush()


def words_lack(work: Work, message: TrustedMessage, languages: list[str]) -> list[str]:
    """The languages of some in which the answers do not stand in the words as they have to."""
    written = trusted.written(work, message)
    there = {code: written[code].text for code in languages if code in written}
    return [code for code, text in there.items() if not are_right(text, message.choices or 0)]


def day_of_sending(work: Work, message: TrustedMessage) -> date:
    """The day on which it goes out, as far as that is known."""
    today = promises.today(work)
    return today if message.send_at is None else max(today, promises.day_of(work, message.send_at))


def _composed(asked: Asked, languages: Languages, language: str) -> str:
    """Raises `errors.Mistake` where something else in the words looks like an answer to tap."""
    words = composed(asked, languages, language)
    if asked.choices and not are_right(words, len(asked.choices)):
        raise errors.Mistake(_("Only answers may be on lines that begin with a number. Choose “Change an answer”."))
    return words


def _kept(asked: Asked) -> dict[str, Any]:
    return {name: getattr(replace(asked, choices=list(asked.choices)), name) for name in _NAMES}


_NAMES = tuple(Asked.__dataclass_fields__)
