"""Who gets what is about to go: how many people, and which groups. Staff see it under the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from bot.language import Text, _, n_, own_words
from bot.loop import group_words
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling

NAMED = 5


def of_insights(work: Work, told: Iterable[Insight]) -> Text:
    """Whoever told something, and each group that it was said in or that may hear of it."""
    people: set[tuple[str, int | None]] = set()
    groups: set[int | None] = set()
    for insight in told:
        if not insight.in_private:
            groups.add(insight.group_id)
        else:
            is_outside = insight.entered_by is not None
            people.add(("outside", insight.id) if is_outside else ("person", insight.person_id))
        heard_by = group_words.heard_by(work, insight)
        groups |= {heard_by.id} if heard_by is not None else set()
    return _goes_to(len(people), _names(work, groups))


def of_raisers(work: Work, raisers: Iterable[Raiser]) -> Text:
    """Everyone of these who can still be told."""
    told = [raiser for raiser in raisers if raiser.chat_id is not None and raiser.settled_at is None]
    groups = {raiser.group_id for raiser in told if raiser.group_id is not None}
    return _goes_to(len([raiser for raiser in told if raiser.group_id is None]), _names(work, groups))


def of_chats(work: Work, chat_ids: Sequence[int]) -> Text:
    """Whoever reads in these chats."""
    groups = work.session.exec(select(Group.id).where(col(Group.chat_id).in_(chat_ids))).all()
    return _goes_to(len(set(chat_ids)) - len(groups), _names(work, groups))


def of_tellings(work: Work, tellings: Sequence[Telling]) -> Text:
    """Whoever each of these is for; a group without a chat is named, and not the champion who brings it."""
    chats = [one.chat_id for one in tellings if one.for_group_id is None]
    there = work.session.exec(select(Group.id).where(col(Group.chat_id).in_(chats))).all()
    passed_on = [one.for_group_id for one in tellings]
    return _goes_to(len(set(chats)) - len(there), _names(work, [*there, *passed_on]))


def of_people(persons: Sequence[Person]) -> Text:
    """These people, each in private."""
    return _goes_to(len(persons), [])


def _names(work: Work, groups: Iterable[int | None]) -> list[str]:
    numbers = [number for number in groups if number is not None]
    return list(work.session.exec(select(Group.name).where(col(Group.id).in_(numbers)).order_by(Group.name)).all())


def _goes_to(people: int, groups: Sequence[str]) -> Text:
    who: list[Text] = [n_("{n} person", "{n} people", people)] if people else []
    who += [own_words(name) for name in groups[:NAMED]]
    if len(groups) > NAMED:
        who.append(n_("{n} more group", "{n} more groups", len(groups) - NAMED))
    return _("It goes to: {who}.", who=who) if who else _("For now nobody gets it.")
