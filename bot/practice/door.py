"""Where Bot API calls come in: who calls, what goes wrong on purpose, what is answered, what is written down."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from inspect import iscoroutine
from typing import Any

from bot.practice.calls import Call
from bot.practice.faults import Fault, Kind
from bot.practice.files import Upload
from bot.practice.journal import Call as Entry
from bot.practice.methods import Method, named
from bot.practice.refusals import Refused, too_many
from bot.practice.world import World

JSON = dict[str, Any]

DEFAULT_SLOW_SECONDS = 5.0
UNAUTHORIZED = Refused(401, "Unauthorized")
NOT_FOUND = Refused(404, "Not Found")
_HTML = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n"
_CUT = {Kind.DROP: "close", Kind.RESET: "reset"}
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Answer:
    """What goes back over the wire. `cut` says how the connection ends instead of an answer: `close` or `reset`."""

    status: int
    body: bytes
    html: bool = False
    cut: str | None = None
    result: Any = None
    refused: Refused | None = None
    done: bool = True


async def answer(world: World, token: str, name: str, given: Mapping[str, Any]) -> Answer:
    """Carries out one Bot API call, faults and all, and writes it down."""
    bot = world.bot_with(token)
    if bot is None:
        return refusal(UNAUTHORIZED if ":" in token else NOT_FOUND)
    found = named(name)
    if found is None:
        return refusal(NOT_FOUND)
    call = Call(world, bot, found.name, given)
    started, real = world.clock.monotonic(), world.clock.real()
    fault = _fault(call) if world.faults else None
    try:
        answered = await _with_fault(call, found, fault)
    except asyncio.CancelledError:
        took = (world.clock.monotonic() - started) * 1000
        world.journal.add(_entry(call, _unheard(call), fault, real, took))
        raise
    if found.name != "getUpdates" or answered.result != []:
        took = (world.clock.monotonic() - started) * 1000
        world.journal.add(_entry(call, answered, fault, real, took))
    return answered


def refusal(refused: Refused) -> Answer:
    """A refusal as it goes over the wire."""
    return Answer(refused.code, _written(refused.as_json()), refused=refused, done=False)


def _fault(call: Call) -> Fault | None:
    text = str(call.given.get("text") or call.given.get("caption") or "")
    return call.world.faults.on_call(call.method, call.bot.id, call.given.get("chat_id"), text)


async def _with_fault(call: Call, found: Method, fault: Fault | None) -> Answer:
    if fault is None:
        return await _done(call, found)
    if fault.kind is Kind.SLOW:
        return await _slowly(call, found, fault)
    if not fault.after:
        return _broken(fault, None)
    return _broken(fault, await _done(call, found))


async def _slowly(call: Call, found: Method, fault: Fault) -> Answer:
    seconds = DEFAULT_SLOW_SECONDS if fault.seconds is None else fault.seconds
    if fault.after:
        answered = await _done(call, found)
        await asyncio.sleep(seconds)
        return answered
    await asyncio.sleep(seconds)
    return await _done(call, found)


async def _done(call: Call, found: Method) -> Answer:
    try:
        call.check_names()
        result = found.do(call)
        if iscoroutine(result):
            result = await result
    except Refused as refused:
        return refusal(refused)
    except Exception:
        _log.exception("The practice Telegram failed at %s", found.name)
        return refusal(Refused(500, "Internal Server Error"))
    call.done = True
    return Answer(200, _written({"ok": True, "result": result}), result=result)


def _unheard(call: Call) -> Answer:
    """What became of a call whose bot went away before it was answered."""
    return Answer(0, b"", cut="gone", done=call.done)


def _broken(fault: Fault, done: Answer | None) -> Answer:
    """What the bot gets to see in place of `done` (None: nothing was done)."""
    answered = done or Answer(200, b'{"ok":true,"result":', done=False)
    match fault.kind:
        case Kind.DROP | Kind.RESET:
            answered.cut = _CUT[fault.kind]
        case Kind.ERROR_HTML:
            answered.status, answered.body, answered.html = fault.status or 502, _HTML, True
        case Kind.ERROR_BARE:
            answered.status = fault.status or 500
            answered.body = _written({"ok": False, "error_code": answered.status})
        case Kind.WRONG_JSON:
            answered.body = answered.body[: max(1, len(answered.body) * 2 // 3)]
        case Kind.TOO_MANY:
            answered.refused = too_many(fault.retry_after or 1)
            answered.status, answered.body = 429, _written(answered.refused.as_json())
        case _:
            answered.refused = Refused(fault.status or 502, "Bad Gateway")
            answered.status, answered.body = answered.refused.code, _written(answered.refused.as_json())
    return answered


def _written(body: JSON) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _entry(call: Call, answered: Answer, fault: Fault | None, real: float, took_ms: float) -> Entry:
    result, refused = answered.result, answered.refused
    return Entry(
        seq=call.world.journal.next_seq(),
        bot=call.bot.id,
        method=call.method,
        chat_id=_chat_id(call.given.get("chat_id")),
        params={name: _noted(value) for name, value in call.given.items()},
        status=answered.status,
        description=refused.description if refused else None,
        retry_after=refused.parameters.get("retry_after") if refused else None,
        message_id=result.get("message_id") if isinstance(result, dict) else None,
        done=answered.done,
        answered=answered.cut is None,
        fault=fault.id if fault else None,
        real=real,
        took_ms=took_ms,
    )


def _noted(value: object) -> object:
    return {"file": value.name, "size": len(value.data)} if isinstance(value, Upload) else value


def _chat_id(given: object) -> int | str | None:
    if given is None or isinstance(given, int):
        return given
    text = str(given)
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 20 else text
