"""The report of a period: a page in Markdown for people to read, and a sheet in CSV for computers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.loop import evidence, hiding, report_evidence, report_lines
from bot.loop.evidence_lines import Evidence
from bot.loop.figures import WAITS, Figures, Spread
from bot.loop.markdown import day, grid, plain
from bot.loop.periods import Period
from bot.loop.report_lines import COUNTED, FEWER, Line, shown, spoken

ROWS_AT_MOST = 100
_STARTS_A_FORMULA = re.compile(r"(^|[;\t\r\n])([^\S\t\r\n]*)(?=[=+\-@\t\r\n＝＋－＠])")
_LIMITS = f"""\
- "Heard" is what reached the programme. It is not what all residents think, and a community that says little here may \
have as much to say.
- A number from 1 to 4 reads "{FEWER}", so that nobody can be found out by it. Where it could be worked out from the \
others, one more reads "not shown". What the team owes is never hidden.
- A group can belong to several communities, so the communities do not add up to the total.
- What was taken back or erased is counted as that, and nowhere else.
- Waits are by the clock, nights and weekends with them. "Half within" is the median, "nine in ten \
within" the 90th percentile. Those who still wait have no \
wait yet: see how many were heard and how many were told back.
- "Told back" means that a named person's word arrived. That it was read, nobody can see.
- Who was asked and said nothing is counted as "not judged", never as "better".
- Figures of a past period can change: late answers, and what is taken back, still count. Two reports whose days \
overlap can be subtracted from each other: publish one set of periods.
"""


class Form(StrEnum):
    """What a report can be had as."""

    MARKDOWN = "md"
    CSV = "csv"


def name(period: Period, form: Form) -> str:
    """What the report's file is called."""
    return f"hearback-report-{period.first.isoformat()}-to-{period.last.isoformat()}.{form}"


def content(programme: str, of: Evidence, form: Form) -> bytes:
    """The report as a file's bytes. CSV begins with the mark by which spreadsheets know UTF-8."""
    if form is Form.CSV:
        return sheet([*report_lines.everything(of.figures), *evidence.lines(of)]).encode("utf-8-sig")
    return page(programme, of).encode()


def sheet(lines: Iterable[Line]) -> str:
    """Lines as CSV (RFC 4180): every cell quoted, none of them a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([field.capitalize() for field in Line._fields])
    writer.writerows([defused(cell) for cell in line] for line in lines)
    return out.getvalue()


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection"), even where `;` parts its cells."""
    return _STARTS_A_FORMULA.sub(r"\1\2'", cell)


def page(programme: str, of: Evidence) -> str:
    """The report as a page in Markdown."""
    figures = of.figures
    parts = [
        _heading(programme, figures.period, figures.made_at),
        _summary(figures),
        _waits(figures),
        *(_table(figures, table) for table in report_lines.TABLES),
        _judged(figures),
        _team(figures),
        _debt(figures),
        _not_changed(figures),
        _silent(figures),
        *report_evidence.chapters(of),
        f"## What these figures cannot say\n\n{_LIMITS}",
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _heading(programme: str, period: Period, made_at: datetime) -> str:
    zone = ZoneInfo(period.zone)
    return (
        f"# What was heard, and what came of it\n\n**{plain(programme)}**, {day(period.first)} to "
        f"{day(period.last)}, both days with it, midnight to midnight in {period.zone}. "
        f"Made on {day(made_at.astimezone(zone).date())} at {made_at.astimezone(zone):%H:%M}."
    )


def _summary(figures: Figures) -> str:
    counts = {column: shown(hiding.cell(figures.total.counts[column])) for column in COUNTED}
    rows = [[label, counts[column]] for column, label in COUNTED.items()]
    rows.append(["Taken back or erased, and counted nowhere else", shown(hiding.cell(figures.taken_back))])
    owed = sum(figures.owed.values())
    sentence = (
        f"In these days {counts['heard']} things were heard. Of them {counts['first_word']} have had a first word from "
        f"a named person, {counts['told_back']} have been told back, and {counts['changed']} have heard what changed. "
        f"At this moment {owed} tellings are owed, whenever they began."
    )
    return f"## In short\n\n{sentence}\n\n{grid(('What', 'How many'), rows)}"


def _waits(figures: Figures) -> str:
    heads, rows = ("Wait", "Half within", "Nine in ten within", "The longest"), []
    for column in WAITS:
        spread = figures.total.spread(column)
        waits = (spread.median, spread.ninth, spread.worst) if spread else ()
        rows.append([report_lines.WAITED[column], *(map(spoken, waits) if waits else [_TOO_FEW] * len(heads[1:]))])
    return f"## How long people waited\n\n{grid(heads, rows)}"


def _table(figures: Figures, table: str) -> str:
    title, named = report_lines.TABLES[table], report_lines.named(figures, table)
    said = [one for one in named if one.row.cells["heard"] != 0]
    if not said:
        return f"## {title}\n\nNothing was heard."
    heads = (
        title.removeprefix("By ").capitalize(),
        *COUNTED.values(),
        "First word: half within",
        "Told back: half within",
    )
    rows = [
        [
            plain(one.name),
            *(shown(one.row.cells[column]) for column in COUNTED),
            _half(one.row.waits["first_word"]),
            _half(one.row.waits["told_back"]),
        ]
        for one in said[:ROWS_AT_MOST]
    ]
    more = len(said) - len(rows)
    end = f"\n\nAnd {more} more: they are in the CSV file." if more else ""
    return f"## {title}\n\n{grid(heads, rows)}{end}"


def _judged(figures: Figures) -> str:
    rows = [list(row) for row in report_lines.judged(figures)]
    return (
        "## Is it better now?\n\nOnly those who raised a matter can say. This counts those who heard in these days "
        f"what changed, and each person's last word on it.\n\n{grid(('They said', 'How many'), rows)}"
    )


def _team(figures: Figures) -> str:
    told = [[label, str(figures.told[state])] for state, label in report_lines.TOLD.items()]
    owed = [[label, str(figures.owed[state])] for state, label in report_lines.OWED.items()]
    matters = [[label, str(figures.matters[state])] for state, label in report_lines.MATTERS.items()]
    kept = [
        [report_lines.promise(kind), str(one.in_time), str(one.late), str(one.missed)]
        for kind, one in figures.kept.items()
    ]
    promised = grid(("Promised", "Kept in time", "Kept late", "Not kept yet"), kept) if kept else "None fell due."
    return (
        f"## What the team told\n\n{grid(('How', 'How many'), told)}\n\n"
        f"## What the team owes at this moment\n\n{grid(('What', 'How many'), owed)}\n\n"
        f"## Dates that the team promised\n\nThose that fell in these days and are past.\n\n{promised}\n\n"
        f"## Matters\n\n{grid(('What', 'How many'), matters)}"
    )


def _debt(figures: Figures) -> str:
    rows = [[day(one.day), str(one.tellings), str(one.first_words)] for one in figures.debt]
    off = [[report_lines.why(one), plain(one.reason or "–"), str(one.count)] for one in figures.written_off]
    heads = ("At the end of", "News that had not arrived", "First words not given")
    written_off = grid(("Why", "The reason", "How many"), off) if off else "Nothing was."
    return (
        f"## What was owed over time\n\n{grid(heads, rows)}\n\n"
        "## What was written off, and why\n\nNews that a named person, or those whom it was for, took off the list. "
        f"A reason is printed only where it is about a group.\n\n{written_off}"
    )


def _not_changed(figures: Figures) -> str:
    named = [left for left in figures.not_changed if left.title]
    others = len(figures.not_changed) - len(named)
    rows = [
        [
            f"M-{left.number}",
            plain(left.title or ""),
            report_lines.SCOPES[left.scope],
            plain(left.reason or ""),
            shown(hiding.cell(left.raised_by)),
        ]
        for left in named
    ]
    heads = ("Matter", "What it is", "Why not", "The reason that people were given", "Raised by")
    said = grid(heads, rows) if rows else "Of the matters taken up in these days, none that may be named here."
    alone = shown(hiding.cell(others))
    more = f"\n\nBeside these: {alone} raised by one person alone, to whom the words could point." if others else ""
    return f"## What was not changed, and why\n\n{said}{more}"


def _silent(figures: Figures) -> str:
    communities = ", ".join(map(plain, figures.silent_communities)) or "none"
    groups = ", ".join(map(plain, figures.silent_groups[:ROWS_AT_MOST])) or "none"
    more = len(figures.silent_groups) - ROWS_AT_MOST
    end = f", and {more} more (in the CSV file)" if more > 0 else ""
    return (
        "## Who has not been heard\n\nNothing was heard from these in the 90 days before the end of the period. "
        "That is a question to the programme, not to them.\n\n"
        f"- Communities: {communities}\n- Groups: {groups}{end}"
    )


_TOO_FEW = "too few to say"


def _half(spread: Spread | None) -> str:
    return spoken(spread.median) if spread else _TOO_FEW
