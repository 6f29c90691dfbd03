"""What a champion can do, on a small phone: come in, tell, get urgent help, see what became of it, pass news on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from bot.borough import NEWCOMER, PRIYA, STAFF_ROOM
from bot.language import Text, _, p_
from bot.loop import passing, urgent
from tests.practice_page.conftest import NARROW
from tests.practice_page.hand import Hand
from tests.wire.street import LOCALES
from tests.wire.tester import plain

pytestmark = pytest.mark.browser
YUSUF, NAME = NEWCOMER[0], NEWCOMER[1]
OWN_WORDS = {"en": "Nobody answers the clinic's phone.", "ur": "کلینک کا فون کوئی نہیں اٹھاتا۔"}
AND_ANOTHER = {"en": "The bus to it stops at six.", "ur": "وہاں جانے والی بس چھ بجے بند ہو جاتی ہے۔"}


@pytest.fixture
def size() -> tuple[int, int]:
    return NARROW


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_newcomer_comes_in_tells_and_sees_what_became_of_it(page: Page, borough: str, language: str) -> None:
    page.goto(borough)
    staff, yusuf = Hand(page, PRIYA.id, NARROW), Champion(page, language)
    yusuf.comes_in(invited_by(staff))
    yusuf.tells(OWN_WORDS[language])
    yusuf.asks_for_urgent_help()
    yusuf.looks_what_became_of_it(OWN_WORDS[language])


def test_a_champion_passes_news_on_to_a_group_without_a_chat(page: Page, borough: str) -> None:
    page.goto(borough)
    staff, yusuf = Hand(page, PRIYA.id, NARROW), Champion(page, "en")
    yusuf.comes_in(invited_by(staff))
    yusuf.stands_for_a_group(staff)
    yusuf.tells_for_the_group()
    the_matter_is_taken_up(staff)
    yusuf.passes_it_on()


def invited_by(staff: Hand) -> str:
    """A champion's link, made on the administrator's phone."""
    staff.goes_to("bot")
    staff.writes("/invite")
    staff.sees("t.me/")
    link = re.search(r"https://t\.me/\S+", plain(staff.newest.inner_text()))
    assert link
    return link[0]


def the_matter_is_taken_up(staff: Hand) -> None:
    staff.goes_to(STAFF_ROOM)
    staff.taps("Take up", under="H-1")
    staff.goes_to("bot")
    staff.answers("What is the matter", "The clinic's phone")
    staff.answers("how did you understand it?", "It is hard to get through.")
    staff.chooses("Can this be changed", "We can change it")
    staff.chooses("Who answers for it", "Priya Shah, Public health officer")
    staff.answers("What will be done", "A second line")
    staff.answers("How will people notice", "Somebody answers")
    staff.taps_first(under="By when?")
    staff.answers("What should those who raised it hear now", "We are getting a second telephone line.")
    staff.taps_first(under="When will they hear more")
    staff.chooses("May others who tell something similar", "No, keep it here")
    staff.taps("Tell them", under="This will be told to everyone")
    staff.sees("are being told")


class Champion(Hand):
    """The newcomer's phone. What stands on its buttons is given in English."""

    def __init__(self, page: Page, language: str) -> None:
        super().__init__(page, YUSUF, NARROW)
        self._language = language

    def reads(self, text: Text) -> str:
        return LOCALES.read(text, self._language)

    def presses(self, label: str | Text, *, under: str = "") -> None:
        self.taps(self.reads(p_("button", label) if isinstance(label, str) else label), under=under)

    def picture(self, name: str) -> None:
        self.fits()
        super().picture(f"champion-{self._language}-{name}")

    def fits(self) -> None:
        """Nothing hangs out of the screen, and no label is cut."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        cut = "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"
        assert self.phone.get_by_test_id("inline-button").evaluate_all(cut) == []
        assert self.phone.get_by_test_id("words").evaluate_all(cut) == []

    def comes_in(self, link: str) -> None:
        self.opens_phone(NAME)
        self.opens_link(link)
        self.is_asked("Which language")
        self.picture("1-which-language")
        self.taps(LOCALES.name(self._language))
        self.is_asked("Priya Shah")
        self.picture("2-the-letter")
        self.presses("Read on")
        self.is_asked("PALS")
        self.picture("3-the-letter-goes-on")
        self.presses("Yes, I want to take part")
        self.is_asked(self.reads(_("Thank you. You are in.")))
        self.picture("4-you-are-in")

    def tells(self, words: str) -> None:
        self.writes(words)
        self.is_asked("H-1")
        for button in ("It is my question", "Is it true?", "Somebody needs help", "Say more about it", "Take it back"):
            label = self.reads(p_("button", button))
            expect(self.newest.get_by_role("button", name=label, exact=True)).to_be_visible()
        self.picture("5-it-is-kept")

    def asks_for_urgent_help(self) -> None:
        self.writes("/urgent")
        for number in ("999", "111", "116\u00a0123"):
            self.sees(number)
        self.picture("6-urgent-help")
        self.presses(urgent.I_AM_SAFE.label)
        self.is_asked("/urgent")

    def looks_what_became_of_it(self, words: str) -> None:
        self.writes(f"/tell {AND_ANOTHER[self._language]}")
        self.is_asked("H-2")
        self.writes("/mine")
        self.is_asked("H-1")
        self.picture("7-what-became-of-it")
        self.newest.get_by_test_id("inline-button").filter(has_text="H-1").click()
        self.is_asked(words)
        add = self.reads(p_("button", "Add to it"))
        expect(self.newest.get_by_role("button", name=add, exact=True)).to_be_visible()
        self.picture("8-its-story")

    def stands_for_a_group(self, staff: Hand) -> None:
        self.writes("/newgroup")
        self.answers("What is the group called", "Friday cricket")
        self.answers("Where does it meet", "The park")
        self.answers("Who is in this group", "Fathers")
        self.chooses("Which language does the group read", "English")
        self.answers("About how many people", "20")
        self.is_asked("You would stand for this group")
        self.picture("9-a-group-that-is-not-on-telegram")
        self.presses("Ask the team")
        staff.goes_to(STAFF_ROOM)
        staff.taps("Take the group in", under="Friday cricket")
        self.sees("and you stand for it")

    def tells_for_the_group(self) -> None:
        self.writes("Nobody answers the clinic's phone.")
        self.presses("Say more about it", under="H-1")
        for question in ("Which fits best", "About how many people", "Where is it", "When was it"):
            self.chooses(question, "Leave it out")
        self.chooses("Is it from one of your groups", "Friday cricket")
        self.chooses("May the team know your name", "Leave it out")
        self.sees("Did the whole group")
        self.picture("10-it-is-the-whole-groups")
        self.presses("The whole group did")
        self.is_told("The news on it is for the group too.")

    def passes_it_on(self) -> None:
        self.sees("Please pass it on or read it out.")
        words = self.newest
        expect(words).to_contain_text("We are getting a second telephone line.")
        expect(words.get_by_role("button", name="Copy the words", exact=True)).to_be_visible()
        self.picture("11-words-to-pass-on")
        self.presses(passing.TOLD)
        self.is_told("Thank you for passing it on.")
        self.picture("12-passed-on")
