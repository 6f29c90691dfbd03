"""Matters that a group or a person has raised, and news on them, without the talk that leads there."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import col, select

from bot.loop import updates
from bot.store.chats import Chat, Group, Membership
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.words import IssueState, UpdateKind
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def circle_of(town: Town, champion: Phone) -> int:
    """The number of a group without a chat, for which a champion stands; it hears each week."""

    def make(work: Work) -> int:
        group = Group(programme_id=work.programme_id, name="Coffee morning", language="en", communities=[])
        group.rhythm_days = 7
        work.session.add(group)
        work.session.flush()
        standing = Membership(
            programme_id=work.programme_id,
            person_id=_person(work, champion).number,
            group_id=group.number,
            since=work.now,
            stands_for=True,
        )
        work.session.add(standing)
        return group.number

    return await town.does(make)


async def matters(
    town: Town,
    owner: Phone,
    count: int,
    *,
    group: int | None = None,
    by: Phone | None = None,
    circle: int | None = None,
) -> None:
    """So many matters more, named after their number.

    Raised by a group (its Telegram number), a person, or a group without a chat (ours).
    """

    def make(work: Work) -> None:
        for _each in range(count):
            issue = Issue(
                programme_id=work.programme_id,
                title="",
                state=IssueState.OPEN,
                owner_id=_person(work, owner).id,
                opened_at=work.now,
            )
            work.session.add(issue)
            work.session.flush()
            issue.title = issue.shown_title = f"The {issue.number}. matter"
            raiser = Raiser(programme_id=work.programme_id, issue_id=issue.number, quote="said so", since=work.now)
            if group is not None:
                chat = work.session.exec(select(Chat).where(Chat.telegram_id == group)).one()
                raiser.chat_id = chat.id
                raiser.group_id = work.session.exec(select(Group.id).where(Group.chat_id == chat.id)).one()
            if circle is not None:
                standing = select(Membership.person_id).where(Membership.group_id == circle)
                champion = work.session.get_one(Person, work.session.exec(standing).one())
                raiser.chat_id, raiser.group_id = champion.chat_id, circle
            if by is not None:
                person = _person(work, by)
                raiser.chat_id, raiser.person_id = person.chat_id, person.id
            work.session.add(raiser)

    await town.does(make)


async def tells(
    town: Town,
    by: Phone | None,
    matter: int,
    kind: UpdateKind = UpdateKind.PROGRESS,
    words: str | None = None,
    *,
    next_news: date | None = None,
    others: dict[str, str] | None = None,
) -> None:
    """News on a matter goes its way."""
    texts = {"en": words or f"News on {matter}.", **(others or {})}

    def tell(work: Work) -> None:
        issue = work.session.get_one(Issue, matter)
        who = _person(work, by) if by is not None else None
        did = {"en": "We went there.", **(others or {})} if kind == UpdateKind.CHANGED else None
        updates.tell_raisers(work, who, issue, kind, words=texts if by else None, did=did, next_news=next_news)

    await town.does(tell)
    await town.speaks()


async def counted_on(town: Town, matter: int, days: float | None) -> None:
    """Those who raised a matter were told to hear more in so many days."""

    def count(work: Work) -> None:
        for raiser in work.session.exec(select(Raiser).where(Raiser.issue_id == matter)).all():
            raiser.next_news_by = None if days is None else work.now + timedelta(days=days)

    await town.does(count)


def _person(work: Work, phone: Phone) -> Person:
    return work.session.exec(select(Person).where(col(Person.telegram_id) == phone.id)).one()
