"""The pages and routes of a running Hearback."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot import errors

MAX_BODY_BYTES = 1 << 20
RETRY_AFTER_SECONDS = 5
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
Take = Callable[[bytes], Awaitable[Any]]


def app(
    *,
    is_alive: Callable[[], bool],
    ready: Callable[[], Awaitable[dict[str, Any]]],
    clock: Callable[[], dict[str, Any]],
    metrics: Callable[[], Awaitable[str]],
    webhook: tuple[str, bytes, Take] | None = None,
    practice: ASGIApp | None = None,
) -> ASGIApp:
    """The application: health, the webhook where there is one (path, secret, taker), and practice where it is on."""
    made = FastAPI(title="Hearback", docs_url=None, redoc_url=None, openapi_url=None)

    @made.get("/health/live")
    async def live(response: Response) -> dict[str, str]:
        """The process answers, and no part of it has ended. A database or a Telegram that is away does not count."""
        response.status_code = 200 if is_alive() else 503
        return {"status": "live" if is_alive() else "ending"}

    @made.get("/health/ready")
    async def stands(response: Response) -> dict[str, Any]:
        """Updates are being taken in and the outbox is being said; else 503, and why."""
        found = await ready()
        if not is_alive():
            found |= {"status": "ending", "why": ["a part of it has ended"]}
        response.status_code = 200 if found["status"] == "ready" else 503
        return found

    @made.get("/health/clock")
    async def ticks(response: Response) -> dict[str, Any]:
        """What happens by the clock happens. Apart from `ready`: where it does not, updates are still taken in."""
        now = clock()
        if now.get("late"):
            response.status_code = 503
        return now

    @made.get("/health/metrics")
    async def numbers() -> Response:
        """How it is doing, as numbers that a monitor collects (the text form of Prometheus)."""
        return Response(await metrics(), media_type="text/plain; version=0.0.4")

    if webhook is not None:
        _add_webhook(made, *webhook)
    return made if practice is None else _beside(made, practice)


def _beside(ours: ASGIApp, practice: ASGIApp) -> ASGIApp:
    """Ours under /health, the practice Telegram's for the rest, straight under the server as it needs to be."""

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        is_ours = str(scope.get("path", "")).startswith("/health")
        await (ours if is_ours else practice)(scope, receive, send)

    return both


def _add_webhook(made: FastAPI, path: str, secret: bytes, take: Take) -> None:
    """Telegram's way in. 200 with an empty body only once the update is committed; never 410, never an echo."""

    async def telegram(request: Request) -> Response:
        given = request.headers.getlist(SECRET_HEADER)
        if len(given) != 1 or not secrets.compare_digest(given[0].encode("utf-8", "surrogateescape"), secret):
            return Response(status_code=403)
        body = await _bounded(request)
        if body is None:
            return Response(status_code=413)
        try:
            await take(body)
        except errors.Temporary as error:
            wait = str(round(error.retry_after or RETRY_AFTER_SECONDS))
            return Response(status_code=503, headers={"Retry-After": wait})
        return Response(status_code=200)

    made.add_route(path, telegram, methods=["POST"])


async def _bounded(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            return None
    return bytes(body)
