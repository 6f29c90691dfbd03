"""Two of the team act on the same matter at the same instant: one wins, the other is told, nothing is doubled."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from bot import errors
from bot.loop import insights, issues, merging, not_meant, owners, people, promises, scoping, splitting
from bot.loop.decisions import Decided
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.session import Store, Work
from bot.store.updates import Telling
from bot.words import DESK, Scope
from tests.handlers import replaying
from tests.handlers.phone import Phone
from tests.handlers.town import Town
from tests.loop.acts import known

Act = Callable[[Work], Any]
WORDS = {"en": "words"}


@pytest.fixture
async def town(town_on_both: Town) -> Town:
    """Two of the team; Samina raised M-1, Ania M-2, and both raised M-3; Omar's word stands alone."""
    town = town_on_both
    await town.room()
    await town.staff("Tom Reed")
    await town.staff("Grace Obi")
    phones = [await town.champion(name) for name in ("Samina", "Ania", "Omar")]
    await town.does(lambda work: all_told(work, phones))
    return town


def all_told(work: Work, phones: list[Phone]) -> None:
    samina, ania, omar = (known(work, phone) for phone in phones)
    for person in (samina, ania, samina, ania, omar):
        insights.tell(work, person, insights.Told("Nobody picks up.", chat_id=person.chat_id))
    for insight in (1, 2, 3):
        take_up(insight)(work)
    issues.join(work, somebody(work), 4, 3)


def somebody(work: Work, which: int = 0) -> Person:
    return people.holding(work, DESK)[which]


def take_up(insight: int) -> Act:
    def act(work: Work) -> object:
        day = promises.today(work) + timedelta(days=7)
        plan = issues.Plan("It", Scope.CANNOT, somebody(work).number, WORDS, "why", next_news=day, meant=WORDS)
        return issues.take_up(work, somebody(work), insight, plan)

    return act


def join(insight: int, issue: int) -> Act:
    return lambda work: issues.join(work, somebody(work, 1), insight, issue)


def merge(issue: int, into: int) -> Act:
    return lambda work: merging.merge(work, somebody(work), issue, into)


def split(issue: int, insight: int) -> Act:
    def act(work: Work) -> object:
        day = promises.today(work) + timedelta(days=7)
        part = splitting.Part([insight], "Part", somebody(work, 1).number, day, "", WORDS)
        return splitting.split(work, somebody(work, 1), issue, part)

    return act


def decide(issue: int, scope: Scope) -> Act:
    def act(work: Work) -> object:
        day = promises.today(work) + timedelta(days=7)
        return scoping.decide(work, somebody(work), issue, Decided(scope, "why", "Them", until=day), WORDS, day)

    return act


def hand_on(issue: int, to: int) -> Act:
    return lambda work: owners.hand_on(work, somebody(work), issue, somebody(work, to).number)


def says_not_meant(work: Work) -> object:
    telling = work.session.exec(select(Telling).order_by(col(Telling.id))).first()
    assert telling is not None
    person = work.session.exec(select(Person).where(Person.chat_id == telling.chat_id)).one()
    return not_meant.say(work, person, telling.code)


RACES = {
    "taken up, and joined": (take_up(5), join(5, 1)),
    "taken up twice": (take_up(5), take_up(5)),
    "joined to two": (join(5, 1), join(5, 2)),
    "one into the other, and the other into the one": (merge(1, 2), merge(2, 1)),
    "into two others": (merge(1, 2), merge(1, 3)),
    "the same split twice": (split(3, 4), split(3, 4)),
    "handed on twice": (hand_on(1, 1), hand_on(1, 1)),
}
BOTH_COUNT = {
    "split, and made part of another": (split(3, 4), merge(3, 1)),
    "joined while it becomes part of another": (join(5, 1), merge(1, 2)),
    "decided while it is split": (decide(3, Scope.NOT_OURS), split(3, 4)),
    "not meant, while it becomes part of another": (says_not_meant, merge(1, 2)),
    "two become part of a third": (merge(1, 3), merge(2, 3)),
}


async def at_once(town: Town, *acts: Act) -> list[object]:
    """What came of acts at the same instant, each by connections of its own; one that met a lock is tried again."""

    stores = [town.store, Store(str(town.store.url.render_as_string(hide_password=False)), durable=False)]

    async def do(store: Store, act: Act) -> object:
        for _try in range(3):
            try:
                return await store.write(lambda session: act(Work(session, town.programme, town.clock.now())))
            except errors.Temporary:
                continue
            except errors.Mistake as mistake:
                return mistake
        raise AssertionError("never got through")

    try:
        return list(await asyncio.gather(*(do(store, act) for store, act in zip(stores, acts, strict=True))))
    finally:
        stores[1].close()


@pytest.mark.parametrize("race", RACES)
async def test_one_wins_and_the_other_is_told(town: Town, race: str) -> None:
    came = await at_once(town, *RACES[race])
    assert len([one for one in came if isinstance(one, errors.NoLongerThere)]) == 1, came
    await nothing_is_doubled_or_lost(town)


@pytest.mark.parametrize("race", BOTH_COUNT)
async def test_what_does_not_collide_both_counts(town: Town, race: str) -> None:
    came = await at_once(town, *BOTH_COUNT[race])
    lost = [one for one in came if isinstance(one, errors.Mistake)]
    assert len(lost) <= (1 if race.startswith(("joined", "split")) else 0), came
    await nothing_is_doubled_or_lost(town)


async def nothing_is_doubled_or_lost(town: Town) -> None:
    raised = Counter((one.issue_id, one.person_id) for one in await town.all(Raiser))
    assert max(raised.values()) == 1
    told = Counter((one.update_id, one.chat_id) for one in await town.all(Telling))
    assert max(told.values()) == 1
    merged = {one.id for one in await town.all(Issue) if one.merged_into is not None}
    assert not [one for one in await town.all(Insight) if one.issue_id in merged]
    assert all(one.settled_at for one in await town.all(Raiser) if one.issue_id in merged)
    for insight in await town.all(Insight):
        assert insight.issue_id is None or (insight.issue_id, insight.person_id) in raised
    await town.does(replaying.must_agree)
