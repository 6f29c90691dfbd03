"""The commands of a private chat, by name; each topic's stand in its own file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot import errors
from bot.handlers import telling_commands, typos
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import Text, _, own_words, p_
from bot.loop import invitations, people, saying
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import Said
from bot.words import Role

TO_TALK = frozenset({"cancel", "back", "change", "skip", "done", "keep"})
Command = Callable[[Work, Person, Arrived, Conversations], None]


def run(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """Do what a command means. Raises `errors.Mistake` for one that there is not."""
    if arrived.command in TO_TALK:
        raise errors.Mistake(_("There is nothing to cancel: you are not in the middle of anything."))
    command = COMMANDS.get(arrived.command)
    if command is None:
        is_talking = conversations.open(work, person) is not None
        typos.offer(work, person, arrived, [*COMMANDS, *(TO_TALK if is_talking else ())])
    else:
        command(work, person, arrived, conversations)


def meant(work: Work, person: Person, name: str, arrived: Arrived, conversations: Conversations) -> None:
    """Do what a command means that somebody wrote otherwise, and then tapped."""
    talking = conversations.open(work, person)
    if talking is not None and name in TO_TALK:
        conversations.hear(work, person, talking, Said(f"/{name}"))
    else:
        run(work, person, replace(arrived, command=name), conversations)


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
    must_have_joined(work, person)
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


def _for_those_who_joined(command: Command) -> Command:
    def run(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
        must_have_joined(work, person)
        command(work, person, arrived, conversations)

    return run


COMMANDS: dict[str, Command] = {
    "start": _start,
    "help": _help,
    "language": _language,
    "stop": _stop,
    "invite": _invite,
    **{name: _for_those_who_joined(command) for name, command in telling_commands.COMMANDS.items()},
}
