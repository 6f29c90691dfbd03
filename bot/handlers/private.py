"""Messages in private chats: commands, the open conversation, replies, and everything else is something told."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import Message

from bot import errors
from bot.handlers import arrival
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.handlers.replies import explained, replied_to
from bot.handlers.unit import Reception, Unit, in_our_language
from bot.language import Text, _, own_words, p_
from bot.loop import chats, insights, invitations, people, returning, saying
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import Said, Sent
from bot.words import Role

TO_TALK = frozenset({"cancel", "back", "change", "skip", "done", "keep"})


async def message(message: Message, bot: Bot, unit: Unit, reception: Reception, conversations: Conversations) -> None:
    """Somebody wrote to the bot in private."""
    arrived = arrival.read(message, bot.id)
    await unit(
        lambda work: _heard(work, arrived, reception, conversations),
        lambda work, text: _sorry(work, arrived, reception, text),
    )


async def edited(message: Message, bot: Bot, unit: Unit, reception: Reception) -> None:
    """Somebody edited what they had told: the words kept are the new ones."""
    arrived = arrival.read(message, bot.id, is_edit=True)
    await unit(lambda work: reworded(work, arrived), lambda work, text: _sorry(work, arrived, reception, text))


def _heard(work: Work, arrived: Arrived, reception: Reception, conversations: Conversations) -> None:
    if arrived.sender is None:
        return
    person, chat = people.meet_in_chat(work, in_our_language(arrived.sender, reception.languages))
    returning.reachable(work, chat)
    talking = conversations.open(work, person)
    if arrived.command and not (talking and arrived.command in TO_TALK):
        _command(work, person, arrived, conversations)
    elif talking is not None:
        if not explained(work, person, arrived):
            conversations.hear(work, person, talking, _for_talk(arrived))
    elif arrived.unknown:
        saying.to_person(
            work, person, [_("I can take words, voice notes and pictures. Please tell me in one of these.")]
        )
    elif not replied_to(work, person, arrived):
        _tell(work, person, arrived)


def _sorry(work: Work, arrived: Arrived, reception: Reception, text: Text) -> None:
    if arrived.sender is not None:
        person = people.meet_in_private(work, in_our_language(arrived.sender, reception.languages))
        saying.to_person(work, person, [text], reply_to=arrived.message_id)


def _for_talk(arrived: Arrived) -> Said | Sent:
    if arrived.media:
        medium = arrived.media[0]
        return Sent(medium["kind"], medium["file_id"], caption=arrived.words)
    return Said(arrived.words)


def _tell(work: Work, person: Person, arrived: Arrived) -> None:
    if person.consented_at is None:
        raise errors.NotAllowed(_door(work))
    if not arrived.words and not arrived.media:
        raise errors.Mistake(_("Write /tell and then what you heard, in the same message."))
    told = insights.Told(arrived.words, arrived.media, person.chat_id, arrived.message_id)
    insights.tell(work, person, told)


def _door(work: Work) -> Text:
    return _(
        "Hello. I am Hearback, a bot of {team}. I can only take in people who were invited: please ask "
        "your community champion or the team for a link. In an emergency call {emergency}.",
        team=work.programme.name,
        emergency="999",
    )


def _command(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    match arrived.command:
        case "start":
            _start(work, person, arrived.rest, conversations)
        case "tell":
            _tell(work, person, Arrived(arrived.chat, arrived.message_id, arrived.sender, words=arrived.rest))
        case "language":
            conversations.offer_languages(work, person)
        case "stop" if person.consented_at is not None:
            conversations.drop(work, person)
            conversations.start(work, person, "leave")
        case "help":
            _help(work, person, conversations)
        case "invite":
            _invite(work, person, arrived.rest)
        case command if command in TO_TALK:
            saying.to_person(work, person, [_("There is nothing to cancel: you are not in the middle of anything.")])
        case _other:
            raise errors.Mistake(_("I do not know that command. Write /help to see what I can do."))


def _start(work: Work, person: Person, secret: str, conversations: Conversations) -> None:
    talking = conversations.open(work, person)
    if secret:
        invitation = invitations.find(work, secret)
        if talking is not None and talking.about_id == invitation.id and talking.state["flow"] == "join":
            conversations.ask_again(work, person, talking)
        else:
            conversations.start(work, person, "join", invitation.number)
    elif talking is not None:
        conversations.ask_again(work, person, talking)
    elif person.consented_at is None:
        raise errors.NotAllowed(_door(work))
    else:
        _help(work, person, conversations)


def _help(work: Work, person: Person, conversations: Conversations) -> None:
    if person.consented_at is None:
        raise errors.NotAllowed(_door(work))
    parts = [
        _("Write to me in your own words what you hear or live, or send a voice note. That is all it takes."),
        _(
            "/language – another language\n/cancel – drop what we are in the middle of\n"
            "/stop – no more messages\n/help – this"
        ),
    ]
    if people.is_staff(work, person):
        parts.append(
            _("For staff: /invite – a link for a champion. Everything else is on the cards in the staff room.")
        )
    parts.append(_("I give no medical advice. In an emergency call {emergency}.", emergency="999"))
    saying.to_person(work, person, parts)
    talking = conversations.open(work, person)
    if talking is not None:
        conversations.ask_again(work, person, talking)


def _invite(work: Work, person: Person, whom: str) -> None:
    if whom == Role.STAFF:
        people.must_be_administrator(work, person)
        text = _("Give this link to one colleague. It works once, for two days; then you let them in here:")
    else:
        people.must_be_staff(work, person)
        text = _("Give this link to one champion. It works once, for seven days:")
    invitation, secret = invitations.make(work, Role.STAFF if whom == Role.STAFF else Role.CHAMPION, by=person)
    link = own_words(f"https://t.me/{work.programme.username}?start={secret}")
    revoke = Button(p_("button", "Take the link back"), f"l:{invitation.number}:revoke")
    saying.to_person(work, person, [text, link], ((revoke,),))


def reworded(work: Work, arrived: Arrived) -> None:
    """An edited message: what was told in it is changed; anything else is left as it was."""
    chat = chats.find(work, arrived.chat)
    person = people.known(work, arrived.sender.telegram_id) if arrived.sender else None
    insight = insights.at_message(work, chat, arrived.message_id) if chat else None
    words = arrived.rest if arrived.command else arrived.words
    if person is not None and insight is not None and insight.taken_back_at is None and words:
        insights.reword(work, person, insight.number, words)


async def _is_private(message: Message) -> bool:
    """Awaitable, since aiogram runs a plain filter in a thread of its own: one hop more for every message."""
    return arrival.is_private(message)


def router() -> Router:
    """A router of one's own, for one dispatcher."""
    made = Router(name="private")
    made.message.register(message, _is_private)
    made.edited_message.register(edited, _is_private)
    return made
