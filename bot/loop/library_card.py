"""How an answer of the library looks to staff, and what they are told of it."""

from __future__ import annotations

from collections import Counter

from sqlmodel import col, select

from bot import labels
from bot.language import Code, Text, _, n_, own_words, p_
from bot.language_names import english_name
from bot.loop import library_words, people, promises, saying
from bot.store import versions
from bot.store.library import Answer, Offer
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Version
from bot.words import AnswerState, Helped, Lane

SHOWN_OF_HASH = 8


def ask_to_vouch(work: Work, by: Person, answer: Answer, version: Version) -> None:
    """New words wait for a second person: they are shown in the staff room, with the button to stand for them."""
    parts = [
        _(
            "{reference} · {topic}. New words in {language}, by {who}. Does another person stand for them?",
            reference=Code(answer.reference),
            topic=answer.topic,
            language=english_name(version.language),
            who=people.name_and_title(by),
        ),
        own_words(version.text),
    ]
    saying.to_staff(work, parts, (_vouch(answer, version),))


def say_overdue(work: Work, answer: Answer) -> None:
    """Its day has come: who answers for it is told, and the staff room."""
    owner = people.serving(work, answer.owner_id)
    text = _(
        "{reference} · {topic}: it was to be looked at again by {day}, by {who}. It is offered to nobody until then.",
        reference=Code(answer.reference),
        topic=answer.topic,
        day=answer.review_on,
        who=people.name_and_title(owner) if owner else _("nobody"),
    )
    row = (Button(p_("button", "Look at it"), f"lib:{answer.number}:see"),)
    saying.to_staff(work, [text], (row,))
    if owner is not None:
        saying.to_person(work, owner, [text], (row,), lane=Lane.ALERT)


def show(work: Work, person: Person, answer: Answer) -> None:
    """Everything about one answer, with what can be done."""
    saying.to_person(work, person, parts(work, answer), buttons(work, person, answer))


def parts(work: Work, answer: Answer) -> list[Text]:
    """What stands on it: questions, words, who vouches, source, day, counts."""
    owner = people.by_number(work, answer.owner_id)
    shown = [heading(work, answer)]
    shown += [
        _("Asked in {language}: “{words}”", language=english_name(form.language), words=form.words)
        for form in library_words.forms(work, answer)
    ]
    holds = None
    for version in library_words.written(work, answer):
        holds = versions.fingerprint(version.text) if version.language == answer.language else holds
        shown += [_standing(work, version, is_stale=version.source_hash != holds), own_words(version.text)]
    if answer.source:
        shown.append(_("Source: {source}", source=answer.source))
    who = people.name_and_title(owner) if owner else _("nobody")
    return [*shown, _("To be looked at again by {day}. Answers for it: {who}.", day=answer.review_on, who=who)]


def buttons(work: Work, person: Person, answer: Answer) -> list[tuple[Button, ...]]:
    """What can be done with it; nothing once it was withdrawn."""
    if answer.state == AnswerState.WITHDRAWN:
        return []
    number = answer.number
    to_read = [one for one in library_words.written(work, answer) if one.read_by_id is None and one.by_id != person.id]
    return [
        *(_vouch(answer, version) for version in to_read),
        (
            Button(p_("button", "New words"), f"lib:{number}:words"),
            Button(p_("button", "Another question"), f"lib:{number}:form"),
        ),
        (
            Button(p_("button", "It still holds"), f"lib:{number}:review"),
            Button(p_("button", "Withdraw it"), f"lib:{number}:withdraw"),
        ),
    ]


def heading(work: Work, answer: Answer) -> Text:
    """One answer in two lines: what it is about, where it stands, whether it helped."""
    counts = helped(work, answer)
    lines = {
        "what": _("{reference} · {topic}", reference=Code(answer.reference), topic=answer.topic),
        "state": standing(work, answer),
        "helped": _("Helped: {yes} · did not: {no}", yes=counts[Helped.HELPED], no=counts[Helped.DID_NOT]),
    }
    return Text("{what}\n{state} · {helped}", lines)


def standing(work: Work, answer: Answer) -> Text:
    """Where it stands."""
    if answer.state == AnswerState.APPROVED and answer.review_on < promises.today(work):
        return _("past its day: not offered")
    return labels.ANSWER_STATES[AnswerState(answer.state)]


def helped(work: Work, answer: Answer) -> Counter[str]:
    """How many said that it helped, and that it did not."""
    said = select(Offer.said).where(Offer.answer_id == answer.number, col(Offer.said).is_not(None))
    return Counter(str(one) for one in work.session.exec(said).all())


def how_many(work: Work) -> Text:
    """The size of the library, in a line."""
    found = select(Answer.state).where(Answer.programme_id == work.programme_id)
    counts = Counter(work.session.exec(found).all())
    approved = n_("{n} approved answer", "{n} approved answers", counts[AnswerState.APPROVED])
    drafts = n_("{n} draft", "{n} drafts", counts[AnswerState.DRAFT])
    gone = n_("{n} withdrawn", "{n} withdrawn", counts[AnswerState.WITHDRAWN])
    return _("The library: {approved} · {drafts} · {gone}", approved=approved, drafts=drafts, gone=gone)


def _standing(work: Work, version: Version, *, is_stale: bool) -> Text:
    writer, reader = people.by_number(work, version.by_id), people.by_number(work, version.read_by_id)
    told = {
        "language": english_name(version.language),
        "writer": people.name_and_title(writer) if writer else _("nobody"),
    }
    if is_stale:
        return _("{language}, by {writer}. The words that it was made from have changed: not offered.", **told)
    if reader is None:
        return _("{language}, by {writer}. Nobody else stands for it yet: not offered.", **told)
    return _("{language}, by {writer}. {reader} stands for it.", **told, reader=people.name_and_title(reader))


def _vouch(answer: Answer, version: Version) -> tuple[Button, ...]:
    language, shown = version.language, versions.fingerprint(version.text)[:SHOWN_OF_HASH]
    label = p_("button", "I stand for it: {language}", language=Code(language))
    return (Button(label, f"lib:{answer.number}:vouch:{language}:{shown}"),)
