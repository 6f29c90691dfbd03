"""How a bot gets its updates: by asking, or by webhook."""

from __future__ import annotations

import re
from collections.abc import Coroutine
from typing import Any, Final
from urllib.parse import urlsplit

import telegram

from bot.practice import wire
from bot.practice.calls import Call
from bot.practice.methods.registry import method, named
from bot.practice.refusals import Refused, bad, conflict
from bot.practice.updates import KINDS, MOST_AT_ONCE
from bot.practice.webhook import DEFAULT_CONNECTIONS, Webhook

JSON = dict[str, Any]

MOST_CONNECTIONS = 100
LONGEST_POLL_SECONDS = 50
_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)


@method
def get_updates(call: Call) -> Coroutine[Any, Any, list[JSON]]:
    """The updates that wait, or the first to come; those below `offset` are forgotten."""
    if call.bot.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _set_wanted(call)
    limit = min(max(call.integer("limit") or MOST_AT_ONCE, 1), MOST_AT_ONCE)
    timeout = min(max(call.integer("timeout") or 0, 0), LONGEST_POLL_SECONDS)
    return call.bot.inbox.poll(call.integer("offset") or 0, limit, timeout)


@method
def set_webhook(call: Call) -> Coroutine[Any, Any, bool]:
    """Sets the webhook; an empty address takes it away. Only this machine can be reached from here."""
    url = call.text("url").strip()
    secret = call.text("secret_token") or None
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters" if len(secret) <= 256 else "secret token is too long")
    if url:
        _check_address(url)
    _set_wanted(call)
    return _replace(call, url, secret)


@method
def delete_webhook(call: Call) -> Coroutine[Any, Any, bool]:
    """Takes the webhook away."""
    return _replace(call, "", None)


@method
def get_webhook_info(call: Call) -> JSON:
    """The webhook, how much waits for it, and what went wrong last."""
    hook, inbox = call.bot.webhook, call.bot.inbox
    if hook is None:
        return wire.written(telegram.WebhookInfo("", False, len(inbox.waiting)))
    info = telegram.WebhookInfo(
        hook.url,
        False,
        len(inbox.waiting),
        last_error_date=wire.moment(hook.last_error_date) if hook.last_error_date else None,
        last_error_message=hook.last_error,
        max_connections=hook.connections,
        allowed_updates=sorted(inbox.wanted) if inbox.wanted is not None else None,
        ip_address="127.0.0.1",
    )
    return wire.written(info)


async def _replace(call: Call, url: str, secret: str | None) -> bool:
    bot = call.bot
    bot.inbox.interrupt("terminated by setWebhook request")
    old, bot.webhook = bot.webhook, None
    if old is not None:
        await old.stop()
    if call.boolean("drop_pending_updates"):
        bot.inbox.clear()
    if url:
        connections = min(max(call.integer("max_connections") or DEFAULT_CONNECTIONS, 1), MOST_CONNECTIONS)
        pace = call.world.limits
        bot.webhook = Webhook(url, bot.inbox, _doing(call), lambda: pace.retry_scale, secret, connections)
        bot.webhook.start()
    call.world.events.add("bot", lambda: {"bot": bot.id})
    return True


def _doing(call: Call) -> Any:
    """Carries out a method that stood in the answer to a webhook; what it answers is lost, as in Telegram."""

    def do(asked: JSON) -> None:
        found = named(str(asked.pop("method")))
        if found is None or found.name in ("getUpdates", "setWebhook", "deleteWebhook"):
            return
        try:
            found.do(Call(call.world, call.bot, found.name, asked))
        except Refused:
            return

    return do


def _set_wanted(call: Call) -> None:
    kinds = call.structure("allowed_updates", list)
    if kinds is not None:
        call.bot.inbox.wanted = frozenset(map(str, kinds)) & KINDS if kinds else None


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, scheme = parts.hostname, parts.scheme
    except ValueError as wrong:
        raise bad("bad webhook: invalid URL specified") from wrong
    if scheme not in ("http", "https"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if host not in _HERE:
        raise bad("bad webhook: the practice Telegram reaches this machine only")
