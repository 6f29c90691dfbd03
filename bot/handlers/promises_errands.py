"""What conversations about promises know, and what happens when they are done."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from bot import errors
from bot.flows import away as away_flow
from bot.flows import hand_over as hand_over_flow
from bot.flows import live_hour as live_hour_flow
from bot.flows import promise_rules as rules_flow
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _, n_
from bot.loop import (
    as_read,
    away,
    finding,
    handing_over,
    live_hours,
    people,
    promise_rules,
    promises,
    promises_due,
    saying,
    telling_on,
    working_time,
)
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DESK, Role


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand(
            "promise_rules",
            rules_flow.promise_rules,
            _("changing what is promised"),
            partial(rules, languages),
            changed,
        ),
        errand("away", away_flow.away, _("going away"), leave, gone),
        errand("hand_over", hand_over_flow.hand_over, _("handing over"), desks, handed_over),
        errand(
            "live_hour",
            live_hour_flow.live_hour,
            _("announcing an hour of answers"),
            partial(ahead, languages),
            announced,
        ),
    )


def rules(languages: Languages, work: Work, person: Person, _about: int | None) -> rules_flow.Rules:
    """The rules as they are now."""
    people.must_be_administrator(work, person)
    now = promise_rules.of(work)
    values = {
        name: getattr(now, name) for name in (*rules_flow.WAITS, *rules_flow.LATER, "begins", "ends", "started_a_week")
    }

    def read_as(name: str, role: str) -> list[Text]:
        text = telling_on.as_said(Code("H-…"), telling_on.named(name, role))
        to_whom = _("It goes to all who wait two working days too long, in their own language.")
        return [*as_read.plain(languages, [text], "en"), to_whom]

    return rules_flow.Rules(promise_rules.told(work), values, working_time.nations(), read_as)


def changed(work: Work, by: Person, _about: int | None, value: dict[str, Any] | None) -> None:
    """Some of the rules are other ones from now on."""
    if not value:
        _say(work, by, [_("Nothing was changed.")])
        return
    promise_rules.change(work, by, value)
    _say(work, by, [_("Changed. It holds for new promises from now on:"), *promise_rules.told(work)])


def leave(work: Work, person: Person, _about: int | None) -> away_flow.Leave:
    """Today, and how much is owed."""
    people.must_be_staff(work, person)
    return away_flow.Leave(promises.today(work), promises_due.count(work))


def gone(work: Work, by: Person, _about: int | None, value: date | None) -> None:
    """The whole team is away."""
    if value is None:
        _say(work, by, [_("Nothing was changed.")])
        return
    moved = away.begin(work, by, value)
    back = _("When you are back earlier, write /away.")
    _say(work, by, [n_("{n} promise has moved.", "{n} promises have moved.", moved), back])


def desks(work: Work, person: Person, _about: int | None) -> hand_over_flow.Desks:
    """Whose work somebody may hand over, to whom, and how much that is."""
    people.must_be_staff(work, person)
    team = people.holding(work, DESK)
    if len(team) < 2:
        raise errors.NotAllowed(_("There is nobody else of the team yet."))
    may = team if Role.ADMINISTRATOR in people.roles(work, person) else [person]
    has = {one.number: handing_over.told(handing_over.held(work, one)) for one in may}
    return hand_over_flow.Desks(_named(may), _named(team), has)


def handed_over(work: Work, by: Person, _about: int | None, value: hand_over_flow.HandedOver | None) -> None:
    """All of it is somebody else's."""
    if value is None:
        _say(work, by, [_("Nothing was changed.")])
        return
    had, to = finding.one(work, Person, value.had_id), finding.one(work, Person, value.to_id)
    handing_over.hand_over(work, by, had, to)
    _say(work, by, [_("It is with {who} now, who knows of it.", who=people.name_and_title(to))])


def ahead(languages: Languages, work: Work, person: Person, _about: int | None) -> live_hour_flow.Ahead:
    """Today, and how it would be announced."""
    people.must_be_staff(work, person)

    def read_as(hour: live_hour_flow.Hour) -> list[Text]:
        parts = live_hours.announcement(work, person, *hour)
        return as_read.in_chats(work, languages, live_hours.heard_from(work), parts, ())

    return live_hour_flow.Ahead(promises.today(work), read_as)


def announced(work: Work, by: Person, _about: int | None, value: live_hour_flow.Hour | None) -> None:
    """The hour is announced."""
    if value is None:
        _say(work, by, [_("Nothing was changed.")])
        return
    live_hours.announce(work, by, value.who, value.role, value.day, value.begins)
    _say(work, by, [_("They are being told. In that hour, and after it, see what was asked with /live.")])


def _named(team: list[Person]) -> list[tuple[int, str]]:
    return [(one.number, ", ".join(filter(None, (one.name, one.title)))) for one in team]


def _say(work: Work, person: Person, parts: list[Text]) -> None:
    saying.to_person(work, person, parts)
