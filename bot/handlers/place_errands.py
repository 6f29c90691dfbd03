"""What the conversations about places know, and what happens when they are done."""

from __future__ import annotations

from datetime import date
from functools import partial

from bot.flows import places as flow
from bot.flows.places import About, Asked, Facts, Known, Wanted
from bot.flows.take_out import There, take_out
from bot.handlers import library_commands
from bot.handlers.conversation import Errand, errand
from bot.language import Languages, Text, _
from bot.loop import as_read, door, people, place_card, places, promises, saying
from bot.store.people import Person
from bot.store.session import Work


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand("find_place", flow.find_place, _("finding a place"), partial(spoken, languages), wanted),
        errand("wrong_place", flow.wrong_place, _("saying what is wrong"), about, said_wrong, shows_own_words=True),
        errand("write_place", flow.write_place, _("writing a place down"), partial(place, languages), written),
        errand("place_gone", take_out, _("checking a place"), partial(going, languages), gone),
        errand("check_place", flow.check_place, _("checking a place"), partial(place, languages), checked),
    )


def spoken(languages: Languages, work: Work, person: Person, _about: int | None) -> Asked:
    """The languages that are spoken at some place, one's own first."""
    codes = sorted(places.spoken(work), key=lambda code: (code != person.language, code))
    return Asked([(code, languages.name(code)) for code in codes])


def wanted(work: Work, person: Person, _about: int | None, value: Wanted) -> None:
    """The places are shown."""
    library_commands.show_places(work, person, value.need, value.language)


def about(work: Work, person: Person, place_id: int | None) -> About:
    """The place that something is wrong about."""
    door.must_have_joined(work, person)
    return About(places.open_one(work, place_id).name)


def said_wrong(work: Work, person: Person, place_id: int | None, value: str) -> None:
    """Staff are told."""
    places.say_wrong(work, person, place_id or 0, value)


def place(languages: Languages, work: Work, person: Person, place_id: int | None) -> Known:
    """What stands there now; a new place where there is no number."""
    people.must_be_staff(work, person)
    now = place_card.parts(work, places.open_one(work, place_id))[0] if place_id else None
    named = [(code, languages.name(code)) for code in places.SPOKEN]

    def read_as(value: Facts) -> list[Text]:
        made = places.as_written(work, person, places.Written(**value._asdict()))
        parts = place_card.parts(work, made)
        shown = as_read.plain(languages, parts, "en", place_card.finder_buttons(0))
        shown.append(_("It goes to all who look for such a place. What stands round it is in their own language."))
        waiting = [one.chat_id for one in places.who_said_wrong(work, place_id) if one.chat_id is not None]
        told = [place_card.put_right(made, person), *parts]
        return [*shown, *as_read.in_chats(work, languages, waiting, told, ())] if waiting else shown

    return Known(promises.today(work), named, now, read_as)


def written(work: Work, by: Person, place_id: int | None, value: Facts | None) -> None:
    """A place is written down, or put right."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was kept.")])
        return
    places.write(work, by, place_id, places.Written(**value._asdict()))
    saying.to_person(work, by, [_("Thank you. People find it by /places.")])


def going(languages: Languages, work: Work, person: Person, place_id: int | None) -> There:
    """A place that is to be taken out, and what those hear who said that it is wrong."""
    found = places.for_staff(work, person, place_id)
    waiting = [one.chat_id for one in places.who_said_wrong(work, place_id) if one.chat_id is not None]
    told = as_read.in_chats(work, languages, waiting, [place_card.taken_out(found, person)], ()) if waiting else []
    return There([*place_card.parts(work, found), *told])


def gone(work: Work, by: Person, place_id: int | None, value: bool) -> None:
    """Nobody is sent there any more, unless it was thought better of."""
    if value:
        places.take_out(work, by, place_id or 0)
    said = _("Nobody is sent there any more.") if value else _("It stays as it is.")
    saying.to_person(work, by, [said])


def checked(work: Work, by: Person, place_id: int | None, value: date) -> None:
    """It is right as it stands."""
    places.still_right(work, by, place_id or 0, value)
    saying.to_person(work, by, [_("Thank you. You answer for it. I remind you on {day}.", day=value)])
