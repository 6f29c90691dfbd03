"""Reports as files: asked for by staff, made when they are sent, so that nothing of what they hold waits anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot import errors
from bot.language import Code, Text, _
from bot.loop import evidence, figures, people, periods, record, report, saying
from bot.loop.periods import Period
from bot.loop.report import Form
from bot.store.people import Person
from bot.store.session import Work

MADE = "report"
CAPTIONS: dict[Form, Text] = {
    Form.MARKDOWN: _("The report to read. Any text program opens it."),
    Form.CSV: _("The same figures for a spreadsheet."),
}


def send(work: Work, by: Person, period: Period) -> None:
    """Send the report of a period to the staff member who asked, in both forms. That is written down."""
    people.must_be_staff(work, by)
    record.act(work, by, "report", "programme", work.programme_id, first=str(period.first), last=str(period.last))
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    from_to = {name: Code(day) for name, day in days.items()}
    saying.to_person(work, by, [_("The report from {first} to {last} comes in two files.", **from_to)])
    for form, caption in CAPTIONS.items():
        file = {"made": MADE, "person": by.number, "form": form.value, **days}
        key = f"report:{by.number}:{form}:{period.first:%Y%m%d}:{period.last:%Y%m%d}:{work.now:%Y%m%d%H%M}"
        saying.to_person(work, by, [caption], file=file, key=key)


def make(work: Work, by: Person, asked: Mapping[str, Any]) -> tuple[str, bytes]:
    """The name and the content. Raises `errors.NotAllowed` for somebody who is no staff any more."""
    people.must_be_staff(work, by)
    days = (date.fromisoformat(asked["first"]), date.fromisoformat(asked["last"]))
    period = periods.between(*days, work.programme.time_zone)
    return of(work, period, Form(asked["form"]))


def of(work: Work, period: Period, form: Form) -> tuple[str, bytes]:
    """The report of a period: its name and its content. Raises `errors.Mistake` for days that are still to come."""
    if period.since > work.now:
        raise errors.Mistake(_("Those days are still to come."))
    found = evidence.of(work, period, figures.of(work, period))
    return report.name(period, form), report.content(work.programme.name, found, form)
