"""A running Hearback: its web server, its intake, its courier and its clock, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import secrets
import signal
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
import uvicorn
from pydantic import SecretStr
from starlette.types import ASGIApp

from bot import build, errors, logs, supervised, watching
from bot.build import Hearback
from bot.handlers.webhook import Webhook
from bot.settings import Settings
from bot.web import app as web

if TYPE_CHECKING:
    from bot.web.practice_app import PracticeApp

log = structlog.get_logger()
STOP_WITHIN_SECONDS = 6.5
CANCEL_WITHIN_SECONDS = 1.0
PRACTICE_FOLDER = Path(".data")
PRACTICE_TOKEN = "4242:practice-token-of-this-machine"


class Server(uvicorn.Server):
    """A web server that leaves the signals to us, and says when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen."""
        await super().startup(sockets)
        self.is_up.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing: whoever runs the server stops it."""
        yield


@dataclass(frozen=True, slots=True)
class Ended:
    """How it stopped: the parts that ended by themselves, and whether no thread is left that waits for the database."""

    parts: list[str]
    is_clean: bool


def run(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT. Without a token, with a practice Telegram of its own in this process.

    Raises `errors.Permanent` where a part of it ended by itself.
    """
    logs.configure(settings.log_level)
    ended = asyncio.run(_with_practice(settings) if settings.token is None else _run(settings, None, listens(settings)))
    if not ended.is_clean:
        log.error("stopped without the database", parts=ended.parts)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1 if ended.parts else 0)  # the interpreter would wait for the threads that were left behind
    if ended.parts:
        raise errors.Permanent(f"Hearback stopped, since a part of it ended by itself: {', '.join(ended.parts)}.")


def practice(settings: Settings) -> None:
    """Run only the practice Telegram."""
    logs.configure(settings.log_level)
    asyncio.run(_only_practice(settings))


async def _run(settings: Settings, practice: PracticeApp | None, listening: socket.socket) -> Ended:
    made = build.hearback(settings)
    if practice is not None:
        print("This is practice: a made-up borough on this machine. Nothing leaves it, nothing is kept.", flush=True)
    _freeze_what_was_imported()
    return await keep_running(made, practice, listening)


async def keep_running(made: Hearback, practice: PracticeApp | None, listening: socket.socket) -> Ended:
    """Run until told to stop, or until a part ends by itself: then the others are stopped too."""
    incoming, parts = made.incoming, dict[str, asyncio.Task[None]]()
    webhook = (incoming.path, incoming.secret, incoming.take) if isinstance(incoming, Webhook) else None
    watch = watching.Watch(made)
    application = web.app(
        is_alive=lambda: not any(part.done() for part in parts.values()),
        ready=watch.ready,
        clock=watch.clock,
        metrics=watch.metrics,
        webhook=webhook,
        practice=practice,
    )
    server = _server(application)
    stopping = _told_to_stop()
    parts["server"] = asyncio.create_task(server.serve(sockets=[listening]))
    parts["courier"] = asyncio.create_task(made.courier.run())
    parts["intake"] = asyncio.create_task(incoming.run())
    beside = [asyncio.create_task(_started(made, server)), asyncio.create_task(_say_ready(made, server, listening))]
    beside.append(asyncio.create_task(supervised.keep_telling()))
    made.schedule.start()
    told = asyncio.create_task(stopping.wait())
    await asyncio.wait([told, *parts.values()], return_when=asyncio.FIRST_COMPLETED)
    ended = [_how_it_ended(name, part) for name, part in parts.items() if part.done()]
    if practice is not None:
        await practice.world.close()
    is_clean = await _stop(made, server, parts, [*beside, told])
    return Ended(ended, is_clean)


def _how_it_ended(name: str, part: asyncio.Task[None]) -> str:
    error = None if part.cancelled() else part.exception()
    how = type(error).__name__ if error else "no error"
    log.error("part ended", part=name, error=how)
    return f"{name} ({how})"


async def _with_practice(settings: Settings) -> Ended:
    from bot import borough
    from bot.practice.world import World
    from bot.web.practice_app import practice_app
    from bot.web.practice_page import FirstPhone, page_routes

    listening = listens(settings)
    clock_file, database = _fresh_practice()
    token = PRACTICE_TOKEN
    settings = settings.model_copy(
        update={
            "token": SecretStr(token),
            "programme": borough.TEAM,
            "api_base": _address(listening),
            "database_url": f"sqlite:///{database}",
            "clock_file": clock_file,
            "public_url": None,
        }
    )
    world = World(offset_file=clock_file, any_token=True)
    world.limits.scale = world.limits.retry_scale = settings.pace
    phones = [FirstPhone(person, chat) for person, chat in borough.settle(settings, world, token)]
    page = page_routes(phones, title="Hearback: practice")
    return await _run(settings, practice_app(world, page), listening)


async def _only_practice(settings: Settings) -> None:
    from bot.practice.world import World
    from bot.web.practice_app import practice_app
    from bot.web.practice_page import page_routes

    listening = listens(settings)
    world = World(offset_file=settings.clock_file, any_token=True)
    server = _server(practice_app(world, page_routes()))
    stopping = _told_to_stop()
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    up, told = asyncio.create_task(server.is_up.wait()), asyncio.create_task(stopping.wait())
    await asyncio.wait([up, told, serving], return_when=asyncio.FIRST_COMPLETED)
    if up.done():
        print(f"ready {_address(listening)}", flush=True)
    await asyncio.wait([told, serving], return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    await world.close()
    await asyncio.wait([serving], timeout=STOP_WITHIN_SECONDS)


async def _stop(
    made: Hearback, server: Server, parts: dict[str, asyncio.Task[None]], beside: list[asyncio.Task[Any]]
) -> bool:
    """Stop everything, within ten seconds; returns whether nothing was left behind."""
    supervised.tell("STOPPING=1")
    made.schedule.stop()
    made.courier.stop()
    server.should_exit = True
    await asyncio.wait([parts["server"], parts["courier"]], timeout=STOP_WITHIN_SECONDS)
    await build.stop([*parts.values(), *beside], CANCEL_WITHIN_SECONDS)
    await made.bot.session.close()
    return made.store.close()


async def _started(made: Hearback, server: Server) -> None:
    """Optional calls: what the bot is called, its menus. None of them stops the start."""
    await server.is_up.wait()
    supervised.tell("READY=1")
    await build.introduce(made)


async def _say_ready(made: Hearback, server: Server, listening: socket.socket) -> None:
    await server.is_up.wait()
    await made.incoming.is_ready.wait()
    print(f"ready {_address(listening)}", flush=True)


def _server(application: ASGIApp) -> Server:
    return Server(
        uvicorn.Config(application, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=2)
    )


def listens(settings: Settings) -> socket.socket:
    """A socket at the address that the settings name, on which an answer leaves as soon as it is there.

    asyncio turns Nagle's algorithm off only where the protocol is named; with it an answer in two pieces takes 40 ms.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise errors.WrongSetting(
            f"HEARBACK_PORT {settings.port} cannot be used on {settings.host} ({error.strerror}): choose another, or 0."
        ) from error
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _told_to_stop() -> asyncio.Event:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        if sys.platform == "win32":
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopping.set))
        else:
            loop.add_signal_handler(number, stopping.set)
    return stopping


def _freeze_what_was_imported() -> None:
    """Long-lived objects are left out of garbage collection: its pauses are what a webhook's p99 is made of."""
    gc.collect()
    gc.freeze()


def _fresh_practice() -> tuple[Path, Path]:
    PRACTICE_FOLDER.mkdir(exist_ok=True)
    name = f"practice-{secrets.token_hex(3)}"
    for old in PRACTICE_FOLDER.glob("practice-*"):
        old.unlink(missing_ok=True)
    clock_file = PRACTICE_FOLDER / f"{name}.clock"
    clock_file.write_text("0")
    return clock_file, PRACTICE_FOLDER / f"{name}.db"
