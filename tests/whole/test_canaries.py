"""Words planted in everything that people write turn up where they belong, and nowhere else.

A name, a telephone number, an NHS number and a diagnosis go in by every way there is; none may come out in a group, in
a log, on a page or in the print of an object. Words told in a group, to all who read there, are looked at apart.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator

import httpx
import pytest
from aiogram.types import Message
from structlog.testing import capture_logs

from bot import errors, settings
from bot.handlers import arrival, commands, menus
from bot.handlers.webhook import Webhook
from bot.language import own_words
from bot.loop.insights import Told
from bot.loop.people import Sender
from bot.store.insights import Insight
from bot.store.session import Store
from bot.talk import Said, Sent
from bot.web import app as web
from bot.words import Role
from tests.handlers.desk import answer, news, take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import TOKEN
from tests.handlers.town import Town
from tests.walker.canaries import IN_ONE, NAME, NHS_NUMBER, PHONE, found_in

pytestmark = pytest.mark.usefixtures("each_by_itself")

GROUPS_HEAR_THEIR_OWN_WORDS = False  # once a public reply gives the reference only, this is False
NUMBERS_ARE_MASKED_FOR_STAFF = True  # once numbers are masked for all but the one who handles it, this is True
SECRET = "s" * 40


@pytest.fixture
def printed(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Everything that is logged, however little it matters."""
    caplog.set_level(logging.DEBUG)
    lines: list[str] = []
    with capture_logs() as logs:
        yield lines
        lines += [*map(str, logs), caplog.text]
        assert not found_in("\n".join(lines), TOKEN)


async def a_day_in(town: Town) -> dict[str, int]:
    """Everybody writes what they should not, in every way there is; the chats that there are."""
    room = await town.room()
    tom = await town.staff("Tom Reed", "Engagement worker", Role.ADMINISTRATOR)
    circle, samina, nadia = await town.group("Circle"), await town.champion(NAME), town.phone(NAME, "en")
    other = await town.group("Other circle")
    await in_private(town, samina)
    await nadia.says("/tell The lift is broken", circle)
    await nadia.presses("k:yes", nadia.sees("", circle))
    lift = (await town.all(Insight))[-1].reference
    await answer(tom, room, "H-1 ·", "We have read it.")
    await take_up(tom, room, lift)
    await news(tom, room, "M-1")
    await samina.taps("No", circle)
    samina.hears("What is still wrong?")
    await samina.says(f"Because of {IN_ONE}")
    await odd_ways(town, samina, circle)
    await town.later(days=20)
    return {"room": room, "circle": circle, "other": other}


async def in_private(town: Town, samina: Phone) -> None:
    """Words, captions, edits, additions, changes, commands and answers to every question."""
    line = await samina.says(f"I heard that {IN_ONE}")
    await samina.edits(line, f"I heard again that {IN_ONE}")
    for kind in ("voice", "photo", "document", "video"):
        await samina.sends(kind, IN_ONE)
    await samina.says(IN_ONE, reply_to=samina.sees("H-1"))
    for label in ("Change it", "Add to it", "Say more about it"):
        if any(name == label for said in samina.all_with("H-1") for row in said.buttons for name, _data in row):
            await samina.taps(label, under="H-1")
            await samina.says(IN_ONE)
            await samina.says("/cancel")
    for command in sorted({*commands.COMMANDS, *commands.TO_TALK, *menus.IN_PRIVATE, "unknown", "tell"} - {"stop"}):
        await samina.says(f"/{command} {IN_ONE}")
        await samina.says("/cancel")
    newcomer = town.phone(NAME, "en")
    await newcomer.opens(await town.link(Role.CHAMPION))
    await newcomer.says(IN_ONE)
    await newcomer.opens(IN_ONE)


async def odd_ways(town: Town, samina: Phone, circle: int) -> None:
    """The data of a button, the title of a chat, a reply to what the group was told."""
    for data in (IN_ONE[:60], f"i:1:{PHONE}", f"t:{NAME}:x", f"k:{NHS_NUMBER}"):
        await samina.presses(data, samina.sees("", circle))
    await samina.says(f"/help@hearback_bot {IN_ONE}", circle)
    await town.brings(message={"message_id": IN_ONE, "chat": {"id": NAME}})


async def test_what_was_told_in_private_reaches_no_group(town: Town, printed: list[str]) -> None:
    places = await a_day_in(town)
    for name in ("circle", "other"):
        said = "\n".join(line.text for line in town.telegram.said_in(places[name]))
        assert said and not found_in(said, TOKEN), name
    assert found_in("\n".join(line.text for line in town.telegram.said_in(places["room"]))), "staff read it"


async def test_a_group_is_not_told_again_what_somebody_told_there(town: Town, printed: list[str]) -> None:
    await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    circle, nadia = await town.group("Circle"), await town.champion("Nadia")
    await nadia.says(f"/tell {IN_ONE}", circle)
    said = "\n".join(line.text for line in town.telegram.said_in(circle))
    assert "H-1" in said and bool(found_in(said)) is GROUPS_HEAR_THEIR_OWN_WORDS


async def test_numbers_are_masked_for_staff(town: Town) -> None:
    room, samina = await town.room(), await town.champion("Samina")
    await samina.says(f"Call {PHONE}, NHS number {NHS_NUMBER}.")
    said = "\n".join(line.text for line in town.telegram.said_in(room))
    assert "H-1" in said and bool(found_in(said)) is not NUMBERS_ARE_MASKED_FOR_STAFF


async def test_the_webhook_and_the_pages_say_nothing_back(town: Town, printed: list[str]) -> None:
    way_in = Webhook(town.bot, town.intake, url="https://example.org/telegram", path="/telegram", secret=SECRET)

    async def ready() -> dict[str, str]:
        return {"status": "ready"}

    async def metrics() -> str:
        return ""

    webhook = (way_in.path, way_in.secret, way_in.take)
    page = web.app(is_alive=lambda: True, ready=ready, clock=dict, metrics=metrics, webhook=webhook)
    right = {web.SECRET_HEADER: SECRET}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=page), base_url="http://here") as client:
        answers = [
            await client.post("/telegram", content=IN_ONE, headers=headers)
            for headers in ({}, {web.SECRET_HEADER: PHONE}, {**right, "X-Name": NAME}, right)
        ]
        answers.append(await client.post("/telegram", json={"update_id": IN_ONE, "message": IN_ONE}, headers=right))
        answers.append(await client.post("/telegram", content=IN_ONE * 20_000, headers=right))
        answers += [await client.get(f"/{path}") for path in (PHONE, f"health/{NAME}", f"health/ready?{NAME}")]
        answers.append(await client.put("/telegram", content=IN_ONE))
    for one in answers:
        assert not found_in(f"{one.text} {one.headers}", TOKEN, SECRET), one.text


async def test_the_print_of_an_object_holds_no_words(town: Town, sqlite_url: str) -> None:
    samina = await town.champion("Samina")
    await samina.says(IN_ONE)
    loaded = settings.load(
        token=TOKEN,
        webhook_secret=SECRET,
        database_url="postgresql://hb:canary-word@localhost/hb",
        api_base="http://[::1]",
    )
    message = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private", "first_name": NAME}, "text": IN_ONE}
    objects = [
        *(await town.all(Insight)), arrival.read(Message.model_validate(message), 42), Sender(1, NAME), Told(IN_ONE),
        Said(IN_ONE), Sent("voice", "f", IN_ONE), own_words(IN_ONE), loaded, town.bot, town.intake, town.reception,
        Webhook(town.bot, town.intake, url="https://example.org", path="/", secret=SECRET), Store(sqlite_url),
    ]  # fmt: skip
    for one in objects:
        assert not found_in(f"{one!r}", TOKEN, SECRET, "canary-word"), type(one)


async def test_an_error_of_the_database_names_no_words(town: Town) -> None:
    with pytest.raises(Exception) as raised:
        await town.store.write(lambda session: session.connection().exec_driver_sql("SELECT ? FROM nowhere", (IN_ONE,)))
    told = "".join(traceback.format_exception(raised.value))
    assert isinstance(raised.value, errors.Temporary) and "nowhere" in told and not found_in(told)
