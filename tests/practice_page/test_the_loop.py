"""The loop once round as a newcomer walks it: `hearback run` without a token, and its page in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from bot.borough import NADIA, PRIYA, SAMINA, STAFF_ROOM
from bot.language import n_
from tests.practice_page.conftest import NARROW, WIDE
from tests.practice_page.hand import Hand
from tests.wire.street import ur

pytestmark = pytest.mark.browser
ONE_SAID_SO = n_(
    "Thank you. {n} person here has answered so far.", "Thank you. {n} people here have answered so far.", 1
)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desktop", "phone"])
def test_a_newcomer_walks_the_loop_once_round(page: Page, borough: str, size: tuple[int, int]) -> None:
    page.goto(borough)
    staff, group = Hand(page, PRIYA.id, size), Hand(page, NADIA.id, size)
    champion = Hand(page, SAMINA.id, size)
    champion.takes_up()
    champion.writes("ہمارے کلینک کا فون کوئی نہیں اٹھاتا")
    champion.sees("H-1")
    champion.picture("1-told-in-private")
    group.writes("/tell کلینک کا دروازہ وہیل چیئر کے لیے بند ہے")
    group.sees("H-2")
    the_matter_is_taken_up(staff)
    staff.picture("2-taken-up")
    group.sees("ہم ایک ریمپ بنوا رہے ہیں۔")
    group.picture("3-the-group-hears")
    what_changed_is_told(staff)
    an_hour_goes_by(page)
    group.sees("دروازہ اب خود کھلتا ہے۔")
    group.taps(ur("Yes, it is better"), under="دروازہ اب خود کھلتا ہے۔")
    group.is_told(ur(ONE_SAID_SO))
    group.picture("4-the-group-judges")
    a_week_goes_by(page, staff)
    staff.picture("5-closed")


def the_matter_is_taken_up(staff: Hand) -> None:
    staff.sees("H-2")
    staff.taps("Take up", under="H-2")
    staff.goes_to("bot")
    staff.answers("What is the matter", "The clinic's door")
    staff.answers("how did you understand it?", "It is too narrow for a wheelchair.")
    staff.answers("Do you have that, the title", "کلینک کا دروازہ وہیل چیئر کے لیے تنگ ہے")
    staff.chooses("Can this be changed", "We can change it")
    staff.chooses("Who answers for it", "Priya Shah, Public health officer")
    staff.answers("What will be done", "A ramp")
    staff.answers("How will people notice", "Wheelchairs come in")
    staff.taps_first(under="By when?")
    staff.answers("What should those who raised it hear now", "We are having a ramp built.")
    staff.answers("Do you have the same words", "ہم ایک ریمپ بنوا رہے ہیں۔")
    staff.taps_first(under="When will they hear more")
    staff.taps("No, keep it here")
    staff.taps("Tell them")
    staff.sees("are being told")
    staff.goes_to(STAFF_ROOM)
    staff.sees("M-1")


def what_changed_is_told(staff: Hand) -> None:
    staff.taps("Say what is new", under="M-1")
    staff.goes_to("bot")
    staff.taps("It is done: what changed")
    staff.answers("What did you do", "We built a ramp.")
    staff.answers("Do you have the same words", "ہم نے ریمپ بنا دیا۔")
    staff.answers("What is different now", "The door opens by itself.")
    staff.answers("Do you have the same words", "دروازہ اب خود کھلتا ہے۔")
    staff.answers("How was it before", "2 a week")
    staff.answers("the same in", "ہفتے میں 2")
    staff.answers("how is it now", "9 a week")
    staff.answers("the same in", "ہفتے میں 9")
    staff.answers("the same in", "وہیل چیئر اندر آتی ہے")
    staff.chooses("What else should they hear", "Done")
    staff.chooses("This will be told", "Tell them")
    staff.is_asked("are being told")
    staff.goes_to(STAFF_ROOM)


def an_hour_goes_by(page: Page) -> None:
    """A group that heard something already hears the next within the hour only when the hour is over."""
    page.get_by_test_id("later-hour").click()


def a_week_goes_by(page: Page, staff: Hand) -> None:
    for _week in range(3):
        page.get_by_test_id("later-week").click()
    staff.sees("Closed.")
