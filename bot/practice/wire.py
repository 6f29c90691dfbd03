"""How things look to a bot: Bot API objects, written by python-telegram-bot's types."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

import telegram

from bot.practice.chats import RIGHTS, Chat, Kind, Member, Status
from bot.practice.messages import Message
from bot.practice.people import Account

JSON = dict[str, Any]

ANONYMOUS_ID = 1087968824
_ANONYMOUS = telegram.User(ANONYMOUS_ID, "Group", is_bot=True, username="GroupAnonymousBot")
NEWER_RIGHTS: Final[JSON] = {"can_send_welcome_messages": False}  # required since Bot API 10.3
_EPOCH = datetime.fromtimestamp(0, UTC)
_NEVER_SENT: Final = ("channel_chat_created", "delete_chat_photo", "group_chat_created", "supergroup_chat_created")
_MESSAGE_FIELDS: Final = frozenset(inspect.signature(telegram.Message.__init__).parameters)


def written(thing: telegram.TelegramObject, *lists: str) -> JSON:
    """An object as JSON, with those `lists` put back that python-telegram-bot leaves out for being empty."""
    return {**{name: [] for name in lists}, **thing.to_dict()}


def user(account: Account) -> telegram.User:
    """A person or a bot."""
    return telegram.User(
        account.id,
        account.first_name,
        account.is_bot,
        last_name=getattr(account, "last_name", None),
        username=account.username,
        language_code=getattr(account, "language_code", None),
    )


def chat(one: Chat) -> telegram.Chat:
    """A chat as it stands in messages."""
    if one.person is not None:
        person = one.person
        return telegram.Chat(
            one.id, "private", first_name=person.first_name, last_name=person.last_name, username=person.username
        )
    return telegram.Chat(one.id, one.kind, title=one.title, username=one.username, is_forum=one.forum or None)


def message(one: Message, with_reply: bool = True) -> JSON:
    """A message. What it replies to is written in it, but not what that replied to."""
    out = dict(_face(one))
    out["message_id"], out["date"] = one.id, one.date
    if one.text:
        out["caption" if one.captioned else "text"] = one.text
    if one.entities:
        out["caption_entities" if one.captioned else "entities"] = one.entities
    if one.body:
        out.update(one.body)
    if one.thread is not None:
        out["message_thread_id"], out["is_topic_message"] = one.thread, True
    if one.markup:
        out["reply_markup"] = one.markup
    if with_reply and (answered := _answered(one)) is not None:
        out["reply_to_message"] = message(answered, with_reply=False)
    if one.edited or one.album or one.protected:
        out.update(_rare(one))
    return out


def _answered(one: Message) -> Message | None:
    """What it replies to; in a topic, what replies to nothing replies to the message that opened the topic."""
    answered = one.reply_to
    if answered is None and one.thread is not None and one.thread != one.id:
        answered = one.chat.messages.get(one.thread)
    return None if answered is None or answered.deleted else answered


def _rare(one: Message) -> JSON:
    fields = {"edit_date": one.edited, "media_group_id": one.album, "has_protected_content": one.protected}
    return {name: value for name, value in fields.items() if value}


def _face(one: Message) -> JSON:
    key = (one.sender.id, one.anonymous)
    face = one.chat.faces.get(key)
    if face is None:
        face = one.chat.faces[key] = _new_face(one)
    return face


def _new_face(one: Message) -> JSON:
    where = chat(one.chat)
    if one.anonymous:
        whole = telegram.Message(0, _EPOCH, where, from_user=_ANONYMOUS, sender_chat=where)
    else:
        whole = telegram.Message(0, _EPOCH, where, from_user=user(one.sender))
    return {name: value for name, value in whole.to_dict().items() if name not in _NEVER_SENT}


def body(**fields: object) -> JSON:
    """Fields of a message (python-telegram-bot objects, lists of them, plain values) as they stand in its JSON."""
    unknown = fields.keys() - _MESSAGE_FIELDS
    if unknown:
        raise TypeError(f"A message has no {', '.join(sorted(unknown))}")
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: object) -> object:
    if isinstance(value, telegram.TelegramObject):
        return value.to_dict()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value


def moment(seconds: float) -> datetime:
    """A time as python-telegram-bot wants it."""
    return datetime.fromtimestamp(int(seconds), UTC)


def member(one: Member) -> telegram.ChatMember:
    """How somebody stands in a group."""
    match one.status:
        case Status.CREATOR:
            return telegram.ChatMemberOwner(user(one.account), one.anonymous, one.title)
        case Status.ADMINISTRATOR:
            rights: JSON = {right: right in one.rights for right in RIGHTS}
            rights["api_kwargs"] = NEWER_RIGHTS
            return telegram.ChatMemberAdministrator(
                user(one.account), can_be_edited=False, is_anonymous=one.anonymous, custom_title=one.title, **rights
            )
        case Status.MEMBER:
            return telegram.ChatMemberMember(user(one.account))
        case Status.LEFT:
            return telegram.ChatMemberLeft(user(one.account))
        case Status.KICKED:
            return telegram.ChatMemberBanned(user(one.account), until_date=_EPOCH)


def member_changed(where: Chat, by: Account, at: int, before: Member, after: Member) -> JSON:
    """The body of a `my_chat_member` or `chat_member` update."""
    return written(telegram.ChatMemberUpdated(chat(where), user(by), moment(at), member(before), member(after)))


@lru_cache(maxsize=1)
def _gifts() -> telegram.AcceptedGiftTypes:
    return telegram.AcceptedGiftTypes(True, True, True, True, True)


def full_chat(one: Chat) -> JSON:
    """What `getChat` answers."""
    face = chat(one).to_dict()
    pinned = one.messages.get(one.pinned[-1]) if one.pinned else None
    everyone = None if one.kind is Kind.PRIVATE else telegram.ChatPermissions.all_permissions()
    whole = telegram.ChatFullInfo(
        accent_color_id=0, max_reaction_count=11, accepted_gift_types=_gifts(), permissions=everyone, **face
    ).to_dict()
    return {**whole, "pinned_message": message(pinned)} if pinned and not pinned.deleted else whole
