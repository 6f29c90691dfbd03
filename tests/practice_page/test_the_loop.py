"""The loop once round as a newcomer walks it: `hearback run` without a token, and its page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.borough import COMMUNITIES, NADIA, PRIYA, SAMINA, STAFF_ROOM
from bot.language import Languages, p_
from tests.practice_page.conftest import NARROW, WIDE
from tests.practice_page.phones import goes_to, message, phone_of, writes
from tests.wire.processes import Nursery

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parent.parent.parent / "build" / "screenshots"
LANGUAGES = Languages(Path(__file__).parent.parent.parent / "locales", ("en", "ur", "pl"))
CIRCLE = COMMUNITIES[0].id


def ur(label: str) -> str:
    return LANGUAGES.read(p_("button", label), "ur")


@pytest.fixture
def address(nursery: Nursery, tmp_path: Path) -> Iterator[str]:
    """Hearback with its practice borough, in a process of its own."""
    process = nursery.start("run", {"HEARBACK_PORT": "0"}, tmp_path / "out")
    yield process.ready_now()
    assert process.stop_now() == 0


@pytest.fixture(autouse=True)
def patience(page: Page) -> None:
    page.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    PICTURES.mkdir(parents=True, exist_ok=True)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desktop", "phone"])
def test_a_newcomer_walks_the_loop_once_round(page: Page, address: str, size: tuple[int, int]) -> None:
    page.goto(address)
    staff, group = Hand(page, PRIYA.id, size), Hand(page, NADIA.id, size)
    champion = Hand(page, SAMINA.id, size)
    champion.takes_up()
    champion.writes("ہمارے کلینک کا فون کوئی نہیں اٹھاتا")
    champion.sees("H-1")
    picture(page, "1-told-in-private", size)
    group.writes("/tell کلینک کا دروازہ وہیل چیئر کے لیے بند ہے")
    group.sees("H-2")
    the_matter_is_taken_up(staff)
    picture(page, "2-taken-up", size)
    group.sees("ہم ایک ریمپ بنوا رہے ہیں۔")
    picture(page, "3-the-group-hears", size)
    what_changed_is_told(staff)
    group.sees("دروازہ اب خود کھلتا ہے۔")
    group.taps(ur("Yes, it is better"), under="دروازہ اب خود کھلتا ہے۔")
    expect(group.phone.get_by_test_id("toast")).not_to_be_empty()
    picture(page, "4-the-group-judges", size)
    a_week_goes_by(page, staff)
    picture(page, "5-closed", size)


def the_matter_is_taken_up(staff: Hand) -> None:
    staff.sees("H-2")
    staff.taps("Take up", under="H-2")
    staff.goes_to("bot")
    staff.answers("What is the matter", "The clinic's door")
    staff.taps("We can change it")
    staff.taps("Priya Shah, Public health officer")
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
    staff.taps("Tell them")
    staff.goes_to(STAFF_ROOM)


def a_week_goes_by(page: Page, staff: Hand) -> None:
    for _week in range(3):
        page.get_by_test_id("later-week").click()
    staff.sees("Closed.")


class Hand:
    """One person's phone in somebody's hand: on a narrow screen it is taken up first."""

    def __init__(self, page: Page, person: int, size: tuple[int, int]) -> None:
        self._page, self._person, self._narrow = page, person, size == NARROW

    @property
    def phone(self) -> Locator:
        return phone_of(self._page, self._person)

    def takes_up(self) -> None:
        if self._narrow and not self.phone.is_visible():
            self._page.locator(f'[data-testid="switch-phone"][data-person="{self._person}"]').click()
        expect(self.phone).to_be_visible()

    def writes(self, words: str) -> None:
        self.takes_up()
        writes(self.phone, words)

    def answers(self, question: str, words: str) -> None:
        self.takes_up()
        expect(self.phone.get_by_test_id("message").last).to_contain_text(question)
        from_others = self.phone.locator('[data-testid="message"][data-mine="false"]')
        so_far = from_others.count()
        self.writes(words)
        expect(from_others).not_to_have_count(so_far)

    def sees(self, words: str) -> None:
        self.takes_up()
        expect(message(self.phone, words)).to_be_visible()

    def taps(self, label: str, *, under: str = "") -> None:
        self.takes_up()
        where = message(self.phone, under) if under else self.phone
        where.get_by_role("button", name=label, exact=True).last.click()

    def taps_first(self, *, under: str) -> None:
        self.takes_up()
        message(self.phone, under).get_by_test_id("inline-button").first.click()

    def goes_to(self, chat: int | str) -> None:
        self.takes_up()
        goes_to(self.phone, chat)


def picture(page: Page, name: str, size: tuple[int, int]) -> None:
    page.screenshot(path=PICTURES / f"{name}-{size[0]}.png")
