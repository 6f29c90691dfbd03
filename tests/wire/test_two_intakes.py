"""Buttons pressed at the same instant by different staff, taken in by two processes that share one PostgreSQL.

One wins, the other is told what the first did, nothing is doubled.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.store.audit import Audit
from bot.store.handling import Handling
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.trusted import Approval, Copy
from bot.store.updates import Judgement, Telling, Update
from bot.words import UpdateKind, Verdict
from tests.handlers.approving import writes
from tests.handlers.desk import begin_answer, begin_take_up, news, take_up
from tests.handlers.matters import joins
from tests.handlers.phone import Phone
from tests.loop.test_same_instant import nothing_is_doubled_or_lost
from tests.wire.arriving import a_group_is_bound, arrives, champions_come_in, the_team_comes_in
from tests.wire.conftest import SWIFT
from tests.wire.fork import Fork
from tests.wire.processes import Nursery
from tests.wire.racing import WHO, Desk
from tests.wire.street import Street
from tests.wire.town import StreetTown

pytestmark = [pytest.mark.wire, pytest.mark.postgres]
SEED = int(os.environ.get("RACE_SEED", "1"))
ROUNDS = int(os.environ.get("RACE_ROUNDS", "2"))
A_MONTH = timedelta(days=30)
BETTER, WORSE = "Yes, it is better", "No"


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
    samina, omar = await champions_come_in(town, [("Samina", "en"), ("Omar", "en")])
    await a_group_is_bound(town, priya, "Circle", samina)
    yield Desk(town, fork, room, priya, tom, grace, samina, omar)
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
    for _round in range(ROUNDS):
        await both_approve(desk)
        await both_say_that_it_is_better(desk)
        await one_says_no_while_one_says_yes(desk)
    await nothing_is_doubled_or_lost(desk.town)
    await nothing_failed(desk)


async def both_take_it(desk: Desk) -> None:
    number = await desk.is_told()
    taps = [desk.tap(who, "I take it", desk.room, f"H-{number} ·") for who in desk.both]
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
    for who in desk.both:
        await begin_answer(who, desk.room, f"H-{number} ·", f"{who.name} looks into {number}.")
    await desk.at_once(*(desk.tap(who, "Send it") for who in desk.both))
    [answer] = [one for one in await desk.town.all(Update) if one.insight_id == number]
    assert len([one for one in await desk.town.all(Telling) if one.update_id == answer.id]) == 1
    won = next(who for who in desk.both if desk.samina.all_with(f"{who.name} looks into {number}."))
    lost = next(who for who in desk.both if who is not won)
    assert not desk.samina.all_with(f"{lost.name} looks into {number}.")
    lost.sees(f"{WHO[won.name]} has answered this already.")
    await lost.taps("Do not send it")


async def two_matters(desk: Desk) -> None:
    for title in ("The phone", "The door"):
        await take_up(desk.tom, desk.room, f"H-{await desk.is_told()} ·", title=title)


async def joined_to_two(desk: Desk) -> None:
    number, matters = await desk.is_told(), ("M-1 · The phone", "M-2 · The door")
    for who in desk.both:
        await who.taps("Join to a matter", desk.room, under=f"H-{number} ·")
    await desk.at_once(*(desk.tap(who, to) for who, to in zip(desk.both, matters, strict=True)))
    await one_has_it(desk, number)


async def taken_up_twice(desk: Desk) -> None:
    """Each says something else about whether it can be changed."""
    number = await desk.is_told()
    await begin_take_up(desk.tom, desk.room, f"H-{number} ·", title="As Tom sees it")
    not_ours = "It is somebody else's"
    await begin_take_up(desk.grace, desk.room, f"H-{number} ·", title="As Grace sees it", scope=not_ours)
    before = len(await desk.town.all(Issue))
    await desk.at_once(*(desk.tap(who, "Tell them") for who in desk.both))
    assert len(await desk.town.all(Issue)) == before + 1
    await one_has_it(desk, number)


async def one_has_it(desk: Desk, number: int) -> None:
    """What was told belongs to one matter; whoever came second hears to which."""
    insight = next(one for one in await desk.town.all(Insight) if one.id == number)
    issue = next(one for one in await desk.town.all(Issue) if one.id == insight.issue_id)
    told = f"Somebody has this already. It belongs to M-{issue.number} now: {issue.title}"
    assert [told in desk.just_heard(who) for who in desk.both].count(True) == 1
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


async def both_approve(desk: Desk) -> None:
    """A trusted message of Priya's."""
    message = await writes(desk.town, desk.priya, last=date.today() + A_MONTH)
    await desk.priya.taps("Ask for approval", desk.room, under=f"{message.reference} ·")
    for who in desk.both:
        await who.taps("As its readers see it", desk.room, under=f"to approve {message.reference}")
    taps = [desk.tap(who, "Approve it") for who in desk.both]
    shown = await desk.at_once(*taps)
    won = shown.index(f"Thank you. You have approved {message.reference}.")
    assert shown[1 - won] == f"{WHO[taps[won][0].name]} has approved it already."
    assert await acts(desk, "message", message.number, "approve_message") == 1
    assert [one.message_id for one in await desk.town.all(Approval)].count(message.number) == 1
    assert [one.message_id for one in await desk.town.all(Copy)].count(message.number) == 1


async def both_say_that_it_is_better(desk: Desk) -> None:
    """All who raised it have said so then: it closes, once."""
    number = await is_mended(desk)
    await desk.at_once(*(desk.tap(who, BETTER, under=f"Mended {number}.") for who in raisers(desk)))
    assert await verdicts(desk, number) == [Verdict.YES, Verdict.YES]
    await stands(desk, number, "closed_judged", closed=1, opened=0)


async def one_says_no_while_one_says_yes(desk: Desk) -> None:
    number = await is_mended(desk)
    yes, no = zip(raisers(desk), (BETTER, WORSE), strict=True)
    await desk.at_once(*(desk.tap(who, label, under=f"Mended {number}.") for who, label in (yes, no)))
    assert sorted(await verdicts(desk, number)) == [Verdict.NO, Verdict.YES]
    await stands(desk, number, "open", closed=0, opened=1)


async def is_mended(desk: Desk) -> int:
    """The number of a new matter that Samina and Omar raised, and of which they heard what changed."""
    first, second = [await desk.is_told(who) for who in raisers(desk)]
    number = len(await desk.town.all(Issue)) + 1
    await take_up(desk.tom, desk.room, f"H-{first} ·", title=f"Thing {number}")
    await joins(desk.tom, desk.room, f"H-{second} ·", f"M-{number} · Thing {number}")
    await news(desk.tom, desk.room, f"M-{number} ·", words=f"Mended {number}.")
    return number


def raisers(desk: Desk) -> tuple[Phone, Phone]:
    return desk.samina, desk.omar


async def raised(desk: Desk, number: int) -> list[int]:
    return [one.number for one in await desk.town.all(Raiser) if one.issue_id == number]


async def verdicts(desk: Desk, number: int) -> list[str]:
    """What was said of a matter, by each who raised it."""
    mine = await raised(desk, number)
    return [one.verdict for one in await desk.town.all(Judgement) if one.raiser_id in mine]


async def stands(desk: Desk, number: int, state: str, *, closed: int, opened: int) -> None:
    """How a matter is, and how often it was closed and opened again."""
    issue = next(one for one in await desk.town.all(Issue) if one.number == number)
    kinds = [one.kind for one in await desk.town.all(Update) if one.issue_id == number]
    assert str(issue.state) == state
    assert (kinds.count(UpdateKind.CLOSED), kinds.count(UpdateKind.REOPENED)) == (closed, opened)


async def nothing_failed(desk: Desk) -> None:
    """Neither process had to set anything aside."""
    assert desk.town.street.count("SELECT count(*) FROM set_aside") == 0


async def acts(desk: Desk, about: str, number: int, act: str) -> int:
    """How often something was done, as it was written down."""
    done = [one for one in await desk.town.all(Audit) if (one.about, one.about_id, one.act) == (about, number, act)]
    return len(done)
