"""The commands of a private chat, by name; each topic's stand in its own file."""

from __future__ import annotations

from collections.abc import Callable

from bot import errors
from bot.handlers import contact_commands, data_commands, guide
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import Text, _, own_words, p_
from bot.loop import invitations, people, saying
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Role

TO_TALK = frozenset({"cancel", "back", "change", "skip", "done", "keep"})
Command = Callable[[Work, Person, Arrived, Conversations], None]


def run(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """Do what a command means. Raises `errors.Mistake` for one that there is not."""
    if arrived.command in TO_TALK:
        raise errors.Mistake(_("There is nothing to cancel: you are not in the middle of anything."))
    command = COMMANDS.get(arrived.command)
    if command is None:
        raise errors.Mistake(_("I do not know that command. Write /help to see what I can do."))
    command(work, person, arrived, conversations)


def must_have_joined(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed`, with the way in, for somebody who has not said yes."""
    if person.consented_at is None:
        raise errors.NotAllowed(door(work))


def door(work: Work) -> Text:
    """What a stranger hears: who this is, and how to come in."""
    return _(
        "Hello. I am Hearback, a bot of {team}. I can only take in people who were invited: please ask "
        "your community champion or the team for a link. In an emergency call {emergency}.",
        team=work.programme.name,
        emergency="999",
    )


def _start(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    secret, talking = arrived.rest, conversations.open(work, person)
    if secret:
        invitation = invitations.find(work, secret)
        if talking is not None and talking.about_id == invitation.id and talking.state["flow"] == "join":
            conversations.ask_again(work, person, talking)
        else:
            conversations.start(work, person, "join", invitation.number)
    elif talking is not None:
        conversations.ask_again(work, person, talking)
    else:
        _help(work, person, arrived, conversations)


def _help(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    if person.consented_at is None:
        guide.show_stranger(work, person, door(work))
    else:
        guide.show(work, person, conversations, COMMANDS)


def _language(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    conversations.offer_languages(work, person)


def _stop(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    must_have_joined(work, person)
    conversations.drop(work, person)
    conversations.start(work, person, "leave")


def _invite(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    whom = arrived.rest
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


COMMANDS: dict[str, Command] = {
    "start": _start,
    "help": _help,
    "language": _language,
    "stop": _stop,
    "invite": _invite,
    **data_commands.COMMANDS,
    **contact_commands.COMMANDS,
}
