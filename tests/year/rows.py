"""The plain rows of the database, read beside the rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.store.chats import Chat, Group
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.updates import Telling, Update, Version
from tests.year.books import WRITTEN, Call

REPLIES = {"answer", "their_answer", "asked", "reopened", "looked_again"}


@dataclass(frozen=True)
class Owed:
    """One telling with whoever it is for: a person by their Telegram number, or a group by its own."""

    id: int
    update_id: int
    raiser_id: int | None
    person: int | None
    group: str | None
    for_group: str | None
    insight_id: int | None
    state: str
    settled_why: str | None
    followup_id: int | None


@dataclass
class Rows:
    """Everything that the checks look up."""

    tellings: list[Owed] = field(default_factory=list)
    by_telling: dict[int, Owed] = field(default_factory=dict)
    together: dict[int | None, list[Owed]] = field(default_factory=lambda: defaultdict(list))
    first_word: dict[int, int] = field(default_factory=dict)
    updates: dict[int, Update] = field(default_factory=dict)
    is_repeat: dict[int, bool] = field(default_factory=dict)
    quiet: dict[int, tuple[int, int]] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    insights: dict[int, Insight] = field(default_factory=dict)
    raisers: dict[int, Raiser] = field(default_factory=dict)
    newest_words: set[int] = field(default_factory=set)
    made_at: datetime | None = None

    def said_by(self, call: Call) -> list[Owed]:
        """The tellings that a call says: one by itself, or all that one message brings together."""
        if call.saying.followup_id is not None:
            return self.together[call.saying.followup_id] if call.is_new else []
        one = self.by_telling.get(call.telling or 0)
        return [] if one is None else [one]

    def is_reply(self, one: Owed) -> bool:
        """The first word on what was told, an answer, a question back, or what follows from "it is not better"."""
        is_first = one.raiser_id is None or self.first_word[one.raiser_id] == one.id
        return is_first or self.updates[one.update_id].kind in REPLIES

    def present(self, issue: int) -> int:
        """The matter that one is part of now."""
        while issue in self.merged:
            issue = self.merged[issue]
        return issue


def read(session: Session) -> Rows:
    """All of them, as they stand."""
    rows = Rows()
    people = {one.id: one.telegram_id for one in session.exec(select(Person)).all()}
    groups = {one.id: one for one in session.exec(select(Group)).all()}
    rows.raisers = {one.number: one for one in session.exec(select(Raiser)).all()}
    rows.updates = {one.number: one for one in session.exec(select(Update)).all()}
    rows.issues = {one.number: one for one in session.exec(select(Issue)).all()}
    rows.insights = {one.number: one for one in session.exec(select(Insight)).all()}
    rows.merged = {one.number: one.merged_into for one in rows.issues.values() if one.merged_into}
    rows.is_repeat = {one.id or 0: one.is_repeat for one in session.exec(select(Outbox)).all()}
    for chat in session.exec(select(Chat)).all():
        if chat.quiet_from is not None and chat.quiet_to is not None:
            rows.quiet[chat.telegram_id] = (chat.quiet_from, chat.quiet_to)
    for telling in session.exec(select(Telling).order_by(Telling.id)).all():  # type: ignore[arg-type]
        rows.tellings.append(_owed(telling, rows, people, groups))
    rows.by_telling = {one.id: one for one in rows.tellings}
    for one in rows.tellings:
        rows.together[one.followup_id].append(one)
        if one.raiser_id is not None:
            rows.first_word.setdefault(one.raiser_id, one.id)
    for version in session.exec(select(Version).where(Version.of == "update")).all():
        rows.newest_words |= {int(number) for number, _language in WRITTEN.findall(version.text)}
    return rows


def _owed(telling: Telling, rows: Rows, people: dict[Any, Any], groups: dict[Any, Group]) -> Owed:
    raiser = rows.raisers.get(telling.raiser_id or 0)
    for_group = groups.get(telling.for_group_id)
    return Owed(
        id=telling.number,
        update_id=telling.update_id,
        raiser_id=telling.raiser_id,
        person=people.get(raiser.person_id) if raiser else None,
        group=f"group {raiser.group_id}" if raiser and raiser.group_id else None,
        for_group=for_group.language if for_group else None,
        insight_id=rows.updates[telling.update_id].insight_id,
        state=telling.state,
        settled_why=telling.settled_why,
        followup_id=telling.followup_id,
    )
