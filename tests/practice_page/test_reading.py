"""The page can be read and used by everybody: right to left, by keyboard, on a small screen, with weak eyes."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.practice_page.conftest import NARROW
from tests.practice_page.phones import goes_to, message, opened, phone_of
from tests.practice_page.town import ANA, ASMA, GROUP, NOTE, SAM, STAFF, Town

pytestmark = pytest.mark.browser

URDU = "شکریہ۔ آپ کا حوالہ \u2066HB-0012\u2069 ہے، ہم جمعہ تک جواب دیں گے۔"
TOO_FAINT = """() => {
  const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = rgb(getComputedStyle(one).backgroundColor);
      if ((color[3] ?? 1) === 1) return color;
    }
    return [255, 255, 255];
  };
  const hasWords = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const all = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && hasWords(one));
  return all.filter((element) => {
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
  }).map((element) => `${element.className} ${element.textContent}`);
}"""
TOO_SMALL = """(least) => [...document.querySelectorAll(least.where)].filter((e) => e.checkVisibility()).filter((e) => {
  const { width, height } = e.getBoundingClientRect();
  return Math.min(width, height) < least.px - 0.5;
}).map((e) => e.outerHTML)"""


@pytest.fixture
def conversation(lively: Town) -> Town:
    lively.does(ASMA, "say", text="کلینک شام پانچ بجے بند ہو جاتا ہے۔")
    lively.writes(ASMA, URDU, ["بدلیں", "اضافہ کریں"], ["واپس لیں"])
    lively.does(ASMA, "voice", seconds=4)
    lively.does(ASMA, "photo", caption="یہ دیکھیں")
    for number in range(30):
        lively.does(ANA, "say", chat=GROUP, text=f"{number} " + "Donaudampfschifffahrtsgesellschaft" * (number % 3))
    rows = (["Answer", "Take up"], ["Join to an issue", "Ask back"], ["Say whose it is, and pass it on to them"])
    lively.writes(STAFF, f"HB-0012\n{URDU}", *rows)
    return lively


def direction(element: Locator) -> str:
    return str(element.evaluate("element => getComputedStyle(element).direction"))


def test_an_urdu_phone_runs_from_right_to_left(page: Page, conversation: Town):
    asma = phone_of(opened(page, conversation), ASMA)
    words = message(asma, "شکریہ").get_by_test_id("words")
    assert direction(words) == "rtl"
    expect(words).to_have_attribute("lang", "ur")
    assert direction(asma.get_by_role("button", name="بدلیں")) == "rtl"
    first, second = (asma.get_by_role("button", name=name).bounding_box() for name in ("بدلیں", "اضافہ کریں"))
    mine, theirs = (message(asma, text).locator(".bubble").bounding_box() for text in ("کلینک", "شکریہ"))
    assert first and second and mine and theirs
    assert first["x"] > second["x"]
    assert mine["x"] < theirs["x"]


def test_left_to_right_words_stay_so_on_an_urdu_phone(page: Page, conversation: Town):
    asma = phone_of(opened(page, conversation), ASMA)
    conversation.writes(ASMA, "Plain English.")
    words = message(asma, "Plain English.").get_by_test_id("words")
    assert direction(words) == "ltr"
    assert words.get_attribute("lang") is None
    sam = phone_of(page, SAM)
    assert direction(message(sam, "HB-0012").get_by_test_id("words")) == "ltr"


def test_by_keyboard_alone(page: Page, lively: Town):
    opened(page, lively)
    asma, field = phone_of(page, ASMA), phone_of(page, ASMA).get_by_test_id("input")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the phones")).to_be_focused()
    page.keyboard.press("Enter")
    walk_to(page, field, "Tab")
    assert field.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.type("salaam")
    page.keyboard.press("Enter")
    expect(message(asma, "salaam")).to_be_visible()
    expect(field).to_be_focused()
    lively.writes(ASMA, "Is it so?", ["Yes", "No"])
    no = asma.get_by_role("button", name="No", exact=True)
    expect(no).to_be_visible()
    walk_to(page, no, "Shift+Tab")
    page.keyboard.press("Enter")
    assert lively.answers_tap("Noted") == "No"
    expect(asma.get_by_test_id("toast")).to_have_text("Noted")
    expect(no).to_be_focused()
    walk_to(page, message(asma, "Is it so?"), "Shift+Tab")
    page.keyboard.press("ArrowUp")
    expect(message(asma, "salaam")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("sheet")).to_contain_text("Your message")
    page.keyboard.press("Escape")
    expect(message(asma, "salaam")).to_be_focused()


def walk_to(page: Page, goal: Locator, key: str) -> None:
    for _ in range(40):
        if goal.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    expect(goal).to_be_focused()


def test_who_taps_a_button_that_goes_away_stays_at_the_message(page: Page, lively: Town):
    said = lively.writes(ASMA, "Is it so?", ["Yes", "No"])
    asma = phone_of(opened(page, lively), ASMA)
    asma.get_by_role("button", name="No", exact=True).press("Enter")
    lively.bot("editMessageText", chat_id=ASMA, message_id=said["message_id"], text="It is not so.")
    lively.answers_tap("Noted")
    expect(message(asma, "It is not so.")).to_be_focused()


@pytest.mark.parametrize("size", [NARROW])
def test_on_a_small_screen_there_is_one_phone_at_a_time(page: Page, conversation: Town):
    opened(page, conversation)
    for at in range(3):
        page.get_by_test_id("switch-phone").nth(at).click()
        expect(page.locator('[data-testid="phone"]:visible')).to_have_count(1)
        expect(page.get_by_test_id("phone").nth(at)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        wide = page.locator('[data-testid="messages"]:visible').evaluate("list => list.scrollWidth - list.clientWidth")
        assert wide <= 0
        assert page.evaluate(TOO_SMALL, {"where": ".phone button:not(.quote)", "px": 44}) == []
        assert page.evaluate(TOO_SMALL, {"where": "button, summary, input, select", "px": 24}) == []


@pytest.mark.parametrize("size", [NARROW])
def test_what_is_new_shows_on_the_phone_that_is_put_aside(page: Page, lively: Town):
    opened(page, lively)
    staff = page.get_by_test_id("switch-phone").nth(2)
    lively.writes(STAFF, "A card")
    expect(staff).to_contain_text("1 new")
    staff.click()
    expect(staff).not_to_contain_text("new")
    lively.does(SAM, "start")
    lively.writes(SAM, "In private")
    sam = phone_of(page, SAM)
    expect(sam.get_by_role("button", name="Chats, 1 new")).to_be_visible()
    goes_to(sam, "bot")
    expect(sam.get_by_role("button", name="Chats", exact=True)).to_be_visible()


def test_everything_stands_out_enough_to_be_read(page: Page, conversation: Town):
    opened(page, conversation)
    expect(message(phone_of(page, ASMA), "شکریہ")).to_be_visible()
    assert page.evaluate(TOO_FAINT) == []
    phone_of(page, SAM).get_by_test_id("phone-menu").click()
    phone_of(page, ASMA).get_by_test_id("phone-chats").evaluate("button => button.click()")
    expect(phone_of(page, ASMA).get_by_test_id("chat-entry").first).to_be_visible()
    assert page.evaluate(TOO_FAINT) == []


def test_it_says_what_it_is_and_how_to_go_round(page: Page, lively: Town):
    opened(page, lively)
    expect(page.get_by_test_id("note")).to_contain_text(NOTE)
    guide = page.get_by_test_id("guide")
    expect(guide.get_by_role("listitem")).to_have_count(5)
    guide.locator("summary").click()
    expect(guide.get_by_role("listitem").first).to_be_hidden()


def test_the_same_phones_are_there_after_a_reload(page: Page, lively: Town):
    opened(page, lively)
    page.get_by_test_id("add-phone").click()
    page.get_by_role("button", name="+ Somebody new").click()
    page.get_by_label("Name").fill("Bilal")
    page.get_by_label("Language of the phone").select_option("ur")
    page.get_by_test_id("sheet-submit").click()
    expect(page.get_by_test_id("phone")).to_have_count(4)
    bilal = page.get_by_test_id("phone").last
    expect(bilal).to_have_attribute("dir", "rtl")
    expect(bilal.get_by_test_id("start")).to_be_focused()
    goes_to(phone_of(page, ASMA), GROUP)
    phone_of(page, SAM).get_by_test_id("phone-close").click()
    page.reload()
    expect(page.get_by_test_id("phone-name")).to_have_text(["عاصمہ", "Ana", "Bilal"])
    expect(phone_of(page, ASMA)).to_have_attribute("data-chat", str(GROUP))
