"""The lines that urgent help gives beside 999, and the hours in which the team reads what people write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _
from bot.loop import people, record
from bot.store.people import Person
from bot.store.safety import HelpLine, ReadingHours
from bot.store.session import Work

EMERGENCY = _("Danger to life, now: call {emergency}.", emergency=Code("999"))
USUAL = (
    _(
        "Ill, and not sure what to do: call {health}. In a mental health crisis choose option {option}.",
        health=Code("111"),
        option=Code("2"),
    ),
    _("You cannot bear it any more, or want to talk, day and night: Samaritans, {number}.", number=Code("116 123")),
    _("Hurt or afraid at home: the domestic abuse helpline, {number}.", number=Code("0808 2000 247")),
    _("Under 19: Childline, {number}.", number=Code("0800 1111")),
    _("Cannot speak: text {word} to {number}.", word=Code("SHOUT"), number=Code("85258")),
)
IN_SHORT = _(
    "If someone is in danger now, call {emergency}. If someone is ill, call {health}. Both are free, day and night.",
    emergency=Code("999"),
    health=Code("111"),
)


class Line(NamedTuple):
    """A number, and what it is for, by language."""

    number: str
    labels: Mapping[str, str]


def told(work: Work, language: str) -> list[Text]:
    """The lines as people read them. One without words in this language has those that it was written with first."""
    ours = work.session.exec(
        select(HelpLine).where(HelpLine.programme_id == work.programme_id).order_by(col(HelpLine.place))
    ).all()
    return as_told([Line(one.telephone, one.labels) for one in ours], language)


def as_told(lines: Sequence[Line], language: str) -> list[Text]:
    """`told`, for lines that may not be set yet; none: the usual ones."""
    if not lines:
        return [EMERGENCY, *USUAL]
    named = [(line.labels.get(language) or next(iter(line.labels.values())), line.number) for line in lines]
    return [EMERGENCY, *(_("{what}: {number}", what=what, number=Code(number)) for what, number in named)]


def reading_hours(work: Work) -> ReadingHours | None:
    """When the team reads what people write, where it has said so."""
    return work.session.exec(select(ReadingHours).where(ReadingHours.programme_id == work.programme_id)).first()


def write(work: Work, by: Person, lines: Sequence[Line], hours: tuple[Sequence[int], int, int] | None) -> None:
    """An administrator sets the lines (none: the usual ones) and the reading hours (none: nothing is promised)."""
    people.must_be_administrator(work, by)
    for table in (HelpLine, ReadingHours):
        work.session.execute(sa.delete(table).where(col(table.programme_id) == work.programme_id))
    for place, line in enumerate(lines, 1):
        labels = dict(line.labels)
        work.session.add(HelpLine(programme_id=work.programme_id, place=place, telephone=line.number, labels=labels))
    if hours is not None:
        days, begins, ends = hours
        work.session.add(ReadingHours(programme_id=work.programme_id, days=list(days), begins=begins, ends=ends))
    record.act(work, by, "help_lines", "programme", work.programme_id, numbers=[line.number for line in lines])
