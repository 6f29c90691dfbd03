"""What a question to groups must have before it goes out, and what is owed once it has."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot import errors
from bot.loop import (
    audience,
    ceiling,
    consult,
    consult_counts,
    consult_heard,
    consult_missing,
    consult_result,
    correcting,
    heard,
    trusted,
    trusted_changes,
    trusted_translations,
    withdrawing,
)
from bot.loop.consult_words import choices_in
from bot.message_words import ConsultState
from bot.store.consult import ConsultAnswer, Consultation
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import PromiseKind, Role
from tests.handlers.approving import person
from tests.handlers.consulting import QUESTION, prepares, sends, the_question
from tests.handlers.gone_out import approves_correction, unfolds
from tests.handlers.phone import Phone
from tests.handlers.sendings import a_message, approved, circle
from tests.handlers.town import Town

POLISH = "Kiedy otworzyć przychodnię?\n\n1. W poniedziałek\n2. W piątek"


async def lacks(town: Town, number: int) -> str:
    """What is missing before it may go, as the team reads it."""

    def look(work: Work) -> str:
        message = consult.message_of(work, work.session.get_one(Consultation, number))
        return "\n".join(town.languages.read(one, "en") for one in consult_missing.lines(work, message))

    return await town.does(look)


def test_answers_are_found_in_words_of_any_script() -> None:
    assert choices_in("Kiedy?\n1. Rano\n 2) Po 18:00 \n\nDo 3 maja.") == ["Rano", "Po 18:00"]
    assert choices_in("کب؟\n\u2068۱۔ پیر\u2069\n۲. جمعہ") == ["پیر", "جمعہ"]
    assert choices_in("1. One\n3. Three") == []


async def test_nothing_goes_without_what_people_need_to_know(town: Town, tom: Phone, samina: Phone) -> None:
    """The champion's reading, what is open, fourteen days, the answers in each language: each holds it up."""
    await town.group("Women's circle")
    await town.group("Koło kobiet", "pl")
    number = await prepares(town, tom, samina)
    await town.ticks()
    await town.ticks()
    assert len(samina.all_with(QUESTION)) == 1, "asked once"
    assert "has not read these words yet" in await lacks(town, number)
    await samina.taps("It is clear")
    assert await lacks(town, number) == ""

    with pytest.raises(errors.Mistake, match="Keep the answers"):
        await town.does(
            lambda work: trusted_translations.write(
                work, person(work, tom), 1, "pl", {"message": "Kiedy?\n\n1. W piątek"}
            )
        )
    for words, missing in ((f"{QUESTION}\n1. On Monday\n2. On Friday", "what is still open"), ("When?", "the answers")):
        await town.does(_rewords(tom, words))
        assert missing in await lacks(town, number)
    await town.does(lambda work: trusted_changes.redate(work, person(work, tom), 1, *_days(work, 30)))
    assert "the same last day" in await lacks(town, number)
    town.clock.at += timedelta(days=10)
    assert "14 days to answer" in await lacks(town, number)


async def test_other_words_are_read_again_and_nobody_else_can_say_so(
    town: Town, tom: Phone, samina: Phone, room: int
) -> None:
    """Not clear, because: its author hears why. Changed words ask again; the old button says that they changed."""
    await town.group("Women's circle")
    number = await prepares(town, tom, samina)
    await town.ticks()
    old = samina.sees("Would people in your group know")
    assert "Only the champion" in str(await tom.presses(old.button("It is clear") or "", old))
    await samina.taps("Not clear to me")
    await samina.says("Which clinic? Ring me on 020 7946 0018.")
    assert (
        "[phone number]" in tom.sees("Which clinic?", room).text and "020 7946 0018" in tom.sees("Which clinic?").text
    )
    assert "they were not clear" in await lacks(town, number)

    await tom.says("/consults")
    await tom.taps("See T-1")
    await tom.taps("Change the question")
    await tom.taps("The question")
    await tom.says("When should the clinic at the library open?")
    await tom.taps("Keep it as a draft")
    samina.hears("clinic at the library")
    assert "have changed since" in str(await samina.presses(old.button("It is clear") or "", old))
    await samina.taps("It is clear")
    assert await lacks(town, number) == ""
    await tom.says("/consults")
    assert "T-1 · Evening clinic · not sent yet" in tom.sees("Questions to groups").text


async def test_each_person_answers_once_in_their_own_language(town_on_both: Town) -> None:
    """Two at the same moment, one twice: the last tap counts. In somebody else's private chat nobody can tap."""
    town = town_on_both
    await town.room()
    tom, samina = await town.staff("Tom Reed", role=Role.ADMINISTRATOR), await town.champion("Samina")
    polish = await town.group("Koło kobiet", "pl")
    await sends(town, tom, samina, others={"pl": POLISH})
    copy = tom.sees("Kiedy otworzyć", polish)
    assert [row[0][0] for row in copy.buttons[:2]] == ["W poniedziałek", "W piątek"]
    nadia, amy = town.phone("Nadia", "pl"), town.phone("Amy")
    first = await asyncio.gather(
        nadia.presses("tc:1:pick:1", copy), amy.presses("tc:1:pick:1", copy), nadia.presses("tc:1:pick:2", copy)
    )
    assert "W poniedziałek" in str(first[0]) and "On Monday" in str(first[1])
    await nadia.presses("tc:1:pick:1", copy)
    said = await town.all(ConsultAnswer)
    assert [(one.choice, one.language) for one in said] == [(1, "pl"), (1, "pl")]
    assert all("1" not in str(toast) for toast in first), "no counts while it is open"
    assert "cannot find" in str(await amy.presses("tc:1:pick:5", copy))
    assert "Reply to the question here" in str(await amy.presses("tc:1:words", copy)), (
        "without a yes, in the group only"
    )


async def test_a_champion_counts_for_a_group_elsewhere(town: Town, tom: Phone, samina: Phone, room: int) -> None:
    """They have the words with the answers to pass on, and say how many chose what; again changes it."""
    await circle(town, "Coffee morning", samina)
    number = await sends(town, tom, samina, others={"pl": POLISH})
    words = samina.sees("1. On Monday\n2. On Friday")
    assert not words.button("On Monday")
    assert "Only the champion" in str(await tom.presses(words.button("What they answered") or "", words))
    for many in ("9", "4"):
        await samina.taps("What they answered")
        for typed in (many, "2"):
            await samina.says(typed)
        await samina.taps("Nothing more")
    assert await town.does(_counts(number)) == {1: 4, 2: 2}
    assert "6 people chose an answer" in tom.sees("T-1 · Evening clinic ·", room).text


async def test_reminded_once_and_told_when_the_result_is_late(town: Town, tom: Phone, samina: Phone, room: int) -> None:
    """Three days before its last day, not where a group has had enough; late is said with a new day, each once."""
    groups = [await town.group("Women's circle"), await town.group("Full", "en")]
    await sends(town, tom, samina)
    await town.later(days=17, step=timedelta(days=17))
    for _other in range(3):
        await approved(town, await a_message(town, tom), audience={"groups": [2]})
    await town.later(days=1)
    await town.later(days=1)
    assert [len(tom.all_with("You can still answer this until", chat)) for chat in groups] == [1, 0]
    assert await town.does(lambda work: _is_counted(work)) == 1

    await town.later(days=3, step=timedelta(days=3))
    assert (await the_question(town)).state == ConsultState.CLOSED
    await town.later(days=14, step=timedelta(days=14))
    await town.ticks()
    for chat in groups:
        told = tom.all_with("You hear later than we said", chat)
        assert len(told) == 1 and "Tom Reed" in told[0].text and told[0].reply_to is not None
    tom.sees("They now hear that it is late", room)
    owed = [one for one in await town.all(Promise) if one.kind == PromiseKind.RESULT]
    assert [one.late_said_at is not None for one in owed] == [True, False]
    await tom.says("/consults")
    assert "and late" in tom.sees("Questions to groups").text


async def test_closed_early_with_a_reason_and_told_to_the_same(town_on_both: Town) -> None:
    """Five and more are counted in the result, fewer are hidden; it is for those who had the question."""
    town = town_on_both
    room = await town.room()
    tom, samina = await town.staff("Tom Reed", role=Role.ADMINISTRATOR), await town.champion("Samina")
    chat = await town.group("Women's circle")
    await sends(town, tom, samina)
    copy = tom.sees(QUESTION, chat)
    for at in range(7):
        await town.phone(f"Nadia {at}").presses(f"tc:1:pick:{1 if at else 2}", copy)
    await town.group("Chess")
    await tom.taps("Close it early", room)
    await tom.says("The room is let.")
    await tom.taps("Close it early")
    assert "is closed" in str(await tom.presses("tc:1:pick:1", copy))
    assert "open" in str(await tom.presses("cq:1:close", copy))
    made = await town.does(_result(town, tom))
    assert "The room is let." in made and "7 people chose an answer:" in made
    assert "On Monday: not shown" in made and "On Friday: fewer than 5" in made, "6 would tell the other"
    assert await town.does(lambda work: _receivers(work)) == 1
    with pytest.raises(errors.NoLongerThere):
        await town.does(_result(town, tom))


async def test_a_correction_keeps_the_answers(town: Town, tom: Phone, samina: Phone) -> None:
    """What is put right asks the same question: what was tapped stays, and can be tapped on."""
    chat = await town.group("Women's circle")
    await sends(town, tom, samina)
    nadia = town.phone("Nadia")
    await nadia.presses("tc:1:pick:1", tom.sees(QUESTION, chat))

    def put_right(work: Work) -> int:
        words = trusted.written(work, work.session.get_one(TrustedMessage, 1))["en"].text.replace("library", "school")
        day = consult.asked_in(work.session.get_one(Consultation, 1)).last_day
        return correcting.write(
            work, person(work, tom), 1, correcting.Corrected({"en": words}, "Where.", day, day)
        ).number

    await approves_correction(town, await town.does(put_right))
    await town.ticks()
    await unfolds(town)
    copy = tom.sees("at the school", chat)
    assert "Your answer: On Friday" in str(await nadia.presses(copy.button("On Friday") or "", copy))
    assert [one.choice for one in await town.all(ConsultAnswer)] == [2]


async def test_a_withdrawn_question_that_nobody_answered_is_over(town: Town, tom: Phone, samina: Phone) -> None:
    """Nothing is owed on it any more."""
    await town.group("Women's circle")
    await sends(town, tom, samina)
    await town.does(lambda work: withdrawing.withdraw(work, person(work, tom), 1, {"en": "It is wrong."}))
    await town.ticks()
    assert (await the_question(town)).state == ConsultState.ENDED
    assert [one for one in await town.all(Promise) if one.kind == PromiseKind.RESULT and not one.kept_at] == []


async def test_what_these_groups_said_already_stands_before_the_question(town: Town, tom: Phone, samina: Phone) -> None:
    """Staff's own words and counts: matters, summaries, earlier questions; nothing of what is not like it."""
    await town.group("Women's circle")
    await prepares(town, tom, samina)

    def look(work: Work) -> str:
        heard.write(work, person(work, tom), "Clinics", "Somali mothers", "Evening hours would help.")
        heard.write(work, person(work, tom), "Buses", "Somali mothers", "Fares are too high.")
        found = consult_heard.said(work, "Evening clinic hours", {"all": True})
        return "\n".join(town.languages.read(one, "en") for one in found)

    said = await town.does(look)
    assert "Evening hours would help." in said and QUESTION in said and "Fares" not in said


def _rewords(by: Phone, words: str) -> Callable[[Work], TrustedMessage]:
    return lambda work: trusted_changes.reword(work, person(work, by), 1, trusted.WORDS, "en", words)


def _days(work: Work, days: int) -> tuple[date, date]:
    day = work.now.date() + timedelta(days=days)
    return day, day


def _counts(number: int) -> Callable[[Work], dict[int, int]]:
    return lambda work: consult_counts.by_choice(work, work.session.get_one(Consultation, number))


def _is_counted(work: Work) -> int:
    """In how many groups the reminder counts as something that was started."""
    week = ceiling.monday(work, work.now)
    return len(work.session.execute(ceiling._asked_again(work, week, week + timedelta(days=7))).all())


def _result(town: Town, by: Phone) -> Callable[[Work], str]:
    def write(work: Work) -> str:
        said = consult_result.Result("Evenings are hard.", "It opens on Friday.", None, None)
        message = consult_result.write(work, person(work, by), 1, said, town.languages)
        return trusted.written(work, message)["en"].text

    return write


def _receivers(work: Work) -> int:
    message = work.session.get_one(TrustedMessage, 2)
    return audience.receivers(work, message).count
