"""What is planned on a matter, and what was said to it, when that matter is merged or split."""

from __future__ import annotations

from bot.store.actions import DateMoved, PlanReply
from bot.store.issues import Raiser
from bot.store.leads import First, Ranked, Round
from bot.store.session import Work
from tests.handlers.desk import news, take_up
from tests.handlers.matters import joins, merges, splits, two_matters
from tests.handlers.phone import Phone
from tests.handlers.planning import plan_by_staff
from tests.handlers.town import Town

PLANNED = "We plan:"


async def new_day(by: Phone, room: int, day: str, matter: str = "M-1 ·") -> None:
    """What is planned first on a matter is to be done by another day."""
    await by.taps("Actions", room, under=matter)
    await by.taps_first("What is planned on M-1")
    await by.taps("A new day")
    await by.says(day)
    await by.taps("The money is not there yet")


async def test_whoever_comes_is_told_the_plan_as_it_stands_once_and_then_what_moves(
    town: Town, tom: Phone, room: int
) -> None:
    samina, ania = await two_matters(town, tom, room)
    await plan_by_staff(tom, room)
    await new_day(tom, room, "20.03.2026")
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    told = ania.sees(PLANNED)
    assert "Two more lines" in told.text and "By Fri 20 Mar" in told.text
    assert "has moved" not in told.text, "no other day was ever said to her"
    assert not ania.all_with("has moved")
    assert len(samina.all_with(PLANNED)) == 1, "she knows of it"
    await news(tom, room, "M-1 ·", kind="Something moved", words="We asked for money.")
    assert "has moved" not in ania.sees("We asked for money.").text
    assert "by Mon 9 Mar. That day has moved to Fri 20 Mar" in samina.sees("We asked for money.").text
    await new_day(tom, room, "27.03.2026")
    await news(tom, room, "M-1 ·", kind="Something moved", words="We have it.")
    for phone in (samina, ania):
        assert "by Fri 20 Mar. That day has moved to Fri 27 Mar" in phone.sees("We have it.").text
        assert len(phone.all_with(PLANNED)) == 1
    assert await ania.taps("It would help", under=PLANNED) == "Thank you. That is noted."
    assert "1 says it would help." in tom.sees("M-1 ·", room).text


async def test_who_was_there_hears_of_no_day_of_what_came(town: Town, tom: Phone, room: int) -> None:
    samina, ania = await two_matters(town, tom, room)
    await plan_by_staff(tom, room)
    await merges(tom, room, "M-1 ·", "M-2 · The line")
    assert "We plan:" not in "".join(line.text for line in ania.all_with("are the same matter"))
    await tom.taps("Actions", room, under="M-2 ·")
    await tom.taps_first("What is planned on M-2")
    await tom.taps("A new day")
    await tom.says("20.03.2026")
    await tom.taps("The money is not there yet")
    await news(tom, room, "M-2 ·", kind="Something moved", words="We asked for money.")
    assert "has moved to Fri 20 Mar" in samina.sees("We asked for money.").text
    assert "has moved" not in ania.sees("We asked for money.").text
    assert len(await town.all(DateMoved)) == 1


async def test_who_raised_both_hears_what_moved_before_and_her_word_on_the_plan_counts_on(
    town: Town, tom: Phone, room: int
) -> None:
    samina = await town.champion("Samina")
    await samina.says("Nobody picks up.")
    await take_up(tom, room, "H-1 ·", title="The phone")
    await plan_by_staff(tom, room)
    await samina.taps("Something is missing")
    await samina.says("Nobody there speaks Urdu.")
    await new_day(tom, room, "20.03.2026")
    await samina.says("The line is busy.")
    await take_up(tom, room, "H-2 ·", title="The line", words="We look at the line.")
    await merges(tom, room, "M-1 ·", "M-2 · The line")
    assert "by Mon 9 Mar. That day has moved to Fri 20 Mar" in samina.sees("are the same matter").text
    assert len(samina.all_with(PLANNED)) == 1
    live = [one.number for one in await town.all(Raiser) if one.settled_at is None]
    assert [one.raiser_id for one in await town.all(PlanReply)] == live
    await tom.taps("Answer them")
    await tom.says("We add a line in Urdu.")
    await tom.taps("Send it")
    assert "About M-2" in samina.sees("We add a line in Urdu.").text


async def test_who_goes_with_a_part_hears_no_more_of_the_days_of_the_rest(town: Town, tom: Phone, room: int) -> None:
    samina, ania = await town.champion("Samina"), await town.champion("Ania")
    await samina.says("Nobody picks up.")
    await take_up(tom, room, "H-1 ·", title="The clinic")
    await ania.says("The door is narrow.")
    await joins(tom, room, "H-2 ·", "M-1 · The clinic")
    await plan_by_staff(tom, room)
    await ania.taps("Something is missing")
    await ania.says("Not the door.")
    await splits(tom, room, "M-1 ·", "H-2 · The door is narrow.")
    await new_day(tom, room, "20.03.2026")
    await news(tom, room, "M-1 ·", kind="Something moved", words="We asked for money.")
    await news(tom, room, "M-2 ·", kind="Something moved", words="We measured it.")
    assert "has moved" in samina.sees("We asked for money.").text
    assert "has moved" not in ania.sees("We measured it.").text
    await tom.taps("Answer them")
    await tom.says("The door comes by itself.")
    await tom.taps("Send it")
    assert "About M-2" in ania.sees("The door comes by itself.").text


async def test_the_better_place_that_leads_gave_is_of_the_whole(town: Town, tom: Phone, room: int) -> None:
    await two_matters(town, tom, room)

    def ranked(work: Work) -> None:
        made = Round(programme_id=work.programme_id, month="2026-03", opened_at=work.now, closes_at=work.now)
        work.session.add(made)
        work.session.flush()
        for row in (Ranked, First):
            for issue_id, place in ((1, 2), (2, 1)):
                more = {"person_id": 1} if row is Ranked else {"points": 4 - place}
                about = {"programme_id": work.programme_id, "round_id": made.number, "issue_id": issue_id}
                work.session.add(row.model_validate({**about, "place": place, **more}))

    await town.does(ranked)
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    assert {(one.issue_id, one.place) for one in await town.all(Ranked)} == {(1, 1), (2, 2)}
    assert {(one.issue_id, one.place) for one in await town.all(First)} == {(1, 1), (2, 2)}
    assert "Community leads put it on place 1 (2026-03)." in tom.sees("M-1 ·", room).text
