"""What the conversations about ending a programme know, and what comes of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot import errors
from bot.flows import closing as flow
from bot.flows.closing import Ending, Missing, Owed, Put, Taken, Told, Writer
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _, own_words
from bot.loop import (
    closing,
    closing_card,
    closing_debts,
    closing_round,
    closing_words,
    finding,
    people,
    promises,
    saying,
)
from bot.loop.closing import Written
from bot.loop.closing_debts import Heir
from bot.store.closing import CAN_BE_CALLED_OFF, OVER, Closing, ClosingDebt, ClosingPart, Stage
from bot.store.people import Person
from bot.store.session import Work

TITLE = _("ending the programme")
NOTHING = _("Nothing was changed. Write /close_programme to see how it stands.")


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand("close_programme", flow.write, TITLE, writer, written),
        errand("close_debt", flow.take_over, TITLE, one_debt, taken),
        errand("close_all", flow.take_over, TITLE, all_debts, all_taken),
        errand("close_words", flow.words, TITLE, partial(missing, languages), put),
        errand("close_off", flow.call_off, TITLE, told, called_off),
    )


def writer(work: Work, by: Person, _about: int | None) -> Writer:
    """Today, and what the records show."""
    people.must_be_administrator(work, by)
    return Writer(promises.today(work), closing_words.drafted(work), partial(as_read, work, by))


def as_read(work: Work, by: Person, ending: Ending) -> list[Text]:
    """What everybody reads at the start, in English."""
    draft = Closing(
        programme_id=work.programme_id,
        stage=Stage.DRAFT,
        begun_at=work.now,
        last_day=ending.last_day,
        turn_to=ending.turn_to,
        keep_days=ending.keep_days,
        begun_by=by.number,
    )
    return [
        closing_words.first(work, draft),
        *(own_words(ending.texts[part]) for part in ClosingPart),
        *closing_words.until_then(),
        _("Afterwards you can turn to: {whom}", whom=own_words(ending.turn_to)),
        closing_words.data_until(draft),
    ]


def written(work: Work, by: Person, _about: int | None, value: Ending | None) -> None:
    """It is kept, and shown with what is still missing."""
    if value is None:
        saying.to_person(work, by, [NOTHING])
        return
    texts = {ClosingPart(part): {closing.SOURCE: text} for part, text in value.texts.items()}
    closing.write(work, by, Written(value.last_day, value.short_notice, texts, value.turn_to, value.keep_days))
    closing_card.show(work, by)


def ending(work: Work, found: Closing) -> Ending:
    """An ending as it stands, to be changed."""
    texts = {part.value: text[closing.SOURCE] for part, text in closing_words.of(work, found).items()}
    return Ending(found.last_day, found.short_notice, texts, found.turn_to, found.keep_days)


def one_debt(work: Work, by: Person, row_id: int | None) -> Owed:
    """What is taken over."""
    row = finding.one(work, ClosingDebt, row_id)
    found = closing.under_way(work, by, row.closing_id, *CAN_BE_CALLED_OFF)
    references = [closing_debts.reference(work, row)]
    return Owed(closing_debts.what(work, row), found.last_day, partial(_line, references), row.to_name)


def taken(work: Work, by: Person, row_id: int | None, value: Taken | None) -> None:
    """Somebody takes over one thing."""
    if value is None:
        saying.to_person(work, by, [NOTHING])
        return
    found = closing.under_way(work, by, finding.one(work, ClosingDebt, row_id).closing_id, *CAN_BE_CALLED_OFF)
    closing_debts.name(work, by, found, row_id, Heir(*value))
    closing_card.show(work, by)


def all_debts(work: Work, by: Person, closing_id: int | None) -> Owed:
    """All that has no name yet."""
    found = closing.under_way(work, by, closing_id, *CAN_BE_CALLED_OFF)
    what = _("all that has no name yet, and what still comes")
    return Owed(what, found.last_day, partial(_line, [Code("M-…")]))


def all_taken(work: Work, by: Person, closing_id: int | None, value: Taken | None) -> None:
    """Somebody takes over all of it."""
    if value is None:
        saying.to_person(work, by, [NOTHING])
        return
    found = closing.under_way(work, by, closing_id, *CAN_BE_CALLED_OFF)
    closing_debts.name(work, by, found, None, Heir(*value))
    closing_card.show(work, by)


def missing(languages: Languages, work: Work, by: Person, closing_id: int | None) -> Missing:
    """The languages without words, those first that somebody reads."""
    people.must_be_staff(work, by)
    found = finding.one(work, Closing, closing_id)
    there, read = closing_words.languages(work, found), closing_card.read_by_people(work)
    codes = [code for code in dict.fromkeys((*read, *languages.offered)) if code not in there]
    if found.stage in OVER or not codes:
        raise errors.NoLongerThere(_("Those words are there already."))
    texts = closing_words.of(work, found)
    return Missing(
        [(code, languages.name(code)) for code in codes],
        [(part.value, texts[part][closing.SOURCE]) for part in ClosingPart],
    )


def put(work: Work, by: Person, closing_id: int | None, value: Put | None) -> None:
    """The words are there in one more language."""
    if value is None:
        saying.to_person(work, by, [NOTHING])
        return
    found = closing.translate(work, by, closing_id, value.language, value.texts)
    closing_round.translated(work, found, value.language)
    saying.to_person(work, by, [_("Thank you. That is noted.")])


def told(work: Work, by: Person, closing_id: int | None) -> Told:
    """What everybody hears who was told."""
    found = closing.under_way(work, by, closing_id, *CAN_BE_CALLED_OFF)
    return Told(None if found.stage == Stage.DRAFT else closing_words.goes_on(work, found))


def called_off(work: Work, by: Person, closing_id: int | None, value: bool) -> None:
    """It goes on, or ends as it was to."""
    if not value:
        saying.to_person(work, by, [NOTHING])
        return
    closing.call_off(work, by, closing_id)
    saying.to_person(work, by, [_("The programme goes on.")])


def _line(references: Sequence[Code], value: Taken) -> Text:
    return closing_debts.line(references, Heir(*value))
