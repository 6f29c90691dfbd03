"""Everything that was done with one thing that was told, or with one matter: who, when, before and after."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, own_words, p_
from bot.language_names import english_name
from bot.loop import finding, history_words, leads, people, personal, saying
from bot.store.audit import Audit
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button
from bot.store.people import Grant, Person
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import DESK

AT_ONCE = 12
SHOWN_OF_WORDS = 200
HANDS = ("owner", "before", "after")
REFERENCE = re.compile(r"\s*([HhMm])[- ]?([0-9]{1,18})\s*")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: when, who did it, what it was."""

    at: datetime
    who: Text
    what: Text
    more: tuple[Text, ...] = field(default=(), repr=False)


def show(work: Work, by: Person, reference: str, start: int = 0) -> None:
    """Show a staff member some steps of the history, from the `start`-th on, with buttons to the others."""
    people.must_be_staff(work, by)
    steps = of(work, reference, by)
    code = _written(reference)
    shown = steps[start : start + AT_ONCE]
    heading = _(
        "What was done with {reference}: {first} to {last} of {all}",
        reference=Code(code),
        first=start + 1,
        last=start + len(shown),
        all=len(steps),
    )
    turns = [Button(p_("button", "Earlier"), f"hs:{code}:{max(start - AT_ONCE, 0)}")] if start else []
    if start + AT_ONCE < len(steps):
        turns.append(Button(p_("button", "Later"), f"hs:{code}:{start + AT_ONCE}"))
    saying.to_person(work, by, [heading, *(line(step) for step in shown)], [turns] if turns else ())


def line(step: Step) -> Text:
    """One step as it reads."""
    said = _("{at} · {who}: {what}", at=step.at, who=step.who, what=step.what)
    return Text("{said}\n{more}", {"said": said, "more": list(step.more)}) if step.more else said


def of(work: Work, reference: str, by: Person | None = None) -> list[Step]:
    """Every step, the earliest first, as far as `by` may see it.

    Raises `errors.Mistake` for what is no reference, `NoLongerThere` for none.
    """
    letter, number = _read(reference)
    if letter == "H":
        insight = finding.one(work, Insight, number)
        if by is not None:
            leads.must_be_let_see(work, by, insight)
        steps = [_begun(insight), *_acts(work, _about_insight(number)), *_news(work, _of_insight(number))]
    else:
        issue = finding.one(work, Issue, number)
        steps = [*_acts(work, _about_issue(issue.number)), *_news(work, _of_issue(number))]
    return sorted(steps, key=lambda step: step.at)


def _read(reference: str) -> tuple[str, int]:
    meant = REFERENCE.fullmatch(reference)
    if meant is None:
        raise errors.Mistake(_("Which one? Write its number, too. For instance: /history H-12"))
    return meant[1].upper(), int(meant[2])


def _written(reference: str) -> str:
    letter, number = _read(reference)
    return f"{letter}-{number}"


def _begun(insight: Insight) -> Step:
    where = _("told in private") if insight.in_private else _("said in a group")
    return Step(insight.told_at, _("somebody"), where)


def _about_insight(number: int) -> sa.ColumnElement[bool]:
    updates = sa.select(col(Update.id)).where(col(Update.insight_id) == number)
    return sa.or_(_about("insight", [number]), _about("update", updates), _about("telling", _tellings(updates)))


def _about_issue(number: int) -> sa.ColumnElement[bool]:
    updates = sa.select(col(Update.id)).where(col(Update.issue_id) == number)
    raisers = sa.select(col(Raiser.id)).where(col(Raiser.issue_id) == number)
    return sa.or_(
        _about("issue", [number]),
        _about("update", updates),
        _about("telling", _tellings(updates)),
        _about("raiser", raisers),
    )


def _tellings(updates: sa.Select[Any]) -> sa.Select[Any]:
    return sa.select(col(Telling.id)).where(col(Telling.update_id).in_(updates))


def _about(about: str, numbers: Any) -> sa.ColumnElement[bool]:
    return sa.and_(col(Audit.about) == about, col(Audit.about_id).in_(numbers))


def _acts(work: Work, which: sa.ColumnElement[bool]) -> list[Step]:
    found = select(Audit).where(Audit.programme_id == work.programme_id, which).order_by(col(Audit.at), col(Audit.id))
    rows = work.session.exec(found).all()
    names = _names(work, {row.person_id for row in rows if row.person_id is not None} | _named_in(rows))
    return [
        Step(row.at, _who(row.person_id, names), _what(row.act), tuple(_details(row.act, row.detail, names)))
        for row in rows
    ]


def _names(work: Work, numbers: set[int]) -> Mapping[int, Text]:
    """The names of those who are, or were, at the desk; nobody else is named here."""
    at_desk = sa.select(col(Grant.person_id)).where(
        col(Grant.role).in_(tuple(DESK)), col(Grant.allowed_at).is_not(None)
    )
    found = select(Person).where(col(Person.id).in_(numbers), col(Person.id).in_(at_desk))
    return {person.number: people.name_and_title(person) for person in work.session.exec(found).all()}


def _named_in(rows: Any) -> set[int]:
    """Who answers for something; and from whose hands into whose, where that is what an act says."""
    return {
        number
        for row in rows
        for name in (HANDS if row.act in history_words.FROM_HAND_TO_HAND else HANDS[:1])
        if isinstance(number := row.detail.get(name), int)
    }


def _who(number: int | None, names: Mapping[int, Text]) -> Text:
    if number is None:
        return _("Hearback, by the clock")
    return names.get(number) or _("somebody who told or raised it")


def _what(act: str) -> Text:
    return history_words.ACTS.get(act) or own_words(act.replace("_", " "))


def _details(act: str, detail: Mapping[str, Any], names: Mapping[int, Text]) -> list[Text]:
    """Before and after, and the rest by name. Whatever anybody wrote is masked and short."""
    said = []
    if detail.get("before") is not None or detail.get("after") is not None:
        before, after = (_changed(act, detail.get(name), names) for name in ("before", "after"))
        said.append(_("before: {before} → after: {after}", before=before, after=after))
    for name, value in detail.items():
        if name in ("before", "after") or value is None:
            continue
        label = history_words.DETAILS.get(name) or own_words(name.replace("_", " "))
        shown = names.get(value, _("a colleague")) if name == "owner" else _named(act, name, value)
        said.append(_("{label}: {value}", label=label, value=shown))
    return said


def _changed(act: str, value: Any, names: Mapping[int, Text]) -> Text:
    if act in history_words.FROM_HAND_TO_HAND and value is not None:
        return names.get(value, _("a colleague"))
    return (history_words.SCOPES.get(value) if act == "scope" else None) or _value(value)


def _named(act: str, name: str, value: Any) -> Text | Code | list[Code]:
    if name == "insights" and isinstance(value, list):
        return [Code(f"H-{number}") for number in value]
    if name in ("insight", "other", "new"):
        return Code(f"M-{value}" if act in history_words.OF_MATTERS else f"H-{value}")
    return own_words(english_name(str(value))) if name == "language" else _value(value)


def _value(value: Any) -> Text:
    if value is None:
        return _("nothing")
    said = ", ".join(f"{name} {value[name]}" for name in value) if isinstance(value, dict) else str(value)
    words = " ".join((said if isinstance(value, list) else said.replace("_", " ")).split())
    short = words if len(words) <= SHOWN_OF_WORDS else words[: SHOWN_OF_WORDS - 1] + "…"
    return own_words(personal.masked(short))


def _of_insight(number: int) -> sa.ColumnElement[bool]:
    return col(Update.insight_id) == number


def _of_issue(number: int) -> sa.ColumnElement[bool]:
    return col(Update.issue_id) == number


def _news(work: Work, which: sa.ColumnElement[bool]) -> list[Step]:
    """How far each piece of news has come: with how many, and since when the last of them."""
    state, at = col(Telling.state), col(Telling.state_at)
    found = (
        sa.select(col(Update.id), col(Update.kind), state, sa.func.count(), sa.func.max(at))
        .select_from(Update)
        .join(Telling, col(Telling.update_id) == col(Update.id))
        .where(col(Update.programme_id) == work.programme_id, which)
        .group_by(col(Update.id), col(Update.kind), state)
        .order_by(col(Update.id), state)
    )
    steps = []
    for _number, kind, how_far, count, last in work.session.execute(found):
        news = history_words.NEWS.get(kind) or own_words(kind.replace("_", " "))
        arrival = history_words.ARRIVAL.get(how_far) or own_words(how_far.replace("_", " "))
        what = _("{news} {arrival}: {count}", news=news, arrival=arrival, count=count)
        steps.append(Step(last, _("news"), what))
    return steps
