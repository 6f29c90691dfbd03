"""What goes out on two people's word: a message written, seen in three languages, approved, sent, corrected."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.borough import ANIA, NADIA, PRIYA, STAFF_ROOM, TOM
from tests.handlers.messages import POLISH, SOURCE, TITLE, URDU, WHY, WORDS
from tests.practice_page.conftest import NARROW, WIDE
from tests.practice_page.hand import Hand

pytestmark = pytest.mark.browser
CARD = f"T-1 · {TITLE}"
ON_SATURDAY = WORDS.replace("Friday", "Saturday")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desktop", "phone"])
def test_a_message_from_its_first_word_to_its_correction(page: Page, borough: str, size: tuple[int, int]) -> None:
    page.goto(borough)
    priya, nadia, ania, tom = (Hand(page, one.id, size) for one in (PRIYA, NADIA, ANIA, TOM))
    for somebody, name in ((tom, TOM.name), (ania, ANIA.name)):
        somebody.opens_phone(name)
    it_is_written(tom)
    it_is_for_all_groups(tom)
    it_is_approved(tom, priya)
    it_arrives(nadia, ania)
    it_is_corrected(tom)


def it_is_written(tom: Hand) -> None:
    tom.goes_to("bot")
    tom.writes("/message")
    tom.chooses("What sort of message", "Start with nothing")
    tom.answers("in a few words", TITLE)
    tom.is_asked("in plain English")
    tom.picture("sent-1-writing")
    tom.answers("in plain English", WORDS)
    tom.chooses("easy words", "Leave it out")
    for name in ("اردو", "Polski"):
        tom.taps(name, under="In which other languages")
    tom.taps("Done", under="In which other languages")
    tom.answers("in this language: اردو", URDU)
    tom.answers("in this language: Polski", POLISH)
    tom.answers("Why do people need this", WHY)
    tom.answers("Where does it come from", SOURCE)
    tom.taps_first(under="Until which day")
    tom.chooses("On which day", "On its last day")
    tom.is_asked("Nothing goes out before another person approves it.")
    tom.picture("sent-2-in-three-languages")
    tom.taps("Keep it as a draft")


def it_is_for_all_groups(tom: Hand) -> None:
    tom.goes_to(STAFF_ROOM)
    tom.taps("Who it is for", under=CARD)
    tom.goes_to("bot")
    print(tom.newest.inner_text())
    tom.taps("All groups")
    for _step in range(8):
        print("--", tom.newest.inner_text())
        tom.page.wait_for_timeout(700)
    raise SystemExit


def it_is_approved(tom: Hand, priya: Hand) -> None:
    pass


def it_arrives(nadia: Hand, ania: Hand) -> None:
    pass


def it_is_corrected(tom: Hand) -> None:
    expect(tom.phone).to_be_visible()
