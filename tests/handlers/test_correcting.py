"""A message that has gone out is corrected: it walks the same road, then takes the place of every copy, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.loop import correcting, trusted_copies
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.store.trusted import Attachment, Copy, TrustedMessage
from bot.words import OutboxState, Role
from tests.handlers.gone_out import RIGHT, WORDS, approves_correction, one, said_in, sends, unfolds
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)
    return await town.staff("Tom Reed")


async def corrects(by: Phone, room: int, *words: str, under: str = "T-1 ·") -> None:
    """By the card: the right words in each language of the copies, what was wrong, until when."""
    if not by.sees(under, room).button("Correct it"):
        await by.taps("More …", room, under=under)
    await by.taps("Correct it", room, under=under)
    for text in words or (RIGHT["en"],):
        await (by.says(text) if text else by.taps("Leave it for later"))
    await by.says("It is Tuesday.")
    await by.taps_first("Until which day is it right?")
    await by.taps("On its last day")
    await by.taps("Keep it as a draft")


async def test_nothing_changes_before_a_second_person_approves(town: Town, tom: Phone, room: int) -> None:
    there = await town.group("Mothers")
    await sends(town, tom, [there])
    await corrects(tom, room)
    await town.later(1)
    made = await one(town, 2)
    assert (made.state, made.corrects_id, made.audience) == ("draft", 1, {})
    assert [line.text for line in said_in(town, there) if RIGHT["en"] in line.text] == []
    assert "It corrects T-1" in tom.sees("T-2 ·", room).text
    assert "T-2 takes its place" in str(await tom.presses("tm:1:correct", tom.sees("T-1 ·", room)))


async def test_every_copy_is_changed_and_those_who_had_it_are_told(town: Town, tom: Phone, room: int) -> None:
    english, polish = await town.group("Mothers"), await town.group("Polki", "pl")
    await sends(town, tom, [english, polish])
    await corrects(tom, room, RIGHT["en"], RIGHT["pl"])
    assert await approves_correction(town, 2) == 2
    await town.later(1)
    copy, told = said_in(town, english)
    assert "Corrected on" in copy.text and RIGHT["en"] in copy.text and WORDS["en"] not in copy.text
    assert copy.button("It is clear") is not None
    assert "I have put it right" in told.text and told.reply_to is copy
    assert WORDS["pl"] not in tom.sees(RIGHT["pl"], polish).text
    await town.later(1)
    assert len(said_in(town, english)) == 2
    assert "Every copy is corrected" in tom.sees("T-2 ·", room).text
    tom.sees("T-2 has taken the place of T-1 in 2 copies.", room)
    assert not tom.all_with("T-2 has been sent", room)
    assert "Corrected by T-2" in tom.sees("T-1 ·", room).text


async def test_a_language_without_new_words_never_keeps_the_old_ones(town: Town, tom: Phone, room: int) -> None:
    polish = await town.group("Polki", "pl")
    await sends(town, tom, [polish])
    await corrects(tom, room, RIGHT["en"], "")
    await approves_correction(town, 2)
    await town.later(1)
    said = "\n".join(line.text for line in said_in(town, polish))
    assert WORDS["pl"] not in said and RIGHT["en"] not in said
    assert len(said_in(town, polish)) == 3


async def test_a_picture_is_told_in_words_and_goes_over_to_the_corrected_one(town: Town, tom: Phone, room: int) -> None:
    english, polish = await town.group("Mothers"), await town.group("Polki", "pl")
    shows = {"en": "A nurse and a child.", "pl": "Pielęgniarka i dziecko."}
    await sends(town, tom, [english, polish], media="picture", shows=shows)
    assert shows["en"] in said_in(town, english)[0].text and tom.sees(shows["pl"], polish).medium
    await corrects(tom, room, RIGHT["en"], RIGHT["pl"])
    assert "With it: picture in English" in tom.sees("T-2 ·", room).text
    await approves_correction(town, 2)
    await town.later(1)
    copy = tom.sees(RIGHT["pl"], polish)
    assert copy.medium and shows["pl"] in copy.text, "it is changed where it stands"


async def test_another_picture_comes_with_the_right_words_in_a_message_of_its_own(
    town: Town, tom: Phone, room: int
) -> None:
    there = await town.group("Mothers")
    await sends(town, tom, [there], media="picture", shows={"en": "A nurse and a child."})
    await corrects(tom, room)

    def other(work: Work) -> None:
        found = work.session.exec(select(Attachment).where(Attachment.message_id == 2)).one()
        found.file_id = found.unique_id = "F2"

    await town.does(other)
    await approves_correction(town, 2)
    await town.later(1)
    copy, told = said_in(town, there)
    assert RIGHT["en"] not in copy.text and "Corrected on" in copy.text and told.reply_to is copy
    assert RIGHT["en"] in told.text and told.medium


async def test_a_voice_copy_is_replied_to_with_the_right_words(town: Town, tom: Phone, room: int) -> None:
    there = await town.group("Mothers")
    await sends(town, tom, [there], media="recording")
    await corrects(tom, room)
    await approves_correction(town, 2)
    await town.later(1)
    said = said_in(town, there)
    assert len(said) == 2 and RIGHT["en"] in said[1].text and said[1].reply_to is said[0]


async def test_whoever_still_waited_gets_the_right_words_alone(town: Town, tom: Phone, room: int) -> None:
    had, waits = await town.group("Mothers"), await town.group("Fathers")
    await sends(town, tom, [had, waits])
    await town.does(lambda work: _not_said_yet(work, 2))
    town.telegram.lines[waits].clear()
    await corrects(tom, room)
    assert await approves_correction(town, 2) == 2
    assert (await one(town, 1)).state == "stopped"
    await unfolds(town)
    await town.later(1)
    (got,) = said_in(town, waits)
    assert RIGHT["en"] in got.text and "Corrected" not in got.text
    assert len(said_in(town, had)) == 2


async def test_what_may_have_arrived_is_told_without_an_edit(town: Town, tom: Phone, room: int) -> None:
    there = await town.group("Mothers")
    await sends(town, tom, [there])
    await town.does(lambda work: _not_said_yet(work, 1, OutboxState.UNCERTAIN))
    await corrects(tom, room)
    await approves_correction(town, 2)
    await town.later(1)
    assert "You may have got a message from me" in said_in(town, there)[-1].text
    assert [row.state for row in await town.all(Outbox) if row.copy_id] == [OutboxState.UNCERTAIN]


async def test_a_correction_that_is_changed_after_approval_changes_nothing(town: Town, tom: Phone, room: int) -> None:
    there = await town.group("Mothers")
    await sends(town, tom, [there])
    await corrects(tom, room)
    await approves_correction(town, 2)

    def forge(work: Work) -> None:
        work.session.get_one(TrustedMessage, 2).source = "https://elsewhere.example"

    await town.does(forge)
    await town.later(1)
    assert WORDS["en"] in said_in(town, there)[0].text and len(said_in(town, there)) == 1


async def test_a_withdrawn_correction_takes_the_old_copies_back_too(town: Town, tom: Phone, room: int) -> None:
    there = await town.group("Mothers")
    await sends(town, tom, [there])
    await corrects(tom, room)
    await approves_correction(town, 2)
    await town.later(1)
    await tom.taps("Withdraw it", room, under="T-2 ·")
    await tom.says("It is cancelled.")
    await tom.taps("They say that it is withdrawn")
    await tom.taps("Withdraw it")
    assert "It is cancelled." in said_in(town, there)[0].text
    assert [row.state for row in await town.all(TrustedMessage)] == ["withdrawn", "withdrawn"]


async def test_each_copy_is_corrected_once_however_often_it_is_looked(
    town: Town, tom: Phone, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = [await town.group(f"Group {at}") for at in range(5)]
    await sends(town, tom, groups)
    await corrects(tom, room)
    await approves_correction(town, 2)
    monkeypatch.setattr(trusted_copies, "AT_ONCE", 2)
    assert await town.does(correcting.carry_on) == 2

    def crashes(work: Work) -> None:
        correcting.carry_on(work)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await town.does(crashes)
    assert sum(copy.edited_to == 2 for copy in await town.all(Copy)) == 2
    await town.later(1, step=timedelta(hours=6))
    assert all(copy.edited_to == 2 for copy in await town.all(Copy))
    assert [len(said_in(town, group)) for group in groups] == [2] * 5


def _not_said_yet(work: Work, at: int, state: OutboxState = OutboxState.WAITING) -> None:
    rows = select(Outbox).where(col(Outbox.copy_id).is_not(None)).order_by(col(Outbox.id))
    row = work.session.exec(rows).all()[at - 1]
    row.state, row.message_id, row.telegram_chat = state, None, None
    row.due_at = work.now + timedelta(hours=3)
