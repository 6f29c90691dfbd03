"""Control of the practice Telegram: events, faults, the journal, updates by hand, and files."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header
from fastapi.responses import Response, StreamingResponse

from bot.practice import seen
from bot.practice.refusals import no_such
from bot.practice.world import World
from bot.web.practice_asked import Body, OfBot
from bot.web.practice_control import TheWorld
from bot.web.practice_people import LONGEST_WAIT_SECONDS

JSON = dict[str, Any]

BATCH = 500
STILL_HERE_SECONDS = 15.0
_HARMLESS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}  # whatever a bot has sent

router = APIRouter(prefix="/practice")


class NewUpdate(Body):
    """An update to put into a bot's queue as it is."""

    update: JSON
    bot: int | None = None


@router.get("/events")
async def events(world: TheWorld, after: int = 0, wait: float = 0, limit: int = BATCH) -> JSON:
    """The events after a number; with `wait`, waits for the first."""
    if wait > 0:
        await world.events.wait(after, min(wait, LONGEST_WAIT_SECONDS))
    found = world.events.after(after, limit)
    shown = [seen.event(world, one) for one in found]
    return {"seq": found[-1].seq if found else after, "events": shown, "lost": world.events.lost(after)}


@router.get("/events/stream")
async def stream(
    world: TheWorld, after: int | None = None, last_event_id: Annotated[int | None, Header()] = None
) -> StreamingResponse:
    """The events as they come, as Server-Sent Events."""
    resumed = after if last_event_id is None else last_event_id
    begin = world.events.last if resumed is None else resumed
    return StreamingResponse(
        _stream(world, begin), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def _stream(world: World, after: int) -> AsyncIterator[str]:
    yield ": here\n\n"
    while not world.events.closed:
        for one in world.events.after(after, BATCH):
            after = one.seq
            yield f"id: {one.seq}\ndata: {json.dumps(seen.event(world, one), ensure_ascii=False)}\n\n"
        if not await world.events.wait(after, STILL_HERE_SECONDS):
            yield ": still here\n\n"


@router.get("/faults")
async def faults(world: TheWorld) -> list[JSON]:
    """The faults that are set."""
    return world.faults.as_json()


@router.post("/faults")
async def set_fault(world: TheWorld, asked: JSON) -> JSON:
    """Sets a fault."""
    about = dict(asked)
    return world.faults.add(str(about.pop("kind", "")), **about).as_json()


@router.delete("/faults")
async def clear_faults(world: TheWorld) -> JSON:
    """Takes all faults away."""
    world.faults.clear()
    return {}


@router.delete("/faults/{fault_id}")
async def remove_fault(world: TheWorld, fault_id: int) -> JSON:
    """Takes a fault away."""
    world.faults.remove(fault_id)
    return {}


@router.get("/journal")
async def journal(
    world: TheWorld,
    after: int = 0,
    method: str | None = None,
    chat_id: str | None = None,
    bot: int | None = None,
    status: int | None = None,
    limit: int = BATCH,
) -> JSON:
    """The Bot API calls after a number."""
    found = world.journal.after(after, limit, method=method, chat_id=chat_id, bot=bot, status=status)
    seq = found[-1].seq if len(found) == limit else world.journal.last
    return {"seq": seq, "calls": [one.as_json() for one in found], "lost": world.journal.lost(after)}


@router.delete("/journal")
async def clear_journal(world: TheWorld) -> JSON:
    """Forgets the calls."""
    world.journal.clear()
    return {}


@router.post("/updates")
async def put_update(world: TheWorld, asked: NewUpdate) -> JSON:
    """Puts an update into a bot's queue as it is."""
    return {"update_id": world.the_bot(asked.bot).inbox.put(asked.update)}


@router.post("/updates/{update_id}/again")
async def repeat_update(world: TheWorld, update_id: int, asked: OfBot) -> JSON:
    """Delivers an update a second time."""
    world.the_bot(asked.bot).inbox.repeat(update_id)
    return {}


@router.get("/files/{file_id}")
async def file(world: TheWorld, file_id: str) -> Response:
    """The bytes of a file."""
    stored = world.files.get(file_id.removesuffix("-s"))
    if stored is None:
        raise no_such("file", file_id)
    return Response(stored.upload.data, media_type=stored.upload.mime, headers=_HARMLESS)
