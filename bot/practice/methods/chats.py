"""Asking about chats, and leaving them."""

from __future__ import annotations

from typing import Any

from bot.practice import groups, targets, wire
from bot.practice.calls import Call
from bot.practice.chats import Chat, Member, Status
from bot.practice.methods.registry import method
from bot.practice.people import Bot
from bot.practice.refusals import NotPossible, bad

JSON = dict[str, Any]


@method
def get_chat(call: Call) -> JSON:
    """Everything about a chat."""
    return wire.full_chat(targets.chat_of(call))


@method
def get_chat_administrators(call: Call) -> list[JSON]:
    """Who runs a group; bots other than the asking one are left out."""
    chat = _group(call)
    admins = [one for one in chat.members.values() if one.administrator]
    return [wire.member(one).to_dict() for one in admins if not isinstance(one.account, Bot) or one.account is call.bot]


@method
def get_chat_member(call: Call) -> JSON:
    """How somebody stands in a chat."""
    chat = targets.chat_of(call)
    user_id = call.required_integer("user_id")
    member = chat.member(user_id)
    if member is None:
        account = call.world.bots.get(user_id) or call.world.people.get(user_id)
        if account is None or chat.private:
            raise bad("PARTICIPANT_ID_INVALID")
        member = Member(account, Status.LEFT)
    return wire.member(member).to_dict()


@method
def get_chat_member_count(call: Call) -> int:
    """How many are in a chat."""
    return sum(one.there for one in targets.chat_of(call).members.values())


@method
def leave_chat(call: Call) -> bool:
    """The bot goes."""
    groups.leave(call.world, _group(call), call.bot)
    return True


@method
def set_chat_title(call: Call) -> bool:
    """Gives a group another name."""
    chat = _group(call)
    targets.check_right(call, chat, "can_change_info")
    try:
        groups.rename(call.world, chat, call.text("title"), call.bot)
    except NotPossible as wrong:
        raise bad("CHAT_TITLE_EMPTY" if not call.text("title").strip() else "title is too long") from wrong
    return True


def _group(call: Call) -> Chat:
    chat = targets.chat_of(call)
    if chat.private:
        raise bad("there are no administrators in the private chat")
    return chat
