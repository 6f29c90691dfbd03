"""What one does on a phone reaches the bot, and what the bot does comes up on the phone."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.practice_page.phones import chooses, goes_to, message, on_message, on_phone, opened, phone_of, writes
from tests.practice_page.town import ANA, ASMA, GROUP, SAM, STAFF, Town

pytestmark = pytest.mark.browser


def test_what_is_typed_is_sent(page: Page, lively: Town):
    asma = phone_of(opened(page, lively), ASMA)
    writes(asma, "کلینک پانچ بجے بند ہو جاتا ہے")
    assert lively.hears("message")["text"] == "کلینک پانچ بجے بند ہو جاتا ہے"
    expect(message(asma, "کلینک")).to_have_attribute("data-mine", "true")
    expect(asma.get_by_test_id("input")).to_be_empty()


def test_what_the_bot_says_comes_up_by_itself_and_is_said_to_a_screen_reader(page: Page, lively: Town):
    asma = phone_of(opened(page, lively), ASMA)
    said = lively.writes(ASMA, "<b>Thank</b> you", ["Change"], parse_mode="HTML")
    expect(message(asma, "Thank you").locator("b")).to_have_text("Thank")
    expect(page.get_by_test_id("log")).to_contain_text("On عاصمہ’s phone, Hearback says: Thank you. Buttons: Change")
    lively.bot("editMessageText", chat_id=ASMA, message_id=said["message_id"], text="Thank you, Asma")
    expect(message(asma, "Thank you, Asma")).to_contain_text("edited")
    expect(message(asma, "Thank you, Asma").get_by_test_id("inline-button")).to_have_count(0)


def test_a_tap_shows_what_the_bot_answers(page: Page, lively: Town):
    lively.writes(STAFF, "HB-12", ["Answer", "Take up"])
    sam = phone_of(opened(page, lively), SAM)
    sam.get_by_role("button", name="Take up").click()
    assert lively.answers_tap("Yours now") == "Take up"
    expect(sam.get_by_test_id("toast")).to_have_text("Yours now")
    sam.get_by_role("button", name="Answer").click()
    assert lively.answers_tap("Somebody else answered", show_alert=True) == "Answer"
    expect(page.get_by_test_id("alert")).to_have_text("Somebody else answered")
    page.get_by_test_id("alert-ok").click()
    expect(page.get_by_test_id("sheet")).to_be_hidden()


def test_a_key_of_the_reply_keyboard_says_its_label(page: Page, lively: Town):
    asma = phone_of(opened(page, lively), ASMA)
    keyboard = {"keyboard": [["ہاں", "نہیں"]], "one_time_keyboard": True}
    lively.bot("sendMessage", chat_id=ASMA, text="بہتر ہے؟", reply_markup=keyboard)
    asma.get_by_test_id("reply-key").filter(has_text="نہیں").click()
    assert lively.hears("message")["text"] == "نہیں"
    expect(asma.get_by_test_id("reply-keyboard")).to_be_hidden()
    expect(asma.get_by_test_id("input")).to_be_focused()


def test_replying_changing_and_forwarding(page: Page, lively: Town):
    sam = phone_of(opened(page, lively), SAM)
    card = lively.writes(STAFF, "HB-12 is here")
    on_message(sam, "HB-12", "Reply")
    writes(sam, "We will ask")
    assert lively.hears("message")["reply_to_message"]["message_id"] == card["message_id"]
    expect(message(sam, "We will ask").get_by_test_id("quote")).to_contain_text("HB-12 is here")
    on_message(sam, "We will ask", "Change")
    expect(sam.get_by_test_id("input")).to_have_value("We will ask")
    writes(sam, "We asked")
    assert lively.hears("edited_message")["text"] == "We asked"
    on_message(sam, "HB-12 is here", "Forward")
    chooses(page, "Hearback")
    assert "forward_origin" in lively.hears("message")
    goes_to(sam, "bot")
    expect(message(sam, "HB-12 is here")).to_contain_text("Forwarded from Hearback")


def test_a_photo_and_a_voice_note(page: Page, lively: Town):
    asma = phone_of(opened(page, lively), ASMA)
    asma.get_by_test_id("input").fill("دروازہ")
    asma.get_by_test_id("attach").click()
    chooses(page, "A made-up photo")
    assert lively.hears("message")["caption"] == "دروازہ"
    expect(asma.get_by_test_id("photo")).to_have_js_property("complete", True)
    assert asma.get_by_test_id("photo").evaluate("image => image.naturalWidth") > 0
    asma.get_by_test_id("attach").click()
    chooses(page, "A made-up voice note")
    assert lively.hears("message")["voice"]["duration"] == 7
    expect(asma.get_by_test_id("voice")).to_have_text("Voice note, 7 seconds")


def test_a_poll_is_voted_in(page: Page, lively: Town):
    lively.bot("sendPoll", chat_id=GROUP, question="When?", options=[{"text": "Morning"}, {"text": "Evening"}])
    ana = phone_of(opened(page, lively), ANA)
    evening = ana.get_by_test_id("poll-option").filter(has_text="Evening")
    evening.click()
    expect(evening).to_have_text("Evening (1)")
    expect(evening).to_have_attribute("aria-pressed", "true")


def test_a_link_to_the_bot_is_followed_as_its_reader(page: Page, lively: Town):
    invitation = '<a href="https://t.me/hearback_bot?start=abc">Come in</a> or <a href="https://example.org/">read</a>'
    lively.writes(GROUP, invitation, parse_mode="HTML")
    ana = phone_of(opened(page, lively), ANA)
    ana.get_by_test_id("link").filter(has_text="read").click()
    expect(page.get_by_test_id("alert")).to_contain_text("Practice opens nothing outside this machine.")
    page.get_by_test_id("alert-ok").click()
    ana.get_by_test_id("link").filter(has_text="Come in").click()
    expect(ana).to_have_attribute("data-chat", "bot")
    expect(message(ana, "/start abc")).to_be_visible()


def test_the_bot_is_added_thrown_out_and_blocked(page: Page, town: Town):
    asma = phone_of(opened(page, town), ASMA)
    asma.get_by_test_id("start").click()
    expect(asma.get_by_test_id("input")).to_be_focused()
    goes_to(asma, GROUP)
    on_phone(asma, "Add the bot")
    assert town.hears("my_chat_member")["new_chat_member"]["status"] == "member"
    expect(asma.locator('[data-part="members"]')).to_have_text("· 3 in the group")
    on_phone(asma, "Throw the bot out")
    assert town.hears("my_chat_member")["new_chat_member"]["status"] in ("left", "kicked")
    expect(asma.locator('[data-part="members"]')).to_have_text("· 2 in the group")
    goes_to(asma, "bot")
    on_phone(asma, "Block the bot")
    assert town.hears("my_chat_member")["new_chat_member"]["status"] == "kicked"
    expect(asma.get_by_test_id("start")).to_have_text("Unblock and start again")


def test_a_topic_is_written_into(page: Page, lively: Town):
    lively.post(f"/chats/{GROUP}/admins", who=4242)
    ana = phone_of(opened(page, lively), ANA)
    ana.get_by_test_id("topic").filter(has_text="Questions").click()
    writes(ana, "/tell in the topic")
    expect(message(ana, "/tell in the topic")).to_be_visible()
    ana.get_by_test_id("topic").filter(has_text="General").click()
    expect(message(ana, "/tell in the topic")).to_have_count(0)


def test_what_the_practice_telegram_refuses_is_said(page: Page, lively: Town):
    sam = phone_of(opened(page, lively), SAM)
    writes(sam, "x" * 4097)
    expect(sam.get_by_test_id("toast")).not_to_be_empty()
    expect(sam.get_by_test_id("input")).to_have_value("x" * 4097)


def test_an_hour_a_day_a_week_later(page: Page, lively: Town):
    opened(page, lively)
    for name, seconds in (("hour", 3600), ("day", 86400), ("week", 7 * 86400)):
        before = lively.get("/clock")["offset"]
        page.get_by_test_id(f"later-{name}").click()
        expect(page.get_by_test_id("status")).to_contain_text("Now it is")
        page.wait_for_function(
            "before => fetch('/practice/clock').then(a => a.json()).then(c => c.offset > before)", arg=before
        )
        assert lively.get("/clock")["offset"] - before == pytest.approx(seconds)


def test_where_events_do_not_come_by_themselves_they_are_asked_for(page: Page, lively: Town):
    page.route("**/practice/events/stream*", lambda route: route.fulfill(status=204))
    asma = phone_of(opened(page, lively), ASMA)
    lively.writes(ASMA, "Still here")
    expect(message(asma, "Still here")).to_be_visible()


def test_what_is_typed_while_words_are_on_their_way_stays(page: Page, lively: Town):
    asma = phone_of(opened(page, lively), ASMA)
    held: list[Route] = []
    page.route("**/say", lambda route: held.append(route))
    with page.expect_request("**/say"):
        writes(asma, "First")
    asma.get_by_test_id("input").fill("Second")
    held[0].continue_()
    expect(message(asma, "First")).to_be_visible()
    expect(asma.get_by_test_id("input")).to_have_value("Second")
