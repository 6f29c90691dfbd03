"""What the conversations about writing trusted messages know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from bot import errors
from bot.flows import propose as proposing
from bot.flows import trusted as writing
from bot.flows import trusted_changes as flow
from bot.flows.desk import Desk, Outgoing
from bot.flows.propose import Asked, Proposal, Proposing
from bot.flows.trusted import Composed, Writing
from bot.flows.trusted_changes import Changed, Part, Standing
from bot.handlers.conversation import Errand, errand
from bot.handlers.raising_errands import as_told
from bot.language import Code, Languages, Text, _
from bot.language_names import english_name
from bot.loop import (
    as_read,
    blocks,
    codes,
    door,
    finding,
    in_a_row,
    people,
    personal,
    promises,
    reading_ease,
    saying,
    trusted,
    trusted_card,
    trusted_changes,
    trusted_drafts,
    trusted_proposals,
    trusted_templates,
)
from bot.message_words import GONE_OUT, Attached, MessageState, MessageTemplate
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.talk import Media
from bot.words import Kind

Change = Callable[[Work, Person, int | None, Changed], TrustedMessage]
OF = {Part.WORDS: trusted.WORDS, Part.EASY: trusted.EASY, Part.ALTERNATIVE: trusted.PICTURE}
ATTACHED = {
    Part.PICTURE: Attached.PICTURE,
    Part.RECORDING: Attached.RECORDING,
    Part.DOCUMENT: Attached.DOCUMENT,
}


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    standing = partial(as_it_stands, languages)
    return (
        errand(
            "write_message",
            writing.write,
            _("writing a trusted message"),
            partial(writer, languages),
            partial(written, languages),
        ),
        errand("change_message", flow.change, _("changing a trusted message"), standing, changed),
        errand("drop_message", flow.drop, _("dropping a trusted message"), standing, dropped),
        errand(
            "propose_message",
            proposing.propose,
            _("proposing a message"),
            proposer,
            proposed,
            shows_own_words=True,
        ),
        errand(
            "decline_message",
            proposing.decline,
            _("saying why a message is not sent"),
            partial(declining, languages),
            declined,
        ),
        errand("ask_about_message", proposing.ask_about, _("asking about a message"), one_that_came, asked_about),
    )


def writer(languages: Languages, work: Work, person: Person, _about: int | None) -> Writing:
    """Today, the languages, words to start from, and how what is written will be read."""
    people.must_be_staff(work, person)
    return Writing(
        promises.today(work),
        [(code, languages.name(code)) for code in languages.offered],
        {one: trusted_templates.words(one, languages, writing.SOURCE) for one in MessageTemplate},
        lambda day: trusted_templates.holding(day, languages),
        reading_ease.hints,
        reading_ease.easy_faults,
        partial(composed, languages, work),
    )


def composed(languages: Languages, work: Work, made: Composed) -> list[Text]:
    """A message that is not kept yet, as it will be read in each of its languages."""
    about = trusted_drafts.About(made.source, made.expires_on)
    return [
        part
        for code, words in made.words.items()
        for part in as_read.plain(languages, trusted_drafts.parts(work, about, words, made.easy.get(code, "")), code)
    ]


def written(languages: Languages, work: Work, by: Person, _about: int | None, value: Composed | None) -> None:
    """A new draft, with its card in the staff room."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was kept.")])
        return
    made = trusted.Written(**(value._asdict() | {"easy": dict(value.easy)}))
    message = trusted.write(work, by, made)
    if value.template is MessageTemplate.HOLDING:
        trusted_templates.vouch(work, message, languages)
    trusted_card.show(work, message)
    text = _(
        "It is {reference} now, a draft, with the code {code}. Choose whom it is for on its card, in the staff room "
        "or by /messages.",
        reference=Code(message.reference),
        code=Code(codes.shown(message.code)),
    )
    saying.to_person(work, by, [text], trusted_card.buttons(work, message, opened=trusted_card.ALL))


def as_it_stands(languages: Languages, work: Work, person: Person, number: int | None) -> Standing:
    """A message as it stands, to be changed."""
    message = trusted.changeable(work, person, number)
    words = _texts(work, message, trusted.WORDS)
    about = trusted_drafts.About(message.source or "", message.expires_on, message.code)

    def read(code: str, text: str) -> list[Text]:
        return as_read.plain(languages, trusted_drafts.parts(work, about, text, ""), code)

    return Standing(
        message.reference,
        promises.today(work),
        [(code, languages.name(code)) for code in dict.fromkeys((*languages.offered, *words))],
        words,
        _texts(work, message, trusted.EASY),
        _texts(work, message, trusted.PICTURE),
        [(one.kind, one.language) for one in trusted.attachments(work, message)],
        message.state in (MessageState.ASKED, MessageState.APPROVED),
        reading_ease.hints,
        reading_ease.easy_faults,
        read,
    )


def changed(work: Work, by: Person, number: int | None, value: Changed | None) -> None:
    """One part is another now; what was approved is so no more."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was changed.")])
        return
    before = _recorded(work, number)
    message = _CHANGES[value.part](work, by, number, value)
    if value.part is Part.WORDS and before - _recorded(work, number):
        language = english_name(value.language)
        lost = _(
            "The recording in {language} was of the old words. It is taken off: please make a new one.",
            language=language,
        )
        saying.to_person(work, by, [lost])
    text = _("{reference} is changed. Its card shows what comes next.", reference=Code(message.reference))
    saying.to_person(work, by, [text], trusted_card.buttons(work, message, opened=trusted_card.ALL))


def dropped(work: Work, by: Person, number: int | None, value: str | None) -> None:
    """It is never sent, or stays after all."""
    if value is None:
        saying.to_person(work, by, [_("It stays as it is.")])
        return
    message = trusted_changes.drop(work, by, number, value)
    saying.to_person(work, by, [_("{reference} is dropped.", reference=Code(message.reference))])


def proposer(work: Work, person: Person, _about: int | None) -> Proposing:
    """The team, the language in which they write, and hints."""
    door.must_have_joined(work, person)
    blocks.must_not_be_blocked(person)
    return Proposing(work.programme.name, person.language or writing.SOURCE, reading_ease.hints)


def proposed(work: Work, by: Person, _about: int | None, value: Proposal | None) -> None:
    """A champion proposes a message."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was sent.")])
        return
    trusted_proposals.propose(work, by, **value._asdict())


def declining(languages: Languages, work: Work, person: Person, number: int | None) -> Desk:
    """A proposal, and the language of whoever made it."""
    message = trusted_proposals.proposed(work, person, number)
    code = trusted_proposals.reader_of(work, message)

    def read(going: Outgoing) -> list[Text]:
        shown = {of: trusted_proposals.why_not(person, message, words) for of, words in going.words.items()}
        return [part for of, parts in shown.items() for part in as_read.plain(languages, parts, of)]

    named = [(code, languages.name(code))]
    return Desk(message.reference, personal.masked(message.title), promises.today(work), named, as_read=read)


def declined(work: Work, by: Person, number: int | None, value: dict[str, str] | None) -> None:
    """The champion hears why."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was sent.")])
        return
    message = trusted_proposals.decline(work, by, number, value)
    saying.to_person(work, by, [_("They have heard why. {reference} is closed.", reference=Code(message.reference))])


def one_that_came(work: Work, person: Person, number: int | None) -> Asked:
    """The message that is asked about."""
    door.must_have_joined(work, person)
    return Asked(codes.shown(_gone_out(work, person, number).code))


def asked_about(work: Work, person: Person, number: int | None, value: str | Media) -> None:
    """A question about a message: it is kept as any question, and staff see which message it is about."""
    message = _gone_out(work, person, number)
    insight = in_a_row.take(work, person, as_told(person, value), Kind.QUESTION, is_new=True)
    insight.trusted_id = message.number
    work.session.add(insight)
    text = _(
        "{question} is about the message {reference}: {title}",
        question=Code(insight.reference),
        reference=Code(message.reference),
        title=message.title,
    )
    saying.to_staff(work, [text], insight_id=insight.number)


def _recorded(work: Work, number: int | None) -> set[str]:
    """The languages that there is a recording in."""
    message = finding.one(work, TrustedMessage, number)
    return {one.language for one in trusted.attachments(work, message) if one.kind == Attached.RECORDING}


def _gone_out(work: Work, person: Person, number: int | None) -> TrustedMessage:
    """A message that people have; before that only the team, which tries its buttons."""
    message = finding.one(work, TrustedMessage, number)
    if message.state not in GONE_OUT and not people.is_staff(work, person):
        raise errors.NoLongerThere(_("I cannot find that any more."))
    return message


def _texts(work: Work, message: TrustedMessage, of: str) -> Mapping[str, str]:
    return {code: one.text for code, one in trusted.written(work, message, of).items()}


def _reword(work: Work, by: Person, number: int | None, value: Changed) -> TrustedMessage:
    return trusted_changes.reword(work, by, number, OF[value.part], value.language, value.text or "")


def _attach(work: Work, by: Person, number: int | None, value: Changed) -> TrustedMessage:
    sent = value.media or Media("", "")
    file = trusted_changes.File(sent.file_id, sent.unique_id or sent.file_id, sent.size)
    kind = ATTACHED[value.part]
    return trusted_changes.attach(work, by, number, kind, value.language, file, shows=value.text or "")


def _redate(work: Work, by: Person, number: int | None, value: Changed) -> TrustedMessage:
    today = promises.today(work)
    return trusted_changes.redate(work, by, number, *(value.days or (today, today)))


def _take_off(work: Work, by: Person, number: int | None, value: Changed) -> TrustedMessage:
    kind, language = value.off or ("", "")
    return trusted_changes.take_off(work, by, number, Attached(kind), language)


_CHANGES: Mapping[Part, Change] = {
    Part.WORDS: _reword,
    Part.EASY: _reword,
    Part.ALTERNATIVE: _reword,
    Part.DAYS: _redate,
    Part.SOURCE: lambda work, by, number, value: trusted_changes.cite(work, by, number, value.text or ""),
    Part.WHY: lambda work, by, number, value: trusted_changes.explain(work, by, number, value.text or ""),
    Part.TITLE: lambda work, by, number, value: trusted_changes.retitle(work, by, number, value.text or ""),
    Part.BUTTONS: lambda work, by, number, value: trusted_changes.put_buttons(work, by, number, value.links),
    Part.PICTURE: _attach,
    Part.RECORDING: _attach,
    Part.DOCUMENT: _attach,
    Part.TAKE_OFF: _take_off,
}
