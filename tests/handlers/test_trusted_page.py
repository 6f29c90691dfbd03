"""An approved message as a page to print: in its language and direction, with its code, only while it is approved."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bot.loop import codes, trusted, trusted_page
from bot.message_words import MessageState
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from tests.handlers.messages import SOURCE, URDU, WORDS, writes_message
from tests.handlers.phone import Phone
from tests.handlers.town import Town

ALLOWED = {"html", "head", "meta", "title", "style", "body", "main", "p", "footer", "bdi", "div", "svg", "path"}


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


async def approve(town: Town, state: MessageState = MessageState.APPROVED) -> str:
    """As if another person had approved it; the code as people read it."""

    def now(work: Work) -> str:
        message = work.session.get_one(TrustedMessage, 1)
        message.state, message.binding = state, trusted.binding(work, message)
        return codes.shown(message.code)

    return await town.does(now)


class Tags(HTMLParser):
    """Which elements a page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


async def test_a_page_for_each_language(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom, words=f"{WORDS} <b>&", others={"ur": URDU})
    code = await approve(town)
    card = tom.sees("T-1", room)
    assert str(await tom.presses("tm:1:page", card)) == "I have sent it to you in private."
    await tom.taps("Urdu")
    await tom.taps("English")
    files = [line.file for line in town.telegram.said_in(tom.id) if line.file]
    assert [file[0] for file in files if file] == ["T-1-ur.html", "T-1-en.html"]
    urdu, english = (file[1].decode() for file in files if file)
    assert '<html lang="ur" dir="rtl">' in urdu and URDU in urdu
    assert '<html lang="en" dir="ltr">' in english and "papers. &lt;b&gt;&amp;" in english
    link = f"https://t.me/hearback_bot?text=%2Fcheck%20{code.replace('-', '')}"
    square = trusted_page.drawn(link)
    for page in (urdu, english):
        assert f'<bdi dir="ltr">{code}</bdi>' in page and SOURCE in page and "@page{size:A4" in page
        assert square in page
        assert Tags(page).found == ALLOWED, "it opens offline and fetches nothing"


async def test_only_what_is_approved_is_printed(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom, others={"ur": URDU})
    card = tom.sees("T-1", room)
    for act in ("page", "page:en"):
        assert "Only what is approved can be printed." in str(await tom.presses(f"tm:1:{act}", card))
    await approve(town)

    def leave_out(work: Work) -> None:
        work.session.get_one(TrustedMessage, 1).left_out = ["ur"]

    await town.does(leave_out)
    assert "no approved words in that language" in str(await tom.presses("tm:1:page:ur", card))
    await approve(town, MessageState.WITHDRAWN)
    assert "Only what is approved" in str(await tom.presses("tm:1:page:en", card))
    assert not [line for line in town.telegram.said_in(tom.id) if line.file]


async def test_long_words_are_printed_smaller(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom, words="Come on Friday. " * 70)
    await approve(town)
    await tom.presses("tm:1:page:en", tom.sees("T-1", room))
    page = next(line.file[1].decode() for line in town.telegram.said_in(tom.id) if line.file)
    assert "font:16pt" in page
