"""Buttons about whole matters: on their cards, and under what those who raised them are told."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import hand_over, issues, looking_again, merging, not_meant, people, raisers, scoping, splitting
from bot.store.people import Person
from bot.store.session import Work

CODE = "([A-Za-z0-9_-]{8,16})"
FLOWS = {
    "split": "split",
    "merge": "merge",
    "give": "hand_matter_on",
    "title": "understood",
    "scope": "scope",
    "answer": "their_answer",
}


def _of_matter(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    number, act = int(rest[0]), rest[1]
    if act == "letter":
        hand_over.say(work, person, scoping.waits_for_answer(work, number))
        return None
    if act == "merge":
        merging.could_take_in(work, merging.unmerged(work, number))
    elif act == "split":
        splitting.can_be_split(work, number)
    elif act == "answer":
        scoping.waits_for_answer(work, number)
    else:
        issues.open_one(work, number)
    return begin(work, person, FLOWS[act], number, conversations)


def _not_meant(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    insight = not_meant.say(work, person, rest[0])
    if person.chat_id is not None and conversations.open(work, person) is None:
        conversations.start(work, person, "not_meant", insight.number)
    return _("Thank you for saying so.")


def _look_again(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    looking_again.of_telling(work, person, rest[0])
    telling, _raiser = raisers.pressed(work, person, rest[0])
    if person.chat_id is None:
        raise errors.Mistake(_("Please write /start to me in private first. Then press this again."))
    return begin(work, person, "look_again", telling.number, conversations)


def _looked(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    asked, _issue = looking_again.for_looker(work, person, int(rest[0]))
    return begin(work, person, {"stays": "uphold", "anew": "decide_anew"}[rest[1]], asked.number, conversations)


ACTS: Acts = {
    re.compile(f"m:{NUMBER}:({'|'.join(FLOWS)}|letter)"): _of_matter,
    re.compile(f"meant:{CODE}"): _not_meant,
    re.compile(f"again:{CODE}"): _look_again,
    re.compile(f"looked:{NUMBER}:(stays|anew)"): _looked,
}
