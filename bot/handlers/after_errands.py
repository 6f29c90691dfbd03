"""What the conversations about messages that have gone out know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.flows import after as flow
from bot.flows.after import Corrected, Correcting, How, Unclear, Withdrawing, Withdrawn
from bot.handlers.conversation import Errand, errand
from bot.handlers.raising_errands import as_told
from bot.language import Code, Languages, Text, _
from bot.loop import (
    as_read,
    blocks,
    codes,
    correcting,
    door,
    finding,
    in_a_row,
    people,
    promises,
    reading_ease,
    saying,
    trusted,
    trusted_after,
    trusted_card,
    trusted_copies,
    trusted_drafts,
    withdrawing,
    withdrawn_words,
)
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.talk import Media


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand(
            "withdraw_message",
            flow.withdraw,
            _("withdrawing a trusted message"),
            partial(to_withdraw, languages),
            withdrawn,
        ),
        errand(
            "correct_message",
            flow.correct,
            _("correcting a trusted message"),
            partial(to_correct, languages),
            corrected,
        ),
        errand("unclear_message", flow.what_was_not, _("saying what was not clear"), unclear, explained),
    )


def to_withdraw(languages: Languages, work: Work, person: Person, number: int | None) -> Withdrawing:
    """The languages of its copies, and how the reason will be read in each."""
    message = withdrawing.withdrawable(work, person, number)
    named = _named(languages, work, message)

    def read(why: Mapping[str, str]) -> list[Text]:
        first = next(iter(why))
        by, team = people.name_and_title(person), work.programme.name
        shown = []
        for code, _name in named:
            reads = code if code in why else first
            parts = withdrawn_words.as_read(by, team, withdrawn_words.marked(why[reads], reads, code))
            shown += as_read.plain(languages, parts, code)
        return shown

    return Withdrawing(message.reference, named, read)


def withdrawn(work: Work, by: Person, number: int | None, value: Withdrawn | None) -> None:
    """It is withdrawn, or stays after all."""
    if value is None:
        saying.to_person(work, by, [_("It stays as it is.")])
        return
    message = withdrawing.withdraw(work, by, number, value.why, takes_away=value.how is How.TAKE_AWAY)
    text = _("{reference} is withdrawn. Its card says when every copy says so.", reference=Code(message.reference))
    saying.to_person(work, by, [text])


def to_correct(languages: Languages, work: Work, person: Person, number: int | None) -> Correcting:
    """Its words in the languages of its copies, and how the new ones will be read."""
    message = correcting.correctable(work, person, number)
    today = promises.today(work)

    def read(made: Corrected) -> list[Text]:
        about = trusted_drafts.About(message.source or "", made.expires_on)
        shown = []
        for code, words in made.words.items():
            parts = trusted_drafts.parts(work, about, words, made.easy.get(code, ""))
            shown += as_read.plain(languages, correcting.as_read(today, parts), code)
        return shown

    return Correcting(
        message.reference,
        today,
        _named(languages, work, message),
        {code: one.text for code, one in trusted.written(work, message).items()},
        {code: one.text for code, one in trusted.written(work, message, trusted.EASY).items()},
        reading_ease.hints,
        read,
    )


def corrected(work: Work, by: Person, number: int | None, value: Corrected | None) -> None:
    """A corrected message, as a draft."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was kept.")])
        return
    made = correcting.write(work, by, number, correcting.Corrected(**value._asdict()))
    text = _(
        "It is {reference} now, a draft. Another person approves it; then it takes the place of the old one. "
        "Does the old one do harm? Withdraw it at once instead.",
        reference=Code(made.reference),
    )
    saying.to_person(work, by, [text], trusted_card.buttons(work, made, opened=trusted_card.ALL))


def unclear(work: Work, person: Person, number: int | None) -> Unclear:
    """The message that was not clear."""
    door.must_have_joined(work, person)
    return Unclear(codes.shown(finding.one(work, TrustedMessage, number).code))


def explained(work: Work, person: Person, number: int | None, value: str | Media) -> None:
    """What was not clear is kept as anything told, and staff see which message it is about."""
    blocks.must_not_be_blocked(person)
    insight = in_a_row.take(work, person, as_told(person, value), is_new=True)
    trusted_after.link(work, person, insight, finding.one(work, TrustedMessage, number))


def _named(languages: Languages, work: Work, message: TrustedMessage) -> list[tuple[str, str]]:
    return [(code, languages.name(code)) for code in trusted_copies.languages(work, message)]
