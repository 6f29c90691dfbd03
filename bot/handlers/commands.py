"""The commands of a private chat, by name; each topic's stand in its own file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot import errors
from bot.handlers import (
    card_commands,
    catch_up_buttons,
    checking_commands,
    closing_commands,
    consult_buttons,
    contact_commands,
    data_commands,
    group_commands,
    guide,
    heard_buttons,
    leads_commands,
    letter_commands,
    library_commands,
    morning_commands,
    promises_commands,
    raising_commands,
    reach_buttons,
    register_commands,
    report_commands,
    ripple_buttons,
    safety_commands,
    settings_commands,
    telling_commands,
    trusted_commands,
    typos,
)
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import _, own_words, p_
from bot.loop import closed, door, invitations, letter, people, saying
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import Said
from bot.words import Role

OF_A_GROUP = re.compile("g([0-9]{1,18})")
FROM_A_GROUP = "hello"
TO_TALK = frozenset({"cancel", "back", "change", "skip", "done", "keep"})
PRACTISED = frozenset({"tell", "ask", "check", "event", "refer"})
READS_ONLY = frozenset({"mine"})
AFTERWARDS = READS_ONLY | {"places"}
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


def _once_joined(name: str, command: Command) -> Command:
    def run_it(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
        if not (name in READS_ONLY and door.may_be_heard_in_group(person)):
            door.must_have_joined(work, person)
        if name not in AFTERWARDS:
            closed.must_be_open(work)
        command(work, person, arrived, conversations)

    return run_it


def _start(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    secret, talking = arrived.rest, conversations.open(work, person)
    if of_group := OF_A_GROUP.fullmatch(secret):
        group_commands.settings_of(work, person, int(of_group[1]), conversations)
    elif secret and secret != FROM_A_GROUP:
        invitation = invitations.find(work, secret)
        letter.must_be_ready_to_join(work, Role(invitation.role))
        if talking is not None and talking.about_id == invitation.id and talking.state["flow"] == "join":
            conversations.ask_again(work, person, talking)
        else:
            conversations.start(work, person, "join", invitation.number)
    elif talking is not None:
        conversations.ask_again(work, person, talking)
    elif door.has_only_been_heard_in_group(person):
        letter.must_be_ready_to_join(work, Role.CHAMPION)
        conversations.start(work, person, "join")
    else:
        _help(work, person, arrived, conversations)


def _help(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    if person.consented_at is None:
        guide.show_stranger(work, person, door.greeting(work, person))
    else:
        guide.show(work, person, conversations, COMMANDS)


def _language(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    conversations.offer_languages(work, person)


def _stop(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    if not door.may_be_heard_in_group(person):
        door.must_have_joined(work, person)
    conversations.drop(work, person)
    conversations.start(work, person, "leave")


def _invite(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    whom = arrived.rest
    if whom == Role.STAFF:
        people.must_be_administrator(work, person)
        text = _("Give this link to one colleague. It works once, for two days; then you let them in here:")
    else:
        people.must_be_staff(work, person)
        letter.must_be_ready_to_invite(work, Role.CHAMPION)
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
    **letter_commands.COMMANDS,
    **settings_commands.COMMANDS,
    **{name: _once_joined(name, command) for name, command in raising_commands.COMMANDS.items()},
    **safety_commands.COMMANDS,
    **promises_commands.COMMANDS,
    **group_commands.COMMANDS,
    **data_commands.COMMANDS,
    **contact_commands.COMMANDS,
    **card_commands.COMMANDS,
    **morning_commands.COMMANDS,
    **heard_buttons.COMMANDS,
    "library": library_commands.library,
    "places": _once_joined("places", library_commands.find_places),
    **report_commands.COMMANDS,
    **closing_commands.COMMANDS,
    **register_commands.COMMANDS,
    **reach_buttons.COMMANDS,
    **catch_up_buttons.COMMANDS,
    **ripple_buttons.COMMANDS,
    **{name: _once_joined(name, command) for name, command in telling_commands.COMMANDS.items()},
    **leads_commands.COMMANDS,
    **trusted_commands.COMMANDS,
    **consult_buttons.COMMANDS,
    "propose": _once_joined("propose", trusted_commands.propose),
    "check": checking_commands.check,
}
