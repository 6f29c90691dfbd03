"""All that is kept about one person, as plain values: what the two files of their copy are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Languages, Text
from bot.loop import emptying, people
from bot.loop.emptying import OWNER
from bot.store import handling, versions
from bot.store.audit import Audit
from bot.store.chats import Group, Membership
from bot.store.complaints import Complaint
from bot.store.contacts import Contact
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Outbox
from bot.store.people import Grant, Person
from bot.store.session import Work
from bot.store.updates import Judgement, Telling, Update
from bot.store.wordings import Wording
from bot.words import CLOSED

FORMAT = "hearback-person-1"


def of(work: Work, person: Person, languages: Languages, language: str) -> dict[str, Any]:
    """Everything, by the keys that `docs/your-data.md` explains. Messages are read in `language`."""
    return {
        "format": FORMAT,
        "made_at": work.now,
        "programme": work.programme.name,
        "profile": _profile(person),
        "roles": _roles(work, person),
        "groups": _groups(work, person),
        "told": [_told(work, insight) for insight in _insights(work, person)],
        "judged": _judged(work, person),
        "talks": _talks(work, person),
        "complaints": _complaints(work, person),
        "acts": _acts(work, person),
        "messages": _messages(work, person, languages, language),
        "tables": _tables(work, person),
    }


def _profile(person: Person) -> dict[str, Any]:
    return {
        "number": person.number,
        "telegram_number": person.telegram_id,
        "name": person.name,
        "title": person.title,
        "language": person.language,
        "known_as": person.known_as,
        "said_yes_at": person.consented_at,
        "said_yes_in_group_at": person.consented_in_group_at,
        "left_at": person.left_at,
    }


def _roles(work: Work, person: Person) -> list[dict[str, Any]]:
    grants = work.session.exec(select(Grant).where(Grant.person_id == person.id)).all()
    return [{"role": one.role, "since": one.allowed_at, "until": one.revoked_at} for one in grants]


def _groups(work: Work, person: Person) -> list[dict[str, Any]]:
    found = select(Group.name, Membership.since).join(Membership, col(Membership.group_id) == Group.id)
    return [
        {"name": name, "since": since}
        for name, since in work.session.exec(found.where(Membership.person_id == person.id)).all()
    ]


def _insights(work: Work, person: Person) -> Iterable[Insight]:
    return work.session.exec(select(Insight).where(Insight.person_id == person.id).order_by(col(Insight.id))).all()


def _told(work: Work, insight: Insight) -> dict[str, Any]:
    group = work.session.get(Group, insight.group_id) if insight.group_id else None
    issue = work.session.get(Issue, insight.issue_id) if insight.issue_id else None
    made = handling.translation(work.session, insight.number)
    return {
        "reference": insight.reference,
        "at": insight.told_at,
        "words": insight.words,
        "in_english": made.words if made else None,
        "sent_with_it": [medium["kind"] for medium in insight.media],
        "kind": insight.kind,
        "how_many": insight.how_many,
        "group": group.name if group else None,
        "in_private": insight.in_private,
        "matter": issue.reference if issue else None,
        "state": _state(insight, issue),
        "answers": _answers(work, insight),
    }


def _state(insight: Insight, issue: Issue | None) -> str:
    if insight.taken_back_at is not None:
        return "taken_back"
    if issue is None:
        return "with_the_team"
    return "closed" if issue.state in CLOSED else "taken_up"


def _answers(work: Work, insight: Insight) -> list[dict[str, Any]]:
    """What staff wrote on it, or on the matter that it belongs to."""
    about = col(Update.insight_id) == insight.id
    if insight.issue_id is not None:
        about |= sa.and_(col(Update.issue_id) == insight.issue_id, col(Update.id).in_(_owed_on(insight)))
    answers = []
    for update in work.session.exec(select(Update).where(about).order_by(col(Update.id))).all():
        by = people.by_number(work, update.by_id)
        texts = [_written(work, of, update, insight.language) for of in ("did", "update")]
        words = "\n".join(text for text in texts if text)
        answers.append({"at": update.made_at, "by": by.name if by else None, "kind": update.kind, "words": words})
    return answers


def _owed_on(insight: Insight) -> Any:
    """News that was for the one who told it, or for the group where it was told; not what went to others alone."""
    theirs = sa.or_(col(Raiser.person_id) == insight.person_id, col(Raiser.group_id) == insight.group_id)
    return sa.select(col(Telling.update_id)).join(Raiser, col(Raiser.id) == col(Telling.raiser_id)).where(theirs)


def _written(work: Work, of: str, update: Update, language: str) -> str:
    found = versions.find(work.session, of, update.number, language) or versions.find(
        work.session, of, update.number, update.source_language
    )
    return found.text if found else ""


def _judged(work: Work, person: Person) -> list[dict[str, Any]]:
    found = select(Judgement, Raiser.issue_id).join(Raiser, col(Raiser.id) == Judgement.raiser_id)
    return [
        {"matter": f"M-{issue}", "at": one.at, "verdict": one.verdict, "why": one.why}
        for one, issue in work.session.exec(found.where(Judgement.person_id == person.id)).all()
    ]


def _talks(work: Work, person: Person) -> list[dict[str, Any]]:
    found = work.session.exec(select(Contact).where(Contact.person_id == person.id)).all()
    return [
        {"reference": one.reference, "at": one.asked_at, "words": one.topic, "until": one.ended_at} for one in found
    ]


def _complaints(work: Work, person: Person) -> list[dict[str, Any]]:
    found = work.session.exec(select(Complaint).where(Complaint.person_id == person.id)).all()
    return [
        {
            "reference": one.reference,
            "at": one.told_at,
            "words": one.what,
            "about": one.whom,
            "remedy": one.remedy,
            "answer": one.answer,
            "answered_at": one.answered_at,
        }
        for one in found
    ]


def _acts(work: Work, person: Person) -> list[dict[str, Any]]:
    found = work.session.exec(select(Audit).where(Audit.person_id == person.id).order_by(col(Audit.id))).all()
    return [
        {"at": one.at, "act": one.act, "about": one.about, "about_number": one.about_id, "detail": one.detail}
        for one in found
    ]


def _messages(work: Work, person: Person, languages: Languages, language: str) -> list[dict[str, Any]]:
    """What the bot said to the person; what it brought of somebody else's words is that other person's."""
    if person.chat_id is None:
        return []
    said = select(Outbox).where(Outbox.chat_id == person.chat_id).order_by(col(Outbox.id))
    own = sa.or_(col(Outbox.words_of).is_(None), col(Outbox.words_of) == person.id)
    of_others = sa.select(col(Insight.id)).where(col(Insight.person_id) != person.id)
    told = sa.or_(col(Outbox.insight_id).is_(None), col(Outbox.insight_id).not_in(of_others))
    rows = work.session.exec(said.where(own, told)).all()
    return [
        {"at": row.queued_at, "state": row.state, "words": _read(work, row, languages, language)}
        for row in rows
        if row.what.get("parts")
    ]


def _read(work: Work, row: Outbox, languages: Languages, language: str) -> str:
    read = []
    for part in row.what["parts"]:
        if "text" in part and not _was_in_time(part, row):
            read.append(languages.read(Text.from_json(part["text"]), language))
        elif "of" in part:
            found = versions.find(work.session, part["of"], part["id"], language)
            read.append(found.text if found else "")
    return "\n\n".join(read)


def _was_in_time(part: dict[str, Any], row: Outbox) -> bool:
    """Whether something was left out that would have been said had it come late."""
    return "after" in part and row.state_at <= datetime.fromisoformat(part["after"])


def _tables(work: Work, person: Person) -> dict[str, list[dict[str, Any]]]:
    """Every row about the person, as it is stored. Rows that only name them may hold what others said: not theirs."""
    people_table = Person.__table__  # type: ignore[attr-defined]
    about = {people_table: people_table.c.id, **{table: table.c[OWNER] for table in emptying.about_somebody()}}
    kept = {
        table.name: [dict(row) for row in work.session.execute(sa.select(table).where(column == person.id)).mappings()]
        for table, column in about.items()
    }
    wording = Wording.__table__  # type: ignore[attr-defined]
    theirs = sa.select(col(Insight.id)).where(col(Insight.person_id) == person.id)
    pieces = sa.select(wording).where(wording.c.insight_id.in_(theirs)).order_by(wording.c.id)
    return {**kept, wording.name: [dict(row) for row in work.session.execute(pieces).mappings()]}


def plain(value: Any) -> str:
    """A value that JSON has no form for."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
