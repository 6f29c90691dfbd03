"""Buttons of the staff desk: under cards, and under what staff and administrators are asked."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers import people_errands
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import asking, finding, handling, insights, invitations, issues, people, tellings, updates, us_too
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import Role


def _of_card(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    number, act = handling.to_act_on(work, person, int(rest[0])).number, rest[1]
    if act in ("take_up", "join"):
        issues.open_insight(work, number)
        if act == "join" and not issues.open_ones(work):
            raise errors.Mistake(_("There is no open matter to join it to. Take it up first."))
    else:
        insight = insights.still_told(work, number)
        if act == "ask":
            asking.must_be_welcome(work, insight)
    flow = {"answer": "answer", "ask": "ask_back", "take_up": "take_up", "join": "join_matter"}[act]
    return begin(work, person, flow, number, conversations)


def _of_matter(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "news", issues.open_one(work, int(rest[0])).number, conversations)


def _to_others(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return us_too.let_see(work, person, int(rest[0]), may=rest[1] == "show")


def _of_version(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    update = finding.one(work, Update, int(rest[0]))
    if not conversations.knows(f"translate_{rest[1]}") or not updates.missing(work, update, rest[1]):
        raise errors.NoLongerThere(_("Those words are there already."))
    return begin(work, person, f"translate_{rest[1]}", update.number, conversations)


def _of_telling(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "settle", tellings.owed_one(work, int(rest[0])).number, conversations)


def _let_in(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people_errands.let_in(work, person, int(rest[0]), Role(rest[1]), allowed=rest[2] == "allow")
    return _("Thank you. That is noted.")


def _of_link(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    invitations.revoke(work, person, int(rest[0]))
    return _("Nobody can come in by that link any more.")


ACTS: Acts = {
    re.compile(f"c:{NUMBER}:(answer|ask|take_up|join)"): _of_card,
    re.compile(f"m:{NUMBER}:update"): _of_matter,
    re.compile(f"m:{NUMBER}:(show|hide)"): _to_others,
    re.compile(f"v:{NUMBER}:([A-Za-z_]{{2,35}})"): _of_version,
    re.compile(f"s:{NUMBER}"): _of_telling,
    re.compile(f"g:{NUMBER}:({'|'.join(Role)}):(allow|refuse)"): _let_in,
    re.compile(f"l:{NUMBER}:revoke"): _of_link,
}
