"""What goes wrong on purpose, over real HTTP."""

import asyncio
import errno
import time
from typing import Any

import aiohttp
import pytest
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from bot.practice.world import World
from tests.practice.serving import TOKEN, Telegram, served_in_thread


async def heard(telegram: Telegram) -> list[str]:
    """What Ana has been told since she pressed *Start*."""
    return [one["text"] for one in (await telegram.get("/people/1001/chats/bot"))["messages"] if not one["mine"]]


@pytest.mark.parametrize("kind", ["drop", "reset"])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_broken_connection(started: Telegram, kind: str, when: str) -> None:
    await started.post("/faults", kind=kind, when=when, methods=["sendMessage"])
    with pytest.raises(TelegramNetworkError) as broken:
        await started.bot.send_message(1001, "x")
    cause = broken.value.__cause__
    assert isinstance(cause, aiohttp.ServerDisconnectedError if kind == "drop" else aiohttp.ClientOSError)
    assert await heard(started) == (["x"] if when == "after" else [])
    await started.bot.send_message(1001, "y")
    assert (await heard(started))[-1] == "y"
    first, second = (await started.get("/journal?method=sendMessage"))["calls"]
    assert (first["done"], first["answered"], first["fault"]) == (when == "after", False, 1)
    assert (second["done"], second["answered"], second["fault"]) == (True, True, None)


@pytest.mark.parametrize(
    ("kind", "error"), [("drop", aiohttp.ServerDisconnectedError), ("reset", aiohttp.ClientOSError)]
)
async def test_connections_break_under_the_loop_that_serves_in_earnest_too(
    world: World, kind: str, error: type[Exception]
) -> None:
    with served_in_thread(world) as base:
        async with aiohttp.ClientSession(base) as http:
            await http.post("/practice/faults", json={"kind": kind})
            with pytest.raises(error) as broken:
                await http.post(f"/bot{TOKEN}/getMe")
            assert getattr(broken.value, "errno", None) == (errno.ECONNRESET if kind == "reset" else None)
            async with http.post(f"/bot{TOKEN}/getMe") as answer:
                assert answer.status == 200


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [
        ("error_json", 502, TelegramServerError),
        ("error_html", 502, ClientDecodeError),
        ("error_bare", 500, TypeError),
    ],
)
async def test_an_answer_that_is_an_error(started: Telegram, kind: str, status: int, error: type[Exception]) -> None:
    await started.post("/faults", kind=kind, times=2)
    async with started.http.post(
        f"{started.base}/bot{TOKEN}/sendMessage", json={"chat_id": 1001, "text": "x"}
    ) as answer:
        assert answer.status == status
    with pytest.raises(error):
        await started.bot.send_message(1001, "x")
    assert await heard(started) == []


async def test_an_answer_cut_off_in_the_middle(started: Telegram) -> None:
    await started.post("/faults", kind="wrong_json")
    with pytest.raises(ClientDecodeError):
        await started.bot.send_message(1001, "x")
    assert await heard(started) == ["x"]


async def test_a_slow_answer(started: Telegram) -> None:
    await started.post("/faults", kind="slow", seconds=0.2)
    begun = time.monotonic()
    await started.bot.send_message(1001, "x")
    assert time.monotonic() - begun >= 0.2
    assert await heard(started) == ["x"]


async def test_of_a_slow_call_that_is_given_up_only_what_was_done_before_is_done(started: Telegram) -> None:
    await started.bot.get_me()  # so that the connection is there
    for when in ("before", "after"):
        await started.post("/faults", kind="slow", seconds=0.6, when=when)
        with pytest.raises(TelegramNetworkError, match="timeout"):
            await started.bot.send_message(1001, when, request_timeout=0.3)  # type: ignore[arg-type]
    await asyncio.sleep(0.4)
    assert await heard(started) == ["after"]
    calls = (await started.get("/journal?method=sendMessage"))["calls"]
    assert [(one["status"], one["done"], one["answered"]) for one in calls] == [(0, False, False), (0, True, False)]


async def test_too_many_without_a_limit(started: Telegram) -> None:
    await started.post("/faults", kind="too_many", retry_after=9)
    with pytest.raises(TelegramRetryAfter) as refused:
        await started.bot.send_message(1001, "x")
    assert refused.value.retry_after == 9


async def test_a_fault_strikes_what_it_is_about_and_no_more(started: Telegram) -> None:
    await started.does(1002, "start")
    about: dict[str, Any] = {"methods": ["sendmessage"], "chats": [1001], "skip": 1, "times": 2, "text": "ring"}
    fault = await started.post("/faults", kind="error_json", status=503, **about)
    sent = [("spring", 1001), ("ring", 1002), ("fall", 1001), ("ring", 1001), ("wring", 1001), ("ring", 1001)]
    statuses = [(await started.calls("sendMessage", chat_id=chat, text=text))[0] for text, chat in sent]
    assert statuses == [200, 200, 200, 503, 503, 200]
    assert (await started.get("/faults"))[0]["hits"] == 2
    await started.asks("DELETE", f"/faults/{fault['id']}")
    await started.asks("DELETE", f"/faults/{fault['id']}", expect=404)


async def test_asking_for_updates_is_broken_only_by_name(started: Telegram) -> None:
    await started.post("/faults", kind="drop", when="before", times=None)
    assert (await started.calls("getUpdates"))[0] == 200
    await started.post("/faults", kind="drop", methods=["getUpdates"])
    await started.asks("DELETE", "/faults/1")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await started.calls("getUpdates")


async def test_an_update_comes_twice_with_its_old_number(started: Telegram) -> None:
    await started.post("/faults", kind="duplicate", chats=[1001], skip=1)
    for text in ("one", "two", "three"):
        await started.does(1001, "say", text=text)
    first = await started.bot.get_updates()
    again = await started.bot.get_updates(offset=first[-1].update_id + 1)
    assert [update.update_id for update in again] == [first[1].update_id]
    assert await started.bot.get_updates(offset=first[-1].update_id + 1) == []


async def test_two_updates_come_in_the_wrong_order(started: Telegram) -> None:
    await started.post("/faults", kind="reorder")
    await started.does(1001, "say", text="one")
    assert await started.bot.get_updates() == []
    await started.does(1001, "say", text="two")
    updates = await started.bot.get_updates()
    assert [update.message.text for update in updates if update.message] == ["two", "one"]
    assert updates[0].update_id > updates[1].update_id


async def test_an_update_that_is_held_back_is_let_go_with_its_fault(started: Telegram) -> None:
    await started.post("/faults", kind="reorder")
    await started.does(1001, "say", text="one")
    await started.asks("DELETE", "/faults")
    assert len(await started.bot.get_updates()) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "flood"},
        {},
        {"kind": "drop", "where": 1},
        {"kind": "drop", "when": "during"},
        {"kind": "slow", "seconds": "5"},
        {"kind": "drop", "hits": 3},
    ],
)
async def test_a_fault_that_is_none_is_refused(telegram: Telegram, fault: dict[str, Any]) -> None:
    assert "error" in await telegram.post("/faults", 400, **fault)
