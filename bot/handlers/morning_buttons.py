"""Buttons of the desk's day: the digest, the card that is open, the inbox, what is owed, what is promised."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers.buttons import ASK_IN_PRIVATE, NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Code, Text, _, own_words
from bot.loop import (
    digest,
    duties,
    handling,
    helping,
    inbox,
    issues,
    owed,
    people,
    sitting_card,
    sittings,
    updates,
    wording,
)
from bot.loop.desk_screens import show_in_place
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Scope

PAGE = "([0-9]{1,4})"
OPENED = _("It stands in our private chat.")


def _of_digest(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    if rest[0] == "start":
        sittings.start(work, person)
        return OPENED
    if rest[0] == "hour":
        people.must_be_administrator(work, person)
        return begin(work, person, "digest_hour", None, conversations)
    return digest.want(work, person, is_wanted=rest[0] == "mine")


def _stop(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    sittings.stop(work, person)
    return None


def _of_card(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act = int(rest[0]), rest[1]
    match act:
        case "later":
            sittings.later(work, person, number)
        case "show" | "whole":
            sittings.again(work, person, number, is_whole=act == "whole")
        case "hold":
            sittings.at(work, person, number)
            helping.take(work, person, number)
            sittings.go_on(work, person, number, is_anew=False)
        case "several":
            issues.open_insight(work, number)
            sittings.pick(work, person, number, None, is_on=True)
    return None


def _page(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    sittings.pick(work, person, int(rest[0]), None, is_on=True, page=int(rest[1]))
    return None


def _tick(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, is_on, other, page = int(rest[0]), rest[1] == "on", int(rest[2]), int(rest[3])
    sittings.pick(work, person, number, other, is_on=is_on, page=page)
    return None


def _begins(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    """Acts on the open card that ask something first."""
    number, act = int(rest[0]), rest[1]
    sittings.at(work, person, number)
    if act == "not_ours":
        issues.open_insight(work, number)
        conversations.start(work, person, "take_up", number, prefilled={"scope": Scope.NOT_OURS.value})
        return ASK_IN_PRIVATE
    if act == "right":
        issues.open_insight(work, number)
    elif act == "join_all" and not issues.open_ones(work):
        raise errors.Mistake(_("There is no open matter to join it to. Take it up first."))
    flow = {"right": "right_today", "answer_all": "answer_all", "join_all": "join_all"}[act]
    return begin(work, person, flow, number, conversations)


def _to_matter(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    """The likely matter: shown first, with what the teller hears; then joined."""
    number, issue_id = int(rest[0]), int(rest[2])
    sitting = sittings.at(work, person, number)
    if rest[1] == "joins":
        joined = issues.join(work, person, number, issue_id)
        sittings.go_on(work, person, number, is_anew=False)
        return _("Joined to {reference}. Its newest word is on its way.", reference=Code(joined.reference))
    insight, issue = handling.to_act_on(work, person, number), issues.open_one(work, issue_id)
    screen = sitting_card.sure(work, insight, issue, _heard_then(work, issue))
    show_in_place(work, person, sitting, *screen, insight_id=number)
    return None


def _heard_then(work: Work, issue: Issue) -> list[Text]:
    newest = updates.for_newcomer(work, issue)
    words = wording.version_text(work, newest, wording.WORDS, newest.source_language) if newest else None
    return [_("They hear the newest word on it:"), own_words(words)] if words else []


def _of_inbox(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    inbox.show(work, person, rest[0], int(rest[1]), is_anew=False)
    return None


def _filter_inbox(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    if rest[0] == "kind":
        inbox.offer_kinds(work, person)
    else:
        inbox.offer_communities(work, person, int(rest[1] or 0))
    return None


def _open(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    sittings.open_card(work, person, int(rest[0]))
    return None


def _of_owed(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    owed.show(work, person, int(rest[0]), is_anew=False)
    return None


def _open_owed(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    owed.open_one(work, person, int(rest[0]))
    return None


def _of_duties(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    duties.show(work, person, int(rest[0]), is_anew=False)
    return None


ACTS: Acts = {
    re.compile("day:(start|mine|not_mine|hour)"): _of_digest,
    re.compile("day:stop"): _stop,
    re.compile(f"day:{NUMBER}:(later|show|whole|hold|several)"): _of_card,
    re.compile(f"day:{NUMBER}:page:{PAGE}"): _page,
    re.compile(f"day:{NUMBER}:(on|off):{NUMBER}:{PAGE}"): _tick,
    re.compile(f"day:{NUMBER}:(right|not_ours|answer_all|join_all)"): _begins,
    re.compile(f"day:{NUMBER}:(to|joins):{NUMBER}"): _to_matter,
    re.compile(f"in:(all|mine|free|late|k-[a-z]{{1,12}}|c-[0-9a-f]{{10}}):{PAGE}"): _of_inbox,
    re.compile(f"in:by:(kind|community)(?::{PAGE})?"): _filter_inbox,
    re.compile(f"in:open:{NUMBER}"): _open,
    re.compile(f"owed:page:{PAGE}"): _of_owed,
    re.compile(f"owed:{NUMBER}"): _open_owed,
    re.compile(f"owe:page:{PAGE}"): _of_duties,
}
