"""What the conversations about questions that are there know: read first, answered, counted, closed, told."""

from __future__ import annotations

from functools import partial

from bot.flows import consult_after as flow
from bot.flows.consult_after import Answering, Closing, Counted, Counting, Result, Resulting
from bot.handlers.conversation import Errand, errand
from bot.handlers.raising_errands import as_told
from bot.language import Code, Languages, Text, _
from bot.loop import (
    as_read,
    blocks,
    consult,
    consult_answers,
    consult_card,
    consult_days,
    consult_readers,
    consult_result,
    door,
    finding,
    in_a_row,
    saying,
    trusted,
    trusted_after,
    trusted_card,
    trusted_drafts,
)
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.talk import Media


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand("unclear_question", flow.not_clear, _("saying what is not clear"), read_first, explained),
        errand("answer_question", flow.in_own_words, _("answering a question"), one_open, answered),
        errand("group_answers", flow.count, _("saying what a group answered"), to_count, counted),
        errand("close_question", flow.close, _("closing a question"), to_close, closed),
        errand(
            "question_result",
            flow.result,
            _("saying what came of a question"),
            partial(to_tell, languages),
            partial(told, languages),
        ),
    )


def read_first(work: Work, person: Person, number: int | None) -> Answering:
    """The question that somebody reads first."""
    consultation = consult_readers.of_reader(work, person, number)
    return _question(work, person, consult.message_of(work, consultation))


def explained(work: Work, person: Person, number: int | None, value: str) -> None:
    """What was not clear reaches its author."""
    consult_readers.say_why(work, person, number, value)
    saying.to_person(work, person, [_("Thank you. You read it again when the words have changed.")])


def one_open(work: Work, person: Person, number: int | None) -> Answering:
    """A question that can be answered."""
    door.must_have_joined(work, person)
    message = finding.one(work, TrustedMessage, number)
    _must_be_open(work, message)
    return _question(work, person, message)


def answered(work: Work, person: Person, number: int | None, value: str | Media) -> None:
    """An answer in somebody's own words is kept and answered as anything told; staff see which question it is to."""
    blocks.must_not_be_blocked(person)
    message = finding.one(work, TrustedMessage, number)
    _must_be_open(work, message)
    insight = in_a_row.take(work, person, as_told(person, value), is_new=True)
    trusted_after.link(work, person, insight, message)


def to_count(work: Work, person: Person, copy_id: int | None) -> Counting:
    """The group and its answers, as they stand in the words."""
    _copy, consultation, group = consult_answers.for_group(work, person, copy_id)
    return Counting(group.name, consult_answers.labels(work, consultation, group.language))


def counted(work: Work, person: Person, copy_id: int | None, value: Counted) -> None:
    """What a group answered, as its champion counted it; its words are kept as anything told."""
    numbers = dict(enumerate(value.numbers, 1))
    consultation = consult_answers.count(work, person, copy_id, numbers)
    message = consult.message_of(work, consultation)
    if value.words is not None:
        insight = in_a_row.take(work, person, as_told(person, value.words), is_new=True)
        trusted_after.link(work, person, insight, message)
    trusted_card.show(work, message)
    text = _(
        "Thank you. You can change it until {day}. By {news} you hear what came of it.",
        day=consultation.last_day,
        news=consultation.result_by,
    )
    saying.to_person(work, person, [text])


def to_close(work: Work, person: Person, number: int | None) -> Closing:
    """A question that is open."""
    consultation = consult.for_staff(work, person, number)
    consult_days.must_be_open(consultation)
    return Closing(consult.message_of(work, consultation).reference)


def closed(work: Work, by: Person, number: int | None, value: str | None) -> None:
    """Nobody can answer any more, or it stays open after all."""
    if value is None:
        saying.to_person(work, by, [_("It stays as it is.")])
        return
    consult_days.close(work, by, number, value)


def to_tell(languages: Languages, work: Work, person: Person, number: int | None) -> Resulting:
    """What was answered, and how the result will read."""
    consultation = consult_result.wanted(work, person, number)
    message = consult.message_of(work, consultation)

    def read(value: Result) -> list[Text]:
        made = consult_result.Result(*value)
        words = consult_result.words(work, person, consultation, made, languages)
        about = trusted_drafts.About("", consult_result.last_day(work))
        return as_read.plain(languages, trusted_drafts.parts(work, about, words, ""), trusted.SOURCE)

    shown = consult_card.progress(work, consultation)
    return Resulting(message.reference, consultation.question, shown, read)


def told(languages: Languages, work: Work, by: Person, number: int | None, value: Result | None) -> None:
    """The result, as a draft."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was kept.")])
        return
    message = consult_result.write(work, by, number, consult_result.Result(*value), languages)
    trusted_card.show(work, message)
    trusted_card.show(work, consult.message_of(work, consult.for_staff(work, by, number)))
    text = _("It is {reference} now, a draft. Its card shows what comes next.", reference=Code(message.reference))
    saying.to_person(work, by, [text], trusted_card.buttons(work, message, opened=trusted_card.ALL))


def _must_be_open(work: Work, message: TrustedMessage) -> None:
    consultation = consult.of(work, message)
    if consultation is not None:
        consult_answers.must_be_open(work, consultation, message)


def _question(work: Work, person: Person, message: TrustedMessage) -> Answering:
    """In their language, where it is there in it."""
    written = trusted.written(work, message)
    version = written.get(person.language or message.language) or written[message.language]
    return Answering(version.text.partition("\n\n")[0])
