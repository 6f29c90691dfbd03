"""What stands on the card of a question to groups, what can be done there, and the list of all questions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, func, select

from bot import labels
from bot.language import Code, Text, _, n_, own_words, p_
from bot.language_names import english_name
from bot.loop import (
    audience_words,
    consult,
    consult_counts,
    consult_missing,
    consult_reading,
    paging,
    people,
    promises,
    saying,
)
from bot.message_words import UNAPPROVED, ConsultState, MessageState
from bot.store.consult import Consultation
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

GROUPS_SHOWN = 8
Row = tuple[Button, ...]
NEW = Button(p_("button", "Ask a question"), "cq:new")


def lines(work: Work, message: TrustedMessage) -> list[Text]:
    """Until when people can answer, who read it first, what is missing, and how many have answered."""
    asked = consult.answered_by_result(work, message)
    if asked is not None:
        return [_("It says what came of the question {reference}.", reference=Code(f"T-{asked.message_id}"))]
    consultation = consult.of(work, message)
    if consultation is None:
        return []
    owner = consult.owner(work, consultation)
    told = [
        _(
            "A question to groups, {state}. Answers until {day}; what came of it by {news}. {who} answers for that.",
            state=labels.CONSULT_STATES[ConsultState(consultation.state)],
            day=consultation.last_day,
            news=consultation.late_until or consultation.result_by,
            who=people.name_and_title(owner) if owner else _("nobody"),
        )
    ]
    if consultation.state == ConsultState.PREPARED:
        if message.state not in UNAPPROVED:
            return told
        missing = consult_missing.lines(work, message)
        return [*told, *(missing or [consult_reading.standing(work, consultation, message)])]
    return [*told, *progress(work, consultation)]


def progress(work: Work, consultation: Consultation) -> list[Text]:
    """What has been answered so far, for the team alone."""
    counts = consult_counts.by_choice(work, consultation)
    total = sum(counts.values())
    said = [n_("{n} person chose an answer.", "{n} people chose an answer.", total)] if counts else []
    if total:
        listed = [_named(own_words(label), counts[at]) for at, label in enumerate(consultation.choices, 1)]
        said.append(audience_words.joined(listed))
        languages = consult_counts.by_language(work, consultation)
        if languages:
            named = [_named(english_name(code), number) for code, number in languages.items()]
            said.append(_("By language: {listed}", listed=named))
        groups = consult_counts.by_group(work, consultation, GROUPS_SHOWN)
        named = [_named(own_words(name) if name else _("in private"), number) for name, number in groups]
        said.append(_("By group: {listed}", listed=named))
    words = consult_counts.in_own_words(work, consultation)
    return [*said, n_("{n} answered in their own words.", "{n} answered in their own words.", words)]


def card_buttons(work: Work, message: TrustedMessage) -> list[Row]:
    """Change it while it is a draft; close it early; say what came of it."""
    consultation = consult.of(work, message)
    if consultation is None or message.corrects_id is not None:
        return []
    number = consultation.number
    if consultation.state == ConsultState.PREPARED and message.state in UNAPPROVED:
        change = Button(p_("button", "Change the question"), f"cq:{number}:change")
        return [(change, Button(p_("button", "Another champion"), f"cq:{number}:reader"))]
    if consultation.state == ConsultState.OPEN:
        return [(Button(p_("button", "Close it early"), f"cq:{number}:close"),)]
    if consultation.state == ConsultState.CLOSED:
        result = work.session.get(TrustedMessage, consultation.result_id) if consultation.result_id else None
        if result is not None and result.state not in (MessageState.DROPPED, MessageState.WITHDRAWN):
            return [(Button(p_("button", "See {reference}", reference=result.reference), f"tm:{result.number}:see"),)]
        return [(Button(p_("button", "Say what came of it"), f"cq:{number}:result"),)]
    return []


def show_all(work: Work, person: Person, number: int = 0) -> None:
    """All questions, the newest first, some at a time, each with its way to its card."""
    people.must_be_staff(work, person)
    mine = Consultation.programme_id == work.programme_id
    total = work.session.exec(select(func.count()).select_from(Consultation).where(mine)).one()
    number = min(number, paging.last(total))
    found = select(Consultation, TrustedMessage).join(
        TrustedMessage, col(TrustedMessage.id) == col(Consultation.message_id)
    )
    newest = found.where(mine).order_by(col(Consultation.id).desc())
    shown = work.session.exec(newest.offset(number * paging.AT_ONCE).limit(paging.AT_ONCE)).all()
    parts: list[Text] = [_("Questions to groups:")] if shown else [_("No question has been asked yet.")]
    parts += [_line(work, one, message) for one, message in shown]
    see = [
        Button(p_("button", "See {reference}", reference=message.reference), f"tm:{message.number}:see")
        for _one, message in shown
    ]
    rows: list[Sequence[Button]] = [see[at : at + 3] for at in range(0, len(see), 3)]
    turns = [Button(label, f"cq:list:{to}") for label, to in paging.turns_of(total, number)]
    saying.to_person(work, person, parts, [*rows, *([turns] if turns else []), (NEW,)])


def _line(work: Work, one: Consultation, message: TrustedMessage) -> Text:
    late = one.state == ConsultState.CLOSED and promises.today(work) > one.result_by
    named = {
        "reference": Code(message.reference),
        "title": message.title,
        "state": labels.CONSULT_STATES[ConsultState(one.state)],
        "day": one.last_day,
    }
    if late:
        return _("{reference} · {title} · {state}, and late. Last day: {day}", **named)
    return _("{reference} · {title} · {state}. Last day: {day}", **named)


def _named(name: Text | str, number: int) -> Text:
    return Text("{name}: {number}", {"name": name, "number": Code(str(number))})
