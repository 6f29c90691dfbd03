"""Places that people are sent to: kept true by somebody, found by need and language, put right when they are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import col, select

from bot import errors
from bot.language import Text, _
from bot.loop import blocks, finding, people, personal, place_card, promises, record, saying
from bot.store.people import Person
from bot.store.places import Place, PlaceReport
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import Lane, Need, PromiseKind

ABOUT, REPORT = "place", "place_report"
PUT_RIGHT_WORKING_DAYS = 5
AT_A_TIME = 5
REPORTS_OPEN = 5
SPOKEN = (
    *(
        "en",
        "ar",
        "bn",
        "es",
        "fa",
        "fr",
        "gu",
        "hi",
        "it",
        "ku",
        "lt",
        "pa",
        "pl",
        "ps",
        "pt",
        "ro",
        "so",
        "ta",
        "ti",
        "tr",
    ),
    *("uk", "ur", "yo", "zh"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a place."""

    need: Need
    name: str
    what: str
    address: str
    hours: str
    telephone: str
    languages: Sequence[str]
    review_on: date = field(default=date.max)


def write(work: Work, by: Person, place_id: int | None, written: Written) -> Place:
    """Write down a place, or what holds about it now; whoever said that it was wrong is told. `by` answers for it."""
    people.must_be_staff(work, by)
    place = finding.one(work, Place, place_id, held=True) if place_id else None
    if place is not None and place.gone_at is not None:
        raise errors.NoLongerThere(_("That place was taken out."))
    before = _facts(place) if place else None
    place = place or Place(
        programme_id=work.programme_id,
        need=written.need,
        languages=[],
        review_on=written.review_on,
        checked_at=work.now,
    )
    _fill(work, by, place, written)
    work.session.add(place)
    work.session.flush()
    promises.keep(work, PromiseKind.REVIEW, ABOUT, place.number)
    due = promises.end_of(work, place.review_on)
    promises.make(work, PromiseKind.REVIEW, ABOUT, place.number, due, place.owner_id)
    record.act(work, by, "write", ABOUT, place.number, before=before, after=_facts(place))
    _settle(work, by, place, place_card.put_right(place, by))
    return place


def as_written(work: Work, by: Person, written: Written) -> Place:
    """A place as it would be; nothing is kept."""
    languages = list(written.languages)
    place = Place(
        programme_id=work.programme_id,
        need=written.need,
        languages=languages,
        review_on=written.review_on,
        checked_at=work.now,
    )
    _fill(work, by, place, written)
    return place


def who_said_wrong(work: Work, place_id: int | None) -> list[Person]:
    """Those who said that a place is wrong, and wait to hear of it."""
    waiting = select(PlaceReport.person_id).where(
        PlaceReport.place_id == place_id, col(PlaceReport.settled_at).is_(None)
    )
    found = select(Person).where(col(Person.id).in_(waiting), col(Person.left_at).is_(None)).order_by(col(Person.id))
    return list(work.session.exec(found).all())


def still_right(work: Work, by: Person, place_id: int, day: date) -> Place:
    """Somebody checked it: it is as it was written; whoever said otherwise is told so."""
    place = for_staff(work, by, place_id)
    before, place.review_on = place.review_on, day
    place.checked_at, place.owner_id = work.now, by.number
    work.session.add(place)
    promises.keep(work, PromiseKind.REVIEW, ABOUT, place.number)
    promises.make(work, PromiseKind.REVIEW, ABOUT, place.number, promises.end_of(work, day), place.owner_id)
    record.act(work, by, "check", ABOUT, place.number, before=before.isoformat(), after=day.isoformat())
    _settle(work, by, place, place_card.is_right(place, by))
    return place


def take_out(work: Work, by: Person, place_id: int) -> None:
    """Nobody is sent there any more; whoever said that it was wrong is told."""
    place = for_staff(work, by, place_id)
    place.gone_at = work.now
    work.session.add(place)
    promises.keep(work, PromiseKind.REVIEW, ABOUT, place.number)
    record.act(work, by, "take_out", ABOUT, place.number)
    _settle(work, by, place, place_card.taken_out(place, by))


def for_staff(work: Work, by: Person, place_id: int | None) -> Place:
    """A place that people are sent to, held, for staff."""
    people.must_be_staff(work, by)
    return open_one(work, place_id)


def open_one(work: Work, place_id: int | None) -> Place:
    """A place that people are sent to. Raises `errors.NoLongerThere` once it was taken out."""
    place = finding.one(work, Place, place_id, held=True)
    if place.gone_at is not None:
        raise errors.NoLongerThere(_("That place was taken out."))
    return place


def found(work: Work, need: Need | None, language: str | None = None, start: int = 0) -> list[Place]:
    """Places for a need, those first that speak a language; one more than fits, where there is."""
    rows = select(Place).where(Place.programme_id == work.programme_id, col(Place.gone_at).is_(None))
    if need is not None:
        rows = rows.where(Place.need == need)
    places = list(work.session.exec(rows.order_by(Place.name, col(Place.id))).all())
    if language is not None:
        places = [place for place in places if language in place.languages]
    return places[start : start + AT_A_TIME + 1]


def spoken(work: Work) -> set[str]:
    """The languages that are spoken at some place."""
    rows = select(Place.languages).where(Place.programme_id == work.programme_id, col(Place.gone_at).is_(None))
    return {str(code) for codes in work.session.exec(rows).all() for code in codes}


def say_wrong(work: Work, person: Person, place_id: int, words: str) -> PlaceReport:
    """It is not as it is written, somebody found: staff get a card with a day, and they are told which."""
    blocks.must_not_be_blocked(person)
    place = open_one(work, place_id)
    mine = select(PlaceReport).where(PlaceReport.person_id == person.id, col(PlaceReport.settled_at).is_(None))
    if len(work.session.exec(mine).all()) >= REPORTS_OPEN:
        raise errors.NotAllowed(
            _("The team is still looking at what you told before. Please wait until you hear of it.")
        )
    due = promises.working_days_on(work, PUT_RIGHT_WORKING_DAYS)
    report = PlaceReport(
        programme_id=work.programme_id,
        place_id=place.number,
        person_id=person.number,
        words=words,
        told_at=work.now,
        due_at=due,
    )
    work.session.add(report)
    work.session.flush()
    promises.make(work, PromiseKind.PLACE, REPORT, report.number, due, place.owner_id)
    record.act(work, person, "say_wrong", ABOUT, place.number)
    place_card.show_report(work, place, report, personal.masked(words))
    text = _(
        "Thank you. {team} looks at it and tells you by {day}.",
        team=work.programme.name,
        day=promises.day_of(work, due),
    )
    saying.to_person(work, person, [text])
    return report


def report_late(work: Work, promise: Promise) -> None:
    """What somebody said is wrong, and nobody looked at in time: they are told, the owner and the staff room."""
    report = work.session.get(PlaceReport, promise.about_id)
    if report is not None and report.settled_at is None:
        place_card.say_late(work, work.session.get_one(Place, report.place_id), report)


def overdue(work: Work) -> list[Place]:
    """Places whose day has passed, the longest first."""
    rows = select(Place).where(
        Place.programme_id == work.programme_id, col(Place.gone_at).is_(None), Place.review_on < promises.today(work)
    )
    return list(work.session.exec(rows.order_by(col(Place.review_on))).all())


def digest_lines(work: Work) -> list[Text]:
    """What of the places waits for somebody: those past their day, and what was said to be wrong and is late."""
    waiting = select(PlaceReport, Place).join(Place, col(Place.id) == col(PlaceReport.place_id))
    late = waiting.where(
        PlaceReport.programme_id == work.programme_id,
        col(PlaceReport.settled_at).is_(None),
        PlaceReport.due_at <= work.now,
    )
    lines = [
        _("{name}: said to be wrong, late since {day}.", name=place.name, day=promises.day_of(work, report.due_at))
        for report, place in work.session.exec(late.order_by(col(PlaceReport.due_at)).limit(AT_A_TIME)).all()
    ]
    return lines + [
        _("{name}: to be checked since {day}.", name=place.name, day=place.review_on)
        for place in overdue(work)[:AT_A_TIME]
    ]


def _settle(work: Work, by: Person, place: Place, text: Text) -> None:
    waiting = select(PlaceReport).where(PlaceReport.place_id == place.number, col(PlaceReport.settled_at).is_(None))
    for report in work.session.exec(waiting).all():
        report.settled_at, report.settled_by = work.now, by.number
        promises.keep(work, PromiseKind.PLACE, REPORT, report.number)
        person = people.by_number(work, report.person_id)
        if person is not None and person.left_at is None:
            saying.to_person(
                work,
                person,
                [text, *place_card.parts(work, place)],
                key=f"place_report:{report.number}",
                lane=Lane.ANSWER,
            )


def _fill(work: Work, by: Person, place: Place, written: Written) -> None:
    place.need, place.name, place.what, place.address = written.need, written.name, written.what, written.address
    place.hours, place.telephone, place.languages = written.hours, written.telephone, list(written.languages)
    place.review_on, place.checked_at, place.owner_id = written.review_on, work.now, by.number


def _facts(place: Place) -> dict[str, str]:
    return {name: str(getattr(place, name)) for name in ("need", "name", "address", "hours", "telephone", "languages")}
