"""Buttons pressed at the same instant by different staff, taken in by two processes that share one PostgreSQL.

One wins, the other is told what the first did, nothing is doubled.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.store.audit import Audit
from bot.store.handling import Handling
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.updates import Telling, Update
from bot.words import UpdateKind
from tests.handlers.desk import begin_answer, begin_take_up, news, take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.loop.test_same_instant import nothing_is_doubled_or_lost
from tests.wire.arriving import arrives, champions_come_in, the_team_comes_in
from tests.wire.conftest import SWIFT
from tests.wire.fork import Fork
from tests.wire.processes import Nursery
from tests.wire.street import Street
from tests.wire.town import StreetTown

pytestmark = [pytest.mark.wire, pytest.mark.postgres]
SEED = int(os.environ.get("RACE_SEED", "1"))
ROUNDS = int(os.environ.get("RACE_ROUNDS", "2"))
WHO = {"Tom Reed": "Tom Reed, Health officer", "Grace Obi": "Grace Obi, Health officer"}
Tap = tuple[Phone, Line, str]


@dataclass
class Desk:
    """Two of the team, at two processes; Samina tells one thing after the other."""

    town: StreetTown
    fork: Fork
    room: int
    tom: Phone
    grace: Phone
    samina: Phone
    told: int = 0

    async def is_told(self) -> int:
        """Something new; its number."""
        self.told += 1
        await self.samina.says(f"/tell Thing number {self.told}")
        return self.told

    async def at_once(self, *taps: Tap) -> list[str]:
        """All tap at the same instant, each at a process of their own; what each is shown for a moment."""
        self.fork.meets(len(taps))
        shown = await asyncio.gather(*(phone.presses(data, line) for phone, line, data in taps))
        assert len(set(self.fork.met)) == len(taps), "they did not meet"
        return [str(one) for one in shown]

    def tap(self, phone: Phone, label: str, chat: int | None = None, under: str = "") -> Tap:
        """A button that stands ready to be tapped."""
        there = [line for line in phone.all_with(under, chat) if line.button(label)]
        assert there, f"{phone.name} sees no button {label!r} under {under!r}"
        return phone, there[-1], str(there[-1].button(label))

    def just_heard(self, phone: Phone) -> str:
        """All that somebody was told in private since they last did something there."""
        lines = self.town.telegram.lines[phone.id][self.town.since[phone.id] :]
        return "\n".join(line.text for line in lines if line.by is None)


@pytest.fixture
async def desk(nursery: Nursery, tmp_path: Path, postgres_url: str) -> AsyncIterator[Desk]:
    fork = Fork(SEED)
    await fork.open()
    street = Street(nursery, tmp_path, postgres_url, by_webhook=True, faster=SWIFT, fork=fork)
    await street.open()
    await street.start_beside()
    town = StreetTown(street)
    priya, tom, grace = [await arrives(town, name) for name in ("Priya Shah", *WHO)]
    room = await the_team_comes_in(town, priya, tom, grace)
    [samina] = await champions_come_in(town, [("Samina", "en")])
    yield Desk(town, fork, room, tom, grace, samina)
    town.close()
    await street.close()
    await fork.close()


async def test_at_the_same_instant_at_two_processes(desk: Desk) -> None:
    for _round in range(ROUNDS):
        await both_take_it(desk)
        await one_answers_while_one_bins(desk)
        await both_answer(desk)
    await two_matters(desk)
    for _round in range(ROUNDS):
        await joined_to_two(desk)
        await taken_up_twice(desk)
    await one_into_the_other_and_back(desk)
    await made_one_while_it_is_closed(desk)
    await nothing_is_doubled_or_lost(desk.town)
    await nothing_failed(desk)


async def both_take_it(desk: Desk) -> None:
    number = await desk.is_told()
    taps = [desk.tap(who, "I take it", desk.room, f"H-{number} ·") for who in (desk.tom, desk.grace)]
    shown = await desk.at_once(*taps)
    won = shown.index("It is yours. The card says so.")
    name = WHO[taps[won][0].name]
    assert shown[1 - won] == f"{name} has it already."
    assert f"{name} works on it." in desk.tom.sees(f"H-{number} ·", desk.room).text
    assert await acts(desk, "insight", number, "claim") == 1


async def one_answers_while_one_bins(desk: Desk) -> None:
    number = await desk.is_told()
    card = f"H-{number} ·"
    await begin_answer(desk.grace, desk.room, card, f"We look into {number}.")
    await desk.tom.taps("More …", desk.room, under=card)
    await desk.tom.taps("Put it in the bin …", desk.room, under=card)
    bins, sends = desk.tap(desk.tom, "Not about what we do", desk.room, card), desk.tap(desk.grace, "Send it")
    shown, _sent = await desk.at_once(bins, sends)
    is_binned = any(one.binned_at for one in await desk.town.all(Handling) if one.insight_id == number)
    told = [len(desk.samina.all_with(words)) for words in (f"We look into {number}.", f"We have read H-{number},")]
    assert told == [not is_binned, is_binned]
    assert await acts(desk, "insight", number, "bin") == is_binned
    if is_binned:
        assert "It is in the bin. Take it out first." in desk.just_heard(desk.grace)
    else:
        assert shown == "Grace Obi, Health officer has answered it already. So it cannot go into the bin."


async def both_answer(desk: Desk) -> None:
    number = await desk.is_told()
    both = desk.tom, desk.grace
    for who in both:
        await begin_answer(who, desk.room, f"H-{number} ·", f"{who.name} looks into {number}.")
    await desk.at_once(*(desk.tap(who, "Send it") for who in both))
    [answer] = [one for one in await desk.town.all(Update) if one.insight_id == number]
    assert len([one for one in await desk.town.all(Telling) if one.update_id == answer.id]) == 1
    won = next(who for who in both if desk.samina.all_with(f"{who.name} looks into {number}."))
    lost = next(who for who in both if who is not won)
    assert not desk.samina.all_with(f"{lost.name} looks into {number}.")
    lost.sees(f"{WHO[won.name]} has answered this already.")
    await lost.taps("Do not send it")


async def two_matters(desk: Desk) -> None:
    for title in ("The phone", "The door"):
        await take_up(desk.tom, desk.room, f"H-{await desk.is_told()} ·", title=title)


async def joined_to_two(desk: Desk) -> None:
    number, matters = await desk.is_told(), ("M-1 · The phone", "M-2 · The door")
    for who in (desk.tom, desk.grace):
        await who.taps("Join to a matter", desk.room, under=f"H-{number} ·")
    await desk.at_once(*(desk.tap(who, to) for who, to in zip((desk.tom, desk.grace), matters, strict=True)))
    await one_has_it(desk, number)


async def taken_up_twice(desk: Desk) -> None:
    """Each says something else about whether it can be changed."""
    number = await desk.is_told()
    await begin_take_up(desk.tom, desk.room, f"H-{number} ·", title="As Tom sees it")
    not_ours = "It is somebody else's"
    await begin_take_up(desk.grace, desk.room, f"H-{number} ·", title="As Grace sees it", scope=not_ours)
    before = len(await desk.town.all(Issue))
    await desk.at_once(*(desk.tap(who, "Tell them") for who in (desk.tom, desk.grace)))
    assert len(await desk.town.all(Issue)) == before + 1
    await one_has_it(desk, number)


async def one_has_it(desk: Desk, number: int) -> None:
    """What was told belongs to one matter; whoever came second hears to which."""
    insight = next(one for one in await desk.town.all(Insight) if one.id == number)
    issue = next(one for one in await desk.town.all(Issue) if one.id == insight.issue_id)
    told = f"Somebody has this already. It belongs to M-{issue.number} now: {issue.title}"
    assert [told in desk.just_heard(who) for who in (desk.tom, desk.grace)].count(True) == 1
    done = [
        one for one in await desk.town.all(Audit) if one.about == "issue" and number in one.detail.get("insights", [])
    ]
    assert [one.act in ("join", "take_up") for one in done] == [True]


async def one_into_the_other_and_back(desk: Desk) -> None:
    pairs = (desk.tom, "M-1 ·", "M-2 · The door"), (desk.grace, "M-2 ·", "M-1 · The phone")
    for who, part, whole in pairs:
        await who.taps("Merge", desk.room, under=part)
        await who.taps(whole)
    await desk.at_once(*(desk.tap(who, "Make them one") for who, _part, _whole in pairs))
    merged = [one for one in await desk.town.all(Issue) if one.merged_into is not None]
    assert len(merged) == 1
    lost = desk.grace if merged[0].number == 1 else desk.tom
    assert f"{merged[0].reference} is part of M-{merged[0].merged_into} now." in desk.just_heard(lost)
    assert len([one for one in await desk.town.all(Update) if one.kind == UpdateKind.MERGED]) == 1


async def made_one_while_it_is_closed(desk: Desk) -> None:
    """Its only raiser says that it is better, so that it closes, while Tom makes it part of another."""
    number = max(one.number for one in await desk.town.all(Issue))
    await news(desk.tom, desk.room, f"M-{number} ·", words="It is mended.")
    await desk.tom.taps("Merge", desk.room, under=f"M-{number} ·")
    await desk.tom.taps_first("Which")
    judges = desk.tap(desk.samina, "Yes, it is better", under="It is mended.")
    await desk.at_once(desk.tap(desk.tom, "Make them one"), judges)
    issue = next(one for one in await desk.town.all(Issue) if one.number == number)
    closings = [one for one in await desk.town.all(Update) if one.issue_id == number and one.kind == UpdateKind.CLOSED]
    assert str(issue.state) in ("merged", "closed_judged")
    assert len(closings) == (issue.merged_into is None)


async def nothing_failed(desk: Desk) -> None:
    """Neither process had to set anything aside."""
    assert desk.town.street.count("SELECT count(*) FROM set_aside") == 0


async def acts(desk: Desk, about: str, number: int, act: str) -> int:
    """How often something was done, as it was written down."""
    done = [one for one in await desk.town.all(Audit) if (one.about, one.about_id, one.act) == (about, number, act)]
    return len(done)
