"""Who keeps a promise: whoever has the card; what stays late is told on, and counted so."""

from __future__ import annotations

from datetime import timedelta

from bot.action_words import MovedWhy
from bot.loop import actions, people, periods, promise_rules, promises, tallies
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import DESK, PromiseKind
from tests.handlers.desk import take_up
from tests.handlers.matters import joins
from tests.handlers.phone import Phone
from tests.handlers.town import Town
from tests.loop.test_away import no_news_is_promised

AN_HOUR = timedelta(hours=1)


async def owners(town: Town) -> list[str]:
    def names(work: Work) -> list[str]:
        return [getattr(people.by_number(work, number), "name", "nobody") for number in numbers]

    numbers = [one.owner_id for one in await town.all(Promise) if one.kept_at is None]
    return await town.does(names)


async def test_who_lets_a_card_go_owes_nothing_on_it_any_more(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    ada = await town.staff("Ada Obi")
    await samina.says("The clinic is shut.")
    before = await owners(town)
    other = tom if before == ["Ada Obi"] else ada
    await other.taps("I take it", room)
    assert await owners(town) != before
    await other.taps("Let it go", room)
    assert await owners(town) == before


async def test_what_is_late_stays_with_whoever_has_the_card(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await town.staff("Ada Obi")
    await town.staff("Ola Nowak")
    await samina.says("The clinic is shut.")
    await tom.taps("I take it", room)
    await town.later(days=8)
    assert set(await owners(town)) == {"Tom Reed"} and len(await owners(town)) > 1


async def test_what_others_answer_late_is_told_on_and_is_not_counted_as_kept(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await town.does(lambda work: setattr(promise_rules.kept(work), "senior_name", "Dr Jo Bell"))
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1 ·", scope="It is somebody else's")
    [due] = [one.due_at for one in await town.all(Promise) if one.kind == PromiseKind.THEIR_ANSWER]
    await town.later(days=(due - town.clock.now()).days + 1)
    await town.later(days=4, step=AN_HOUR)
    assert [one for one in tom.all_with("Two working days late", room) if "what others answer on M-1" in one.text]
    kept = await town.does(counted)
    assert (kept.in_time, kept.late, kept.missed) == (0, 0, 1)


def counted(work: Work) -> tallies.Kept:
    period = periods.days_up_to(promises.today(work), 60, work.programme.time_zone)
    return tallies.kept(work, period)[PromiseKind.THEIR_ANSWER]


async def test_only_who_asked_for_a_second_look_hears_that_it_is_told_on(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await town.does(lambda work: setattr(promise_rules.kept(work), "senior_name", "Dr Jo Bell"))
    await town.staff("Grace Obi")
    ewa = await town.champion("Ewa")
    await samina.says("The lift is broken.")
    await take_up(tom, room, "H-1 ·", scope="It cannot be changed")
    await ewa.says("The lift is broken again.")
    await joins(tom, room, "H-2 ·", "M-1 · The clinic's phone")
    await samina.taps("Please look again, because …")
    await samina.says("The house is yours.")
    await town.does(no_news_is_promised)
    await town.later(days=11)
    assert samina.all_with("I have told Dr Jo Bell") and not ewa.all_with("I have told Dr Jo Bell")


async def test_a_day_that_moves_was_not_kept(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1 ·", scope="We can change it")
    await town.does(move_action)
    await town.later(days=9)
    assert PromiseKind.ACTION not in await town.does(all_counted)
    [owed] = [one for one in await town.all(Promise) if one.kind == PromiseKind.ACTION]
    assert owed.kept_at is None


def move_action(work: Work) -> None:
    tom = people.holding(work, DESK)[-1]
    actions.move(work, tom, 1, promises.today(work) + timedelta(days=30), MovedWhy.OTHERS)


def all_counted(work: Work) -> dict[str, tallies.Kept]:
    return tallies.kept(work, periods.days_up_to(promises.today(work), 60, work.programme.time_zone))
