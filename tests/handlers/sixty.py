"""A town in which there are sixty of everything that is listed anywhere; each has its number in what is shown of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlmodel import select

from bot.loop import people
from bot.message_words import ConsultState, MessageState
from bot.store.audit import Audit
from bot.store.catch_ups import CatchUp
from bot.store.chats import Chat, Group, Membership, Purpose
from bot.store.columns import Row
from bot.store.consult import Consultation
from bot.store.events import Event
from bot.store.insights import Insight
from bot.store.issues import Action, Issue, Raiser
from bot.store.later import Ripple
from bot.store.leads import Lead
from bot.store.library import Answer, HeardSummary
from bot.store.live_hours import LiveHour
from bot.store.people import Person
from bot.store.places import Place
from bot.store.promises import Promise
from bot.store.reach import Community
from bot.store.safety import RotaTurn
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.store.updates import Telling, Update
from bot.words import AnswerState, EventKind, IssueState, Kind, Need, PromiseKind, Role, TellingState, UpdateKind
from tests.handlers.phone import Phone
from tests.handlers.town import Town

SIXTY = range(1, 61)
AN_HOUR = timedelta(hours=1)
DAY = date(2027, 1, 1)
LONG = "as long as such words are on a long day"
EVERYBODY = 8_000_000_000
GROUPS = -1_009_000_000_000


def mark(number: int) -> str:
    """What is found nowhere else than where something with this number stands."""
    return f"No{number:02}x"


async def furnish(town: Town, tom: Phone, grace: Phone, samina: Phone) -> None:
    """Sixty of everything: Samina told and raised it, Tom owes it, Grace is late with it."""

    def make(work: Work) -> None:
        for some in (_people, _groups, _told, _matters, _owed, _library, _messages):
            some(work, *(_known(work, one) for one in (tom, grace, samina)))

    await town.does(make)


def _people(work: Work, tom: Person, grace: Person, samina: Person) -> None:
    """Sixty champions, blocked and community leads, and sixty of the team, each with a turn on the rota."""
    for number in SIXTY:
        champion = _somebody(work, number, known_as=f"{mark(number)} {LONG}", name="")
        champion.blocked_at, champion.blocked_why = work.now, f"{mark(number)} {LONG}"
        people.grant(work, champion, Role.CHAMPION, allowed_by=None, allowed=True)
        _add(work, Lead, person_id=champion.number, chosen_by=tom.number, since=work.now)
        colleague = _somebody(work, 100 + number, name=f"T{mark(number)} {LONG}", title="Nurse")
        people.grant(work, colleague, Role.STAFF, allowed_by=None, allowed=True)
        _add(work, RotaTurn, person_id=colleague.number, place=number, days=[*range(7)], begins=0, ends=60)
    _add(work, Lead, person_id=samina.number, chosen_by=tom.number, since=work.now)


def _groups(work: Work, tom: Person, grace: Person, samina: Person) -> None:
    """Sixty groups, each with a community of its own that is to be reached, and with one of the champions in it."""
    for number in SIXTY:
        name = f"{mark(number)} {LONG}"
        chat = _chat(work, GROUPS - number, Purpose.GROUP)
        group = _add(work, Group, name=name, chat_id=chat.number, language="en", communities=[name])
        lead = work.session.exec(select(Person).where(Person.telegram_id == EVERYBODY + number)).one()
        _add(work, Membership, person_id=lead.number, group_id=group.number, since=work.now)
        _add(work, Community, name=name, added_by=tom.number, added_at=work.now)
        where = {"where": f"{mark(number)} {LONG}", "costs": "", "planned_by": tom.number, "planned_at": work.now}
        _add(work, CatchUp, begins_at=work.now + number * AN_HOUR, languages=["en"], **where)


def _told(work: Work, tom: Person, grace: Person, samina: Person) -> None:
    """Sixty things of Samina's, one in each group's name, all asked in an hour of somebody senior; and sixty events."""
    hour = _add(work, LiveHour, who="Ada", role="Director", begins_at=work.now - AN_HOUR, ends_at=work.now + AN_HOUR)
    groups = [one.number for one in work.session.exec(select(Group).order_by(Group.id)).all()]  # type: ignore[arg-type]
    for number, group in zip(SIXTY, groups[-len(SIXTY) :], strict=True):
        soon = work.now + number * AN_HOUR
        insight = _add(
            work,
            Insight,
            person_id=samina.number,
            group_id=group,
            language="en",
            words=f"{mark(number)} {LONG}",
            kind=Kind.QUESTION,
            media=[],
            told_at=work.now,
            first_word_by=soon,
            live_hour_id=hour.number,
        )
        _promise(work, PromiseKind.FIRST_WORD, "insight", insight.number, None, soon)
        _promise(work, PromiseKind.SCOPE, "insight", insight.number, grace, work.now - number * AN_HOUR)
        event = {"kind": EventKind.OTHER, "other": f"{mark(number)} {LONG}", "day": DAY, "told_at": work.now}
        _add(work, Event, person_id=samina.number, signposted="", **event)
        _add(work, Audit, act=mark(number), about="insight", about_id=1, detail={"why": LONG}, at=work.now)


def _matters(work: Work, tom: Person, grace: Person, samina: Person) -> None:
    """Sixty matters that Samina and the circle raised; the first has sixty actions."""
    circle = work.session.exec(select(Group).where(Group.name == "Circle")).one()
    for number in SIXTY:
        title = f"{mark(number)} {LONG}"
        shown = {"title": title, "summary": title, "shown_title": title, "state": IssueState.OPEN}
        issue = _add(work, Issue, owner_id=tom.number, opened_at=work.now, **shown)
        raised = {"issue_id": issue.number, "since": work.now, "quote": title}
        raiser = _add(work, Raiser, person_id=samina.number, chat_id=samina.chat_id, **raised)
        _add(work, Raiser, group_id=circle.number, chat_id=circle.chat_id, **raised)
        _promise(work, PromiseKind.NEXT_NEWS, "issue", issue.number, tom, work.now + number * AN_HOUR)
        _add(
            work,
            Action,
            issue_id=1,
            owner_id=tom.number,
            what=f"A{title}",
            measure=LONG,
            due=DAY + timedelta(days=number),
        )
        led = {"led_to": True, "words": title, "answered_at": work.now, "asked_at": work.now, "media": []}
        _add(work, Ripple, issue_id=issue.number, raiser_id=raiser.number, person_id=samina.number, **led)


def _owed(work: Work, tom: Person, grace: Person, samina: Person) -> None:
    """One piece of news on each matter that has not arrived."""
    for raiser in work.session.exec(select(Raiser).where(Raiser.person_id == samina.number)).all():
        made = {"source_language": "en", "source_hash": "x", "made_at": work.now}
        update = _add(work, Update, issue_id=raiser.issue_id, kind=UpdateKind.PROGRESS, by_id=tom.number, **made)
        since = {"state_at": work.now, "owed_at": work.now, "code": f"a-code-{raiser.number}"}
        told = {"raiser_id": raiser.number, "chat_id": samina.chat_id, "state": TellingState.FAILED}
        _add(work, Telling, update_id=update.number, **told, **since)


def _library(work: Work, tom: Person, grace: Person, samina: Person) -> None:
    """Sixty answers, summaries of what was heard, and places."""
    for number in SIXTY:
        name = f"{mark(number)} {LONG}"
        made = {"made_at": work.now, "changed_at": work.now, "review_on": DAY, "language": "en"}
        _add(work, Answer, topic=name, state=AnswerState.DRAFT, **made)
        _add(work, HeardSummary, topic=name, community=LONG, summary=LONG, by_id=tom.number, written_at=work.now)
        facts = {"what": LONG, "address": LONG, "hours": LONG, "telephone": "", "languages": ["en"]}
        _add(work, Place, need=Need.FOOD, name=name, checked_at=work.now, review_on=DAY, **facts)


def _messages(work: Work, tom: Person, grace: Person, samina: Person) -> None:
    """Sixty trusted messages, and a question in each; the first goes to sixty groups."""
    groups = work.session.exec(select(Group).where(Group.name != "Circle").order_by(Group.id)).all()  # type: ignore[arg-type]
    for number, group in zip(SIXTY, groups, strict=True):
        title = f"{mark(number)} {LONG}"
        lists = {"audience": {"all": True}, "buttons": [], "left_out": []}
        days = {"expires_on": DAY, "review_on": DAY, "made_at": work.now, "changed_at": work.now}
        rest = {"code": f"A{number:07}", "language": "en", "why_now": "", "author_id": tom.number}
        message = _add(work, TrustedMessage, title=title, state=MessageState.DRAFT, **lists, **days, **rest)
        asks = {"choices": [], "still_open": "", "can_change": "", "last_day": DAY, "result_by": DAY}
        _add(work, Consultation, message_id=message.number, state=ConsultState.PREPARED, question=title, **asks)
        _add(work, Copy, message_id=1, chat_id=group.chat_id, group_id=group.number, language="en")


def _somebody(work: Work, number: int, **values: Any) -> Person:
    chat = _chat(work, EVERYBODY + number, Purpose.PRIVATE)
    person: Person = _add(
        work, Person, telegram_id=EVERYBODY + number, chat_id=chat.number, consented_at=work.now, **values
    )
    return person


def _chat(work: Work, number: int, purpose: Purpose) -> Chat:
    chat: Chat = _add(work, Chat, telegram_id=number, purpose=purpose, seen_at=work.now)
    return chat


def _promise(work: Work, kind: PromiseKind, about: str, number: int, owner: Person | None, due: Any) -> None:
    _add(work, Promise, kind=kind, about=about, about_id=number, owner_id=owner.number if owner else None, due_at=due)


def _add(work: Work, table: Callable[..., Any], **values: Any) -> Any:
    row: Row = table(programme_id=work.programme_id, **values)
    work.session.add(row)
    work.session.flush()
    return row


def _known(work: Work, phone: Phone) -> Person:
    return work.session.exec(select(Person).where(Person.telegram_id == phone.id)).one()
