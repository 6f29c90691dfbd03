"""The control interface: what people do, what they see, events, time, the journal."""

import asyncio
import json
import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import Clock
from bot.practice.methods import METHODS
from bot.practice.world import World
from bot.web import practice_control, practice_people, practice_watch
from tests.practice.serving import TOKEN, Telegram, served_in_thread

DOCS = Path(__file__).parents[2] / "docs" / "practice.md"


async def test_a_world_is_made_over_http(telegram: Telegram) -> None:
    cy = await telegram.post("/people", first_name="Cy", language_code="ur", id=5000)
    assert cy["id"] == 5000
    group = await telegram.post(
        "/groups", title="Women's circle", kind="forum", members=[5000, 1001], topics=["A", "B"]
    )
    assert [one["name"] for one in group["topics"]] == ["A", "B"]
    assert [(one["id"], one["status"]) for one in group["members"]] == [(5000, "creator"), (1001, "member")]
    state = await telegram.get("/state")
    assert [one["id"] for one in state["people"]] == [1001, 1002, 5000]
    assert [one["id"] for one in state["chats"]] == [group["id"]]
    assert state["bots"][0]["username"] == "hearback_bot"
    assert await telegram.get("/chats") == state["chats"] and await telegram.get("/people") == state["people"]


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("https://t.me/hearback_bot?start=i-123", "/start i-123"),
        ("t.me/Hearback_Bot", "/start"),
        ("tg://resolve?domain=hearback_bot&start=x", "/start x"),
    ],
)
async def test_a_link_starts_the_bot(telegram: Telegram, link: str, text: str) -> None:
    opened = await telegram.does(1001, "open", link=link)
    assert (opened["chat_id"], opened["message"]["text"]) == (1001, text)
    assert (await telegram.get("/people/1001/chats/bot"))["started"]


async def test_a_startgroup_link_adds_the_bot(telegram: Telegram) -> None:
    chat = (await telegram.post("/groups", title="G", members=[1001]))["id"]
    opened = await telegram.does(1001, "open", link="https://t.me/hearback_bot?startgroup=g-7", chat=chat, admin=True)
    assert opened["message"]["text"] == "/start@hearback_bot g-7"
    members = (await telegram.get(f"/chats/{chat}"))["members"]
    assert [one["status"] for one in members if one["is_bot"]] == ["administrator"]


@pytest.mark.parametrize(
    ("person", "act", "body", "status"),
    [
        (999, "say", {"text": "x"}, 404),
        (1001, "say", {}, 400),
        (1001, "say", {"text": "x", "chat": -1}, 404),
        (1001, "say", {"text": " "}, 400),
        (1001, "say", {"text": "x" * 4097}, 400),
        (1001, "say", {"text": "x", "reply_to": 99}, 404),
        (1001, "say", {"text": "x", "topic": 99}, 404),
        (1001, "say", {"text": "x", "anonymous": True}, 409),
        (1001, "say", {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 5}]}, 400),
        (1001, "photo", {"base64": "?"}, 400),
        (1001, "voice", {"seconds": 0}, 400),
        (1001, "edit", {"message_id": 99, "text": "x"}, 404),
        (1001, "tap", {"message_id": 1, "label": "x"}, 409),
        (1001, "start", {"payload": "a b"}, 400),
        (1001, "open", {"link": "https://example.org"}, 400),
        (1001, "open", {"link": "https://t.me/nobody_here"}, 404),
        (1001, "open", {"link": "https://t.me/hearback_bot?startgroup=x"}, 400),
        (1001, "vote", {"message_id": 1, "options": []}, 409),
        (1001, "location", {"latitude": 91, "longitude": 0}, 400),
        (1001, "dance", {}, 404),
    ],
)
async def test_what_cannot_be_done_is_said_in_one_sentence(
    started: Telegram, person: int, act: str, body: dict[str, Any], status: int
) -> None:
    assert set(await started.does(person, act, status, **body)) == {"error"}


async def test_somebody_elses_message_and_group_are_out_of_reach(started: Telegram) -> None:
    chat = (await started.post("/groups", title="G", members=[1001, 1002]))["id"]
    said = await started.does(1001, "say", chat=chat, text="x")
    await started.does(1002, "edit", 409, chat=chat, message_id=said["message_id"], text="y")
    await started.does(1002, "delete", 409, chat=chat, message_id=said["message_id"])
    await started.does(1001, "delete", chat=chat, message_id=said["message_id"])
    await started.asks("DELETE", f"/chats/{chat}/members/1002")
    await started.does(1002, "say", 409, chat=chat, text="x")
    cy = await started.post("/people", first_name="Cy")
    await started.get(f"/people/{cy['id']}/chats/{chat}", 409)


async def test_a_person_sees_their_chats_with_the_latest_first(started: Telegram) -> None:
    chat = (await started.post("/groups", title="G", members=[1002, 1001]))["id"]
    await started.does(1002, "say", chat=chat, text="newest")
    chats = await started.get("/people/1001/chats")
    assert [one["chat"]["id"] for one in chats] == [chat, 1001]
    assert chats[0]["last"]["text"] == "newest" and not chats[0]["last"]["mine"]
    two = await started.does(1002, "say", chat=chat, text="two")
    shown = await started.get(f"/people/1001/chats/{chat}?after={two['message_id'] - 1}")
    assert [one["text"] for one in shown["messages"]] == ["two"]


async def test_an_upgraded_group_is_not_among_the_chats(telegram: Telegram) -> None:
    chat = (await telegram.post("/groups", title="G", kind="group", members=[1001]))["id"]
    new = (await telegram.post(f"/chats/{chat}/upgrade"))["id"]
    assert [one["chat"]["id"] for one in await telegram.get("/people/1001/chats")] == [new, 1001]
    assert (await telegram.get(f"/chats/{chat}"))["upgraded_to"] == new


async def test_events_tell_what_happens(started: Telegram) -> None:
    seq = (await started.get("/state"))["seq"]
    said = await started.does(1001, "say", text="one")
    await started.does(1001, "edit", message_id=said["message_id"], text="two")
    await started.bot.send_chat_action(1001, "typing")
    await started.does(1001, "react", message_id=said["message_id"], emoji=["👍"])
    await started.does(1001, "delete", message_id=said["message_id"])
    await started.does(1001, "block")
    found = await started.get(f"/events?after={seq}")
    kinds = [one["type"] for one in found["events"]]
    assert kinds == ["message", "edited", "action", "reaction", "deleted", "person"]
    assert found["events"][0]["message"]["deleted"], "an event shows its message as it is now"
    assert (found["events"][4]["chat_id"], found["events"][4]["bot"]) == (1001, 4242)
    assert found["events"][5]["person"]["blocked"] == [4242]
    again = await started.get(f"/events?after={found['events'][-2]['seq']}")
    assert [one["type"] for one in again["events"]] == ["person"]
    waiting = asyncio.create_task(started.get(f"/events?after={found['seq']}&wait=5"))
    await asyncio.sleep(0.05)
    await started.does(1001, "unblock")
    async with asyncio.timeout(1):
        assert [one["type"] for one in (await waiting)["events"]] == ["person"]


async def test_the_stream_of_events_can_be_resumed(started: Telegram) -> None:
    seq = (await started.get("/state"))["seq"]
    await started.does(1001, "say", text="one")
    await started.does(1001, "say", text="two")
    headers = {"Last-Event-ID": str(seq + 1)}
    async with started.http.get(f"{started.base}/practice/events/stream", headers=headers) as stream:
        assert stream.content_type == "text/event-stream"
        event = await _next_event(stream)
        assert (event["seq"], event["message"]["text"]) == (seq + 2, "two")
        await started.does(1001, "say", text="żółw")
        assert (await _next_event(stream))["message"]["text"] == "żółw"


async def _next_event(stream: aiohttp.ClientResponse) -> Any:
    async with asyncio.timeout(2):
        async for line in stream.content:
            if line.startswith(b"data: "):
                return json.loads(line.removeprefix(b"data: "))
    raise AssertionError("The stream ended.")


async def test_time_moves_on_for_whoever_reads_the_file(started: Telegram, tmp_path: Path) -> None:
    clock, before = Clock(tmp_path / "offset"), Clock()
    assert (await started.get("/clock"))["offset"] == 0
    moved = await started.post("/clock/move", weeks=1, hours=1)
    assert moved["offset"] == 7 * 86400 + 3600
    assert abs((clock.now() - before.now()).total_seconds() - moved["offset"]) < 1
    sent = await started.bot.send_message(1001, "x")
    assert abs(sent.date.timestamp() - clock.now().timestamp()) < 5
    assert World(tmp_path / "offset").clock.offset == moved["offset"]
    await started.post("/clock/move", 400, days=-1)


async def test_the_journal_says_what_went_over_the_wire(started: Telegram) -> None:
    await started.bot.send_message(1001, "one", reply_markup={"remove_keyboard": True})  # type: ignore[arg-type]
    await started.calls("sendMessage", chat_id=999, text="two")
    first, second = (await started.get("/journal?method=sendMessage"))["calls"]
    assert first["params"] == {"chat_id": "1001", "text": "one", "reply_markup": {"remove_keyboard": True}}
    assert (first["status"], first["chat_id"], first["done"], first["answered"]) == (200, 1001, True, True)
    assert first["message_id"] and second["status"] == 400 and not second["done"]
    assert [one["seq"] for one in (await started.get(f"/journal?after={first['seq']}"))["calls"]] == [second["seq"]]
    assert len((await started.get("/journal?chat_id=1001"))["calls"]) == 1
    await started.asks("DELETE", "/journal")
    assert (await started.get("/journal")) == {"seq": second["seq"], "calls": [], "lost": False}


async def test_other_hosts_names_are_turned_away(telegram: Telegram) -> None:
    async with telegram.http.get(f"{telegram.base}/practice/state", headers={"Host": "example.org"}) as answer:
        assert answer.status == 400


async def test_it_can_be_served_from_a_thread_and_stops_with_people_waiting(world: World) -> None:
    with ExitStack() as stack:
        base = stack.enter_context(served_in_thread(world))
        async with aiohttp.ClientSession() as http:
            waiting = asyncio.create_task(http.get(f"{base}/bot{TOKEN}/getUpdates?timeout=30"))
            stream = await http.get(f"{base}/practice/events/stream")
            async with http.get(f"{base}/bot{TOKEN}/getMe") as answer:
                assert (await answer.json())["result"]["username"] == "hearback_bot"
            await asyncio.sleep(0.1)
            async with asyncio.timeout(5):
                await asyncio.to_thread(stack.close)
                assert (await waiting).status == 409
                assert await stream.read()


def test_every_route_and_method_is_in_the_documentation() -> None:
    words = DOCS.read_text()
    for method in METHODS.values():
        shown = method.name if not method.name.startswith("getMy") else "get…"
        assert f"`{shown}`" in words or method.name in words, method.name
    routers = (practice_control.router, practice_people.router, practice_watch.router)
    shapes = re.sub(r"{\w+}", "{}", words)
    for path in {str(getattr(route, "path", "")) for router in routers for route in router.routes}:
        said = re.sub(r"{\w+}", "{}", path)
        act = path.removeprefix("/practice/people/{person_id}/")
        assert said in shapes or f"`{act}`" in words, path
