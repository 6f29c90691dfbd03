"""What happens to a group: people and bots come and go, run it, rename it, open topics; it becomes a supergroup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import telegram

from bot.practice import history, wire
from bot.practice.chats import DEFAULT_ICON_COLOR, GENERAL, RIGHTS, Chat, Kind, Member, Status, Topic
from bot.practice.people import Account, Bot, Person
from bot.practice.refusals import NotPossible, no_such

if TYPE_CHECKING:
    from bot.practice.world import World

TITLE_CHARACTERS = 128


def somebody(chat: Chat) -> Account:
    """Who does what nobody in particular is said to do: the owner, else anyone."""
    found = chat.owner() or next((one.account for one in chat.members.values() if one.there), None)
    if found is None:
        raise NotPossible("Nobody is in this group.", status=409)
    return found


def join(
    world: World,
    chat: Chat,
    who: Account,
    by: Account | None = None,
    admin: bool = False,
    rights: Iterable[str] | None = None,
) -> None:
    """Somebody comes in, or is added; a bot may come as an administrator at once."""
    _check_alive(chat)
    if chat.has(who.id):
        raise NotPossible(f"{who.name} is in this group already.", status=409)
    if isinstance(who, Bot) and (by is None or not chat.has(by.id)):
        raise NotPossible("A bot is added by somebody who is in the group.", status=409)
    after = Member(who, Status.ADMINISTRATOR, _rights(rights)) if admin else Member(who)
    _change(world, chat, by or who, after)
    history.add_service(world, chat, by or who, new_chat_members=[wire.user(who)])


def leave(world: World, chat: Chat, who: Account, by: Account | None = None) -> None:
    """Somebody goes, or is thrown out by somebody else."""
    if not chat.has(who.id):
        raise NotPossible(f"{who.name} is not in this group.", status=409)
    thrown_out = by is not None and by is not who
    (chat.thrown_out.add if thrown_out else chat.thrown_out.discard)(who.id)
    status = Status.KICKED if thrown_out and chat.kind is Kind.SUPERGROUP else Status.LEFT
    sees_itself_go = chat.kind is Kind.GROUP or not isinstance(who, Bot)
    if sees_itself_go:
        history.add_service(world, chat, by or who, left_chat_member=wire.user(who))
    _change(world, chat, by or who, Member(who, status))
    if not sees_itself_go:
        history.add_service(world, chat, by or who, left_chat_member=wire.user(who))


def promote(
    world: World,
    chat: Chat,
    who: Account,
    by: Account,
    rights: Iterable[str] | None = None,
    anonymous: bool = False,
    title: str | None = None,
) -> None:
    """Makes somebody an administrator, with these rights of Telegram's (all, where none are named)."""
    if not chat.has(who.id):
        raise NotPossible(f"{who.name} is not in this group.", status=409)
    status = Status.CREATOR if chat.members[who.id].status is Status.CREATOR else Status.ADMINISTRATOR
    _change(world, chat, by, Member(who, status, _rights(rights), anonymous, title))


def demote(world: World, chat: Chat, who: Account, by: Account) -> None:
    """Makes an administrator a plain member again."""
    member = chat.member(who.id)
    if member is None or member.status is not Status.ADMINISTRATOR:
        raise NotPossible(f"{who.name} is not an administrator here.", status=409)
    _change(world, chat, by, Member(who))


def rename(world: World, chat: Chat, title: str, by: Account) -> None:
    """Gives the group another name."""
    if not 1 <= len(title.strip()) <= TITLE_CHARACTERS:
        raise NotPossible(f"A title has 1 to {TITLE_CHARACTERS} characters.")
    chat.title = title.strip()
    world.chat_changed(chat)
    history.add_service(world, chat, by, new_chat_title=chat.title)


def upgrade(world: World, chat: Chat, by: Account, forum: bool = False) -> Chat:
    """A basic group becomes a supergroup: another chat with another id, and a service message in each."""
    _check_alive(chat)
    if chat.kind is not Kind.GROUP:
        raise NotPossible("This is a supergroup already.", status=409)
    fresh = Chat(world.next_supergroup_id(), Kind.SUPERGROUP, chat.title, chat.username, forum)
    fresh.members = dict(chat.members)
    world.groups[fresh.id] = fresh
    history.add_service(world, chat, by, migrate_to_chat_id=fresh.id)
    chat.upgraded_to = fresh.id
    history.add_service(world, fresh, by, migrate_from_chat_id=chat.id)
    world.chat_changed(chat)
    world.chat_changed(fresh)
    return fresh


def add_topic(world: World, chat: Chat, name: str, by: Account, icon_color: int = DEFAULT_ICON_COLOR) -> Topic:
    """Opens a topic; its id is that of the service message that says so."""
    if not chat.forum:
        raise NotPossible("This group has no topics.", status=409)
    if not 1 <= len(name.strip()) <= TITLE_CHARACTERS:
        raise NotPossible(f"A topic's name has 1 to {TITLE_CHARACTERS} characters.")
    topic = Topic(chat.last_id + 1, name.strip(), icon_color)
    chat.topics[topic.id] = topic
    made = telegram.ForumTopicCreated(topic.name, icon_color)
    history.add_service(world, chat, by, topic.id, forum_topic_created=made)
    world.chat_changed(chat)
    return topic


def change_topic(
    world: World, chat: Chat, topic: Topic, by: Account, name: str | None = None, closed: bool | None = None
) -> None:
    """Renames, closes or reopens a topic."""
    if name is not None and name.strip() and name.strip() != topic.name:
        topic.name = name.strip()
        _say_topic(world, chat, topic, by, forum_topic_edited=telegram.ForumTopicEdited(topic.name))
    if closed is not None and closed != topic.closed:
        topic.closed = closed
        if closed:
            _say_topic(world, chat, topic, by, forum_topic_closed=telegram.ForumTopicClosed())
        else:
            _say_topic(world, chat, topic, by, forum_topic_reopened=telegram.ForumTopicReopened())
    world.chat_changed(chat)


def _say_topic(world: World, chat: Chat, topic: Topic, by: Account, **change: telegram.TelegramObject) -> None:
    history.add_service(world, chat, by, topic.id, **change)


def delete_topic(world: World, chat: Chat, topic: Topic) -> None:
    """Deletes a topic with everything in it."""
    history.delete(world, chat, [one for one in chat.messages.values() if one.thread == topic.id])
    del chat.topics[topic.id]
    world.chat_changed(chat)


def topic_of(chat: Chat, topic_id: object) -> Topic | None:
    """The topic that an id means; None for *General* and where there are no topics."""
    if topic_id is None or topic_id == GENERAL:
        return None
    if not isinstance(topic_id, int) or topic_id not in chat.topics:
        raise no_such("topic", topic_id)
    return chat.topics[topic_id]


def block(world: World, person: Person, bot: Bot, blocked: bool) -> None:
    """A person blocks or unblocks a bot; the bot is told, where they had talked."""
    if (bot.id in person.blocked) is blocked:
        return
    (person.blocked.add if blocked else person.blocked.discard)(bot.id)
    world.events.add("person", lambda: {"person": person.id})
    chat = world.private(bot, person)
    if chat.started:
        gone, there = Member(bot, Status.KICKED), Member(bot)
        before, after = (there, gone) if blocked else (gone, there)
        payload = wire.member_changed(chat, person, world.clock.today(), before, after)
        world.tell(bot, "my_chat_member", payload, chat)


def _rights(named: Iterable[str] | None) -> frozenset[str]:
    allowed = frozenset(RIGHTS if named is None else named)
    if unknown := allowed - set(RIGHTS):
        raise NotPossible(f"There is no right {min(unknown)}.")
    return allowed


def _change(world: World, chat: Chat, by: Account, after: Member) -> None:
    who = after.account
    before = chat.members.get(who.id, Member(who, Status.LEFT))
    chat.members[who.id] = after
    world.chat_changed(chat)
    payload = wire.member_changed(chat, by, world.clock.today(), before, after)
    if isinstance(who, Bot):
        world.tell(who, "my_chat_member", payload, chat)
    for bot in chat.bots():
        if bot is not who and chat.members[bot.id].administrator:
            world.tell(bot, "chat_member", payload, chat)


def _check_alive(chat: Chat) -> None:
    if chat.upgraded_to is not None:
        raise NotPossible(f"This group has become the supergroup {chat.upgraded_to}.", status=409)
