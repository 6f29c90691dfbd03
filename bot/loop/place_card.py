"""How a place reads, and what staff and whoever said that it was wrong are told of it."""

from __future__ import annotations

from bot import labels
from bot.language import Text, _, own_words, p_
from bot.language_names import english_name
from bot.loop import people, promises, saying
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.places import Place, PlaceReport
from bot.store.session import Work
from bot.words import Lane, Need


def parts(work: Work, place: Place) -> list[Text]:
    """A place in a few lines: what it is for, where, when, which languages, when somebody last checked."""
    if place.gone_at is not None:
        return []
    lines = {"name": _("{name}: {need}", name=place.name, need=labels.NEEDS[Need(place.need)])}
    lines["what"] = own_words(place.what)
    if place.address:
        lines["address"] = _("Where: {address}", address=place.address)
    lines["hours"] = _("Open: {hours}", hours=place.hours)
    if place.telephone:
        lines["telephone"] = _("Telephone: {number}", number=place.telephone)
    if place.languages:
        lines["languages"] = _(
            "They speak: {languages}", languages=[english_name(str(code)) for code in place.languages]
        )
    lines["checked"] = checked(work, place)
    return [Text("\n".join(f"{{{name}}}" for name in lines), lines)]


def finder_buttons(place_id: int) -> tuple[tuple[Button, ...], ...]:
    """What whoever finds it can say to it."""
    return ((Button(p_("button", "This is wrong"), f"place:{place_id}:wrong"),),)


def checked(work: Work, place: Place) -> Text:
    """How old that is."""
    day = promises.day_of(work, place.checked_at)
    if place.review_on < promises.today(work):
        return _("The team last checked this on {day}. It may have changed: ring first.", day=day)
    return _("The team checked this on {day}.", day=day)


def staff_buttons(place: Place) -> tuple[tuple[Button, ...], ...]:
    """What staff can do with it."""
    number = place.number
    return (
        (
            Button(p_("button", "Put it right"), f"place:{number}:mend"),
            Button(p_("button", "It is right"), f"place:{number}:right"),
        ),
        (Button(p_("button", "Take it out"), f"place:{number}:gone"),),
    )


def show_report(work: Work, place: Place, report: PlaceReport, masked: str) -> None:
    """A card in the staff room, with the day by which somebody looks."""
    owner = people.serving(work, place.owner_id)
    heading = _(
        "Somebody says that this is wrong. They hear by {day}. Answers for it: {who}.",
        day=promises.day_of(work, report.due_at),
        who=people.name_and_title(owner) if owner else _("nobody"),
    )
    shown = [heading, own_words(f"“{masked}”"), *parts(work, place)]
    saying.to_staff(work, shown, staff_buttons(place), words_of=report.person_id)


def say_late(work: Work, place: Place, report: PlaceReport) -> None:
    """Nobody has looked by the day: staff, who answers for it, and who said so are told."""
    owner, person = people.serving(work, place.owner_id), people.by_number(work, report.person_id)
    text = _(
        "{name}: somebody said that it is wrong, and has not heard by {day}.",
        name=place.name,
        day=promises.day_of(work, report.due_at),
    )
    saying.to_staff(work, [text], staff_buttons(place))
    if owner is not None:
        saying.to_person(work, owner, [text], staff_buttons(place), lane=Lane.ALERT)
    if person is not None and person.left_at is None:
        sorry = _(
            "{name}: you should have heard from the team by today. I am sorry. I have told them again.", name=place.name
        )
        saying.to_person(work, person, [sorry], lane=Lane.TELLING)


def say_overdue(work: Work, place: Place) -> None:
    """Its day has come: who answers for it is told, and the staff room."""
    owner = people.serving(work, place.owner_id)
    text = _(
        "{name}: please check whether it still holds. Answers for it: {who}.",
        name=place.name,
        who=people.name_and_title(owner) if owner else _("nobody"),
    )
    saying.to_staff(work, [text], staff_buttons(place))
    if owner is not None:
        saying.to_person(work, owner, [text], staff_buttons(place), lane=Lane.ALERT)


def put_right(place: Place, by: Person) -> Text:
    """Said to who told that it was wrong."""
    return _("Thank you. {who} has put it right: {name}.", who=people.name_and_title(by), name=place.name)


def is_right(place: Place, by: Person) -> Text:
    """Said to who told that it was wrong, where it was not."""
    return _(
        "{who} has checked it, and it is as it stands here: {name}. If it is not, please tell me again.",
        who=people.name_and_title(by),
        name=place.name,
    )


def taken_out(place: Place, by: Person) -> Text:
    """Said to who told that it was wrong, where nobody is sent there any more."""
    return _("Thank you. {who} has taken it out: {name}.", who=people.name_and_title(by), name=place.name)
