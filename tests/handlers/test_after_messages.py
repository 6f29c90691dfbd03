"""After a message went out: was it clear, what was written back, its last day, looking again, the ledger of copies."""

from __future__ import annotations

import csv
import io

import pytest

from bot.store.insights import Insight
from bot.store.promises import Promise
from bot.store.trusted import Clear, Copy
from bot.words import PromiseKind, Role
from tests.handlers.gone_out import WORDS, one, said_in, sends
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)
    return await town.staff("Tom Reed")


@pytest.fixture
async def mothers(town: Town, tom: Phone) -> int:
    return await town.group("Mothers")


async def test_each_person_says_once_whether_it_was_clear_and_may_change_it(
    town: Town, tom: Phone, room: int, mothers: int
) -> None:
    await sends(town, tom, [mothers])
    samina, stranger = await town.champion("Samina"), town.phone("Amina")
    assert "good to know" in str(await samina.taps("It is clear", mothers))
    assert "Reply to the message here" in str(await stranger.taps("Not clear to me", mothers))
    assert "Was it clear? Yes: 1. No: 1." in tom.sees("T-1 ·", room).text
    await stranger.taps("It is clear", mothers)
    await stranger.taps("It is clear", mothers)
    assert [row.is_clear for row in await town.all(Clear)] == [True, True]
    assert "Was it clear? Yes: 2. No: 0." in tom.sees("T-1 ·", room).text
    assert len(said_in(town, mothers)) == 1


async def test_what_was_not_clear_is_told_in_private_and_kept(town: Town, tom: Phone, room: int, mothers: int) -> None:
    await sends(town, tom, [mothers])
    samina = await town.champion("Samina")
    assert "our private chat" in str(await samina.taps("Not clear to me", mothers))
    samina.hears("What was not clear in the message")
    await samina.says("Which door is it?")
    samina.hears("H-1")
    (told,) = await town.all(Insight)
    (said,) = await town.all(Clear)
    assert (told.trusted_id, told.in_private, said.insight_id) == (1, True, told.id)
    assert told.first_word_by is not None
    assert "About the message T-1: Clinic" in tom.sees("H-1 ·", room).text
    assert "H-1" in tom.sees("T-1 ·", room).text
    assert len(said_in(town, mothers)) == 1


async def test_a_reply_to_a_copy_is_told_about_it(town: Town, tom: Phone, room: int, mothers: int) -> None:
    await sends(town, tom, [mothers])
    samina = await town.champion("Samina")
    await samina.says("There is no bus there.", mothers, reply_to=samina.sees(WORDS["en"], mothers))
    samina.hears("H-1", mothers)
    (told,) = await town.all(Insight)
    assert (told.trusted_id, told.in_private, told.words) == (1, False, "There is no bus there.")
    assert "About the message T-1" in tom.sees("H-1 ·", room).text


async def test_a_reply_in_private_stays_private(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await sends(town, tom, [samina.id])
    await samina.says("My husband asks why.", reply_to=samina.sees(WORDS["en"]))
    samina.hears("H-1")
    (told,) = await town.all(Insight)
    assert (told.trusted_id, told.in_private) == (1, True)


async def test_nobody_answers_for_somebody_elses_private_copy(town: Town, tom: Phone) -> None:
    samina, other = await town.champion("Samina"), await town.champion("Halima")
    await sends(town, tom, [samina.id])
    line = samina.sees(WORDS["en"])
    assert "Only the person who got this" in str(await other.presses(str(line.button("It is clear")), line))
    assert await town.all(Clear) == []


async def test_copies_say_once_that_it_has_expired(town: Town, tom: Phone, room: int, mothers: int) -> None:
    await sends(town, tom, [mothers], days=2)
    await town.later(2)
    assert "expired" not in said_in(town, mothers)[0].text
    await town.later(2)
    (copy,) = said_in(town, mothers)
    assert "It has expired: please ask again" in copy.text and WORDS["en"] in copy.text and not copy.buttons
    edits = len([call for call in town.telegram.calls if getattr(call, "chat_id", 0) == mothers])
    await town.later(2)
    assert len([call for call in town.telegram.calls if getattr(call, "chat_id", 0) == mothers]) == edits
    assert all(copy.expired_at is not None for copy in await town.all(Copy))
    assert (await one(town, 1)).expiry_said_at is not None


async def test_somebody_looks_at_it_again_by_its_day(town: Town, tom: Phone, room: int, mothers: int) -> None:
    await sends(town, tom, [mothers], days=3)
    await town.later(1)
    (owed,) = [row for row in await town.all(Promise) if row.kind == PromiseKind.REVIEW]
    assert (owed.about, owed.about_id, owed.kept_at) == ("message", 1, None)
    await town.later(4)
    assert "please look at it again" in tom.sees("T-1 · Clinic: please", room).text
    assert "It stays as it is" in str(await tom.taps("It is still right", room))
    assert [row.kept_at is not None for row in await town.all(Promise) if row.kind == PromiseKind.REVIEW] == [True]


async def test_the_ledger_names_every_copy_in_chat_and_as_a_sheet(town: Town, tom: Phone, room: int) -> None:
    group, samina = await town.group("=HYPERLINK(1)"), await town.champion("Samina")
    await sends(town, tom, [group, samina.id])
    await tom.presses("tm:1:copies:0", tom.sees("T-1 ·", room))
    shown = tom.sees("T-1: 2 copies").text
    assert "=HYPERLINK(1)" in shown and "sent" in shown and str(group) in shown
    assert "somebody in private" in shown and "Samina" not in shown and str(samina.id) not in shown
    await tom.taps("All as a file")
    file = town.telegram.said_in(tom.id)[-1].file
    assert file is not None
    rows = list(csv.reader(io.StringIO(file[1].decode("utf-8-sig"))))
    assert [len(row) for row in rows] == [10, 10, 10]
    assert rows[1][2] == "'=HYPERLINK(1)" and rows[1][5:7] == ["en", "sent"] and rows[1][4]
    assert str(samina.id) not in file[1].decode()


async def test_a_champion_sees_no_ledger(town: Town, tom: Phone, room: int, mothers: int) -> None:
    await sends(town, tom, [mothers])
    samina = await town.champion("Samina")
    for data in ("tm:1:copies:0", "tm:1:copies_file", "tm:1:right", "tm:1:correct"):
        assert "Only staff" in str(await samina.presses(data, tom.sees("T-1 ·", room)))
