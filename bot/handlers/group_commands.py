"""Commands about groups: in the group (`/group`, `/here`, `/host`, `/loop`), and in private (`/group`, `/newgroup`)."""

from __future__ import annotations

from collections.abc import Callable

from bot import errors
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import Text, _, own_words, p_
from bot.loop import group_loop, hosts, people, saying, urgent
from bot.store.chats import Chat, Group
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

InGroup = Callable[[Work, Chat, Group, Person, Arrived], Text | None]
OPEN_PRIVATE = p_("button", "Write to me in private")


def group(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """The settings of a group that somebody is host of; where there are several, they say which."""
    hosted = hosts.of(work, person)
    if not hosted:
        raise errors.Mistake(
            _("You are not the host of a group. Add me to your group, and the team says whether I may work there.")
        )
    if len(hosted) == 1:
        conversations.start(work, person, "group", hosted[0].number)
        return
    rows = [(Button(own_words(one.name), f"b:{one.number}:settings"),) for one in hosted]
    saying.to_person(work, person, [_("Which group?")], (*rows, (urgent.BUTTON,)))


def new_group(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """A champion tells of a group that is not on Telegram."""
    if person.consented_at is None:
        raise errors.NotAllowed(_("Before I keep anything I need your yes. Please write /start to me in private."))
    conversations.start(work, person, "new_group")


def settings_of(work: Work, person: Person, group_id: int, conversations: Conversations) -> None:
    """Somebody opened a group's settings by the button in the group."""
    conversations.start(work, person, "group", hosts.hosted(work, person, group_id).number)


def here(work: Work, chat: Chat, group: Group, person: Person, arrived: Arrived) -> Text:
    """From now on the bot begins what it says in the topic where this was written."""
    hosts.topic(work, person, group, chat, arrived.thread)
    return _("I write in this topic from now on.") if arrived.thread else _("I write in General from now on.")


def host(work: Work, chat: Chat, group: Group, person: Person, arrived: Arrived) -> Text:
    """Whoever wrote the message that this replies to is a host too."""
    hosts.hosted(work, person, group.number)
    if arrived.replied_sender is None:
        raise errors.Mistake(_("Reply to a message of the person who shall be host, with /host."))
    hosts.appoint(work, group, people.meet(work, arrived.replied_sender), person)
    return _("Thank you. They are a host of this group now: they can choose how I speak here.")


def loop(work: Work, chat: Chat, group: Group, person: Person, arrived: Arrived) -> None:
    """The group sees what became of what it raised."""
    group_loop.show_there(work, group, reply_to=arrived.message_id)


def to_private(work: Work, chat: Chat, arrived: Arrived) -> None:
    """A command that belongs in private: a button leads there."""
    link = f"https://t.me/{work.programme.username}?start=hello"
    text = _("That is between you and me. Please write it to me in our private chat.")
    saying.to_chat(work, chat.number, [text], ((Button(OPEN_PRIVATE, url=link),),), reply_to=arrived.message_id)


IN_GROUPS: dict[str, InGroup] = {"here": here, "host": host, "loop": loop}
COMMANDS = {"group": group, "newgroup": new_group}
