"""What the team does at its desk: a card and what is behind it, the digest and its cards one by one, the figures."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.borough import NADIA, PRIYA, SAMINA, STAFF_ROOM
from tests.practice_page.conftest import NARROW, WIDE
from tests.practice_page.hand import Hand

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desktop", "phone"])
def test_a_morning_at_the_desk(page: Page, borough: str, size: tuple[int, int]) -> None:
    page.goto(borough)
    staff, group, champion = (Hand(page, person.id, size) for person in (PRIYA, NADIA, SAMINA))
    champion.writes("ہمارے کلینک کا فون کوئی نہیں اٹھاتا")
    champion.sees("H-1")
    group.writes("/tell کلینک کا دروازہ وہیل چیئر کے لیے بند ہے")
    group.sees("H-2")
    a_card_is_looked_at(staff)
    the_cards_are_gone_through(staff)
    the_figures_are_asked_for(staff)


def a_card_is_looked_at(staff: Hand) -> None:
    staff.goes_to(STAFF_ROOM)
    staff.sees("H-2")
    staff.picture("desk-1-card")
    staff.taps("More …", under="H-1")
    staff.sees("H-1")
    staff.picture("desk-2-card-unfolded")
    staff.taps("Less", under="H-1")


def the_cards_are_gone_through(staff: Hand) -> None:
    staff.goes_to("bot")
    staff.writes("/digest")
    staff.sees("wait for a first word")
    staff.picture("desk-3-digest")
    staff.taps("Start", under="wait for a first word")
    staff.sees("cards wait for you.")
    staff.picture("desk-4-one-by-one")
    staff.taps("Right today", under="cards wait for you.")
    staff.answers("What did you put right", "We put up a sign with the right number.")
    staff.is_asked("اردو")
    staff.taps("Leave it for later", under="اردو")
    staff.picture("desk-5-as-they-will-read-it")
    staff.taps("It is done: tell them", under="We put up a sign")
    staff.sees("card waits for you.")


def the_figures_are_asked_for(staff: Hand) -> None:
    staff.taps("Stop for now", under="card waits for you.")
    staff.writes("/loop")
    staff.sees("Heard:")
    staff.picture("desk-6-figures")
    staff.writes("/report")
    staff.is_asked("A report of which days?")
    staff.taps_first(under="A report of which days?")
    expect(staff.phone).to_contain_text(".md")
    staff.picture("desk-7-report")
