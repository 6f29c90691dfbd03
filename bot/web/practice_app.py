"""The practice Telegram as one application: the Bot API, the control interface, and whatever pages are put on top."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import Receive, Scope, Send

from bot.practice.refusals import NotPossible, Refused
from bot.practice.world import World
from bot.web import practice_control, practice_people, practice_watch
from bot.web.practice_api import BotApi

HOST = "127.0.0.1"


class PracticeApp:
    """The Bot API straight under the server, everything else (`pages`) in FastAPI."""

    def __init__(self, world: World, pages: FastAPI) -> None:
        self.world = world
        self.pages = pages
        self._api = BotApi(world)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "http" and scope["path"].startswith(("/bot", "/file/bot")):
            await self._api(scope, receive, send)
        else:
            await self.pages(scope, receive, send)


def practice_app(world: World, *routers: APIRouter) -> PracticeApp:
    """The application that serves a world; `routers` are pages to serve with it (they find it as `app.state.world`)."""
    pages = FastAPI(title="The practice Telegram", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan)
    pages.state.world = world
    pages.add_middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
    pages.add_exception_handler(NotPossible, _not_possible)
    pages.add_exception_handler(Refused, _refused)
    pages.add_exception_handler(RequestValidationError, _not_valid)
    pages.add_exception_handler(HTTPException, _not_there)
    for router in (practice_control.router, practice_people.router, practice_watch.router, *routers):
        pages.include_router(router)
    return PracticeApp(world, pages)


class PracticeServer(uvicorn.Server):
    """Serves the practice Telegram on this machine only, and lets waiting requests go when it ends."""

    def __init__(self, app: PracticeApp) -> None:
        config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
        super().__init__(config)
        self._world = app.world

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends what waits, then the server."""
        await self._world.close()
        await super().shutdown(sockets)


def listening(port: int = 0) -> socket.socket:
    """A socket on 127.0.0.1 to serve on; port 0 takes a free one (`getsockname()[1]` tells which)."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    opened.bind((HOST, port))
    opened.listen(1024)
    return opened


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await app.state.world.close()


async def _not_possible(request: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, NotPossible)
    return JSONResponse({"error": wrong.sentence}, status_code=wrong.status)


async def _refused(request: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, Refused)
    return JSONResponse({"error": wrong.description}, status_code=400)


async def _not_there(request: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, HTTPException)
    return JSONResponse({"error": str(wrong.detail)}, status_code=wrong.status_code, headers=wrong.headers)


async def _not_valid(request: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, RequestValidationError)
    first = wrong.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or "body"
    return JSONResponse({"error": f"{where}: {first['msg']}"}, status_code=400)
