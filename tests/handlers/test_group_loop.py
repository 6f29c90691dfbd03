"""`/loop` of a group: what it raised and what came of it, in its language, and nothing that was told in private."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language import _
from bot.loop import finding, group_loop, group_words
from bot.store.chats import Group
from bot.store.group_words import GroupWord
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.words import IssueState, Role
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import plain
from tests.handlers.town import Town

HEADING = "raised, and what became of it:"


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


@pytest.fixture
async def mums(town: Town, tom: Phone) -> int:
    return await town.group("Mums", "en")


async def tells(phone: Phone, words: str, group: int) -> None:
    """Somebody tells something in a group, and says yes to its being kept the first time."""
    await phone.says(f"/tell {words}", group)
    asked = phone.town.telegram.said_in(group)[-1]
    if any(data == "k:yes" for row in asked.buttons for _label, data in row):
        await phone.presses("k:yes", asked)


async def numbered(town: Town) -> int:
    (group,) = await town.all(Group)
    return group.number


async def test_a_group_sees_what_it_raised_was_told_and_is_owed(town: Town, room: int, tom: Phone, mums: int) -> None:
    nadia = town.phone("Nadia")
    await tells(nadia, "The lift is broken.", mums)
    await tells(nadia, "The bus is late.", mums)
    samina = await town.champion("Samina")
    await samina.says("My daughter in the group Mums is afraid.")
    await take_up(tom, room, "H-1 ·", scope="We can change it")
    await town.later(hours=1, step=town.between)
    await nadia.says("/loop", mums)
    shown = plain(nadia.sees(HEADING, mums).text)
    assert "Raised: 2\nYou have heard back on: 1\nYou have heard what changed on: 0" in shown
    assert "You are still owed news on: 2" in shown
    assert "M-1 · “The lift is broken.”\nTaken up on Mon 2 Mar.\nYou will hear more by" in shown
    assert "H-2 · “The bus is late.”\nNo answer yet.\nYou will hear more by" in shown
    assert "daughter" not in shown
    await news(tom, room, "M-1")
    await nadia.says("/loop", mums)
    shown = plain(nadia.all_with(HEADING, mums)[-1].text)
    assert "You have heard what changed on: 1" in shown
    assert "“The lift is broken.”\nWhat changed: told on Mon 2 Mar." in shown


async def test_what_is_not_changed_is_said_so_and_what_is_late_is_owned_up_to(
    town: Town, room: int, tom: Phone, mums: int
) -> None:
    nadia = town.phone("Nadia")
    await tells(nadia, "The lift is broken.", mums)
    await tells(nadia, "The bus is late.", mums)
    await take_up(tom, room, "H-1 ·")
    await town.later(days=1)
    await nadia.says("/loop", mums)
    shown = plain(nadia.sees(HEADING, mums).text)
    assert "Not changed, and you were told why: 1" in shown
    assert "It cannot be changed" in shown


async def test_of_what_was_told_in_private_it_shows_the_allowed_sentence_alone(
    town: Town, tom: Phone, mums: int
) -> None:
    """By rows: the sentence of a word that stands, and nothing of one that was only asked for."""
    samina = await town.champion("Samina")
    for words in ("My sister fell on the stairs.", "My brother drinks."):
        await samina.says(words)

    def allow(work: Work) -> None:
        group, told = finding.one(work, Group, 1), [finding.one(work, Insight, number) for number in (1, 2)]
        now, sentence = work.now, {"en": "The stairs are dark.", "pl": "Na schodach jest ciemno."}
        for number, insight in enumerate(told):
            issue = Issue(programme_id=work.programme_id, title="x", state=IssueState.OPEN, opened_at=now)
            work.session.add(issue)
            work.session.flush()
            insight.issue_id, insight.group_id = issue.number, group.number
            word = GroupWord(
                programme_id=work.programme_id,
                insight_id=insight.number,
                group_id=group.number,
                by_id=1,
                words=sentence,
                asked_at=now,
                allowed_at=None if number else now,
            )
            work.session.add(word)
            work.session.flush()
            group_words.raised(work, issue, insight)

    await town.does(allow)
    await town.phone("Nadia").says("/loop", mums)
    shown = plain(town.telegram.said_in(mums)[-1].text)
    assert "Raised: 1\n" in shown and "“The stairs are dark.”" in shown
    assert "sister" not in shown and "brother" not in shown


async def test_before_anything_was_raised_it_says_how(town: Town, mums: int) -> None:
    nadia = town.phone("Nadia")
    await nadia.says("/loop", mums)
    nadia.hears("“Mums” has raised nothing yet.", mums)


async def test_more_than_one_screen_is_turned_in_place(town: Town, mums: int, monkeypatch: Any) -> None:
    monkeypatch.setattr(group_loop, "AT_ONCE", 2)
    nadia = town.phone("Nadia")
    for number in range(3):
        await tells(nadia, f"Thing {number}.", mums)
        await town.later(hours=1, step=town.between)
    await nadia.says("/loop", mums)
    there = len(nadia.all_with(HEADING, mums))
    assert "Thing 2" not in nadia.sees(HEADING, mums).text
    await town.phone("Ola").taps("More", mums)
    line = nadia.sees(HEADING, mums)
    assert "Thing 2" in line.text and "Thing 0" not in line.text
    assert len(nadia.all_with(HEADING, mums)) == there
    assert await town.phone("Ola").presses("ours:1:0:1", line) == "This button is no longer in use."
    await nadia.taps("Back", mums)
    assert "Thing 0" in nadia.sees(HEADING, mums).text


async def test_in_private_those_who_belong_to_it_see_the_same_and_no_others(town: Town, tom: Phone, mums: int) -> None:
    nadia, ania = await town.champion("Nadia"), await town.champion("Ania")
    await tells(nadia, "The lift is broken.", mums)
    await nadia.says("/loop")
    line = nadia.sees(HEADING)
    assert "The lift is broken." in line.text
    await ania.says("/loop")
    ania.hears("Only staff of the programme can do this.")
    number = await numbered(town)
    assert await ania.presses(f"ours:{number}:show", line) == "Only staff of the programme can do this."
    data = (await town.all(Outbox))[-1].key
    assert data is None or "ours" not in data
    key = next(row.key for row in await town.all(Outbox) if (row.key or "").startswith("ours:"))
    number_of_list = (key or "").rpartition(":")[2]
    assert await ania.presses(f"ours:{number}:0:{number_of_list}", line) == "This button is no longer in use."


async def test_what_is_taken_back_goes_from_the_lists(town: Town, mums: int) -> None:
    nadia = await town.champion("Nadia")
    await tells(nadia, "The lift is broken.", mums)
    await nadia.says("/loop", mums)
    await nadia.says("/loop")
    assert "lift" in nadia.sees(HEADING, mums).text
    await nadia.taps("Take it back", mums)
    assert "lift" not in "".join(line.text for line in nadia.all_with("", mums) if HEADING in line.text)
    nadia.sees("This list is out of date. Write /loop again.", mums)
    nadia.sees("This list is out of date. Write /loop again.")
    rows = [row for row in await town.all(Outbox) if (row.key or "").startswith("ours:")]
    assert rows == []


async def test_it_reads_in_the_groups_language(town: Town, tom: Phone) -> None:
    group = await town.group("Mamy", "pl")
    ola = town.phone("Ola")
    await tells(ola, "Winda nie działa.", group)
    await ola.says("/loop", group)
    shown = town.telegram.said_in(group)[-1].text
    assert "Winda nie działa." in shown
    assert town.reads(_("No answer yet."), "pl") in shown and "No answer yet." not in shown
