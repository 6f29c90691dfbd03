"""Staff ask for a report: of which days."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.language import Text, _, p_
from bot.talk import Talk

TEN_YEARS = timedelta(days=3653)


class Span(StrEnum):
    """Which days a report can be asked for."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DATES = "dates"


SPANS: dict[Span, Text] = {
    Span.MONTH: p_("button", "Last month"),
    Span.QUARTER: p_("button", "Last quarter"),
    Span.YEAR: p_("button", "Last year"),
    Span.DATES: p_("button", "Two dates"),
}


class Reporting(NamedTuple):
    """Today, at the desk."""

    today: date


class Wanted(NamedTuple):
    """The days of a report; both days are in it. Missing where the span says which they are."""

    span: Span
    first: date | None = None
    last: date | None = None


def report(talk: Talk, known: Reporting) -> Wanted:
    """The days that the report is for."""
    span = talk.choose("span", _("A report of which days?"), Span, labels=SPANS, name=_("Which days"))
    if span is not Span.DATES:
        return Wanted(span)
    earliest = known.today - TEN_YEARS
    asks_first, asks_last = _("From which day? That day is in the report."), _("Up to which day? It is in it, too.")
    first = talk.day("first", asks_first, not_before=earliest, not_after=known.today, name=_("From"))
    last = talk.day("last", asks_last, offered=[known.today], not_before=first, not_after=known.today, name=_("Up to"))
    return Wanted(span, first, last)
