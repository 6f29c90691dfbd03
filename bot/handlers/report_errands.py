"""What the conversation about a report knows, and what becomes of it."""

from __future__ import annotations

from bot.flows import report
from bot.flows.report import Reporting, Span, Wanted
from bot.handlers.conversation import Errand, errand
from bot.language import _
from bot.loop import people, periods, promises, report_files
from bot.loop.periods import Period
from bot.store.people import Person
from bot.store.session import Work

CALENDAR = {
    Span.MONTH: periods.last_month,
    Span.QUARTER: periods.last_quarter,
    Span.YEAR: periods.last_year,
}


def listed() -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (errand("report", report.report, _("asking for a report"), known, wanted),)


def known(work: Work, person: Person, about_id: int | None) -> Reporting:
    """Today, for staff alone."""
    people.must_be_staff(work, person)
    return Reporting(promises.today(work))


def wanted(work: Work, by: Person, about_id: int | None, value: Wanted) -> None:
    """The report goes to whoever asked for it."""
    report_files.send(work, by, period(work, value))


def period(work: Work, value: Wanted) -> Period:
    """The days that were asked for."""
    today, zone = promises.today(work), work.programme.time_zone
    if value.first is not None and value.last is not None:
        return periods.between(value.first, value.last, zone)
    return CALENDAR[value.span](today, zone)
