"""The figures of the year once more, from what people did and what came out, without the rules that count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

from bot.loop import figures, periods
from bot.store.session import Work
from tests.year.books import Told
from tests.year.rows import Owed, Rows

if TYPE_CHECKING:
    from tests.year.borough import Borough

NO_WORD = {"reopened", "closed"}


@dataclass
class Way:
    """What became of one thing told."""

    told: Told
    first_word: datetime | None
    told_back: datetime | None
    changed: datetime | None
    is_better: bool | None
    tellings: list[Owed]


def ways(borough: Borough, rows: Rows) -> dict[int, Way]:
    """The way of everything that was told."""
    arrived = arrivals(borough, rows)
    return {number: _way(borough, rows, told, arrived) for number, told in borough.books.told.items()}


def arrivals(borough: Borough, rows: Rows) -> dict[int, datetime]:
    """When each telling arrived: said and answered for, tapped on, or passed on by a champion."""
    found: dict[int, datetime] = {}
    for call in borough.town.done:
        for one in rows.said_by(call) if call.is_sure else ():
            if one.for_group is None:
                found[one.id] = min(call.at, found.get(one.id, call.at))
    taps = [(one.telling, one.at) for one in borough.books.verdicts]
    for number, at in [*borough.books.passed_on.items(), *taps]:
        found[number] = min(at, found.get(number, at))
    return found


def _way(borough: Borough, rows: Rows, told: Told, arrived: dict[int, datetime]) -> Way:
    mine = [one for one in rows.tellings if _is_for(rows, one, told)]
    words = [
        (arrived[one.id], rows.updates[one.update_id].kind)
        for one in mine
        if one.id in arrived and arrived[one.id] >= told.at and rows.updates[one.update_id].by_id is not None
    ]
    news = [(at, kind) for at, kind in words if kind not in NO_WORD]
    changed = min((at for at, kind in news if kind == "changed"), default=None)
    raisers = {one.raiser_id for one in mine}
    last: dict[tuple[int | None, int], str] = {}
    for said in borough.books.verdicts:
        one = rows.by_telling.get(said.telling)
        if one is not None and one.raiser_id in raisers and said.at >= told.at:
            last[one.raiser_id, said.person] = said.code
    verdicts = [code for code in last.values() if code != "not_needed"]
    better = not {"no", "a_bit"} & set(verdicts) if verdicts and changed else None
    return Way(told, told.first_word_at, min((at for at, _kind in news), default=None), changed, better, mine)


def _is_for(rows: Rows, one: Owed, told: Told) -> bool:
    if one.insight_id == told.number:
        return True
    issue = rows.updates[one.update_id].issue_id
    if told.issue is None or issue is None or rows.present(issue) != rows.present(told.issue):
        return False
    if told.how == "group":
        return told.place is not None and one.group == f"group {told.place.number}"
    return one.person == told.by.id


COUNTED = ("heard", "first_word", "told_back", "changed", "better", "not_better")
"""What can be counted from what went in and came out alone; the others have their recount in `tests/loop/world.py`."""


def counted(all_ways: dict[int, Way]) -> tuple[Counter[str], dict[str, list[timedelta]]]:
    """The counts of the year and how long each wait was."""
    counts: Counter[str] = Counter()
    waits: dict[str, list[timedelta]] = {"first_word": [], "told_back": [], "changed": []}
    for way in all_ways.values():
        if way.told.is_gone:
            continue
        counts["heard"] += 1
        for name, at in (("first_word", way.first_word), ("told_back", way.told_back), ("changed", way.changed)):
            if at is not None:
                counts[name] += 1
                waits[name].append(at - way.told.at)
        if way.is_better is not None:
            counts["better" if way.is_better else "not_better"] += 1
    return counts, waits


def must_agree(borough: Borough, all_ways: dict[int, Way], work: Work) -> None:
    """The product's own figures of the year are these."""
    first = min(told.at for told in borough.books.told.values()).date()
    period = periods.between(first, work.now.date(), work.programme.time_zone)
    found = figures.of(work, period)
    counts, waits = counted(all_ways)
    assert {name: found.total.counts[name] for name in COUNTED} == {name: counts[name] for name in COUNTED}
    assert found.taken_back == sum(told.is_gone for told in borough.books.told.values())
    for name, mine in waits.items():
        spread = found.total.spread(name)
        if len(mine) >= 5:
            middle = timedelta(seconds=median(one.total_seconds() for one in mine))
            assert spread is not None and (spread.median, spread.worst) == (middle, max(mine)), name
    assert found.matters["taken_up"] == len(borough.books.matters)


def table(all_ways: dict[int, Way], rows: Rows) -> list[dict[str, Any]]:
    """A line for everything that was told."""
    return [
        {
            "told": f"H-{number}",
            "at": f"{way.told.at:%Y-%m-%d %H:%M}",
            "how": way.told.how,
            "group": way.told.place.name if way.told.place else "",
            "language": way.told.language,
            "decided": way.told.by_word,
            "matter": f"M-{way.told.issue}" if way.told.issue else "",
            "first word": _day(way.first_word),
            "told back": _day(way.told_back),
            "what changed": _day(way.changed),
            "tellings": len(way.tellings),
            "owed": sum(one.state not in ("sent", "passed_on", "settled") for one in way.tellings),
            "better": {None: "", True: "yes", False: "no"}[way.is_better],
            "stands": "erased" if way.told.is_gone else _state(way, rows),
        }
        for number, way in all_ways.items()
    ]


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def _state(way: Way, rows: Rows) -> str:
    return str(rows.issues[way.told.issue].state) if way.told.issue else way.told.by_word or "waits"
