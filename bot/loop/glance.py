"""The loop at a glance, for staff: what was heard and told back, what is owed, and whom nothing was heard of."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from functools import partial

import sqlalchemy as sa
from sqlmodel import col

from bot.language import Code, Text, _, n_, own_words, p_
from bot.loop import figures, hiding, periods, promises, saying
from bot.loop.about_me import LEAST
from bot.loop.communities import NO_COMMUNITY
from bot.loop.figures import Figures, Row
from bot.loop.hiding import Cell
from bot.loop.periods import Period
from bot.store import outbox
from bot.store.outbox import Button, Outbox
from bot.store.people import Person
from bot.store.session import Work, beside
from bot.words import IssueState, TellingState, Verdict

NAMED_AT_MOST = 8
LEAST_STEPS = 2
AN_HOUR, TWO_DAYS = timedelta(hours=1), timedelta(days=2)


class Span(StrEnum):
    """How far back one looks."""

    WEEK = "week"
    FOUR_WEEKS = "4w"
    NINETY_DAYS = "90d"


SPANS: dict[Span, Text] = {
    Span.WEEK: p_("button", "This week"),
    Span.FOUR_WEEKS: p_("button", "4 weeks"),
    Span.NINETY_DAYS: p_("button", "90 days"),
}
WAITS = {
    "first_word": _("Half had a first word within"),
    "decided": _("Half had a decision within"),
    "told_back": _("Half were told back within"),
    "changed": _("Half heard what changed within"),
    "judged": _("Half said within whether it is better"),
}
DAYS = {Span.FOUR_WEEKS: 28, Span.NINETY_DAYS: 90}


def show(work: Work, by: Person, span: Span = Span.WEEK) -> None:
    """Show a staff member the loop, with buttons to look further back in place."""
    number = int(work.now.timestamp() * 1000)
    said = beside(work, f"loop {span}", partial(lines, span=span))
    saying.to_person(work, by, said, _buttons(span, number), key=_key(by, number))


def turn(work: Work, by: Person, span: Span, number: int) -> bool:
    """Show other days in the same message; false where it is not there, or not theirs."""
    found = sa.select(col(Outbox.id)).where(
        col(Outbox.programme_id) == work.programme_id, col(Outbox.key) == _key(by, number)
    )
    shown = work.session.execute(found).scalar()
    if shown is None:
        return False
    said = beside(work, f"loop {span}", partial(lines, span=span))
    outbox.edit(work.session, outbox_id=shown, now=work.now, parts=said, buttons=_buttons(span, number))
    return True


def lines(work: Work, span: Span) -> list[Text]:
    """What the loop looks like in so many days."""
    found = figures.of(work, _period(work, span))
    period = _("The loop from {first} to {last}.", first=found.period.first, last=found.period.last)
    owed = [_owed(found), *_debt(found), *_written_off(found)]
    return [period, *_heard(found), *owed, *_judged(found), *_kept(found), *_communities(found), *_silent(found)]


def weekly_lines(work: Work) -> list[Text]:
    """The loop in the last seven days, for the digest: what was heard, how long it took, what is owed.

    Who is silent stands there already.
    """
    days = periods.days_up_to(promises.today(work), 7, work.programme.time_zone)
    found = figures.of(work, days)
    return [*_heard(found), _owed(found), *_kept(found)]


def spoken(wait: timedelta) -> Text:
    """A length of time in a few words."""
    minutes = int(wait.total_seconds() // 60)
    if wait < AN_HOUR:
        return n_("{n} minute", "{n} minutes", minutes)
    if wait < TWO_DAYS:
        return n_("{n} hour", "{n} hours", minutes // 60)
    return n_("{n} day", "{n} days", minutes // (24 * 60))


def _period(work: Work, span: Span) -> Period:
    today, zone = promises.today(work), work.programme.time_zone
    return periods.days_up_to(today, DAYS[span], zone) if span in DAYS else periods.this_week(today, zone)


def _buttons(span: Span, number: int) -> list[list[Button]]:
    return [[Button(label, f"loop:{one}:{number}") for one, label in SPANS.items() if one is not span]]


def _key(by: Person, number: int) -> str:
    return f"loop:{by.number}:{number}"


def _heard(found: Figures) -> list[Text]:
    counts = found.total.counts
    said = [
        _(
            "Heard: {heard}\nHad a first word: {first}\nTold back: {told}\nHeard what changed: {changed}",
            heard=counts["heard"],
            first=counts["first_word"],
            told=counts["told_back"],
            changed=counts["changed"],
        )
    ]
    if found.taken_back:
        said.append(_("Taken back, and in no other figure: {n}", n=found.taken_back))
    waits = [line for name, what in WAITS.items() for line in _wait(found, name, what)]
    return [*said, *(waits or [_("Too few for waits: they are shown from {least} on.", least=LEAST)])]


def _wait(found: Figures, name: str, what: Text) -> list[Text]:
    spread = found.total.spread(name)
    if spread is None:
        return []
    return [
        _(
            "{what}: {half}; nine in ten: {most}. The longest: {longest} ({reference}).",
            what=what,
            half=spoken(spread.median),
            most=spoken(spread.ninth),
            longest=spoken(spread.worst),
            reference=Code(f"H-{spread.worst_number}"),
        )
    ]


def _owed(found: Figures) -> Text:
    owed = found.owed
    return _(
        "Owed at this moment: {owed}\nWith champions: {champions}\nWaiting for words or for their day: {words}\n"
        "Not arrived: {failed}",
        owed=sum(owed.values()),
        champions=owed[TellingState.WITH_CHAMPION],
        words=owed[TellingState.OWED],
        failed=owed[TellingState.FAILED] + owed[TellingState.UNCERTAIN],
    )


def _debt(found: Figures) -> list[Text]:
    """How the debt went, from step to step; nothing where there was none."""
    if len(found.debt) < LEAST_STEPS or not any(one.tellings for one in found.debt):
        return []
    return [_("News owed, up to now: {counts}", counts=" → ".join(str(one.tellings) for one in found.debt))]


def _written_off(found: Figures) -> list[Text]:
    count = sum(one.count for one in found.written_off)
    return [_("Taken off the list without having arrived: {n}. /report says why.", n=count)] if count else []


def _judged(found: Figures) -> list[Text]:
    judged, again = found.judged, found.matters["reopened"]
    unjudged = found.matters[IssueState.CLOSED_NOT_JUDGED]
    if not sum(judged.values()) and not again and not unjudged:
        return []
    return [
        _(
            "Better: yes {yes}, a bit {bit}, no {no}\nAsked, and not judged: {silent}\nOpened again: {again}\n"
            "Closed, and not judged: {closed}",
            yes=judged[Verdict.YES],
            bit=judged[Verdict.A_BIT],
            no=judged[Verdict.NO],
            silent=judged["not_judged"],
            again=again,
            closed=unjudged,
        )
    ]


def _kept(found: Figures) -> list[Text]:
    kept = found.kept.values()
    if not kept:
        return []
    return [
        _(
            "Dates promised: {kept} kept, {late} late, {missed} not kept yet",
            kept=sum(one.in_time for one in kept),
            late=sum(one.late for one in kept),
            missed=sum(one.missed for one in kept),
        )
    ]


def _communities(found: Figures) -> list[Text]:
    rows = [row for row in found.tables["community"] if row.cells["heard"] != 0][:NAMED_AT_MOST]
    if not rows:
        return []
    hidden = any(isinstance(cell, str) for row in rows for cell in row.cells.values())
    notes = [_("Small numbers are hidden, and what they could be worked out from. /report has the rest.")]
    return [*(_community(row) for row in rows), *(notes if hidden else [])]


def _community(row: Row) -> Text:
    name = _("No community named") if row.key == NO_COMMUNITY else own_words(str(row.key))
    heard, told = _cell(row.cells["heard"]), _cell(row.cells["told_back"])
    return _("{community}: heard {heard}, told back {told}", community=name, heard=heard, told=told)


def _cell(cell: Cell) -> Text | int:
    if isinstance(cell, int):
        return cell
    return _("fewer than {least}", least=LEAST) if cell == hiding.FEW else _("not shown")


def _silent(found: Figures) -> list[Text]:
    """Communities first; of groups, some by name."""
    said = []
    if found.silent_communities:
        said.append(_("Communities not heard for 90 days: {names}", names=_some(found.silent_communities)))
    if found.silent_groups:
        said.append(_("Groups not heard for 90 days: {names}", names=_some(found.silent_groups)))
    return said


def _some(names: list[str]) -> list[str | Text]:
    more = len(names) - NAMED_AT_MOST
    return [*names[:NAMED_AT_MOST], *([n_("{n} more", "{n} more", more)] if more > 0 else [])]
