"""Bringing a programme to its end: written by an administrator, confirmed by a second person, told early."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from bot import errors
from bot.language import Text, _
from bot.loop import closing_debts, closing_words, finding, people, promises, record, saying
from bot.loop.closing_words import Texts
from bot.store import versions
from bot.store.closing import CAN_BE_CALLED_OFF, OVER, Closing, ClosingPart, Stage
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DESK, Lane, PromiseKind, Role

SOURCE = "en"
EARLY = timedelta(days=28)
ABOUT = "closing"
AT_TEN = time(10)
NOT_NOW = _("This work ends already, or has not begun to. Write /close_programme to see how it stands.")


class Written(NamedTuple):
    """What an administrator wrote. `short_notice`: why it is sooner than four weeks from now."""

    last_day: date
    short_notice: str | None
    texts: Texts
    turn_to: str
    keep_days: int


def current(work: Work) -> Closing | None:
    """The ending that is under way, or over; nothing while the programme goes on."""
    found = select(Closing).where(Closing.programme_id == work.programme_id, col(Closing.stage) != Stage.OFF)
    return work.session.exec(found.order_by(col(Closing.id).desc())).first()


def under_way(work: Work, by: Person, number: int | None, *stages: Stage) -> Closing:
    """The ending with this number, held, for an administrator, in one of these stages."""
    people.must_be_administrator(work, by)
    closing = finding.one(work, Closing, number, held=True)
    if closing.stage not in stages:
        raise errors.NoLongerThere(NOT_NOW)
    return closing


def write(work: Work, by: Person, written: Written) -> Closing:
    """Keep what an administrator wrote, in place of what stood there. Nobody outside the team hears of it."""
    people.must_be_administrator(work, by)
    closing = current(work)
    if closing is not None and closing.stage != Stage.DRAFT:
        raise errors.NoLongerThere(NOT_NOW)
    if written.last_day < promises.today(work) + EARLY and not written.short_notice:
        raise errors.Mistake(_("People need four weeks at least. Choose a later day, or say why it is sooner."))
    before = None if closing is None else str(closing.last_day)
    closing = closing or Closing(
        programme_id=work.programme_id,
        stage=Stage.DRAFT,
        begun_at=work.now,
        last_day=written.last_day,
        keep_days=written.keep_days,
    )
    closing.last_day, closing.short_notice = written.last_day, written.short_notice
    closing.turn_to, closing.keep_days = written.turn_to, written.keep_days
    closing.begun_by, closing.asked_by = by.number, None
    work.session.add(closing)
    work.session.flush()
    for part, texts in written.texts.items():
        for language, text in texts.items():
            _version(work, by, closing, part, language, text, texts[SOURCE])
    closing_debts.brought_up_to_date(work, closing)
    record.act(work, by, "write_closing", ABOUT, closing.number, before=before, after=str(closing.last_day))
    return closing


def fingerprint(work: Work, closing: Closing) -> str:
    """What a yes is bound to: the day, every word, and who takes over what. Any change is another one."""
    owed = closing_debts.brought_up_to_date(work, closing)
    heirs = [(one.about, one.about_id, one.to_name, one.reach, str(one.hear_by)) for one in owed]
    texts = closing_words.of(work, closing)
    whole = [str(closing.last_day), closing.turn_to, closing.keep_days, closing.short_notice, texts, heirs]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:16]


def second_people(work: Work, first: Person) -> list[Person]:
    """Who may confirm it beside the one who asks: other administrators; where there is none, others of the team."""
    for roles in (frozenset({Role.ADMINISTRATOR}), DESK):
        if found := [one for one in people.holding(work, roles) if one.id != first.id and one.chat_id is not None]:
            return found
    return []


def ask(work: Work, by: Person, number: int | None) -> list[Person]:
    """An administrator answers for it, and asks for a second person; returns who was asked.

    Raises `errors.Mistake` while a debt has no name, or where there is nobody else.
    """
    closing = under_way(work, by, number, Stage.DRAFT)
    unnamed = closing_debts.without_name(closing_debts.brought_up_to_date(work, closing))
    if unnamed:
        raise errors.Mistake(closing_words.left_to_name(len(unnamed)))
    asked = second_people(work, by)
    if not asked:
        raise errors.Mistake(_("A second person of the team has to confirm this, and there is nobody else."))
    closing.asked_by = by.number
    record.act(work, by, "ask_to_confirm", ABOUT, closing.number, words=fingerprint(work, closing))
    return asked


def may_confirm(work: Work, by: Person, closing: Closing) -> bool:
    """Whether somebody is the second person for it."""
    first = people.by_number(work, closing.asked_by)
    return first is not None and by.id in {one.id for one in second_people(work, first)}


def asked_for(work: Work, by: Person, number: int | None) -> Closing:
    """The ending that waits for a second person, held, for whoever may be that one."""
    people.must_be_staff(work, by)
    closing = finding.one(work, Closing, number, held=True)
    if (already := people.by_number(work, closing.confirmed_by)) is not None:
        raise errors.NoLongerThere(_confirmed(already))
    if closing.stage != Stage.DRAFT or closing.asked_by is None:
        raise errors.NoLongerThere(NOT_NOW)
    if not may_confirm(work, by, closing):
        raise errors.NotAllowed(_("A second person has to confirm it: an administrator who did not ask for it."))
    return closing


def confirm(work: Work, by: Person, number: int | None, words: str) -> Closing:
    """A second person says yes: from now on everybody is told. Raises `errors.Mistake` where it has changed since."""
    closing = asked_for(work, by, number)
    if words != fingerprint(work, closing):
        raise errors.Mistake(_("It has changed since you were asked. Please ask for it anew."))
    if closing.last_day <= promises.today(work):
        raise errors.Mistake(_("That day is past."))
    closing.confirmed_by, closing.confirmed_at = by.number, work.now
    closing.stage, closing.next_at, closing.cursor = Stage.TELLING, work.now, 0
    record.act(work, by, "confirm_closing", ABOUT, closing.number, words=words, last_day=str(closing.last_day))
    _tell(work, closing.asked_by, _confirmed(by))
    return closing


def send_back(work: Work, by: Person, number: int | None) -> None:
    """A second person says no: it waits for a change. Whoever asked hears it."""
    closing = asked_for(work, by, number)
    asked_by, closing.asked_by = closing.asked_by, None
    record.act(work, by, "send_back", ABOUT, closing.number)
    _tell(work, asked_by, _("{who} has not confirmed it. Please speak with them.", who=people.name_and_title(by)))


def call_off(work: Work, by: Person, number: int | None) -> Closing:
    """The programme goes on after all: everybody who was told hears so. Possible until it has stopped."""
    closing = under_way(work, by, number, *CAN_BE_CALLED_OFF)
    before = closing.stage
    if before == Stage.TELLING:
        closing.told_to = closing.cursor
    is_told = before != Stage.DRAFT
    closing.stage, closing.cursor = (Stage.GOING_ON, 0) if is_told else (Stage.OFF, 0)
    closing.next_at = work.now if is_told else None
    record.act(work, by, "call_off_closing", ABOUT, closing.number, before=before, after=closing.stage)
    if is_told:
        text = _("{who} has called it off: the programme goes on.", who=people.name_and_title(by))
        saying.to_staff(work, [text])
    return closing


def translate(work: Work, by: Person, number: int | None, language: str, words: Mapping[str, str]) -> Closing:
    """Write its texts in one more language. Raises `errors.NoLongerThere` where somebody has done it meanwhile."""
    people.must_be_staff(work, by)
    closing = finding.one(work, Closing, number, held=True)
    if closing.stage in OVER or language in closing_words.languages(work, closing):
        raise errors.NoLongerThere(_("Those words are there already."))
    texts = closing_words.of(work, closing)
    for part, text in words.items():
        _version(work, by, closing, ClosingPart(part), language, text, texts[ClosingPart(part)][SOURCE])
    promises.keep(work, PromiseKind.FAREWELL, f"{ABOUT}:{language}", closing.number)
    record.act(work, by, "translate", ABOUT, closing.number, language=language)
    return closing


def at_ten(work: Work, day: date) -> datetime:
    """Ten in the morning of a day, where the programme lives."""
    return datetime.combine(day, AT_TEN, ZoneInfo(work.programme.time_zone))


def _version(
    work: Work, by: Person, closing: Closing, part: ClosingPart, language: str, text: str, source: str
) -> None:
    versions.write(
        work.session,
        programme_id=work.programme_id,
        of=part,
        of_id=closing.number,
        language=language,
        text=text,
        by_id=by.id,
        source_hash=versions.fingerprint(source),
        now=work.now,
    )


def _confirmed(by: Person) -> Text:
    return _("{who} has confirmed it: I tell everybody now.", who=people.name_and_title(by))


def _tell(work: Work, person_id: int | None, text: Text) -> None:
    person = people.by_number(work, person_id)
    if person is not None:
        saying.to_person(work, person, [text], lane=Lane.ALERT)


def administrators(work: Work) -> list[Person]:
    """Everybody who has a hand in it."""
    return people.holding(work, frozenset({Role.ADMINISTRATOR}))
