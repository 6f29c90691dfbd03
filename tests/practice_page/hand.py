"""A phone of the practice borough in somebody's hand, and pictures of what stands on it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.practice_page.conftest import NARROW
from tests.practice_page.phones import chooses, goes_to, message, on_phone, phone_of, writes

MOMENTS, MOMENT_MS = 150, 100
PICTURES = Path(__file__).parent.parent.parent / "build" / "screenshots"


class Hand:
    """One person's phone in somebody's hand: on a narrow screen it is taken up first."""

    def __init__(self, page: Page, person: int, size: tuple[int, int]) -> None:
        self.page, self._person, self._size = page, person, size

    @property
    def phone(self) -> Locator:
        return phone_of(self.page, self._person)

    @property
    def newest(self) -> Locator:
        return self.phone.get_by_test_id("message").last

    def opens_phone(self, name: str) -> None:
        """Puts somebody's phone among those on the page."""
        self.page.get_by_test_id("add-phone").click()
        chooses(self.page, name)
        expect(self.phone).to_be_visible()

    def takes_up(self) -> None:
        if self._size == NARROW and not self.phone.is_visible():
            self.page.locator(f'[data-testid="switch-phone"][data-person="{self._person}"]').click()
        expect(self.phone).to_be_visible()

    def writes(self, words: str) -> None:
        self.takes_up()
        writes(self.phone, words)

    def is_asked(self, question: str) -> None:
        """Waits until the newest message has the question; what was asked before does not count."""
        self.takes_up()
        expect(self.newest).to_contain_text(question)

    def answers(self, question: str, words: str) -> None:
        self.is_asked(question)
        from_others = self.phone.locator('[data-testid="message"][data-mine="false"]')
        so_far, asked = from_others.count(), self.newest.inner_text()
        self.writes(words)
        for _moment in range(MOMENTS):
            if from_others.count() != so_far or from_others.last.inner_text() != asked:
                return
            self.page.wait_for_timeout(MOMENT_MS)
        raise AssertionError(f"nothing came of {words!r}")

    def chooses(self, question: str, label: str) -> None:
        """Answers what is asked now by its button."""
        self.is_asked(question)
        self.taps(label, under=question)

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

    def opens_link(self, link: str) -> None:
        self.takes_up()
        on_phone(self.phone, "Open a link…")
        self.page.get_by_role("textbox", name="Link").fill(link)
        self.page.get_by_test_id("sheet-submit").click()

    def is_told(self, words: str) -> None:
        """Waits for what the bot answers to a tap."""
        expect(self.phone.get_by_test_id("toast")).to_contain_text(words)

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}-{self._size[0]}.png")
