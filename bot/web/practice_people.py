"""Control of the practice Telegram: what one person does, and what they see."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from typing import Any

from fastapi import APIRouter

from bot.practice import acts, files, groups, history, polls, presses, seen
from bot.practice.acts import Place
from bot.practice.chats import Chat
from bot.practice.files import Upload
from bot.practice.people import Person
from bot.practice.refusals import NotPossible, no_such
from bot.practice.world import World
from bot.web.practice_asked import (
    Contact,
    Edit,
    File,
    Forward,
    Link,
    OfBot,
    OnMessage,
    Press,
    Reaction,
    Spot,
    Start,
    Text,
    Vote,
    chat_of,
)
from bot.web.practice_control import TheWorld

JSON = dict[str, Any]

LONGEST_WAIT_SECONDS = 30.0
LONGEST_VOICE_SECONDS = 600

router = APIRouter(prefix="/practice/people/{person_id}")


@router.get("/chats")
async def chats(world: TheWorld, person_id: int) -> list[JSON]:
    """The person's chats, the latest first."""
    person = world.the_person(person_id)
    return [{"chat": seen.chat(one), "last": _last(one, person)} for one in world.chats_of(person)]


@router.get("/chats/{chat}")
async def screen(
    world: TheWorld,
    person_id: int,
    chat: str,
    after: int = 0,
    topic: int | None = None,
    last: int = 200,
    bot: int | None = None,
) -> JSON:
    """A chat as the person sees it."""
    person = world.the_person(person_id)
    if chat != "bot" and not chat.removeprefix("-").isdecimal():
        raise no_such("chat", chat)
    one = chat_of(world, person, None if chat == "bot" else int(chat), bot)
    return seen.screen(person, one, after, max(1, last), topic)


@router.post("/say")
async def say(world: TheWorld, person_id: int, asked: Text) -> JSON:
    """Says something."""
    person = world.the_person(person_id)
    return seen.message(acts.say(world, person, asked.place(world, person), asked.text, asked.entities), person_id)


@router.post("/photo")
async def photo(world: TheWorld, person_id: int, asked: File) -> JSON:
    """Sends a picture."""
    return _send_file(world, person_id, asked, "photo", files.made_up_photo(world.events.last))


@router.post("/voice")
async def voice(world: TheWorld, person_id: int, asked: File) -> JSON:
    """Sends a voice note."""
    if not 1 <= asked.seconds <= LONGEST_VOICE_SECONDS:
        raise NotPossible(f"A voice note here has 1 to {LONGEST_VOICE_SECONDS} seconds.")
    made_up = files.made_up_voice(1 if asked.base64 else asked.seconds)
    return _send_file(world, person_id, asked, "voice", made_up)


@router.post("/document")
async def document(world: TheWorld, person_id: int, asked: File) -> JSON:
    """Sends a file."""
    return _send_file(world, person_id, asked, "document", Upload("note.txt", "text/plain", b"A note.\n"))


@router.post("/contact")
async def contact(world: TheWorld, person_id: int, asked: Contact) -> JSON:
    """Shares their telephone number."""
    person = world.the_person(person_id)
    said = acts.share_contact(world, person, asked.place(world, person), asked.phone_number)
    return seen.message(said, person_id)


@router.post("/location")
async def location(world: TheWorld, person_id: int, asked: Spot) -> JSON:
    """Shares a place."""
    person = world.the_person(person_id)
    place = asked.place(world, person)
    return seen.message(acts.share_location(world, person, place, asked.latitude, asked.longitude), person_id)


@router.post("/edit")
async def edit(world: TheWorld, person_id: int, asked: Edit) -> JSON:
    """Edits a message of their own."""
    person = world.the_person(person_id)
    chat = chat_of(world, person, asked.chat, asked.bot)
    return seen.message(acts.edit(world, person, chat, asked.message_id, asked.text), person_id)


@router.post("/delete")
async def delete(world: TheWorld, person_id: int, asked: OnMessage) -> JSON:
    """Deletes a message of their own."""
    person = world.the_person(person_id)
    acts.delete(world, person, chat_of(world, person, asked.chat, asked.bot), asked.message_id)
    return {}


@router.post("/forward")
async def forward(world: TheWorld, person_id: int, asked: Forward) -> JSON:
    """Passes a message on."""
    person = world.the_person(person_id)
    source = chat_of(world, person, asked.chat, asked.bot)
    place = Place(chat_of(world, person, asked.to, asked.bot), asked.topic)
    return seen.message(acts.forward(world, person, source, asked.message_id, place), person_id)


@router.post("/tap")
async def tap(world: TheWorld, person_id: int, asked: Press) -> JSON:
    """Presses a button, and waits for the bot's answer where that is asked."""
    person = world.the_person(person_id)
    chat = chat_of(world, person, asked.chat, asked.bot)
    which = asked.model_dump(include={"data", "label", "row", "column"})
    pressed = presses.press(world, person, chat, asked.message_id, **which)
    if isinstance(pressed, str):
        return {"id": None, "url": pressed, "answered": False, "answer": None}
    await pressed.wait(min(asked.wait, LONGEST_WAIT_SECONDS))
    return pressed.as_json()


@router.post("/react")
async def react(world: TheWorld, person_id: int, asked: Reaction) -> JSON:
    """Reacts to a message."""
    person = world.the_person(person_id)
    chat = chat_of(world, person, asked.chat, asked.bot)
    return seen.message(acts.react(world, person, chat, asked.message_id, asked.emoji), person_id)


@router.post("/vote")
async def vote(world: TheWorld, person_id: int, asked: Vote) -> JSON:
    """Votes in a poll."""
    person = world.the_person(person_id)
    message = history.find(chat_of(world, person, asked.chat, asked.bot), asked.message_id)
    polls.vote(world, person, message, asked.options)
    return seen.message(message, person_id)


@router.post("/start")
async def start(world: TheWorld, person_id: int, asked: Start) -> JSON:
    """Presses *Start*."""
    person = world.the_person(person_id)
    return seen.message(acts.start(world, person, world.the_bot(asked.bot), asked.payload), person_id)


@router.post("/open")
async def open_link(world: TheWorld, person_id: int, asked: Link) -> JSON:
    """Follows a link to the bot."""
    person = world.the_person(person_id)
    group = world.the_group(asked.chat) if asked.chat is not None else None
    said = acts.open_link(world, person, asked.link, group, asked.admin)
    where = said.chat.id if said else asked.chat
    return {"chat_id": where, "message": seen.message(said, person_id) if said else None}


@router.post("/block")
async def block(world: TheWorld, person_id: int, asked: OfBot) -> JSON:
    """Blocks the bot."""
    groups.block(world, world.the_person(person_id), world.the_bot(asked.bot), blocked=True)
    return seen.person(world.the_person(person_id))


@router.post("/unblock")
async def unblock(world: TheWorld, person_id: int, asked: OfBot) -> JSON:
    """Unblocks the bot."""
    groups.block(world, world.the_person(person_id), world.the_bot(asked.bot), blocked=False)
    return seen.person(world.the_person(person_id))


@router.post("/deactivate")
async def deactivate(world: TheWorld, person_id: int) -> JSON:
    """Their account is gone."""
    acts.deactivate(world, world.the_person(person_id))
    return seen.person(world.the_person(person_id))


def _last(chat: Chat, person: Person) -> JSON | None:
    there = (one for one in reversed(chat.messages.values()) if not one.deleted)
    last = next(there, None)
    return seen.message(last, person.id) if last else None


def _send_file(world: World, person_id: int, asked: File, kind: str, made_up: Upload) -> JSON:
    person = world.the_person(person_id)
    data = _decoded(asked.base64) if asked.base64 is not None else made_up.data
    upload = replace(made_up, data=data, name=asked.name or made_up.name, mime=asked.mime or made_up.mime)
    sides = {"seconds": asked.seconds, "width": asked.width, "height": asked.height}
    album = str(asked.album) if asked.album is not None else None
    place = asked.place(world, person)
    return seen.message(acts.send_file(world, person, place, kind, upload, asked.caption, album, **sides), person_id)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.rpartition(",")[2], validate=True)
    except binascii.Error as wrong:
        raise NotPossible("base64 cannot be read.") from wrong
