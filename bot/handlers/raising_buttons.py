"""Buttons of those who raise things (is help needed, did it come, what became of it, practice) and of who helps."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers import trying_errands
from bot.handlers.buttons import ASK_IN_PRIVATE, NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import door, event_reports, helping, insights, mine, no_need, people, story
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Came


def _of_help(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number = int(rest[0])
    if rest[1] == "help":
        insight = insights.of_teller(work, person, number)
        if person.chat_id is None:
            raise errors.Mistake(_("Please write to me in private first: tap my name, then Start. Then press again."))
        return begin(work, person, "needs_help", number if insight.in_private else None, conversations)
    people.must_be_staff(work, person)
    if rest[1] == "hand":
        helping.open_one(work, number)
        return begin(work, person, "hand_on", number, conversations)
    helping.take(work, person, number)
    return _("Thank you. It is in your hands.")


def _of_came(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return helping.said(work, person, int(rest[0]), Came(rest[1]))


def _of_mine(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number = int(rest[0])
    if rest[1] == "unneeded":
        no_need.say(work, person, number)
    else:
        story.show(work, person, number)
    return None


def _more(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    mine.show(work, person, int(rest[0]))
    return None


def _try(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    door.must_have_joined(work, person)
    trying_errands.begin(work, person, conversations)
    return ASK_IN_PRIVATE


def _reports(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    event_reports.show(work, person, int(rest[0]))
    return None


def _count(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    event = event_reports.of_reporter(work, person, int(rest[0]))
    return begin(work, person, "event_count", event.number, conversations)


ACTS: Acts = {
    re.compile("event:list:([0-9]{1,6})"): _reports,
    re.compile(f"event:{NUMBER}:count"): _count,
    re.compile(f"e:{NUMBER}:(help|take|hand)"): _of_help,
    re.compile(f"e:{NUMBER}:({'|'.join(Came)})"): _of_came,
    re.compile(f"n:{NUMBER}:(story|unneeded)"): _of_mine,
    re.compile("n:more:([0-9]{1,6})"): _more,
    re.compile("q:try"): _try,
}
