"""How every end of a call is read, by its cause: real exceptions of aiogram, from real HTTP."""

from __future__ import annotations

import socket

import pytest
from aiogram import Bot
from aiohttp import ClientTimeout

from bot.courier import line, outcome
from bot.courier.line import Line
from bot.courier.outcome import Cause, Outcome
from tests.courier.telegram import TOKEN, Answer, Telegram, drop, hang, raw, refuse

ANSWERS: dict[str, tuple[Answer, Cause]] = {
    "the connection ends": (drop, Cause.UNKNOWN),
    "no answer within the time": (hang, Cause.UNKNOWN),
    "an HTML page of a proxy": (raw(502, "<html>", "text/html"), Cause.UNKNOWN),
    "a 500 without a description": (raw(500, '{"ok": false}'), Cause.UNKNOWN),
    "a 500 in Telegram's shape": (refuse(500, "Internal Server Error"), Cause.UNKNOWN),
    "half a JSON": (raw(200, '{"ok": true, "resu'), Cause.UNKNOWN),
    "JSON of another shape": (raw(200, '{"ok": true, "result": {"message": 1}}'), Cause.UNKNOWN),
    "ok in a shape not known here": (
        raw(200, '{"ok": true, "result": {"message_id": 9, "chat": {"id": 7}}}'),
        Cause.SAID,
    ),
    "a status nobody foresaw": (refuse(418, "I am a teapot"), Cause.UNKNOWN),
    "429": (refuse(429, "Too Many Requests: retry after 3", retry_after=3), Cause.TOO_MANY),
    "429 without parameters": (refuse(429, "Too Many Requests: retry after 3"), Cause.TOO_MANY),
    "blocked": (refuse(403, "Forbidden: bot was blocked by the user"), Cause.UNREACHABLE),
    "no such chat": (refuse(400, "Bad Request: chat not found"), Cause.UNREACHABLE),
    "may not write": (
        refuse(400, "Bad Request: not enough rights to send text messages to the chat"),
        Cause.UNREACHABLE,
    ),
    "moved": (refuse(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100), Cause.MOVED),
    "moved, it does not say where": (
        refuse(400, "Bad Request: group chat was upgraded to a supergroup chat"),
        Cause.MAYBE_MOVED,
    ),
    "perhaps moved": (refuse(403, "Forbidden: the group chat was deleted"), Cause.MAYBE_MOVED),
    "topic closed": (refuse(400, "Bad Request: TOPIC_CLOSED"), Cause.NO_TOPIC),
    "not modified": (refuse(400, "Bad Request: message is not modified: exactly the same"), Cause.SAID),
    "nothing to edit": (refuse(400, "Bad Request: message to edit not found"), Cause.NOTHING_TO_EDIT),
    "something wrong": (refuse(400, "Bad Request: BUTTON_DATA_INVALID"), Cause.REFUSED),
    "too large": (refuse(413, "Request Entity Too Large"), Cause.REFUSED),
    "a wrong token": (refuse(401, "Unauthorized"), Cause.BOT_REFUSED),
    "no such bot": (refuse(404, "Not Found"), Cause.BOT_REFUSED),
}


PATIENT_SECONDS, IMPATIENT_SECONDS = 30.0, 0.3


async def called(bot: Bot, seconds: float = PATIENT_SECONDS) -> Outcome:
    try:
        return outcome.answered(await bot.send_message(7, "hello", request_timeout=ClientTimeout(total=seconds)))  # type: ignore[arg-type]
    except Exception as error:
        return outcome.raised(error)


@pytest.mark.parametrize(("answer", "cause"), ANSWERS.values(), ids=ANSWERS.keys())
async def test_each_end_of_a_call_has_its_cause(answer: Answer, cause: Cause, telegram: Telegram, bot: Bot) -> None:
    telegram.script.append(answer)
    came = await called(bot, IMPATIENT_SECONDS if answer is hang else PATIENT_SECONDS)
    assert came.cause == cause
    if cause == Cause.TOO_MANY:
        assert came.seconds == 3
    if cause == Cause.MOVED:
        assert came.chat == -100


async def test_a_message_that_was_taken(telegram: Telegram, bot: Bot) -> None:
    assert await called(bot) == Outcome(Cause.SAID, chat=7, message_id=101)


async def test_nobody_at_home_is_no_connection() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        session = Line(f"http://127.0.0.1:{unused.getsockname()[1]}")
        came = await called(Bot(TOKEN, session=session))
        await (await session.create_session()).close()
    assert came == Outcome(Cause.NO_CONNECTION, "ClientConnectorError")


async def test_whoever_may_no_longer_speak_when_the_connection_is_there_was_never_heard(
    telegram: Telegram, bot: Bot
) -> None:
    token = line.may_still.set(lambda: False)
    assert await called(bot) == Outcome(Cause.NOT_CALLED)
    line.may_still.reset(token)
    assert telegram.calls == []
    assert await called(bot) == Outcome(Cause.SAID, chat=7, message_id=101)


def test_what_nobody_foresaw_is_unknown_too() -> None:
    assert outcome.raised(TypeError("argument of type 'NoneType' is not iterable")).cause == Cause.UNKNOWN
