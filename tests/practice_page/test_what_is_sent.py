"""What goes out on two people's word: a message written, seen in three languages, sent, printed, corrected."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from bot.borough import COMMUNITIES, GRACE, NADIA, PRIYA, STAFF_ROOM, TOM
from bot.language import _
from tests.handlers.messages import POLISH, SOURCE, TITLE, URDU, WHY, WORDS
from tests.practice_page.conftest import WIDE
from tests.practice_page.hand import PICTURES, Hand
from tests.practice_page.phones import message
from tests.wire.street import ur

pytestmark = pytest.mark.browser
CARD, CORRECTION = "Words in: ", "It corrects"
ON_SATURDAY, ON_SATURDAY_URDU = WORDS.replace("Friday", "Saturday"), "ہفتے کو لائبریری میں مفت کلینک ہے۔"
BY_ONE = _("The words in your language were read by one person only.")
ON_SATURDAY_POLISH = POLISH.replace("W piątek", "W sobotę")


def test_a_message_from_its_first_word_to_its_correction(page: Page, borough: str) -> None:
    page.goto(borough)
    priya, nadia, grace, tom = (Hand(page, one.id, WIDE) for one in (PRIYA, NADIA, GRACE, TOM))
    for somebody, name in ((tom, TOM.name), (grace, GRACE.name)):
        somebody.opens_phone(name)
    it_is_written(tom)
    it_is_for_all_groups(tom, priya)
    it_is_approved(tom, priya)
    it_arrives(nadia, grace)
    it_is_printed(tom, borough)
    it_is_corrected(tom, priya, nadia, grace)


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
    tom.answers("Polski", POLISH)
    tom.answers("اردو", URDU)
    tom.answers("Why do people need this", WHY)
    tom.answers("Where does it come from", SOURCE)
    tom.taps_first(under="Until which day")
    tom.chooses("On which day", "On its last day")
    tom.is_asked("Nothing goes out before another person approves it.")
    tom.picture("sent-2-as-it-will-read")
    tom.taps("Keep it as a draft")


def it_is_for_all_groups(tom: Hand, priya: Hand) -> None:
    tom.goes_to(STAFF_ROOM)
    tom.taps("Who it is for", under=CARD)
    tom.goes_to("bot")
    tom.taps("All groups", under="Tick all that you want")
    tom.taps("Done", under="Tick all that you want")
    tom.taps("Yes, for \u20684\u2069 groups", under="Is it really for so many?")
    tom.taps("For these", under="For all groups.")
    tom.sees("groups and people.")
    tom.goes_to(STAFF_ROOM)
    it_is_read_by_one(priya, CARD)
    tom.taps("Ask for approval", under=CARD)
    tom.picture("sent-3-card")


def it_is_read_by_one(priya: Hand, card: str) -> None:
    for language in ("Polish", "Urdu"):
        priya.taps(f"Read by one: \u2068{language}\u2069", under=card)


def it_is_approved(tom: Hand, priya: Hand) -> None:
    priya.goes_to(STAFF_ROOM)
    priya.taps("As its readers see it", under=CARD)
    priya.goes_to("bot")
    for language in ("Urdu", "Polish", "English"):
        priya.sees(f"— {language} · ")
    priya.picture("sent-4-in-three-languages")
    priya.taps("Approve it")
    tom.goes_to("bot")
    tom.sees("has approved")


def it_arrives(nadia: Hand, grace: Hand) -> None:
    nadia.sees(URDU)
    grace.goes_to(COMMUNITIES[2].id)
    grace.sees(WORDS)
    hello = grace.phone.get_by_test_id("words").filter(has_text="Hello. I am Hearback")
    expect(hello).to_have_count(1)
    grace.picture("sent-5-it-arrives")


def it_is_printed(tom: Hand, borough: str) -> None:
    """The page for a notice board, as it comes out of a printer."""
    tom.goes_to(STAFF_ROOM)
    tom.sees("Sent: ")
    tom.picture("sent-6-progress")
    tom.taps("A page to print", under=CARD)
    tom.goes_to("bot")
    for language, code in (("Urdu", "ur"), ("English", "en")):
        tom.taps(language, under="in which language is the page")
        file = tom.phone.get_by_role("link", name=f"T-1-{code}.html")
        expect(file).to_be_visible()
        sheet = tom.page.context.new_page()
        sheet.set_viewport_size({"width": 794, "height": 1123})
        sheet.set_content(sheet.request.get(borough + str(file.get_attribute("href"))).text())
        sheet.emulate_media(media="print")
        if code == "ur":
            expect(sheet.locator("footer")).to_contain_text(ur(BY_ONE))
        pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", sheet.pdf(prefer_css_page_size=True)))
        assert pages == 1, "it hangs on a board as one sheet"
        sheet.screenshot(path=PICTURES / f"sent-7-page-{language}.png")
        sheet.close()


def it_is_corrected(tom: Hand, priya: Hand, nadia: Hand, grace: Hand) -> None:
    tom.goes_to(STAFF_ROOM)
    tom.taps("Correct it", under=CARD)
    tom.goes_to("bot")
    for language, words in (("English", ON_SATURDAY), ("Polski", ON_SATURDAY_POLISH), ("اردو", ON_SATURDAY_URDU)):
        tom.answers(f"What are the right words in \u2068{language}\u2069?", words)
    tom.answers("What was wrong, and what is right now?", "It is Saturday.")
    tom.taps_first(under="Until which day is it right?")
    tom.chooses("On which day", "On its last day")
    tom.taps("Keep it as a draft", under="Then I change the copies")
    tom.goes_to(STAFF_ROOM)
    priya.goes_to(STAFF_ROOM)
    it_is_read_by_one(priya, CORRECTION)
    tom.taps("Ask for approval", under=CORRECTION)
    priya.taps("As its readers see it", under=CORRECTION)
    priya.goes_to("bot")
    priya.is_asked("\u2066T-2\u2069")
    priya.taps("Approve it", under="\u2066T-2\u2069")
    grace.sees("I have put it right")
    grace.sees(ON_SATURDAY)
    expect(message(grace.phone, WORDS)).to_have_count(0)
    grace.picture("sent-8-corrected")
    nadia.sees(ON_SATURDAY_URDU)
    nadia.picture("sent-9-corrected-in-urdu")
    tom.goes_to(STAFF_ROOM)
    tom.sees("has taken the place of")
    tom.picture("sent-10-correction-on-the-card")
