"""Who sees to what nobody has taken: somebody of the rota, else the team in turn, a working day each."""

from __future__ import annotations

from datetime import date

from bot.loop import people, promise_rules, rota
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DESK


def today(work: Work) -> int | None:
    """The number of whoever is on duty; none as long as there is no team. Chosen once a day."""
    rules, day = promise_rules.of(work), _working_day(work)
    if rules.duty_on != day or rules.duty_id is None:
        chosen = _choose(work, day)
        if chosen is None:
            return None
        rules = promise_rules.kept(work)
        rules.duty_id, rules.duty_on = chosen.number, day
        work.session.flush()
    return rules.duty_id


def _working_day(work: Work) -> date:
    calendar = promise_rules.calendar(work)
    day = calendar.day_of(work.now)
    return day if calendar.is_working(day) else calendar.after(day)


def _choose(work: Work, day: date) -> Person | None:
    for turn in rota.turns(work):
        person = people.by_number(work, turn.person_id)
        if day.weekday() in turn.days and person is not None and rota.can_take(work, person):
            return person
    team = sorted(people.holding(work, DESK), key=lambda one: one.number)
    able = [one for one in team if rota.can_take(work, one)] or team
    return able[day.toordinal() % len(able)] if able else None
