"""What came of a question: written by staff, sent back to all who were asked, as a trusted message of two people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from bot import errors
from bot.language import Code, Languages, Text, _, n_, own_words
from bot.loop import (
    about_me,
    audience,
    audience_rows,
    audience_words,
    consult,
    consult_counts,
    finding,
    hiding,
    library,
    people,
    promises,
    record,
    trusted,
    trusted_copies,
)
from bot.loop.consult_words import UNSEEN, ended
from bot.message_words import ConsultState, MessageState, MessageTemplate
from bot.store.consult import Consultation
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

RIGHT_FOR = timedelta(days=90)
_GONE = (MessageState.DROPPED, MessageState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Result:
    """What staff say of the answers: what was said, what is done about it, and what cannot be, and why."""

    said: str = field(repr=False)
    doing: str = field(repr=False)
    cannot: str | None = field(repr=False)
    why_not: str | None = field(repr=False)


def wanted(work: Work, by: Person, number: int | None, *, held: bool = False) -> Consultation:
    """A closed question whose result nobody has written. Raises `errors.NoLongerThere` with what was done."""
    consultation = consult.for_staff(work, by, number, held=held)
    if consultation.state in (ConsultState.PREPARED, ConsultState.OPEN):
        raise errors.Mistake(_("People can still answer. Close it first, or wait for its last day."))
    there = consultation.result_id and finding.one(work, TrustedMessage, consultation.result_id)
    if there and there.state not in _GONE:
        raise errors.NoLongerThere(_("What came of it is written: {reference}", reference=Code(there.reference)))
    if consultation.state != ConsultState.CLOSED:
        raise errors.NoLongerThere(_("Nothing is owed on that question any more."))
    return consultation


def write(work: Work, by: Person, number: int | None, result: Result, languages: Languages) -> TrustedMessage:
    """The result as a draft, for everybody who had the question. A second person approves it, like any."""
    consultation = wanted(work, by, number, held=True)
    library.must_be_general(result.said, result.doing, result.cannot or "", result.why_not or "")
    asked = consult.message_of(work, consultation)
    last = last_day(work)
    made = trusted.Written(
        title=asked.title,
        words={trusted.SOURCE: words(work, by, consultation, result, languages)},
        why_now=consultation.can_change,
        expires_on=last,
        review_on=last,
        template=MessageTemplate.RESULT,
    )
    message = trusted.write(work, by, made)
    consultation.result_id = message.number
    had = [one.number for one in trusted_copies.family(work, asked)]
    audience.choose(work, by, message.number, {audience_rows.HAD: had, audience_rows.PRIVATE_TOO: True})
    record.act(work, by, "write_question_result", consult.ABOUT, consultation.number, message=message.number)
    work.session.flush()
    return message


def last_day(work: Work) -> date:
    """Until when a result that is written now is right."""
    return promises.today(work) + RIGHT_FOR


def words(work: Work, by: Person, consultation: Consultation, result: Result, languages: Languages) -> str:
    """How it will read, in the language that staff write."""
    told = [
        _("You were asked: {question}", question=own_words(consultation.question)),
        *_closed_early(consultation),
        audience_words.joined(counts(work, consultation)),
        _("What people said: {what}", what=own_words(ended(result.said))),
        _("What we do now: {what}", what=own_words(ended(result.doing))),
    ]
    if result.cannot and result.why_not:
        told.append(
            _(
                "What we cannot do: {what} Why: {why}",
                what=own_words(ended(result.cannot)),
                why=own_words(ended(result.why_not)),
            )
        )
    told.append(_("{who} answers for this.", who=people.name_and_title(by)))
    read = [languages.read(one, trusted.SOURCE) for one in told]
    return "\n\n".join(UNSEEN.sub("", one) for one in read if one)


def counts(work: Work, consultation: Consultation) -> list[Text]:
    """How many chose what, a line each: small numbers are hidden, and what would give them away."""
    there = consult_counts.by_choice(work, consultation)
    if not there:
        return []
    cells, _sums = hiding.protected(there)
    total = hiding.cell(sum(there.values()))
    if total == hiding.FEW:
        return [_("Fewer than {least} people chose an answer.", least=about_me.LEAST)]
    lines = [n_("{n} person chose an answer:", "{n} people chose an answer:", int(total))]
    for at, label in enumerate(consultation.choices, 1):
        lines.append(_("{answer}: {number}", answer=own_words(label), number=_shown(cells[at])))
    return lines


def _shown(cell: hiding.Cell) -> Text | int:
    if isinstance(cell, int):
        return cell
    return _("fewer than {least}", least=about_me.LEAST) if cell == hiding.FEW else _("not shown")


def _closed_early(consultation: Consultation) -> list[Text]:
    if not consultation.closed_why:
        return []
    return [_("We closed it before its last day, because: {why}", why=own_words(ended(consultation.closed_why)))]
