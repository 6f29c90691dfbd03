"""What a person does: says something, sends a picture or a voice note, edits, forwards, reacts, presses *Start*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import telegram

from bot.practice import entities, files, groups, history, wire
from bot.practice.chats import Chat, Kind
from bot.practice.messages import Draft, Message
from bot.practice.people import Bot, Person
from bot.practice.refusals import NotPossible, no_such
from bot.practice.texts import utf16_length
from bot.practice.world import World

JSON = dict[str, Any]

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a chat something is said, and in what manner."""

    chat: Chat
    topic: int | None = None
    reply_to: int | None = None
    anonymous: bool = False


def say(world: World, person: Person, place: Place, text: str, marked: list[JSON] | None = None) -> Message:
    """Writes a text, with formatting where `marked` has Telegram's entities."""
    said = entities.given(text, marked) if marked else entities.plain(text)
    _check_size(said.text, TEXT_UNITS)
    if not said.text:
        raise NotPossible("There is nothing in this text.")
    return _send(world, person, place, Draft(text=said.text, entities=said.entities))


def send_file(
    world: World,
    person: Person,
    place: Place,
    kind: str,
    upload: files.Upload,
    caption: str = "",
    album: str | None = None,
    **more: Any,
) -> Message:
    """Sends a photo, voice note or document; `more` are its seconds, width, height."""
    said = entities.plain(caption)
    _check_size(said.text, CAPTION_UNITS)
    body = wire.body(**{kind: files.medium(world.files.keep(kind, upload), **more)})
    return _send(world, person, place, Draft(kind, said.text, said.entities, body, album=album))


def share_contact(world: World, person: Person, place: Place, phone_number: str) -> Message:
    """Shares their own contact."""
    contact = telegram.Contact(phone_number, person.first_name, person.last_name, person.id)
    return _send(world, person, place, Draft("contact", body=wire.body(contact=contact)))


def share_location(world: World, person: Person, place: Place, latitude: float, longitude: float) -> Message:
    """Shares a place on the map."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise NotPossible("There is no such place on the earth.")
    return _send(
        world, person, place, Draft("location", body=wire.body(location=telegram.Location(longitude, latitude)))
    )


def edit(world: World, person: Person, chat: Chat, message_id: int, text: str) -> Message:
    """Puts another text (or caption) in one of their own messages."""
    message = _own(person, chat, message_id)
    said = entities.plain(text)
    _check_size(said.text, CAPTION_UNITS if message.captioned else TEXT_UNITS)
    if message.kind != "text" and not message.captioned:
        raise NotPossible("There is no text in this message.", status=409)
    if not said.text and not message.captioned:
        raise NotPossible("There is nothing in this text.")
    message.text, message.entities = said.text, said.entities
    history.edit(world, message)
    return message


def delete(world: World, person: Person, chat: Chat, message_id: int) -> None:
    """Deletes one of their own messages; bots are not told."""
    history.delete(world, chat, [_own(person, chat, message_id)])


def forward(world: World, person: Person, source: Chat, message_id: int, place: Place) -> Message:
    """Passes a message on to another chat."""
    message = history.find(source, message_id)
    if message.protected or message.kind == "service":
        raise NotPossible("This message cannot be forwarded.", status=409)
    return _send(world, person, place, forwarded(message))


def forwarded(message: Message) -> Draft:
    """A message as it is passed on: with where it came from, without its buttons."""
    at = wire.moment(message.date)
    if message.anonymous:
        origin: telegram.MessageOrigin = telegram.MessageOriginChat(at, wire.chat(message.chat))
    else:
        origin = telegram.MessageOriginUser(at, wire.user(message.sender))
    body = {**message.body, **wire.body(forward_origin=origin)}
    return Draft(message.kind, message.text, message.entities, body)


def react(world: World, person: Person, chat: Chat, message_id: int, emoji: list[str]) -> Message:
    """Puts these reactions under a message, in place of the ones they had there."""
    message = history.find(chat, message_id)
    _check_may_write(person, chat)
    before = message.reactions.pop(person.id, [])
    if emoji:
        message.reactions[person.id] = emoji
    world.events.add("reaction", lambda: {"message": message})
    changed = telegram.MessageReactionUpdated(
        wire.chat(chat),
        message.id,
        wire.moment(world.clock.now()),
        [telegram.ReactionTypeEmoji(one) for one in before],
        [telegram.ReactionTypeEmoji(one) for one in emoji],
        user=wire.user(person),
    )
    for bot in chat.bots():
        if chat.private or chat.members[bot.id].administrator:
            world.tell(bot, "message_reaction", wire.written(changed, "old_reaction", "new_reaction"), chat)
    return message


def start(world: World, person: Person, bot: Bot, payload: str = "") -> Message:
    """Presses *Start* (or *Restart*), with what a deep link carries."""
    if not _PAYLOAD.fullmatch(payload):
        raise NotPossible("A link carries up to 64 letters, digits, - and _.")
    groups.block(world, person, bot, blocked=False)
    return say(world, person, Place(world.private(bot, person)), f"/start {payload}")


def deactivate(world: World, person: Person) -> None:
    """Their account is gone."""
    person.deactivated = True
    world.events.add("person", lambda: {"person": person.id})


def open_link(
    world: World, person: Person, link: str, group: Chat | None = None, admin: bool = False
) -> Message | None:
    """Follows a link to a bot: `?start=` opens the private chat, `?startgroup=` adds it to `group`."""
    name, query = _read_link(link)
    bot = world.named(name)
    if not isinstance(bot, Bot):
        raise no_such("bot", f"@{name}")
    if "startgroup" not in query:
        return start(world, person, bot, query.get("start", ""))
    if group is None:
        raise NotPossible("This link wants to know which group.")
    return add_bot(world, person, group, bot, admin or "admin" in query, query["startgroup"])


def add_bot(
    world: World, person: Person, chat: Chat, bot: Bot, admin: bool = False, payload: str | None = None
) -> Message | None:
    """Adds a bot to a group; with a payload, as a `startgroup` link does, the bot is also sent `/start`."""
    if not chat.has(bot.id):
        groups.join(world, chat, bot, by=person, admin=admin)
    if payload is None or not _PAYLOAD.fullmatch(payload):
        return None
    return say(world, person, Place(chat), f"/start@{bot.username} {payload}")


def _read_link(link: str) -> tuple[str, dict[str, str]]:
    parts = urlsplit(link if "://" in link else f"https://{link}")
    query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if parts.scheme == "tg":
        return query.get("domain", ""), query
    if parts.hostname not in ("t.me", "telegram.me"):
        raise NotPossible("This is not a link to a bot.")
    return parts.path.strip("/"), query


def _send(world: World, person: Person, place: Place, draft: Draft) -> Message:
    chat = place.chat
    _check_may_write(person, chat)
    member = chat.members[person.id]
    topic = groups.topic_of(chat, place.topic)
    if topic is not None and topic.closed and not member.may("can_manage_topics"):
        raise NotPossible("This topic is closed.", status=409)
    if place.anonymous and not (member.administrator and chat.kind is Kind.SUPERGROUP):
        raise NotPossible("Only an administrator of a supergroup can be anonymous.", status=409)
    draft.thread = topic.id if topic else None
    draft.reply_to = history.find(chat, place.reply_to) if place.reply_to is not None else None
    draft.anonymous = place.anonymous or member.anonymous
    chat.started = True
    return history.add(world, chat, person, draft)


def _check_may_write(person: Person, chat: Chat) -> None:
    if person.deactivated:
        raise NotPossible(f"{person.name} has no account any more.", status=409)
    if not chat.has(person.id):
        raise NotPossible(f"{person.name} is not in this group.", status=409)
    if chat.upgraded_to is not None:
        raise NotPossible(f"This group has become the supergroup {chat.upgraded_to}.", status=409)
    if chat.bot is not None and chat.bot.id in person.blocked:
        raise NotPossible(f"{person.name} has blocked this bot.", status=409)


def _own(person: Person, chat: Chat, message_id: int) -> Message:
    message = history.find(chat, message_id)
    _check_may_write(person, chat)
    if message.sender is not person or message.kind == "service":
        raise NotPossible("This is somebody else's message.", status=409)
    return message


def _check_size(text: str, most: int) -> None:
    if utf16_length(text) > most:
        raise NotPossible(f"This is longer than the {most} characters that Telegram takes.")
