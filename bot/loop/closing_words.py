"""What is said of a programme that ends: at the start, a week before, on the last day, and if it goes on after all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Text, _, n_
from bot.loop import closed, closing_debts, people, promises
from bot.store import versions
from bot.store.closing import Closing, ClosingDebt, ClosingPart, Stage
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.outbox import Versions
from bot.store.session import Work
from bot.store.updates import Update, Version
from bot.words import IssueState, Scope, UpdateKind

SOURCE = "en"
A_DAY = timedelta(days=1)
Texts = Mapping[ClosingPart, Mapping[str, str]]
Part = Text | Versions


def of(work: Work, closing: Closing) -> dict[ClosingPart, dict[str, str]]:
    """The written texts: part, language, text."""
    found = select(Version).where(col(Version.of).in_(list(ClosingPart)), Version.of_id == closing.id)
    read: dict[ClosingPart, dict[str, str]] = {part: {} for part in ClosingPart}
    for version in work.session.exec(found).all():
        read[ClosingPart(version.of)][version.language] = version.text
    return read


def languages(work: Work, closing: Closing) -> set[str]:
    """The languages in which every text is there."""
    return set.intersection(*(versions.languages(work.session, part, closing.number) for part in ClosingPart))


def said(
    work: Work, closing: Closing, stage: Stage, owed: Sequence[ClosingDebt], readable: Sequence[str], there: set[str]
) -> list[Part]:
    """What somebody who reads these languages hears in a stage; `there`: the languages that all was written in."""
    if stage is Stage.GOING_ON:
        return [goes_on(work, closing)]
    has_words = any(language in there for language in readable)
    if stage is Stage.TELLING:
        written: list[Part] = [Versions(part, closing.number) for part in ClosingPart] if has_words else [coming(work)]
        return [first(work, closing), *written, *until_then(), closed.afterwards(closing), data_until(closing)]
    lines = closing_debts.lines(work, owed)
    if stage is Stage.SOON:
        return [soon(work, closing), *lines, closed.afterwards(closing)]
    thanks: list[Part] = [Versions(ClosingPart.THANKS, closing.number)] if has_words else []
    return [goodbye(), *thanks, *lines, closed.afterwards(closing), data_until(closing)]


def first(work: Work, closing: Closing) -> Text:
    """That it ends, on which day, and who says so."""
    who = people.by_number(work, closing.begun_by)
    return _(
        "{team} ends this work on {day}. {who} tells you so, and answers for it.",
        team=work.programme.name,
        day=closing.last_day,
        who=people.name_and_title(who) if who else _("somebody of the team"),
    )


def until_then() -> list[Text]:
    """What goes on until the last day, and what becomes of the rest."""
    return [
        _("Until then all goes on: you can tell me things, and you hear what became of them."),
        _("What is not done by then goes to somebody else. I tell you here to whom, and by when you hear from them."),
    ]


def soon(work: Work, closing: Closing) -> Text:
    """That the last day is near."""
    return _(
        "{team} ends this work on {day}. Until then you can still tell me things.",
        team=work.programme.name,
        day=closing.last_day,
    )


def goodbye() -> Text:
    """That the last day is there."""
    return _("This is the last day of this work. Thank you for all that you told us.")


def goes_on(work: Work, closing: Closing) -> Text:
    """That it does not end."""
    return _(
        "{team} goes on after all: this work does not end on {day}. What we owe you stays as it was.",
        team=work.programme.name,
        day=closing.last_day,
    )


def coming(work: Work) -> Text:
    """That the team's own words are not there yet in somebody's language."""
    day = promises.day_of(work, promises.translated_by(work))
    return _("It is being put into your language. You will have it by {day}.", day=day)


def data_until(closing: Closing) -> Text:
    """How long somebody can have what is kept of them, or have it erased."""
    return _(
        "What I keep about you: until {day} you can have a copy of it, or erase it. Write /mydata to me in private.",
        day=kept_until(closing),
    )


def kept_until(closing: Closing) -> date:
    """The last day on which people can have what is kept of them."""
    return closing.last_day + timedelta(days=closing.keep_days)


def drafted(work: Work) -> str:
    """What the records show of what changed and what did not, in English, for somebody to say in their own words."""
    mine = col(Issue.programme_id) == work.programme_id
    told = _count(work, col(Insight.programme_id) == work.programme_id, col(Insight.taken_back_at).is_(None))
    matters = _count(work, mine, col(Issue.state) != IssueState.MERGED)
    changed = sa.select(sa.func.count(sa.distinct(col(Update.issue_id)))).where(
        col(Update.programme_id) == work.programme_id, col(Update.kind) == UpdateKind.CHANGED
    )
    judged = _count(work, mine, col(Issue.state) == IssueState.CLOSED_JUDGED)
    unjudged = _count(work, mine, col(Issue.state) == IssueState.CLOSED_NOT_JUDGED)
    cannot = _count(work, mine, col(Issue.scope).in_((Scope.CANNOT, Scope.NOT_OURS)))
    lines = (
        f"Things told: {told}. Matters they became: {matters}.",
        f"Matters on which something changed: {work.session.execute(changed).scalar_one()}.",
        f"Closed after those who raised them said how it is: {judged}. Closed, and nobody said: {unjudged}.",
        f"Not ours to change, or not possible: {cannot}.",
    )
    return "\n".join(lines)


def _count(work: Work, *which: sa.ColumnElement[bool]) -> int:
    return int(work.session.execute(sa.select(sa.func.count()).where(*which)).scalar_one())


def left_to_name(number: int) -> Text:
    """How many debts nobody takes over yet."""
    return n_(
        "{n} thing that is owed has no name yet: somebody has to take it over.",
        "{n} things that are owed have no name yet: somebody has to take each of them over.",
        number,
    )
