"""Control of the practice Telegram: who and what there is, what happens to groups, time and limits."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from bot.practice import acts, groups, history, seen
from bot.practice.chats import Chat, Topic
from bot.practice.people import Account
from bot.practice.refusals import NotPossible, no_such
from bot.practice.world import World
from bot.web.practice_asked import (
    AddBot,
    ChangedTopic,
    Join,
    Move,
    NewBot,
    NewGroup,
    NewLimits,
    NewPerson,
    NewTopic,
    Pin,
    Promote,
    Rename,
    Upgrade,
)

JSON = dict[str, Any]

router = APIRouter(prefix="/practice")


async def _world(request: Request) -> World:
    world: World = request.app.state.world
    return world


TheWorld = Annotated[World, Depends(_world)]


@router.get("/state")
async def state(world: TheWorld) -> JSON:
    """Everything there is, and the number to follow the events from."""
    return {
        "seq": world.events.last,
        "clock": world.clock.as_json(),
        "bots": [seen.bot(one) for one in world.bots.values()],
        "people": [seen.person(one) for one in world.people.values()],
        "chats": [seen.chat(one) for one in world.groups.values()],
        "limits": world.limits.as_json(),
        "faults": world.faults.as_json(),
    }


@router.get("/bots")
async def bots(world: TheWorld) -> list[JSON]:
    """All bots."""
    return [seen.bot(one) for one in world.bots.values()]


@router.post("/bots")
async def make_bot(world: TheWorld, asked: NewBot) -> JSON:
    """A new bot, or another name or privacy for one there is."""
    return seen.bot(world.bot(**asked.model_dump()))


@router.get("/people")
async def people(world: TheWorld) -> list[JSON]:
    """All people."""
    return [seen.person(one) for one in world.people.values()]


@router.post("/people")
async def make_person(world: TheWorld, asked: NewPerson) -> JSON:
    """A new person."""
    return seen.person(world.person(**asked.model_dump()))


@router.get("/people/{person_id}")
async def one_person(world: TheWorld, person_id: int) -> JSON:
    """One person."""
    return seen.person(world.the_person(person_id))


@router.get("/chats")
async def chats(world: TheWorld) -> list[JSON]:
    """All groups."""
    return [seen.chat(one) for one in world.groups.values()]


@router.post("/groups")
async def make_group(world: TheWorld, asked: NewGroup) -> JSON:
    """A new group, with the bot in it where that is said."""
    if asked.bot_in not in (True, False, "admin"):
        raise NotPossible("bot_in is true, false or admin.")
    members = [world.the_person(one) for one in asked.members]
    owner = world.the_person(asked.owner) if asked.owner is not None else None
    chat = world.group(asked.title, asked.kind, members, owner, asked.topics, asked.username, asked.id)
    if asked.bot_in:
        groups.join(world, chat, world.the_bot(asked.bot), groups.somebody(chat), admin=asked.bot_in == "admin")
    return seen.chat(chat)


@router.get("/chats/{chat_id}")
async def one_chat(world: TheWorld, chat_id: int, bot: int | None = None) -> JSON:
    """One chat."""
    return seen.chat(world.chat(chat_id, bot))


@router.patch("/chats/{chat_id}")
async def rename(world: TheWorld, chat_id: int, asked: Rename) -> JSON:
    """Another title."""
    chat = world.the_group(chat_id)
    groups.rename(world, chat, asked.title, _by(world, chat, asked.by))
    return seen.chat(chat)


@router.post("/chats/{chat_id}/members")
async def join(world: TheWorld, chat_id: int, asked: Join) -> JSON:
    """Somebody comes in."""
    chat = world.the_group(chat_id)
    by = world.the_person(asked.by) if asked.by is not None else None
    groups.join(world, chat, world.the_person(asked.person), by)
    return seen.chat(chat)


@router.delete("/chats/{chat_id}/members/{person_id}")
async def leave(world: TheWorld, chat_id: int, person_id: int, by: int | None = None) -> JSON:
    """Somebody goes, or is thrown out."""
    chat = world.the_group(chat_id)
    groups.leave(world, chat, world.the_person(person_id), world.the_person(by) if by is not None else None)
    return seen.chat(chat)


@router.post("/chats/{chat_id}/bot")
async def add_bot(world: TheWorld, chat_id: int, asked: AddBot) -> JSON:
    """A person adds the bot."""
    chat, bot, person = world.the_group(chat_id), world.the_bot(asked.bot), world.the_person(asked.by)
    groups.join(world, chat, bot, person, asked.admin, asked.rights)
    acts.add_bot(world, person, chat, bot, payload=asked.payload)
    return seen.chat(chat)


@router.delete("/chats/{chat_id}/bot")
async def throw_bot_out(world: TheWorld, chat_id: int, by: int | None = None, bot: int | None = None) -> JSON:
    """A person throws the bot out."""
    chat = world.the_group(chat_id)
    groups.leave(world, chat, world.the_bot(bot), _by(world, chat, by))
    return seen.chat(chat)


@router.post("/chats/{chat_id}/admins")
async def promote(world: TheWorld, chat_id: int, asked: Promote) -> JSON:
    """Somebody becomes an administrator."""
    chat = world.the_group(chat_id)
    by = _by(world, chat, asked.by)
    groups.promote(world, chat, world.account(asked.who), by, asked.rights, asked.anonymous, asked.title)
    return seen.chat(chat)


@router.delete("/chats/{chat_id}/admins/{who}")
async def demote(world: TheWorld, chat_id: int, who: int, by: int | None = None) -> JSON:
    """An administrator becomes a plain member again."""
    chat = world.the_group(chat_id)
    groups.demote(world, chat, world.account(who), _by(world, chat, by))
    return seen.chat(chat)


@router.post("/chats/{chat_id}/upgrade")
async def upgrade(world: TheWorld, chat_id: int, asked: Upgrade) -> JSON:
    """A basic group becomes a supergroup, which is answered."""
    chat = world.the_group(chat_id)
    return seen.chat(groups.upgrade(world, chat, _by(world, chat, asked.by), asked.forum))


@router.post("/chats/{chat_id}/topics")
async def add_topic(world: TheWorld, chat_id: int, asked: NewTopic) -> JSON:
    """A new topic."""
    chat = world.the_group(chat_id)
    color = {} if asked.icon_color is None else {"icon_color": asked.icon_color}
    return seen.topic(groups.add_topic(world, chat, asked.name, _by(world, chat, asked.by), **color))


@router.patch("/chats/{chat_id}/topics/{topic_id}")
async def change_topic(world: TheWorld, chat_id: int, topic_id: int, asked: ChangedTopic) -> JSON:
    """A topic is renamed, closed or reopened."""
    chat = world.the_group(chat_id)
    topic = _topic(chat, topic_id)
    groups.change_topic(world, chat, topic, _by(world, chat, asked.by), asked.name, asked.closed)
    return seen.topic(topic)


@router.delete("/chats/{chat_id}/topics/{topic_id}")
async def delete_topic(world: TheWorld, chat_id: int, topic_id: int) -> JSON:
    """A topic goes, with what stands in it."""
    chat = world.the_group(chat_id)
    groups.delete_topic(world, chat, _topic(chat, topic_id))
    return seen.chat(chat)


@router.post("/chats/{chat_id}/pins")
async def pin(world: TheWorld, chat_id: int, asked: Pin) -> JSON:
    """A message is pinned."""
    chat = world.chat(chat_id)
    history.pin(world, history.find(chat, asked.message_id), _by(world, chat, asked.by))
    return seen.chat(chat)


@router.delete("/chats/{chat_id}/pins/{message_id}")
async def unpin(world: TheWorld, chat_id: int, message_id: int) -> JSON:
    """A message is unpinned."""
    chat = world.chat(chat_id)
    history.unpin(world, chat, message_id)
    return seen.chat(chat)


@router.get("/clock")
async def clock(world: TheWorld) -> JSON:
    """The world's time."""
    return world.clock.as_json()


@router.post("/clock/move")
async def move_clock(world: TheWorld, asked: Move) -> JSON:
    """Time is moved on."""
    by = timedelta(**asked.model_dump())
    if by < timedelta(0):
        raise NotPossible("Time only moves on.")
    world.clock.move(by)
    world.events.add("clock", lambda: {"clock": world.clock.as_json()})
    return world.clock.as_json()


@router.get("/limits")
async def limits(world: TheWorld) -> JSON:
    """The limits."""
    return world.limits.as_json()


@router.put("/limits")
async def change_limits(world: TheWorld, asked: NewLimits) -> JSON:
    """Stricter or milder limits."""
    world.limits.change(**asked.model_dump())
    world.events.add("limits", lambda: {"limits": world.limits.as_json()})
    return world.limits.as_json()


def _by(world: World, chat: Chat, account_id: int | None) -> Account:
    return groups.somebody(chat) if account_id is None else world.account(account_id)


def _topic(chat: Chat, topic_id: int) -> Topic:
    if topic_id not in chat.topics:
        raise no_such("topic", topic_id)
    return chat.topics[topic_id]
