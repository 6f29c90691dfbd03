"""A trusted message is withdrawn by one person, at once: every copy says so, and why, or is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.loop import trusted_copies
from bot.store.audit import Audit
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.store.trusted import Copy
from bot.words import OutboxState, Role
from tests.handlers.gone_out import WORDS, one, sends
from tests.handlers.phone import Phone
from tests.handlers.town import Town

WHY, POLISH_WHY = "The day is wrong.", "Dzień jest zły."


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)
    return await town.staff("Tom Reed")


async def withdraws(
    by: Phone, room: int, why: str = WHY, *others: str, how: str = "They say that it is withdrawn"
) -> None:
    """By the card, with the reason in each language that is asked for."""
    if not by.sees("T-1 ·", room).button("Withdraw it"):
        await by.taps("More …", room, under="T-1 ·")
    await by.taps("Withdraw it", room, under="T-1 ·")
    await by.says(why)
    for text in others:
        await (by.says(text) if text else by.taps("Leave it for later"))
    await by.taps(how)
    assert why in by.town.telegram.said_in(by.id)[-1].text
    await by.taps("Withdraw it")


async def test_every_copy_says_that_it_is_withdrawn_and_why_in_its_language(town: Town, tom: Phone, room: int) -> None:
    english, polish = await town.group("Mothers"), await town.group("Polki", "pl")
    await sends(town, tom, [english, polish])
    assert WORDS["en"] in tom.sees("The clinic", english).text and WORDS["pl"] in tom.sees("Przychodnia", polish).text
    await withdraws(tom, room, WHY, POLISH_WHY)
    (there,) = town.telegram.said_in(english)[-1:]
    assert WHY in there.text and "Tom Reed, Health officer of Mare Street health team" in there.text
    assert WORDS["en"] not in there.text and not there.buttons
    assert POLISH_WHY in town.telegram.said_in(polish)[-1].text
    assert WORDS["pl"] not in "".join(line.text for line in town.telegram.said_in(polish))
    card = tom.sees("T-1 ·", room).text
    assert "withdrawn" in card and WHY in card and "Not every copy" not in card
    assert (await one(town, 1)).state == "withdrawn"
    assert [act.act for act in await town.all(Audit)].count("withdraw_message") == 1
    assert "has withdrawn it already" in str(await tom.presses("tm:1:withdraw", tom.sees("T-1 ·", room)))


async def test_a_reason_that_is_missing_in_a_language_is_marked(town: Town, tom: Phone, room: int) -> None:
    polish = await town.group("Polki", "pl")
    await sends(town, tom, [polish])
    await withdraws(tom, room, WHY, "")
    said = town.telegram.said_in(polish)[-1].text
    assert WHY in said and ("English" in said or "angiel" in said.lower())


async def test_what_still_waits_is_never_said(town: Town, tom: Phone, room: int) -> None:
    there = await town.group("Mothers")
    await sends(town, tom, [there])

    def waits(work: Work) -> None:
        row = work.session.exec(select(Outbox).where(col(Outbox.copy_id).is_not(None))).one()
        row.state, row.message_id, row.due_at = OutboxState.WAITING, None, work.now + timedelta(hours=1)

    await town.does(waits)
    await withdraws(tom, room)
    await town.later(hours=2)
    copies = [row for row in await town.all(Outbox) if row.copy_id is not None]
    assert [row.state for row in copies] == [OutboxState.DROPPED]
    assert [line.text for line in town.telegram.said_in(there) if WHY in line.text] == []


async def test_a_voice_copy_is_replied_to(town: Town, tom: Phone, room: int) -> None:
    there = await town.group("Mothers")
    await sends(town, tom, [there], media="recording")
    await withdraws(tom, room)
    said = town.telegram.said_in(there)[-1]
    assert "It is withdrawn." in said.text and WHY in said.text
    assert said.reply_to is not None


async def test_a_champion_gets_words_to_pass_on(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await sends(town, tom, [], for_groups={samina.id: "Tea at Halima's"})
    await withdraws(tom, room)
    assert "Tea at Halima's" in samina.hears("You have words from me for").text
    words = samina.hears("A message of").text
    assert WHY in words and "is withdrawn" in words


async def test_dangerous_copies_are_deleted_while_telegram_lets_us(town: Town, tom: Phone, room: int) -> None:
    there = await town.group("Mothers")
    await sends(town, tom, [there])
    await withdraws(tom, room, how="Delete them: dangerous")
    assert not [line for line in town.telegram.said_in(there) if not line.is_deleted and WORDS["en"] in line.text]
    assert WHY in town.telegram.said_in(there)[-1].text


async def test_older_dangerous_copies_are_changed(town: Town, tom: Phone, room: int) -> None:
    there = await town.group("Mothers")
    await sends(town, tom, [there])
    await town.later(3)
    await withdraws(tom, room, how="Delete them: dangerous")
    line = tom.sees("This message is withdrawn", there)
    assert not line.is_deleted and WHY in line.text
    assert not [call for call in town.telegram.calls if type(call).__name__ == "DeleteMessage"]


async def test_only_so_many_copies_a_look_and_each_once(
    town: Town, tom: Phone, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = [await town.group(f"Group {at}") for at in range(5)]
    await sends(town, tom, groups)
    monkeypatch.setattr(trusted_copies, "AT_ONCE", 2)
    await withdraws(tom, room)
    assert sum(copy.withdrawn_at is not None for copy in await town.all(Copy)) == 2
    assert "Not every copy says so yet" in tom.sees("T-1 ·", room).text
    for _look in range(3):
        await town.ticks()
    assert all(copy.withdrawn_at is not None for copy in await town.all(Copy))
    edits = [row for row in await town.all(Outbox) if row.what["do"] == "edit" and row.telegram_chat is None]
    of_copies = [row.what["outbox"] for row in edits if WHY in str(row.what)]
    ours = {row.number for row in await town.all(Outbox) if row.copy_id is not None}
    assert sorted(number for number in of_copies if number in ours) == sorted(ours)


async def test_a_champion_may_not_withdraw(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await sends(town, tom, [await town.group("Mothers")])
    assert "Only staff" in str(await samina.presses("tm:1:withdraw", tom.sees("T-1 ·", room)))
    assert (await one(town, 1)).state == "sending"
