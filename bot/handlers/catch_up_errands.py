"""What conversations about catch-ups know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from bot.flows import catch_up as flow
from bot.handlers.conversation import Errand, errand
from bot.language import Languages, _, n_
from bot.loop import catch_ups, people, promises, saying
from bot.store.chats import Group
from bot.store.people import Person
from bot.store.session import Work


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    offered = [(code, languages.name(code)) for code in languages.offered]
    title = _("a catch-up")
    return (
        errand("meet_plan", flow.plan, title, partial(planner, offered), planned),
        errand("meet_change", flow.change, title, on, changed),
        errand("meet_off", flow.call_off, title, on, called_off),
        errand("meet_cover", flow.cover, title, asked, covered, shows_own_words=True),
    )


def planner(offered: Sequence[tuple[str, str]], work: Work, by: Person, _about: int | None) -> flow.Planner:
    """What there is to choose from."""
    people.must_be_staff(work, by)
    there = (Group.programme_id == work.programme_id, col(Group.ended_at).is_(None))
    groups = work.session.exec(select(Group).where(*there).order_by(Group.name)).all()
    return flow.Planner(promises.today(work), offered, [(group.number, group.name) for group in groups])


def planned(work: Work, by: Person, _about: int | None, value: flow.Planned | None) -> None:
    """Champions are asked."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was sent.")])
        return
    made = catch_ups.Plan(
        begins_at=_moment(work, value.when),
        where=value.where,
        languages=value.languages,
        costs=value.costs,
        of_language=value.of_language,
        of_group=value.of_group,
    )
    _catch_up, count, left_alone = catch_ups.plan(work, by, made)
    parts = [n_("{n} champion is being asked.", "{n} champions are being asked.", count)]
    if left_alone:
        text = n_(
            "{n} was asked enough this week. I leave them out.",
            "{n} were asked enough this week. I leave them out.",
            left_alone,
        )
        parts.append(text)
    saying.to_person(work, by, [*parts, _("Who comes, you see under /catchups.")])


def on(work: Work, by: Person, catch_up_id: int | None) -> flow.About:
    """One that is still to come."""
    catch_ups.on(work, by, catch_up_id)
    return flow.About(promises.today(work))


def changed(work: Work, by: Person, catch_up_id: int | None, value: flow.Moved) -> None:
    """Another time or place."""
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


def _moment(work: Work, when: flow.When) -> datetime:
    return datetime.combine(when.day, time(*divmod(when.minute, 60)), ZoneInfo(work.programme.time_zone))
