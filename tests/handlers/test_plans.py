"""The plan goes to those who raised it: would it help, what is missing? Unanswered it goes ahead, marked so."""

from __future__ import annotations

import pytest

from bot.loop import actions_digest
from bot.store.actions import Plan, PlanReply
from bot.store.issues import Issue
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import IssueState, PromiseKind
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.planning import plan_by_staff
from tests.handlers.test_group_passing import stands_for_a_group, tells_for_the_group
from tests.handlers.town import Town

NOT_AGREED = "The plan: not agreed yet."


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    samina = await town.champion("Samina")
    await samina.says("The clinic never answers.")
    await take_up(tom, room, "H-1")
    return samina


async def test_the_plan_is_told_and_a_word_on_it_lands_on_the_card(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await plan_by_staff(tom, room)
    told = samina.sees("We plan:").text
    for said in (
        "Tom Reed, Health officer asks what you think of this plan.",
        "Two more lines",
        "By Mon 9 Mar",
        "We will know that it worked when:",
        "Calls are answered",
        "You will hear more by",
        "Would this help? What is missing?",
    ):
        assert said in told, said
    assert await samina.taps("It would help") == "Thank you. That is noted."
    assert "The plan: 1 says it would help." in tom.sees("M-1 ·", room).text
    tom.sees("It would help, says somebody who raised M-1.")
    assert await samina.taps("It would help") == "That is what you said already."
    await samina.says("/mine")
    samina.sees("There is a plan: told on")
    await town.later(days=11)
    assert NOT_AGREED not in tom.sees("M-1 ·", room).text


async def test_what_is_missing_is_answered_by_a_day_that_is_said(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await plan_by_staff(tom, room)
    assert await samina.taps("Something is missing") == "Thank you for saying so. You get an answer."
    await samina.says("Nobody there speaks Urdu. Call me on 020 7946 0000.")
    samina.hears("You have an answer by Mon 9 Mar")
    assert "020 7946 0000" in tom.sees("Somebody who raised M-1 says what the plan lacks:").text
    assert "020 7946 0000" not in tom.sees("Somebody who raised M-1 says what the plan lacks:", room).text
    assert "1 says something is missing." in tom.sees("M-1 ·", room).text
    await tom.taps("Answer them")
    tom.hears("What is your answer?")
    await tom.says("We add a line in Urdu.")
    await tom.taps("Send it")
    assert "Tom Reed, Health officer answers:" in samina.sees("We add a line in Urdu.").text
    assert [one.kept_at is None for one in await town.all(Promise) if one.kind == PromiseKind.PLAN_ANSWER] == [False]
    assert await tom.taps("Answer them") == "Somebody has answered that already."
    assert await samina.presses("pr:1:answer", samina.sees("M-1")) == "Only staff of the programme can do this."


async def test_what_is_not_answered_in_time_is_said_to_be_late_and_stays_owed(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await plan_by_staff(tom, room)
    await samina.taps("Something is missing")
    await samina.says("Nobody there speaks Urdu.")
    await town.later(days=8)
    samina.sees("You should have had an answer by today. It has not come, and I am sorry.")
    tom.sees("M-1: somebody said what is missing in the plan. Nobody has answered")
    await tom.taps("Answer them", under="Nobody has answered")
    await tom.says("We add a line in Urdu.")
    await tom.taps("Send it")
    assert all(
        one.kept_at for one in await town.all(Promise) if one.kind == PromiseKind.PLAN_ANSWER and not one.late_said_at
    )


async def test_nobody_says_anything_for_ten_days_and_it_goes_ahead_marked_so(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await plan_by_staff(tom, room)
    await town.later(days=9)
    assert NOT_AGREED not in tom.sees("M-1 ·", room).text
    await town.later(days=2)
    assert NOT_AGREED in tom.sees("M-1 ·", room).text
    assert len(tom.all_with("It goes ahead: not agreed yet.")) == 1
    await town.later(days=5)
    assert len(tom.all_with("It goes ahead: not agreed yet.")) == 1
    await samina.taps("It would help")
    assert NOT_AGREED not in tom.sees("M-1 ·", room).text


async def test_no_word_needed_is_a_word_but_no_agreement(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await plan_by_staff(tom, room)
    await samina.taps("No word needed")
    await town.later(days=11)
    assert NOT_AGREED in tom.sees("M-1 ·", room).text


async def test_a_changed_plan_is_told_and_the_old_one_can_be_judged_no_more(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await plan_by_staff(tom, room)
    old = samina.sees("Two more lines")
    await tom.taps("Actions", room)
    await tom.taps_first("What is planned on M-1")
    await tom.taps("Change the plan")
    await tom.says("Three more lines")
    await tom.says("Nobody waits")
    await tom.taps("Tell them")
    assert "Nobody waits" in samina.sees("Three more lines").text
    assert await samina.presses(old.button("It would help") or "", old) == (
        "There is a newer plan. Please say it under that one."
    )
    assert len([one for one in await town.all(Plan) if one.goes_ahead_at]) == 1


async def test_taking_a_matter_up_with_something_planned_asks_as_well(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic never answers.")
    await take_up(tom, room, "H-1", scope="We can change it")
    told = samina.sees("We look into it.").text
    assert "It is to be done by Mon 9 Mar" in told and "Would this help? What is missing?" in told
    await samina.taps("It would help")
    assert "1 says it would help." in tom.sees("M-1 ·", room).text


async def test_a_group_is_told_and_whoever_of_it_answers_is_heard(town: Town, tom: Phone, room: int) -> None:
    circle, nadia = await town.group("Mamy", "pl"), town.phone("Nadia", "pl")
    await nadia.says("/tell Nikt nie odbiera.", circle)
    await nadia.presses("k:yes", nadia.sees("", circle))
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await plan_by_staff(tom, room, others=("Dwie linie", ""))
    assert not nadia.all_with("Dwie linie", circle), "it waits for all of its words"
    await tom.taps("Write them", room)
    await tom.says("Ktoś odbiera")
    await tom.taps("Send it")
    await town.later(hours=1)
    told = nadia.sees("Dwie linie", circle)
    assert "Ktoś odbiera" in told.text
    data = told.buttons[0][1][1]
    assert data.endswith(":missing")
    await nadia.presses(data, told)
    await nadia.says("Po polsku?", circle, reply_to=told)
    assert "Po polsku?" in tom.sees("Somebody who raised M-1 says what the plan lacks:", room).text
    [reply] = await town.all(PlanReply)
    assert reply.missing == "Po polsku?"


async def test_what_they_said_goes_with_them(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await plan_by_staff(tom, room)
    await samina.taps("Something is missing")
    await samina.says("CANARY is missing.")
    await tom.taps("Answer them")
    assert tom.all_with("CANARY") and tom.all_with("CANARY", room)
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    await town.later(minutes=1)
    assert not tom.all_with("CANARY") and not tom.all_with("CANARY", room)
    assert [one.missing for one in await town.all(PlanReply)] == [None]
    await town.later(days=8)
    assert not tom.all_with("Nobody has answered")


async def test_the_digest_names_what_is_late_and_what_nobody_answered(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    def digest(work: Work) -> list[str]:
        return [town.languages.read(line, "en") for line in actions_digest.digest_lines(work)]

    await plan_by_staff(tom, room)
    assert await town.does(digest) == []
    await samina.taps("Something is missing")
    await town.later(days=8)
    late, waits = await town.does(digest)
    assert "thing that was planned is past its day" in late and "M-1" in late
    assert "person waits: what is missing?" in waits
    assert (await town.does(actions_digest.counted)) == {"open": 1, "missing": 1, "unanswered": 1}


async def test_a_group_without_a_chat_gets_it_by_its_champion(town: Town, tom: Phone, room: int) -> None:
    samina = await stands_for_a_group(town, tom, room)
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy to."})
    await samina.taps("I told them")
    await plan_by_staff(tom, room, others=("Dwie linie", "Ktoś odbiera"))
    await samina.taps("I told them", under="Dwie linie")
    await samina.taps("It would help", under="What does the group say: would this help?")
    assert "The plan: 1 says it would help." in tom.sees("M-1 ·", room).text


async def test_with_something_planned_anew_a_matter_is_not_closed(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await news(tom, room, "M-1")
    await plan_by_staff(tom, room)
    await town.later(days=20)
    assert [one.state for one in await town.all(Issue)] == [IssueState.OPEN]
    await news(tom, room, "M-1", words="It is done.")
    await town.later(days=15)
    assert [one.state for one in await town.all(Issue)] == [IssueState.CLOSED_NOT_JUDGED]


async def test_only_who_raised_it_in_private_can_say(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await plan_by_staff(tom, room)
    told, omar = samina.sees("We plan:"), await town.champion("Omar")
    data = told.button("It would help") or ""
    assert await omar.presses(data, told) == "Only the person who raised this can say that."
    assert await town.all(PlanReply) == []
