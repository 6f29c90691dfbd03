"""What changed, as it is read: several matters in one message in three languages, a *no* that opens one again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot import pseudo
from bot.borough import ANIA, COMMUNITIES, GRACE, NADIA, PRIYA, STAFF_ROOM
from tests.practice_page.conftest import WIDE, practising
from tests.practice_page.hand import Hand
from tests.wire.processes import Nursery

pytestmark = pytest.mark.browser
TOLD = {
    NADIA: ("کلینک کا فون کوئی نہیں اٹھاتا", "کلینک کا دروازہ تنگ ہے", "خط انگریزی میں آتے ہیں"),
    GRACE: ("Nobody answers the clinic's phone", "The clinic's door is too heavy", "The letters are in small print"),
    ANIA: ("The waiting room is cold", "There is no room for prams", "The leaflets are old"),
}
DONE = ("We have one more person at the phone.", "The door opens by itself now.", "Letters come in large print now.")
DONE_URDU = ("اب فون پر ایک اور شخص ہے۔", "دروازہ اب خود کھلتا ہے۔", "خط اب بڑے حروف میں آتے ہیں۔")


@pytest.fixture
def accented(page: Page, nursery: Nursery, tmp_path: Path) -> Iterator[str]:
    """A borough in which one group reads the made-up language of accents."""
    with practising(page, nursery, tmp_path, HEARBACK_LANGUAGES=f"en,ur,pl,{pseudo.ACCENTED}") as address:
        reads(next(tmp_path.rglob("*.db")), COMMUNITIES[1].name, pseudo.ACCENTED)
        yield address


def reads(database: Path, group: str, language: str) -> None:
    with sqlite3.connect(database, timeout=10) as connection:
        connection.execute("UPDATE community_group SET language = ? WHERE name = ?", (language, group))
    connection.close()


def test_several_matters_in_one_message_and_one_that_opens_again(page: Page, accented: str) -> None:
    page.goto(accented)
    staff = Hand(page, PRIYA.id, WIDE)
    groups = {one: Hand(page, one.id, WIDE) for one in (NADIA, GRACE, ANIA)}
    for one in (GRACE, ANIA):
        groups[one].opens_phone(one.name)
    for community, one in ((COMMUNITIES[2], GRACE), (COMMUNITIES[1], ANIA)):
        groups[one].goes_to(community.id)
    told = 0
    for at in range(3):
        for one, hand in groups.items():
            told += 1
            hand.writes(f"/tell {TOLD[one][at]}")
            hand.sees(f"H-{told}")
    everything_is_put_right(staff, told)
    page.get_by_test_id("later-hour").click()
    groups[GRACE].sees(DONE[2])
    groups[GRACE].picture("changed-1-several-in-english")
    groups[NADIA].sees(DONE_URDU[2])
    groups[NADIA].picture("changed-2-several-in-urdu")
    groups[ANIA].sees(DONE[2])
    groups[ANIA].picture("changed-3-several-in-accents")
    it_is_not_better(groups[GRACE], staff)


def everything_is_put_right(staff: Hand, told: int) -> None:
    staff.goes_to("bot")
    staff.writes("/digest")
    staff.taps("Start", under="wait for a first word")
    for _card in range(told):
        expect(staff.newest.get_by_role("button", name="Right today")).to_be_visible()
        card = staff.newest.inner_text()
        one, at = next((who, at) for who, texts in TOLD.items() for at, text in enumerate(texts) if text in card)
        staff.taps("Right today", under=TOLD[one][at])
        staff.answers("What did you put right", DONE[at])
        if one is not GRACE:
            staff.answers("Do you have the same words", (DONE_URDU if one is NADIA else DONE)[at])
        staff.chooses("kept as done today", "It is done: tell them")


def it_is_not_better(group: Hand, staff: Hand) -> None:
    group.taps_first(under="There is news on")
    group.is_asked("Is it better now? Only you can say.")
    group.picture("changed-4-judge")
    group.taps("No", under="Is it better now? Only you can say.")
    group.goes_to("bot")
    group.answers("What is still wrong?", "The print is still small.")
    group.picture("changed-5-why-not")
    staff.goes_to(STAFF_ROOM)
    staff.sees("The print is still small.")
    staff.picture("changed-6-open-again")
