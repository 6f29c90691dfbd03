"""Rule 5: words in each language are written, compared and read by a second person, or gone without knowingly."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.language import _
from bot.loop import people, trusted
from bot.store.audit import Audit
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Role
from tests.handlers.approving import (
    POLISH,
    URDU,
    WORDS,
    approves,
    person,
    reader,
    readers_of,
    rewrites,
    the_message,
    writes,
)
from tests.handlers.desk import unfold
from tests.handlers.phone import Phone
from tests.handlers.town import Town

ONE_PERSON = _("The words in your language were read by one person only.")
WRONG = POLISH.replace("9:00", "19:00").replace("0018", "0019")


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


@pytest.fixture
async def priya(town: Town, room: int) -> Phone:
    priya = await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)
    await town.group("Women's circle")
    await town.group("Koło kobiet", "pl")
    return priya


@pytest.fixture
async def ania(town: Town) -> Phone:
    return await reader(town, "Ania", "pl")


async def puts_in(by: Phone, words: str = POLISH, button: str = "Write it") -> None:
    """Write the words that one was asked for."""
    await by.taps(button)
    await by.says(words)


async def test_a_reader_is_asked_writes_and_another_one_reads_it(
    town: Town, tom: Phone, priya: Phone, ania: Phone, room: int
) -> None:
    ewa = await reader(town, "Ewa", "pl")
    omar = await reader(town, "Omar", "ur")
    await writes(town, tom)
    assert "Polish (1 chat): not there yet" in tom.sees("T-1", room).text
    assert await tom.taps("Ask for the words", room) == "I have asked those who read it."
    asked = ania.sees("please put this into").text
    assert WORDS in asked and "T-1" in asked
    owed = next(one for one in await town.all(Promise) if one.kind == "message_words")
    assert owed.about == "message:pl" and owed.kept_at is None and owed.due_at > town.clock.at
    assert "Promised by" in tom.sees("T-1", room).text
    omar.hears_nothing()
    await puts_in(ania)
    seen = ania.sees("As they will read it, in Polish").text
    assert POLISH in seen and "letters long" in seen
    await ania.taps("It is right")
    assert "Now another person reads it." in ania.hears("Thank you").text
    assert "nobody but its writer has read it" in tom.sees("T-1", room).text
    both = ewa.sees("Does it say the same?")
    assert WORDS in both.text and POLISH in both.text and "Ania" in both.text
    assert "You wrote these words" in str(await ania.presses(str(both.button("Yes, it is right")), both))
    await unfold(tom, room, "T-1")
    assert "still waits for" in str(await tom.taps("Ask for approval", room))
    assert await ewa.taps("Yes, it is right") == "Thank you. You stand for these words."
    assert "already" in str(await ewa.taps("Yes, it is right"))
    assert all(one.kept_at for one in await town.all(Promise) if one.kind == "message_words")
    await tom.taps("Ask for approval", room)
    await approves(priya, room)
    assert POLISH in priya.sees("— Polish · 1 —").text
    assert "one person only" not in priya.sees("— Polish · 1 —").text
    assert sorted(one.language for one in await town.all(Copy)) == ["en", "pl"]


async def test_words_whose_numbers_differ_are_refused_with_what_differs(
    town: Town, tom: Phone, priya: Phone, ania: Phone, room: int
) -> None:
    await writes(town, tom)
    await tom.taps("Ask for the words", room)
    await puts_in(ania, WRONG)
    told = ania.sees("As they will read it").text
    assert "19:00" in told and "020 7946 0019" in told
    refused = str(await ania.taps("It is right"))
    for part in ("9am", "020 7946 0018", "19:00", "020 7946 0019"):
        assert part in refused
    assert "not there yet" in tom.sees("T-1", room).text
    await ania.taps("Change an answer")
    await ania.taps("2. Polish")
    await ania.says(POLISH)
    await ania.taps("It is right")
    assert "nobody but its writer has read it" in tom.sees("T-1", room).text


async def test_words_that_came_by_another_way_and_differ_are_seen_and_stop_it(
    town: Town, tom: Phone, priya: Phone, ania: Phone, room: int
) -> None:
    await writes(town, tom)
    await rewrites(town, tom, WRONG, "pl")
    assert "a number, date, link or code differs" in tom.sees("T-1", room).text
    await unfold(tom, room, "T-1")
    assert "still waits for" in str(await tom.taps("Ask for approval", room))


async def test_where_nobody_else_reads_it_the_team_decides_and_the_copy_says_so(
    town: Town, tom: Phone, priya: Phone, ania: Phone, room: int
) -> None:
    await writes(town, tom)
    await tom.taps("Ask for the words", room)
    await puts_in(ania)
    await ania.taps("It is right")
    assert "I know of nobody else who reads it." in ania.hears("Thank you").text
    assert "Only staff" in str(await ania.taps("Read by one: Polish", room))
    assert "marked as read by one" in str(await tom.taps("Read by one: Polish", room))
    await tom.taps("Ask for approval", room)
    await approves(priya, room)
    shown = priya.sees("— Polish · 1 —").text
    assert town.reads(ONE_PERSON, "pl") in shown
    assert town.reads(ONE_PERSON) not in priya.sees("— English · 1 —").text
    await rewrites(town, tom, f"{POLISH} Zapraszamy.", "pl")
    assert (await the_message(town)).state == "draft"


async def test_staff_do_not_decide_that_their_own_words_need_no_second_reader(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await writes(town, tom)
    await unfold(tom, room, "T-1")
    await tom.taps("Write Polish", room)
    await tom.says(POLISH)
    await tom.taps("It is right")
    assert "You wrote these words" in str(await tom.taps("Read by one: Polish", room))
    assert "have not said that you read Polish" in str(await tom.taps("Polish is right", room))
    await priya.taps("Read by one: Polish", room)
    await tom.taps("Ask for approval", room)
    assert "You have approved" in str(await approves(priya, room))


async def test_a_language_is_left_out_knowingly_and_can_come_back(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await writes(town, tom)
    await unfold(tom, room, "T-1")
    await tom.taps("Leave out Polish", room)
    card = tom.sees("T-1", room).text
    assert "Polish (1 chat): left out" in card and "They get nothing of it: Koło kobiet" in card
    await tom.taps("Ask for approval", room)
    await approves(priya, room)
    assert "Koło kobiet" in priya.sees("They get nothing of it").text
    assert [one.language for one in await town.all(Copy)] == ["en"]
    assert [one.act for one in await town.all(Audit)].count("leave_languages_out") == 1


async def test_a_language_that_was_left_out_is_waited_for_again(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await writes(town, tom)
    await unfold(tom, room, "T-1")
    await tom.taps("Leave out Polish", room)
    await tom.taps("Wait for Polish", room)
    assert "still waits for" in str(await tom.taps("Ask for approval", room))


async def test_other_words_at_the_source_make_all_others_stale_and_ask_again(
    town: Town, tom: Phone, priya: Phone, ania: Phone, room: int
) -> None:
    ewa = await reader(town, "Ewa", "pl")
    await writes(town, tom)
    await tom.taps("Ask for the words", room)
    await puts_in(ania)
    await ania.taps("It is right")
    old = ewa.sees("Does it say the same?")
    await rewrites(town, tom, f"{WORDS} Come in.")
    assert "the first words have changed since" in tom.sees("T-1", room).text
    assert "changed since" in str(await ewa.presses(str(old.button("Yes, it is right")), old))
    await unfold(tom, room, "T-1")
    assert "still waits for" in str(await tom.taps("Ask for approval", room))
    await tom.taps("Ask for the words", room)
    assert "Come in." in ania.sees("please put this into").text
    await puts_in(ania, f"{POLISH} Zapraszamy.")
    assert POLISH in ania.sees("These words are there now:").text or ania.all_with(POLISH)
    await ania.taps("It is right")
    await ewa.taps("Yes, it is right")
    await tom.taps("Ask for approval", room)
    await approves(priya, room)
    assert (await the_message(town)).state == "approved"


async def test_two_who_write_at_once_see_each_other(
    town: Town, tom: Phone, priya: Phone, ania: Phone, room: int
) -> None:
    ewa = await reader(town, "Ewa", "pl")
    await writes(town, tom)
    await tom.taps("Ask for the words", room)
    await puts_in(ania)
    await puts_in(ewa, f"{POLISH} Zapraszamy.")
    await ania.taps("It is right")
    await ewa.taps("It is right")
    ewa.sees("Your words take the place of those by")
    text = (await town.does(lambda work: trusted.written(work, work.session.get_one(TrustedMessage, 1))))["pl"]
    assert text.text == POLISH


async def test_readers_are_known_by_their_own_language_and_what_else_they_read(
    town: Town, tom: Phone, priya: Phone, ania: Phone, room: int
) -> None:
    champion = await town.champion("Kasia", "pl")
    assert await town.does(lambda work: readers_of(work, "pl")) == ["Ania"]
    assert await town.does(lambda work: readers_of(work, "ur")) == []

    def reads(work: Work) -> None:
        people.grant(work, person(work, champion), Role.READER, allowed_by=None, allowed=True)
        person(work, tom).language = "ur"

    await town.does(reads)
    assert len(await town.does(lambda work: readers_of(work, "pl"))) == 2
    assert await town.does(lambda work: readers_of(work, "ur")) == ["Tom Reed"]


async def test_only_readers_of_a_language_write_and_read_it(
    town: Town, tom: Phone, priya: Phone, ania: Phone, room: int
) -> None:
    champion = await town.champion("Kasia")
    await writes(town, tom)
    line = tom.sees("T-1", room)
    assert "Only readers" in str(await champion.presses("tm:1:words:pl", line))
    assert "have not said that you read Urdu" in str(await ania.presses("tm:1:words:ur", line))

    def ended(work: Work) -> None:
        people.grant(work, person(work, ania), Role.READER, allowed_by=None, allowed=True).revoked_at = work.now

    await tom.taps("Ask for the words", room)
    await ania.taps("Write it")
    await town.does(ended)
    await ania.says(POLISH)
    assert "Only readers" in ania.hears("Only readers").text
    assert "Nobody is known to me who reads: " in str(await tom.taps("Ask for the words", room))


async def test_who_cannot_says_so_and_its_author_hears(
    town: Town, tom: Phone, priya: Phone, ania: Phone, room: int
) -> None:
    await writes(town, tom)
    await tom.taps("Ask for the words", room)
    assert await ania.taps("I cannot do it") == "Thank you for saying so. The team knows."
    assert "cannot put T-1 into Polish" in tom.sees("cannot put").text


async def test_words_that_do_not_come_are_told_late(
    town: Town, tom: Phone, priya: Phone, ania: Phone, room: int
) -> None:
    await writes(town, tom)
    await tom.taps("Ask for the words", room)
    due = next(one for one in await town.all(Promise) if one.kind == "message_words").due_at
    await town.later(days=(due - town.clock.at) / timedelta(days=1) + 0.1)
    assert len(tom.all_with("T-1 should be there in Polish since")) == 1
    await town.later(days=3)
    assert len(tom.all_with("T-1 should be there in Polish since")) == 1


async def test_urdu_is_shown_with_its_direction(town: Town, tom: Phone, priya: Phone, room: int) -> None:
    await town.group("بزم", "ur")
    omar = await reader(town, "Omar", "ur")
    await writes(town, tom)
    await unfold(tom, room, "T-1")
    await tom.taps("Write Urdu", room)
    await tom.says(URDU)
    assert "They read from right to left." in tom.hears("As they will read it, in Urdu").text
    await tom.taps("It is right")
    assert URDU in omar.all_with(URDU)[-1].text


async def test_a_language_to_decide_about_stands_before_those_that_are_decided(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await town.group("بزم", "ur")
    await writes(town, tom)
    await unfold(tom, room, "T-1")
    await tom.taps("Leave out Polish", room)
    labels = [label for row in tom.sees("T-1", room).buttons for label, _data in row]
    assert labels.index("Leave out Urdu") < labels.index("Wait for Polish")
