"""The answers library: kept by one, vouched for by another, used, looked at again, changed, withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.loop import library, likely
from bot.store.audit import Audit
from bot.store.insights import Insight
from bot.store.library import Answer, AnswerUse, Correction, QuestionForm
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import Role
from tests.handlers.desk import answer, take_up
from tests.handlers.phone import Phone
from tests.handlers.previews import on_screen, seen_before
from tests.handlers.shelf import ASKED, LATER, QUESTION, SOURCE, WORDS, approved, puts_into, writes_answer
from tests.handlers.town import Town

A_MONTH = timedelta(days=31)


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


@pytest.fixture
async def priya(town: Town, room: int) -> Phone:
    return await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)


async def withdraws(by: Phone, why: str = "It moved. Ring first.", *others: str) -> None:
    await by.says("/library")
    await by.taps("See L-1")
    await by.taps("Withdraw it")
    await by.says(why)
    for text in others:
        await (by.says(text) if text else by.taps(LATER))
    await by.taps("Withdraw it")


async def test_a_draft_is_approved_by_a_second_person_alone(town: Town, tom: Phone, priya: Phone, room: int) -> None:
    await writes_answer(tom)
    tom.hears("It is L-1 now, a draft.")
    shown = tom.sees("New words in English, by Tom Reed, Health officer", room)
    assert WORDS in shown.text
    assert "You wrote these words" in str(await tom.taps("I stand for it: en", room))
    assert (await town.all(Answer))[0].state == "draft"
    assert await priya.taps("I stand for it: en", room) == "Thank you. You stand for these words."
    assert (await town.all(Answer))[0].state == "approved"
    assert "already" in str(await priya.taps("I stand for it: en", room))
    await priya.says("/library")
    page = priya.hears("The library: 1 approved answer").text
    assert "L-1 · Opening times" in page and "Helped: 0 · did not: 0" in page
    await priya.taps("See L-1")
    seen = priya.hears("Asked in English").text
    assert QUESTION in seen and WORDS in seen and SOURCE in seen
    assert "Priya Shah, Nurse stands for it." in seen and "Answers for it: Tom Reed, Health officer." in seen


async def test_a_changed_text_is_not_approved_by_a_button_that_stood_under_the_old_one(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await writes_answer(tom)
    old = tom.sees(WORDS, room)
    await tom.says("/library")
    await tom.taps("See L-1")
    await tom.taps("New words")
    await tom.taps("English")
    await tom.says("The walk-in clinic opens at ten.")
    await tom.taps("Keep it")
    assert "changed since" in str(await priya.presses(str(old.button("I stand for it: en")), old))
    assert (await town.all(Answer))[0].state == "draft"


async def test_an_answer_that_was_given_is_kept_in_general_words(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    await samina.says("/ask When does the clinic open, for me?")
    await answer(tom, room, "H-1 ·", WORDS)
    await tom.taps("Keep this answer", room)
    assert "When does the clinic open, for me?" in tom.hears("It was asked").text
    await tom.says("Opening times")
    await tom.says("Ring me on 020 7946 0018: when does it open?")
    assert WORDS in tom.sees("This was sent:").text or tom.all_with(WORDS)
    await tom.taps("The words as they were sent")
    await tom.taps("Leave it out")
    await tom.taps_first("By when do you look at it again?")
    assert "something personal in it: a phone number" in str(await tom.taps("Keep it"))
    assert await town.all(Answer) == []
    await tom.taps("Change an answer")
    await tom.taps("2. The question")
    await tom.says(QUESTION)
    await tom.taps("Keep it")
    tom.hears("It is L-1 now")
    kept = (await town.all(Answer))[0]
    assert kept.insight_id == 1 and "020" not in str([one.words for one in await town.all(QuestionForm)])
    assert len(await town.all(AnswerUse)) == 1, "who was sent it hears when it changes"
    await priya.taps("I stand for it: en", room)
    await withdraws(priya)
    assert "It moved." in samina.sees("Priya Shah, Nurse has taken it back").text


async def test_staff_see_an_answer_first_and_send_it_in_their_own_name(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    await approved(tom, priya, room)
    await samina.says(f"Tell me: {ASKED}")
    card = tom.sees("H-1 ·", room)
    assert f"In the library L-1: “{QUESTION}” (both say:" in card.text
    await priya.taps("Use an answer", room)
    await priya.taps(QUESTION)
    assert WORDS in priya.hears("This will be sent in your name").text
    await priya.taps("Send it")
    assert WORDS in samina.sees("Priya Shah, Nurse answers:").text
    assert [one.act for one in await town.all(Audit)].count("use") == 1
    await withdraws(tom)
    assert len(samina.all_with("is not right any more")) == 1
    assert "Use an answer" not in str(tom.sees("H-1 ·", room).buttons)


async def test_an_answer_that_changed_meanwhile_is_not_sent(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    await approved(tom, priya, room)
    await samina.says(f"Tell me: {ASKED}")
    await tom.taps("Use an answer", room)
    await tom.taps(QUESTION)
    await withdraws(priya)
    await tom.taps("Send it")
    assert not samina.all_with(WORDS)


async def test_who_got_the_old_words_is_told_of_a_change_once_and_only_then(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    await approved(tom, priya, room)
    await samina.says(f"/ask {ASKED}")
    await samina.taps("Yes, show me")
    bola = await town.champion("Bola")
    await bola.says(f"/ask {ASKED}")
    await tom.says("/library")
    await tom.taps("See L-1")
    await tom.taps("New words")
    await tom.taps("English")
    await tom.says("The walk-in clinic opens at ten.")
    await tom.says("It opens an hour later now.")
    shown = on_screen(tom, "Keep it")
    assert "stand for these words first" in shown and "[It helped] [It did not help]" in shown
    await tom.taps("Keep it")
    assert not samina.all_with("put its words right"), "nothing goes out on one person's word"
    assert "1 chat" in str(await priya.taps("I stand for it: en", room, under="opens at ten"))
    seen_before(samina.sees("Tom Reed, Health officer has put its words right"), shown)
    told = samina.sees("Tom Reed, Health officer has put its words right").text
    assert "It opens an hour later now." in told and "The walk-in clinic opens at ten." in told and QUESTION in told
    await town.later(days=3)
    assert len(samina.all_with("put its words right")) == 1
    assert not bola.all_with("put its words right"), "it was offered to her, and she did not see it"
    await withdraws(priya)
    assert len(samina.all_with("is not right any more")) == 1 and len(await town.all(Correction)) == 2
    assert await priya.presses("lib:1:withdraw", priya.sees("/library")) == "This answer was withdrawn."


async def test_words_made_from_old_ones_are_not_offered_until_somebody_mends_them(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await approved(tom, priya, room)
    await puts_into(tom, priya, room, "pl", "Przychodnia jest otwarta od dziewiątej.")
    nadia = await town.champion("Nadia", "pl")
    await nadia.says(f"/ask {ASKED}")
    await nadia.taps_first(QUESTION)
    nadia.sees("Przychodnia jest otwarta od dziewiątej.")
    await tom.says("/library")
    await tom.taps("See L-1")
    await tom.taps("New words")
    await tom.taps("English")
    await tom.says("The walk-in clinic opens at ten.")
    await tom.says("It opens later now.")
    await tom.says("Otwiera się później.")
    await tom.taps("Keep it")
    await priya.taps("I stand for it: en", room, under="opens at ten")
    told = nadia.sees("Otwiera się później.").text
    assert "The walk-in clinic opens at ten." in told and "English" in told, "marked as English, not silently so"
    ola = await town.champion("Ola", "pl")
    await ola.says(f"/ask {ASKED}")
    assert not ola.all_with(QUESTION)
    await tom.says("/library")
    await tom.taps("See L-1")
    assert "The words that it was made from have changed" in tom.hears("Asked in English").text


async def test_a_review_date_is_a_promise_and_past_it_nobody_is_offered_it(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    await approved(tom, priya, room)
    assert [(one.kind, one.about, one.owner_id) for one in await town.all(Promise)] == [("review", "answer", 1)]
    await town.later(days=92, step=A_MONTH)
    assert "to be looked at again by" in tom.sees("It is offered to nobody until then", room).text
    assert len(tom.all_with("It is offered to nobody until then")) == 1
    await town.later(days=3)
    assert len(tom.all_with("It is offered to nobody until then", room)) == 1
    assert len(await town.does(library.digest_lines)) == 1
    await samina.says(f"/ask {ASKED}")
    assert not samina.all_with("Others asked something near")
    await priya.taps("Look at it", room)
    assert "past its day: not offered" in priya.hears("Asked in English").text
    await priya.taps("It still holds")
    await priya.taps_first("By when do you look at it again?")
    assert "Answers for it: Priya Shah, Nurse." in await seen(priya)
    await samina.says(f"/ask {ASKED}")
    samina.sees("Others asked something near")
    assert await town.does(library.digest_lines) == []


async def seen(by: Phone) -> str:
    await by.says("/library")
    await by.taps("See L-1")
    return by.hears("Asked in English").text


async def test_it_is_found_by_words_and_by_one_more_question_and_in_pages(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    for number in range(1, 7):
        await writes_answer(tom, topic=f"Topic {number}", question=f"Where is the {number}th food bank?")
    await tom.says("/library")
    assert "Topic 1" not in tom.hears("The library: 0 approved").text
    await tom.taps("More")
    assert "Topic 1" in tom.hears("The library: 0 approved").text
    await tom.taps("See L-1")
    await tom.taps("Another question")
    await tom.taps("English")
    await tom.says("Who gives out tins and bread?")
    assert "Others asked something near. Is it this?\n“Who gives out tins and bread?”" in on_screen(tom, "Keep it")
    await tom.taps("Keep it")
    await tom.says("/library tins")
    assert "Topic 1" in tom.hears("L-1").text and not [line for line in tom.all_with("Topic 2") if "tins" in line.text]
    await tom.says("/library zebra")
    tom.hears("I found nothing like that")


async def test_the_whole_of_it_on_either_database(town_on_both: Town) -> None:
    town = town_on_both
    room = await town.room()
    tom, priya = await town.staff("Tom Reed"), await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)
    samina, nadia = await town.champion("Samina"), await town.champion("Nadia", "pl")
    await approved(tom, priya, room)
    await puts_into(tom, priya, room, "pl", "Przychodnia jest otwarta od dziewiątej.")
    for phone in (samina, nadia):
        await phone.says(f"/ask {ASKED}")
        await phone.taps_first(QUESTION)
    await tom.says("/library saturdays")
    assert "Opening times" in tom.hears("L-1").text
    await withdraws(tom, "It moved.", "Przeniosła się.")
    assert "It moved." in samina.sees("is not right any more").text
    assert "Przeniosła się." in nadia.all_with("Tom Reed")[-1].text
    assert len(await town.does(library.digest_lines)) == 1


async def test_an_answer_is_kept_once(town: Town, tom: Phone, priya: Phone, samina: Phone, room: int) -> None:
    await samina.says("/ask When does the clinic open?")
    await answer(tom, room, "H-1 ·", WORDS)
    for phone in (tom, priya):
        await phone.taps("Keep this answer", room)
        await phone.says("Opening times")
        await phone.says(QUESTION)
        await phone.taps("The words as they were sent")
        await phone.taps("Leave it out")
        await phone.taps_first("By when do you look at it again?")
    await tom.taps("Keep it")
    await priya.taps("Keep it")
    priya.hears("Somebody has kept it already: L-1.")
    assert len(await town.all(Answer)) == 1


async def test_who_cannot_be_told_of_a_change_stands_in_the_digest(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    await approved(tom, priya, room)
    await samina.says(f"/ask {ASKED}")
    await samina.taps("Yes, show me")
    town.telegram.refused[samina.id] = "have no rights to send a message"
    await withdraws(tom)
    lines = [town.reads(line) for line in await town.does(library.digest_lines)]
    assert any("could not be told that an answer it got has changed." in line for line in lines)


async def test_only_staff_may(town: Town, tom: Phone, priya: Phone, samina: Phone, room: int) -> None:
    await approved(tom, priya, room)
    line = tom.sees("New words in English", room)
    before = len(await town.all(Audit))
    await samina.says("/library")
    samina.hears("Only staff of the programme can do this.")
    for data in (
        *("lib:new", "lib:page:0", "lib:1:see", "lib:1:words", "lib:1:form", "lib:1:review", "lib:1:withdraw"),
        *(str(line.button("I stand for it: en")), "lib:keep:1", "lib:use:1"),
        *("heard:new", "heard:page:0", "heard:1:gone", "place:new", "place:page:0"),
    ):
        assert await samina.presses(data, line) == "Only staff of the programme can do this.", data
    assert len(await town.all(Audit)) == before


async def test_every_act_stands_in_the_log_with_before_and_after(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await approved(tom, priya, room)
    await withdraws(tom)
    acts = {one.act: one.detail for one in await town.all(Audit) if one.about == "answer"}
    assert set(acts) == {"keep", "vouch", "withdraw", "correct"}
    assert acts["vouch"]["before"] == "draft" and acts["withdraw"]["after"] == "withdrawn"


async def test_likely_matters_stand_on_the_card_with_why(town: Town, tom: Phone, samina: Phone, room: int) -> None:
    await samina.says("Nobody answers the phone at the clinic.")
    await take_up(tom, room, "H-1", title="The clinic's phone is never answered")
    bola = await town.champion("Bola")
    await bola.says("At our clinic the phone rings and nobody answers.")
    assert (
        "Perhaps M-1 · The clinic's phone is never answered. Both speak of: clinic, phone"
        in tom.sees("H-2 ·", room).text
    )

    def found(work: Work) -> list[int]:
        return [number for number, _title, _why in likely.similar_issues(work, work.session.get_one(Insight, 2))]

    assert await town.does(found) == [1]
    await bola.says("The bus was late.")
    assert "Perhaps M-1" not in tom.sees("H-3 ·", room).text
