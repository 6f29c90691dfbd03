"""The phones on the page, as a person would speak of them."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.practice_page.town import Town


def opened(page: Page, town: Town, count: int = 3) -> Page:
    """The page with its phones on it."""
    page.goto(town.base)
    expect(page.get_by_test_id("phone")).to_have_count(count)
    for phone in page.get_by_test_id("phone").all():
        expect(phone).to_have_attribute("data-chat", re.compile(r"bot|-\d+"))
    return page


def phone_of(page: Page, person: int) -> Locator:
    return page.locator(f'[data-testid="phone"][data-person="{person}"]').last


def message(phone: Locator, text: str) -> Locator:
    """The last message whose own words hold the text."""
    words = phone.page.get_by_test_id("words").filter(has_text=text)
    return phone.get_by_test_id("message").filter(has=words).last


def writes(phone: Locator, text: str) -> None:
    phone.get_by_test_id("input").fill(text)
    phone.get_by_test_id("input").press("Enter")


def chooses(page: Page, label: str) -> None:
    """Takes something from the sheet that is up."""
    page.get_by_test_id("sheet").get_by_test_id("choice").filter(has_text=label).first.click()


def on_message(phone: Locator, text: str, deed: str) -> None:
    message(phone, text).get_by_test_id("message-menu").click()
    chooses(phone.page, deed)


def on_phone(phone: Locator, deed: str) -> None:
    phone.get_by_test_id("phone-menu").click()
    chooses(phone.page, deed)


def goes_to(phone: Locator, chat: int | str) -> None:
    """Opens another of the person's chats."""
    phone.get_by_test_id("phone-chats").click()
    phone.locator(f'[data-testid="chat-entry"][data-chat="{chat}"]').click()
    expect(phone).to_have_attribute("data-chat", str(chat))
