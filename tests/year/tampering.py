"""Each check of the year finds what is wrong where something is: the chronicle is tampered with, a line at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

import pytest

from bot.words import Lane
from tests.year import checks
from tests.year.books import WRITTEN, Call
from tests.year.borough import Borough
from tests.year.checks import Watch
from tests.year.rows import Rows


def every_check_bites(watch: Watch, borough: Borough, rows: Rows) -> None:
    """A debt that is gone, a telling said twice, one at night, one in another language, too many: each is found."""
    done = borough.town.done
    told = next(call for call in done if call.telling is not None and not rows.is_repeat[call.saying.id])
    _is_found(checks.nothing_is_doubled, borough, rows, [*done, told])
    calls = [call for call in done if call.telling != told.telling]
    _is_found(checks.nothing_is_lost, borough, rows, calls)
    quiet = next(
        call for call in done if call.is_new and call.saying.lane >= Lane.ANSWER and _has_hours(borough, rows, call)
    )
    _is_found(checks.nothing_in_quiet_hours, borough, rows, [*done, replace(quiet, at=_at_night(quiet.at))])
    team = {borough.room, *(desk.phone.id for desk in borough.team)}
    words = next(call for call in done if call.is_new and call.chat not in team and WRITTEN.search(call.text))
    wrong = replace(words, text="«t1:cy» Yn Gymraeg.")
    _is_found(lambda one, _rows: checks.nothing_in_a_wrong_language(one), borough, rows, [*done, wrong])
    begun = next(calls[0] for calls in checks.begun(borough, rows).values() if _can_wait(watch, rows, calls[0]))
    many = [replace(begun, at=begun.at + timedelta(minutes=minute)) for minute in range(checks.CEILING)]
    _is_found(partial(checks.none_over_the_ceiling, watch), borough, rows, [*done, *many])
    owed = list(rows.tellings)
    news = {one.id for one in rows.updates.values() if one.by_id is not None and one.kind in checks.NEWS_TO_ALL}
    rows.tellings = [one for one in owed if one.update_id not in news]
    _is_found(checks.nothing_is_lost, borough, rows, done)
    rows.tellings = owed


def _is_found(check: Callable[[Borough, Rows], None], borough: Borough, rows: Rows, calls: list[Call]) -> None:
    before, borough.town.done = borough.town.done, calls
    with pytest.raises(AssertionError):
        check(borough, rows)
    borough.town.done = before


def _has_hours(borough: Borough, rows: Rows, call: Call) -> bool:
    return borough.books.now_at(call.chat) in rows.quiet


def _can_wait(watch: Watch, rows: Rows, call: Call) -> bool:
    """Somebody wrote it, and nobody was to hear it that week."""
    return not any(checks.is_due(watch, rows, one, call.at) for one in rows.said_by(call))


def _at_night(at: datetime) -> datetime:
    return datetime.combine(at.date(), time(3), at.tzinfo)
