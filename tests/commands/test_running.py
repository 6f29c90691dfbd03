"""A running Hearback as a whole: its parts, its start without Telegram, its end without a database."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import socket
import tempfile
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import GetMe
from aiogram.types import User
from sqlmodel import select

from bot import build, errors, gauges, running, settings, watching
from bot.build import Hearback
from bot.clock import Clock
from bot.counting import Counts
from bot.courier import lease
from bot.store.programme import Programme
from bot.store.session import Store
from bot.upkeep import shelf
from tests.handlers.telegram import TOKEN, Telegram
from tests.wire.processes import Nursery

NOWHERE = "http://127.0.0.1:9"
STOPS_WITHIN_SECONDS = 10


class Part:
    """A part of Hearback that breaks when it is told to."""

    def __init__(self) -> None:
        self.is_ready = asyncio.Event()
        self.is_ready.set()
        self.breaks = asyncio.Event()

    async def run(self) -> None:
        await self.breaks.wait()
        raise LookupError("Samina said something")

    def stop(self) -> None:
        """Nothing: it is broken."""


@pytest.fixture
async def made(sqlite_url: str) -> AsyncIterator[Hearback]:
    """A Hearback whose Telegram is in this process."""
    hearback = build.hearback(settings.load(token=TOKEN, api_base=NOWHERE, database_url=sqlite_url, languages="en"))
    await hearback.bot.session.close()
    hearback.bot.session = Telegram()
    yield hearback
    hearback.store.close()


@contextlib.asynccontextmanager
async def at_work(made: Hearback) -> AsyncIterator[tuple[asyncio.Task[running.Ended], str]]:
    listening = socket.create_server(("127.0.0.1", 0))
    task = asyncio.create_task(running.keep_running(made, None, listening))
    async with httpx.AsyncClient() as client:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/health/ready"
        for _try in range(500):
            if (await client.get(address)).status_code == 200:
                break
            await asyncio.sleep(0.02)
        yield task, address


class Slow(Part):
    """A courier that takes its time to stop."""

    standing: Any = None

    def __init__(self, standing: Any) -> None:
        super().__init__()
        self.standing = standing
        self.may_end = asyncio.Event()

    async def run(self) -> None:
        await self.may_end.wait()


async def test_a_part_that_dies_takes_the_process_down_and_is_named(made: Hearback) -> None:
    broken = Part()
    made.incoming = broken  # type: ignore[assignment]
    async with at_work(made) as (task, _address):
        broken.breaks.set()
        async with asyncio.timeout(STOPS_WITHIN_SECONDS):
            ended = await task
    assert ended == running.Ended(["intake (LookupError)"], is_clean=True)


async def test_it_is_not_ready_once_a_part_is_dead(made: Hearback) -> None:
    broken, slow = Part(), Slow(made.courier.standing)
    made.incoming, made.courier = broken, slow  # type: ignore[assignment]
    said: list[int] = []
    async with at_work(made) as (task, address), httpx.AsyncClient() as client:
        said.append((await client.get(address)).status_code)
        asking = asyncio.create_task(client.get(address))
        broken.breaks.set()
        with contextlib.suppress(httpx.TransportError):
            said.append((await asking).status_code)
            said.append((await client.get(address)).status_code)
        slow.may_end.set()
        await task
    assert said[-1] == 503


async def test_a_monitor_sees_whether_the_clock_goes(made: Hearback) -> None:
    broken = Part()
    made.incoming = broken  # type: ignore[assignment]
    async with at_work(made) as (task, address), httpx.AsyncClient() as client:
        clock, numbers = [await client.get(address.replace("ready", page)) for page in ("clock", "metrics")]
        made.schedule._ran["digest.send"].monotonic -= 3600
        late, red = [await client.get(address.replace("ready", page)) for page in ("clock", "metrics")]
        broken.breaks.set()
        await task
    assert (clock.status_code, clock.json()["late"]) == (200, [])
    assert (late.status_code, late.json()["late"]) == (503, ["digest.send"])
    assert 'hearback_look_age_seconds{look="digest.send"} ' in numbers.text
    assert "hearback_clock_is_late 0\n" in numbers.text and "hearback_clock_is_late 1\n" in red.text


class Waking(Telegram):
    """A Telegram that answers from the third call on."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def make_request(self, bot: Any, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109
        self.asked.append(type(method).__name__)
        if len(self.asked) < 3:
            raise TypeError("no answer that could be read")
        return User(id=1, is_bot=True, first_name="Hearback", username="a_bot") if isinstance(method, GetMe) else True


async def test_telegram_that_is_away_at_the_start_is_asked_again(
    made: Hearback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "FIRST_PAUSE_SECONDS", 0.01)
    made.bot.session = telegram = Waking()
    async with asyncio.timeout(5):
        await build.introduce(made)
    assert telegram.asked[:3] == ["GetMe"] * 3
    assert "SetMyCommands" in telegram.asked
    kept = made.store.write_now(lambda session: session.exec(select(Programme.username)).one())
    assert kept == made.reception.programme.username == "a_bot"


@pytest.mark.postgres
def test_it_stops_even_where_the_database_does_not_answer(postgres_url: str, tmp_path: Path, nursery: Nursery) -> None:
    env = {"HEARBACK_TOKEN": TOKEN, "HEARBACK_API_BASE": NOWHERE, "HEARBACK_PORT": "0"}
    process = nursery.start("run", {**env, "HEARBACK_DATABASE_URL": postgres_url}, tmp_path / "out")
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    until_it_holds_the_lease(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("LOCK TABLE lease, outbox, telling IN ACCESS EXCLUSIVE MODE"))
        time.sleep(2)
        started = time.monotonic()
        assert process.stop_now() == 0
        assert time.monotonic() - started < STOPS_WITHIN_SECONDS


def until_it_holds_the_lease(engine: sa.Engine) -> None:
    for _try in range(600):
        with engine.connect() as connection:
            if connection.execute(sa.text("SELECT count(*) FROM lease WHERE epoch > 0")).scalar_one():
                return
        time.sleep(0.1)
    raise AssertionError("it did not start")


async def test_ready_tells_the_truth_while_it_runs(made: Hearback, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a database, or without a courier, it is not ready, and says why; it is alive all the same."""
    broken = Part()
    made.incoming = broken  # type: ignore[assignment]
    async with at_work(made) as (task, address), httpx.AsyncClient() as client:

        async def told(why: str) -> None:
            for _try in range(500):
                answer = await client.get(address)
                if (answer.status_code, answer.json()["why"]) == (503, [why]):
                    return
                await asyncio.sleep(0.02)
            raise AssertionError(answer.text)

        with monkeypatch.context() as away:
            away.setattr(Store, "read", nothing_to_be_read)
            await told("the database does not answer")
            assert (await client.get(address.replace("ready", "live"))).status_code == 200
            assert "hearback_database_up 0\n" in (await client.get(address.replace("ready", "metrics"))).text
        with monkeypatch.context() as silent:
            silent.setattr(lease, "is_free", lambda *_any: True)
            silent.setattr(watching, "SILENT_SECONDS", 0.0)
            await told("no process speaks for the bot")
        broken.breaks.set()
        await task


async def nothing_to_be_read(_self: Store, _work: object) -> None:
    raise errors.Temporary("the database is busy or away")


async def test_every_number_of_the_register_is_told_and_no_other(made: Hearback, tmp_path: Path) -> None:
    broken = Part()
    made.incoming = broken  # type: ignore[assignment]
    made.settings.backups = tmp_path
    shelf.put(Path(shutil.copy(__file__, tmp_path / "part")), "sqlite", "1", datetime.now(UTC))
    async with at_work(made) as (task, address), httpx.AsyncClient() as client:
        made.counts.answered_at = 0.0
        page = (await client.get(address.replace("ready", "metrics"))).text
        broken.breaks.set()
        await task
    assert set(re.findall(r"^# TYPE (\w+) (?:gauge|counter)$", page, re.M)) == {gauge.name for gauge in gauges.ALL}
    for line in page.splitlines():
        assert re.fullmatch(r'# (?:HELP|TYPE) .+|[a-z_]+(?:\{[a-z]+="[^"\\]+"\})? [-+.e\d]+', line), line


async def test_what_telegram_answers_is_counted() -> None:
    counts = Counts(Clock())

    async def ends(with_error: Exception | None) -> None:
        async def call(_bot: Any, _method: Any) -> Any:
            if with_error is not None:
                raise with_error
            return None

        with contextlib.suppress(TelegramAPIError, TypeError):
            await counts(call, None, GetMe())  # type: ignore[arg-type]

    for error in (
        None,
        TelegramRetryAfter(GetMe(), "too many", 3),
        TelegramBadRequest(GetMe(), "no"),
        TelegramNetworkError(GetMe(), "gone"),
        TypeError("no JSON"),
    ):
        await ends(error)
    assert counts.calls == {"answered": 1, "too_many": 1, "refused": 1, "away": 2}


def test_systemd_hears_that_it_is_ready_and_goes_on(
    tmp_path: Path, nursery: Nursery, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, tempfile.TemporaryDirectory() as short:
        manager.bind(f"{short}/notify")
        manager.settimeout(60)
        env = {"HEARBACK_TOKEN": TOKEN, "HEARBACK_API_BASE": NOWHERE, "HEARBACK_PORT": "0"}
        told = {"NOTIFY_SOCKET": f"{short}/notify", "WATCHDOG_USEC": "200000"}
        process = nursery.start("run", {**env, **told}, tmp_path / "out")
        heard: list[bytes] = []
        while {b"READY=1", b"WATCHDOG=1"} - set(heard) or heard.count(b"WATCHDOG=1") < 3:
            heard.append(manager.recv(100))
        assert process.stop_now() == 0
        while b"STOPPING=1" not in heard:
            heard.append(manager.recv(100))
