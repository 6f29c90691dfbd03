"""What requests to the control of the practice Telegram say."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.practice.acts import Place
from bot.practice.chats import Chat
from bot.practice.people import Person
from bot.practice.refusals import NotPossible
from bot.practice.world import World

JSON = dict[str, Any]


class Body(BaseModel):
    """What a request says; a word that is not known is a mistake."""

    model_config = ConfigDict(extra="forbid")


class NewBot(Body):
    """A bot to make, or to change."""

    token: str
    first_name: str | None = None
    username: str | None = None
    privacy: bool | None = None


class NewPerson(Body):
    """A person to make."""

    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    id: int | None = None


class NewGroup(Body):
    """A group to make."""

    title: str
    kind: str = "supergroup"
    members: list[int] = []
    owner: int | None = None
    topics: list[str] = []
    username: str | None = None
    id: int | None = None
    bot_in: bool | str = False
    bot: int | None = None


class Change(Body):
    """Something done to a group; `by` is whoever does it (the owner, unless said)."""

    by: int | None = None


class Rename(Change):
    """Another title."""

    title: str


class Join(Change):
    """Somebody comes in."""

    person: int


class AddBot(Body):
    """A person adds the bot."""

    by: int
    bot: int | None = None
    admin: bool = False
    rights: list[str] | None = None
    payload: str | None = None


class Promote(Change):
    """Somebody becomes an administrator."""

    who: int
    anonymous: bool = False
    rights: list[str] | None = None
    title: str | None = None


class Upgrade(Change):
    """A basic group becomes a supergroup."""

    forum: bool = False


class NewTopic(Change):
    """A topic to open."""

    name: str
    icon_color: int | None = None


class ChangedTopic(Change):
    """What is to be another about a topic."""

    name: str | None = None
    closed: bool | None = None


class Pin(Change):
    """A message to pin."""

    message_id: int


class Move(Body):
    """How far time is to be moved on."""

    seconds: float = 0
    minutes: float = 0
    hours: float = 0
    days: float = 0
    weeks: float = 0


class NewLimits(Body):
    """What is to be another about the limits."""

    flood: bool | None = None
    scale: float | None = None
    penalty: bool | None = None
    retry_scale: float | None = None


class InChat(Body):
    """Something done in a chat; without `chat`, in the private one with the bot."""

    chat: int | None = None
    bot: int | None = None


class Said(InChat):
    """Something said: where, and in what manner."""

    topic: int | None = None
    reply_to: int | None = None
    anonymous: bool = False

    def place(self, world: World, person: Person) -> Place:
        """Where it is said."""
        return Place(chat_of(world, person, self.chat, self.bot), self.topic, self.reply_to, self.anonymous)


class Text(Said):
    """A text."""

    text: str
    entities: list[JSON] | None = None


class File(Said):
    """A file; without `base64` one is made up."""

    caption: str = ""
    base64: str | None = None
    name: str | None = None
    mime: str | None = None
    seconds: int = 3
    width: int | None = None
    height: int | None = None
    album: str | int | None = None


class Contact(Said):
    """Their own telephone number."""

    phone_number: str = "+441632960000"


class Spot(Said):
    """A place on the map."""

    latitude: float
    longitude: float


class OnMessage(InChat):
    """Something done to a message."""

    message_id: int


class Edit(OnMessage):
    """Another text."""

    text: str


class Forward(OnMessage):
    """A message to pass on."""

    to: int | None = None
    topic: int | None = None


class Press(OnMessage):
    """A button to press: by its data, its label or its place."""

    data: str | None = None
    label: str | None = None
    row: int | None = None
    column: int | None = None
    wait: float = 0


class Reaction(OnMessage):
    """Reactions to put under a message."""

    emoji: list[str]


class Vote(OnMessage):
    """Options to vote for."""

    options: list[int]


class Start(Body):
    """What a deep link carries."""

    payload: str = ""
    bot: int | None = None


class Link(Body):
    """A link to follow."""

    link: str
    chat: int | None = None
    admin: bool = False


class OfBot(Body):
    """Which bot is meant."""

    bot: int | None = None


def chat_of(world: World, person: Person, chat_id: int | None, bot_id: int | None) -> Chat:
    """The chat that a person means; without an id, the private one with the bot."""
    if chat_id is None or chat_id == person.id:
        return world.private(world.the_bot(bot_id), person)
    chat = world.the_group(chat_id)
    if person.id not in chat.members:
        raise NotPossible(f"{person.name} is not in this group.", status=409)
    return chat
