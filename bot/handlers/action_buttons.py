"""Buttons of actions and of plans: on cards, in the list, under what is nudged, and under what raisers are told."""

from __future__ import annotations

import re

from bot.action_words import OutsideReply, PlanWord
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import action_nudges, actions, actions_card, finding, group_asks, issues, people, plans
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work

SHOWN = _("It is in our private chat.")
ASKED = {
    "note": "note_action",
    "block": "block_action",
    "date": "move_action",
    "hand": "hand_action",
    "change": "change_action",
}


def _of_matter(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    if rest[1] == "plan":
        return begin(work, person, "plan_action", issues.open_one(work, int(rest[0])).number, conversations)
    actions_card.show_list(work, person, finding.one(work, Issue, int(rest[0])))
    return SHOWN


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    actions_card.show_list(work, person, finding.one(work, Issue, int(rest[0])), int(rest[1]))
    return None


def _of_action(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act = int(rest[0]), rest[1]
    if act == "note":
        return begin(work, person, "note_action", actions.one(work, person, number).number, conversations)
    if act in ASKED:
        return begin(work, person, ASKED[act], actions.open_one(work, person, number).number, conversations)
    if act == "see":
        actions_card.show(work, person, actions.one(work, person, number))
        return SHOWN
    match act:
        case "finish":
            actions.done(work, person, number)
        case "undone":
            actions.not_done(work, person, number)
        case "goes_on":
            actions.goes_on(work, person, number)
        case "email":
            action_nudges.write_again(work, person, number)
    if act != "email":
        actions_card.show(work, person, actions.one(work, person, number))
    return _("Thank you. That is noted.")


def _replied(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    action = actions.open_one(work, person, int(rest[0]))
    conversations.start(work, person, "record_reply", action.number, prefilled={"reply": rest[1]})
    return None


def _of_group(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return group_asks.answer(work, person, int(rest[0]), int(rest[1]), wants=rest[2] == "yes")


def _of_plan(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    word = PlanWord(rest[1])
    reply = plans.say(work, person, rest[0], word)
    if word is PlanWord.MISSING and reply is None:
        return _("You said so already. To say what is missing, hold the message, choose Reply and write it.")
    if reply is None:
        return _("That is what you said already.")
    if word is not PlanWord.MISSING:
        return _("Thank you. That is noted.")
    if person.chat_id is not None and conversations.open(work, person) is None:
        conversations.start(work, person, "plan_missing", reply.number)
        return _("Thank you for saying so. You get an answer.")
    return _("Thank you. You get an answer. What is missing? Hold the message, choose Reply and write it.")


def _answer_missing(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    reply, _issue, _raiser = plans.unanswered(work, person, int(rest[0]))
    return begin(work, person, "answer_missing", reply.number, conversations)


ACTS: Acts = {
    re.compile(f"am:{NUMBER}:(list|plan)"): _of_matter,
    re.compile(f"am:{NUMBER}:list:([0-9]{{1,6}})"): _list,
    re.compile(f"act:{NUMBER}:({'|'.join(ASKED)}|see|undone|goes_on|email|finish)"): _of_action,
    re.compile(f"act:{NUMBER}:({'|'.join(OutsideReply)})"): _replied,
    re.compile(f"ag:{NUMBER}:{NUMBER}:(yes|no)"): _of_group,
    re.compile(f"plan:([A-Za-z0-9_-]{{8,16}}):({'|'.join(PlanWord)})"): _of_plan,
    re.compile(f"pr:{NUMBER}:answer"): _answer_missing,
}
