"""Updates by webhook: with the secret, one chat in order, tried again until they are taken."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiogram.exceptions import TelegramConflictError
from aiohttp import web

from tests.practice.serving import Telegram

SECRET = "s" * 32


class Hook:
    """A bot's side of a webhook. `answers` decides by the text of a message; what it took stands in `taken`."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.taken: list[str] = []
        self.ids: list[int] = []
        self.answers: Callable[[str], web.Response] = lambda text: web.Response()
        self.url = ""
        self.changed = asyncio.Condition()

    async def take(self, request: web.Request) -> web.Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
            return web.Response(status=401)
        update = await request.json()
        text = update["message"]["text"]
        self.seen.append(text)
        answer = self.answers(text)
        if answer.status == 200:
            self.ids.append(update["update_id"])
            async with self.changed:
                self.taken.append(text)
                self.changed.notify_all()
        return answer

    async def took(self, count: int) -> list[str]:
        async with asyncio.timeout(5), self.changed:
            await self.changed.wait_for(lambda: len(self.taken) >= count)
        return self.taken


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_updates_come_with_the_secret(started: Telegram, hook: Hook) -> None:
    await started.does(1001, "say", text="before")
    await started.bot.set_webhook(hook.url, secret_token=SECRET)
    await started.does(1001, "say", text="after")
    assert await hook.took(2) == ["before", "after"]
    info = await started.bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.last_error_message) == (hook.url, 0, None)
    assert (await started.get("/bots"))[0]["webhook"] == hook.url


async def test_what_is_refused_comes_again_before_what_came_later(started: Telegram, hook: Hook) -> None:
    await started.does(1002, "start")
    await started.asks("PUT", "/limits", {"retry_scale": 100})
    tries = {"one": 3}  # as often it is refused

    def stumbling(text: str) -> web.Response:
        tries[text] = tries.get(text, 0) - 1
        return web.Response(status=503) if tries[text] >= 0 else web.Response()

    hook.answers = stumbling
    await started.bot.set_webhook(hook.url, secret_token=SECRET, drop_pending_updates=True)
    for text in ("one", "two"):
        await started.does(1001, "say", text=text)
    await started.does(1002, "say", text="aside")
    assert sorted(await hook.took(3)) == ["aside", "one", "two"]
    assert hook.taken.index("one") < hook.taken.index("two")
    assert hook.seen.count("one") == 4
    info = await started.bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_retry_after_is_obeyed(started: Telegram, hook: Hook) -> None:
    await started.asks("PUT", "/limits", {"retry_scale": 100})
    answers = iter([web.Response(status=503, headers={"Retry-After": "30"}), web.Response()])
    hook.answers = lambda text: next(answers)
    await started.bot.set_webhook(hook.url, secret_token=SECRET)
    begun = asyncio.get_running_loop().time()
    await started.does(1001, "say", text="one")
    await hook.took(1)
    assert 0.3 <= asyncio.get_running_loop().time() - begun < 2


async def test_a_doubled_update_is_delivered_twice(started: Telegram, hook: Hook) -> None:
    await started.bot.set_webhook(hook.url, secret_token=SECRET)
    await started.post("/faults", kind="duplicate")
    await started.does(1001, "say", text="one")
    assert await hook.took(2) == ["one", "one"]
    assert hook.ids[0] == hook.ids[1]
    await started.post(f"/updates/{hook.ids[0]}/again")
    assert await hook.took(3) == ["one"] * 3


async def test_a_method_in_the_answer_is_carried_out(started: Telegram, hook: Hook) -> None:
    hook.answers = lambda text: web.json_response({"method": "sendMessage", "chat_id": 1001, "text": "echo"})
    await started.bot.set_webhook(hook.url, secret_token=SECRET)
    await started.does(1001, "say", text="one")
    await hook.took(1)
    await asyncio.sleep(0.05)
    assert (await started.get("/people/1001/chats/bot"))["messages"][-1]["text"] == "echo"


async def test_asking_and_a_webhook_exclude_each_other(started: Telegram, hook: Hook) -> None:
    polling = asyncio.create_task(started.bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    await started.bot.set_webhook(hook.url, secret_token=SECRET, allowed_updates=["message"])
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await polling
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await started.bot.get_updates()
    assert (await started.bot.get_webhook_info()).allowed_updates == ["message"]
    await started.bot.delete_webhook()
    await started.does(1001, "say", text="one")
    assert len(await started.bot.get_updates()) == 1


async def test_a_bot_that_is_down_loses_nothing(started: Telegram, hook: Hook) -> None:
    await started.asks("PUT", "/limits", {"retry_scale": 50})
    await started.bot.set_webhook("http://127.0.0.1:9/", secret_token=SECRET)
    for text in ("one", "two"):
        await started.does(1001, "say", text=text)
    await asyncio.sleep(0.05)
    assert (await started.bot.get_webhook_info()).pending_update_count == 2
    await started.bot.set_webhook(hook.url, secret_token=SECRET)
    assert await hook.took(2) == ["one", "two"]
