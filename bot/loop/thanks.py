"""A letter of thanks: what somebody gave, in words that can go with a CV."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _, n_, own_words
from bot.language_names import own_name
from bot.loop import promises
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import Kind, UpdateKind


class Given(NamedTuple):
    """What somebody gave: since when, how much, in which languages, and how much of it led to a change."""

    since: Code
    told: int
    asked: int
    changed: int
    languages: tuple[str, ...]


def given(work: Work, person: Person) -> Given | None:
    """What somebody gave; nothing where they have told nothing yet."""
    mine = (Insight.person_id == person.id, col(Insight.taken_back_at).is_(None))
    told = work.session.exec(select(Insight).where(*mine).order_by(col(Insight.id))).all()
    if not told:
        return None
    first = min(told[0].told_at, person.consented_at or told[0].told_at)
    matters = {insight.issue_id for insight in told if insight.issue_id is not None}
    changed = sa.select(sa.func.count(sa.distinct(Update.issue_id))).where(  # type: ignore[arg-type]
        col(Update.issue_id).in_(matters), col(Update.kind) == UpdateKind.CHANGED
    )
    return Given(
        since=Code(f"{promises.day_of(work, first):%m/%Y}"),
        told=len(told),
        asked=sum(insight.kind == Kind.QUESTION for insight in told),
        changed=int(work.session.execute(changed).scalar_one()),
        languages=tuple(sorted({insight.language for insight in told})),
    )


def letter(work: Work, person: Person, given: Given) -> list[Text]:
    """The letter's paragraphs, the heading first."""
    team = work.programme.name
    who = own_words(person.name) if person.name else _("The person who holds this letter")
    paragraphs = [
        _("A letter of thanks from {team}", team=team),
        _("{who} has been a community champion of {team} since {month}.", who=who, team=team, month=given.since),
        n_(
            "In that time they told us {n} thing that people around them live or say.",
            "In that time they told us {n} things that people around them live or say.",
            given.told,
        ),
    ]
    if given.asked:
        paragraphs.append(
            n_(
                "{n} of them was a question for the health team.",
                "{n} of them were questions for the health team.",
                given.asked,
            )
        )
    if given.changed:
        paragraphs.append(
            n_("It led to {n} thing that has changed.", "It led to {n} things that have changed.", given.changed)
        )
    return [
        *paragraphs,
        _("They did so in: {languages}.", languages=[own_name(code) for code in given.languages]),
        _("It takes trust, care and time to do this. We thank them for it."),
        _("{team}, {day}", team=team, day=Code(f"{promises.today(work):%d/%m/%Y}")),
    ]
