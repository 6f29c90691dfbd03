"""What the conversations about questions to groups know, and what happens when they are done."""

from __future__ import annotations

from functools import partial

from bot.flows import consult as flow
from bot.flows.audience import Choosable, Named
from bot.flows.consult import Asking, Changing, Question, Wording
from bot.handlers import sending_errands
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _
from bot.loop import (
    as_read,
    consult,
    consult_heard,
    consult_readers,
    consult_words,
    people,
    promises,
    reading_ease,
    saying,
    trusted,
    trusted_card,
    trusted_drafts,
)
from bot.loop.consult_words import Asked
from bot.store.people import Person
from bot.store.session import Work


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand(
            "consult",
            flow.consult,
            _("asking groups a question"),
            partial(asking, languages),
            partial(asked, languages),
        ),
        errand(
            "change_question",
            flow.change,
            _("changing a question to groups"),
            partial(changing, languages),
            partial(changed, languages),
        ),
        errand("question_reader", flow.another_reader, _("choosing who reads it first"), readers, reader_chosen),
    )


def asking(languages: Languages, work: Work, person: Person, _about: int | None) -> Asking:
    """Today, whom one can ask, what they have said already, and how a question will be read."""
    people.must_be_staff(work, person)
    return Asking(
        promises.today(work),
        _choosable(work),
        sending_errands.champions(work),
        partial(consult_heard.said, work),
        reading_ease.hints,
        partial(_read, languages, work),
    )


def asked(languages: Languages, work: Work, by: Person, _about: int | None, value: Question | None) -> None:
    """A new question, with its card in the staff room; its champion is asked to read it."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was kept.")])
        return
    made = consult.write(work, by, value.title, _asked(value.wording), value.audience, value.reader, languages)
    message = consult.message_of(work, made)
    consult_readers.ask(work, made, message)
    trusted_card.show(work, message)
    text = _("It is {reference} now, a draft. Its card shows what comes next.", reference=Code(message.reference))
    saying.to_person(work, by, [text], trusted_card.buttons(work, message, opened=trusted_card.ALL))


def changing(languages: Languages, work: Work, person: Person, number: int | None) -> Changing:
    """A question as it stands."""
    consultation = consult.prepared(work, person, number)
    message = trusted.changeable(work, person, consultation.message_id)
    now = consult.asked_in(consultation)
    wording = Wording(**{**{name: getattr(now, name) for name in Wording._fields}, "choices": tuple(now.choices)})
    read = partial(_read, languages, work)
    return Changing(message.reference, promises.today(work), wording, reading_ease.hints, read)


def changed(languages: Languages, work: Work, by: Person, number: int | None, value: Wording | None) -> None:
    """A question says something else; its champion reads it again."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was changed.")])
        return
    made = consult.change(work, by, number, _asked(value), languages)
    message = consult.message_of(work, made)
    consult_readers.ask(work, made, message)
    trusted_card.show(work, message)
    text = _("{reference} is changed. Its card shows what comes next.", reference=Code(message.reference))
    saying.to_person(work, by, [text], trusted_card.buttons(work, message, opened=trusted_card.ALL))


def readers(work: Work, person: Person, number: int | None) -> Named:
    """The champions who can read it first."""
    consult.prepared(work, person, number)
    return sending_errands.champions(work)


def reader_chosen(work: Work, by: Person, number: int | None, value: int) -> None:
    """Another champion is asked to read it."""
    made = consult.choose_reader(work, by, number, value)
    message = consult.message_of(work, made)
    is_asked = consult_readers.ask(work, made, message)
    trusted_card.show(work, message)
    later = _("They are asked as soon as the words are there in their language.")
    saying.to_person(work, by, [_("They are asked to read it now.") if is_asked else later])


def _choosable(work: Work) -> Choosable:
    """Whom one can ask, before there is a message."""
    nothing_yet = trusted_drafts.empty(work, trusted_drafts.About("", promises.today(work)))
    return Choosable(
        "",
        sending_errands.options(work),
        partial(sending_errands.find, work),
        partial(sending_errands.counted, work, nothing_yet),
    )


def _asked(wording: Wording) -> Asked:
    return Asked(**wording._asdict())


def _read(languages: Languages, work: Work, wording: Wording) -> list[Text]:
    """How a question will be read, with its buttons."""
    of = _asked(wording)
    words = consult_words.composed(of, languages, trusted.SOURCE)
    about = trusted_drafts.About("", wording.last_day)
    parts = trusted_drafts.parts(work, about, words, "")
    below = [
        Text("[ {label} ]", {"label": one.label})
        for row in consult_words.answers(words, len(of.choices))
        for one in row
    ]
    return as_read.plain(languages, [*parts, *below], trusted.SOURCE)
