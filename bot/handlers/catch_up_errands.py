"""What conversations about catch-ups know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from bot.flows import catch_up as flow
from bot.handlers.conversation import Errand, errand
from bot.language import Languages, Text, _, n_
from bot.loop import as_read, catch_ups, people, promises, saying
from bot.store.chats import Group
from bot.store.people import Person
from bot.store.session import Work


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    offered = [(code, languages.name(code)) for code in languages.offered]
    title = _("a catch-up")
    return (
        errand("meet_plan", flow.plan, title, partial(planner, languages, offered), planned),
        errand("meet_change", flow.change, title, partial(on, languages), changed),
        errand("meet_off", flow.call_off, title, partial(on, languages), called_off),
        errand("meet_cover", flow.cover, title, asked, covered, shows_own_words=True),
    )


def planner(
    languages: Languages, offered: Sequence[tuple[str, str]], work: Work, by: Person, _about: int | None
) -> flow.Planner:
    """What there is to choose from."""
    people.must_be_staff(work, by)
    there = (Group.programme_id == work.programme_id, col(Group.ended_at).is_(None))
    groups = work.session.exec(select(Group).where(*there).order_by(Group.name)).all()

    def read_as(value: flow.Planned) -> list[Text]:
        made = _plan(work, value)
        asked, left_alone = catch_ups.whom(work, made)
        shown = _shown(work, languages, asked, catch_ups.invitation(by, made))
        return [*shown, _left_alone(left_alone)] if left_alone else shown

    named = [(group.number, group.name) for group in groups]
    return flow.Planner(promises.today(work), offered, named, read_as)


def planned(work: Work, by: Person, _about: int | None, value: flow.Planned | None) -> None:
    """Champions are asked."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was sent.")])
        return
    _catch_up, count, left_alone = catch_ups.plan(work, by, _plan(work, value))
    parts = [n_("{n} champion is being asked.", "{n} champions are being asked.", count)]
    if left_alone:
        parts.append(_left_alone(left_alone))
    saying.to_person(work, by, [*parts, _("Who comes, you see under /catchups.")])


def on(languages: Languages, work: Work, by: Person, catch_up_id: int | None) -> flow.About:
    """One that is still to come."""
    catch_up = catch_ups.on(work, by, catch_up_id)
    asked = catch_ups.who_were_asked(work, catch_up)

    def read_as(value: flow.Moved) -> list[Text]:
        made = catch_ups.as_planned(catch_up, _moment(work, value.when), value.where or catch_up.where)
        return _shown(work, languages, asked, catch_ups.as_changed(by, made))

    chats = [one.chat_id for one in asked if one.chat_id is not None]
    called_off = as_read.in_chats(work, languages, chats, [catch_ups.as_called_off(by, catch_up)], ())
    return flow.About(promises.today(work), read_as, called_off)


def changed(work: Work, by: Person, catch_up_id: int | None, value: flow.Moved | None) -> None:
    """Another time or place."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was changed.")])
        return
    catch_up = catch_ups.on(work, by, catch_up_id)
    catch_ups.change(work, by, catch_up_id, _moment(work, value.when), value.where or catch_up.where)
    saying.to_person(work, by, [_("All who were asked are being told.")])


def called_off(work: Work, by: Person, catch_up_id: int | None, value: bool) -> None:
    """It does not take place, or does."""
    if value:
        catch_ups.call_off(work, by, catch_up_id)
    text = _("All who were asked are being told.") if value else _("Nothing was changed.")
    saying.to_person(work, by, [text])


def asked(work: Work, person: Person, catch_up_id: int | None) -> flow.About:
    """One that somebody was asked to."""
    catch_ups.of_invited(work, person, catch_up_id)
    return flow.About(promises.today(work))


def covered(work: Work, person: Person, catch_up_id: int | None, value: str) -> None:
    """What shall be talked about."""
    catch_ups.cover(work, person, catch_up_id, value)
    saying.to_person(work, person, [_("Thank you. The team has it now.")])


def _shown(work: Work, languages: Languages, asked: Sequence[Person], parts: Sequence[Text]) -> list[Text]:
    chats = [one.chat_id for one in asked if one.chat_id is not None]
    return as_read.in_chats(work, languages, chats, parts, catch_ups.buttons(0))


def _left_alone(count: int) -> Text:
    return n_(
        "{n} was asked enough this week. I leave them out.",
        "{n} were asked enough this week. I leave them out.",
        count,
    )


def _plan(work: Work, value: flow.Planned) -> catch_ups.Plan:
    return catch_ups.Plan(
        begins_at=_moment(work, value.when),
        where=value.where,
        languages=value.languages,
        costs=value.costs,
        of_language=value.of_language,
        of_group=value.of_group,
    )


def _moment(work: Work, when: flow.When) -> datetime:
    return datetime.combine(when.day, time(*divmod(when.minute, 60)), ZoneInfo(work.programme.time_zone))
