"""What a card shows, and its acts: fold and unfold, rumour, bin, translate, similar matters; all of it in place."""

from __future__ import annotations

import pytest

from bot.store.audit import Audit
from bot.store.handling import CardCopy, Handling, InsightTranslation
from bot.store.promises import Promise
from bot.words import Role
from tests.handlers.alarm import signed
from tests.handlers.desk import outbox_rows, take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.handlers.town import Town

CANARY = "CANARY"
LONG = 30


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Nurse", role=Role.ADMINISTRATOR)


def labels_of(line: Line) -> list[str]:
    return [label for row in line.buttons for label, _data in row]


async def test_folded_it_is_short_and_unfolded_it_has_the_rest(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic never answers. Ring 020 7946 0018.")
    folded = tom.sees("H-1 ·", room)
    assert len(folded.buttons) <= 4 and "It is sensitive" not in labels_of(folded)
    await tom.taps("More …", room)
    unfolded = tom.sees("H-1 ·", room)
    assert {"Hand on …", "It is a rumour", "It is sensitive", "Put it in the bin …", "Block"} <= {*labels_of(unfolded)}
    assert len(labels_of(unfolded)) == len({*labels_of(unfolded)})
    assert all(len(label) <= LONG for label in labels_of(unfolded))
    await samina.taps("It is my question")
    assert tom.sees("H-1 ·", room).button("Less"), "what changes does not fold it"
    await tom.taps("Less", room)
    assert len(tom.sees("H-1 ·", room).buttons) <= 4


async def test_the_likeliest_act_is_the_first_button(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic's phone rings and rings.")
    await samina.taps("It is my question")
    assert labels_of(tom.sees("H-1 ·", room))[0] == "Answer"
    await take_up(tom, room, "H-1", title="The clinic's phone is not answered")
    await samina.says("At the clinic the phone is never answered.")
    card = tom.sees("H-2 ·", room)
    assert labels_of(card)[0] == "Join to a matter"
    assert "Perhaps M-1 · The clinic's phone is not answered. Both speak of: clinic, phone" in card.text


async def test_a_rumour_is_graded_on_the_card_itself(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("They say the vaccine has a chip.")
    await tom.taps("More …", room)
    await tom.taps("It is a rumour", room)
    assert "A rumour. How risky is it, and how far has it gone?" in tom.sees("H-1 ·", room).text
    await tom.taps("High risk", room)
    assert tom.sees("H-1 ·", room).button("✓ High risk")
    await tom.taps("Several groups", room)
    card = tom.sees("H-1 ·", room)
    assert "A rumour. High risk and Several groups" in card.text and card.button("More …")
    [done] = await town.all(Handling)
    assert (done.is_rumour, done.risk, done.spread) == (True, "high", "several")
    assert [row.act for row in await town.all(Audit) if row.act in ("rumour", "grade")] == ["rumour", "grade", "grade"]


async def test_the_bin_asks_first_tells_the_teller_and_can_be_undone(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("Hello hello.")
    await tom.taps("More …", room)
    await tom.taps("Put it in the bin …", room)
    assert tom.sees("H-1 ·", room).button("Keep it")
    assert samina.all_with("Tom Reed") == [] and await town.all(Handling) == []
    await tom.taps("We cannot use this", room)
    told = samina.sees("We have read H-1, and thank you. We cannot do anything with it.").text
    assert "From Tom Reed, Nurse." in told and "choose Reply" in told
    await samina.says("/mine")
    assert (
        "told you why nothing comes of it" in samina.hears("H-1").text
        and "hear more by" not in samina.hears("H-1").text
    )
    gone = tom.sees("H-1 is in the bin.", room)
    assert "Hello hello." not in gone.text and labels_of(gone) == ["Take it out of the bin"]
    assert [row.kept_at is not None for row in await town.all(Promise)] == [True]
    assert await tom.presses("c:1:answer", gone) == "It is in the bin. Take it out first."
    await town.later(days=1)
    await tom.taps("Take it out of the bin", room)
    samina.sees("The team looks at H-1 again. You will have an answer by")
    assert "Hello hello." in tom.sees("H-1 ·", room).text
    assert [row.kept_at is None for row in await town.all(Promise)] == [False, True]
    assert await tom.presses("card:1:restore", gone) == "It is not in the bin any more."


async def test_why_nothing_comes_of_it_is_owed_until_it_arrives(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("Hello hello.")
    town.telegram.blocked.add(samina.id)
    await tom.presses("card:1:bin:cannot_use", tom.sees("H-1 ·", room))
    await tom.says("/owed")
    tom.hears("H-1, to a person: they cannot be reached", tom.id)
    await tom.taps("Take it out of the bin", room)
    await tom.says("/owed")
    tom.hears("Nothing is owed: everybody has heard.", tom.id)


async def test_more_from_the_teller_takes_it_out_of_the_bin(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("Hello hello.")
    await tom.presses("card:1:bin:not_clear", tom.sees("H-1 ·", room))
    await samina.says("I mean the clinic is shut.", reply_to=samina.sees("We do not understand"))
    samina.hears("The team looks at H-1 again.")
    assert "I mean the clinic is shut." in tom.sees("H-1 ·", room).text


async def test_after_thirty_days_it_stays_and_a_matter_is_never_binned(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("Hello hello.")
    await tom.presses("card:1:bin:cannot_use", tom.sees("H-1 ·", room))
    await town.later(days=31)
    assert "more than 30 days" in str(await tom.taps("Take it out of the bin", room))
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-2")
    said = await tom.presses("card:2:bin:cannot_use", tom.sees("H-2 ·", room))
    assert "people wait for" in str(said)


async def test_what_was_told_in_another_language_is_put_into_the_teams(town: Town, tom: Phone, room: int) -> None:
    ania = await town.champion("Ania", "pl")
    await ania.says(f"Przychodnia nie odbiera. {CANARY}")
    assert "Polish" in tom.sees("H-1 ·", room).text
    await tom.taps("More …", room)
    await tom.taps("Put it into English", room)
    assert "Przychodnia nie odbiera." in tom.hears("was told like this", tom.id).text
    await tom.says(f"The surgery does not pick up. {CANARY}")
    tom.hears("It stands on the card, with your name.")
    card = tom.sees("H-1 ·", room).text
    assert f"In English, as Tom Reed, Nurse put it: “The surgery does not pick up. {CANARY}”" in card
    await ania.taps("Wycofaj to")
    assert CANARY not in str([row.words for row in await town.all(InsightTranslation)])
    assert CANARY not in str([row.what for row in await outbox_rows(town)])
    assert CANARY not in "".join(line.text for line in town.telegram.said_in(room))


async def test_what_is_hard_to_read_is_folded_and_shown_in_private(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await signed(town)
    await samina.says("I want to die")
    card = tom.sees("H-1 ·", room)
    assert "I want to die" not in card.text and "The words are hard to read." in card.text
    assert await tom.taps("Show the words", room) == "I have sent it to you in private."
    assert "I want to die" in tom.sees("H-1, as it was told. It may be hard to read.").text
    assert "I want to die" not in "".join(line.text for line in town.telegram.said_in(room))
    assert [row.act for row in await town.all(Audit) if row.act == "show_words"] == ["show_words"]


async def test_an_opened_card_of_a_matter_is_kept_up_to_date(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await tom.says("/card M-1")
    opened = tom.hears("M-1 · The clinic's phone")
    assert opened.button("Say what is new")
    await tom.taps("Show it to others", room)
    assert tom.sees("M-1 ·").button("Show it no longer")
    await tom.says("/card M-1")
    assert opened.text == "M-1 stands further down now." and len(await town.all(CardCopy)) == 1
