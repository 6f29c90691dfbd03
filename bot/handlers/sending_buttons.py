"""Buttons about whom a trusted message is for, how it goes, and what becomes of each copy."""

from __future__ import annotations

import re

from bot.handlers import sending_screens
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import sending, sending_settling, trusted, trusted_passing, trying_out
from bot.store.people import Person
from bot.store.session import Work

PAGE = "([0-9]{1,6})"
IN_PRIVATE = _("It stands in our private chat.")
FLOWS = {"whom": "choose_audience", "when": "choose_when"}


def _begins(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    message = trusted.changeable(work, person, int(rest[0]))
    return begin(work, person, FLOWS[rest[1]], message.number, conversations)


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    sending_screens.receivers(work, person, int(rest[0]), int(rest[1]))
    return IN_PRIVATE


def _try(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    if rest[1] == "try":
        trying_out.to_oneself(work, person, int(rest[0]))
        return IN_PRIVATE
    trying_out.to_room(work, person, int(rest[0]))
    return _("It stands in the staff room, in “Sent”.")


def _pause(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    sending.pause(work, person, int(rest[0]))
    return _("It is paused. Nothing more of it goes until somebody presses “Go on”.")


def _resume(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    sending.resume(work, person, int(rest[0]))
    return _("It goes on.")


def _stop(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    sending_screens.ask_to_stop(work, person, int(rest[0]))
    return _("Are you sure? I have asked you in our private chat.")


def _stopped(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    sending.stop(work, person, int(rest[0]))
    return _("It is stopped. What has gone out can be corrected or withdrawn.")


def _decide(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    sending_screens.to_decide(work, person, int(rest[0]), int(rest[1]))
    return IN_PRIVATE


def _copy(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    settle = {"again": sending_settling.say_again, "leave": sending_settling.leave}[rest[1]]
    return settle(work, person, int(rest[0]))


def _passed_on(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    say = {"told": trusted_passing.told, "not": trusted_passing.could_not}[rest[1]]
    return say(work, person, int(rest[0]))


ACTS: Acts = {
    re.compile(f"tm:{NUMBER}:(whom|when)"): _begins,
    re.compile(f"tm:{NUMBER}:list:{PAGE}"): _list,
    re.compile(f"tm:{NUMBER}:(try|try_room)"): _try,
    re.compile(f"tm:{NUMBER}:pause"): _pause,
    re.compile(f"tm:{NUMBER}:resume"): _resume,
    re.compile(f"tm:{NUMBER}:stop"): _stop,
    re.compile(f"tm:{NUMBER}:stop_yes"): _stopped,
    re.compile(f"tm:{NUMBER}:decide:{PAGE}"): _decide,
    re.compile(f"tc:{NUMBER}:(again|leave)"): _copy,
    re.compile(f"tc:{NUMBER}:(told|not)"): _passed_on,
}
