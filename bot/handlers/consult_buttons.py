"""Buttons of questions to groups, and `/consult` and `/consults` for the team."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.handlers.arrival import Arrived
from bot.handlers.buttons import ASK_IN_PRIVATE, NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import (
    blocks,
    consult,
    consult_answers,
    consult_card,
    consult_readers,
    consult_result,
    people,
    trusted_after,
)
from bot.store.people import Person
from bot.store.session import Work

HASH = "([0-9a-f]{16})"
CHANGES = {"change": "change_question", "reader": "question_reader"}


def _consult(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    people.must_be_staff(work, person)
    conversations.start(work, person, "consult")


def _consults(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    consult_card.show_all(work, person)


def _new(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "consult", None, conversations)


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    consult_card.show_all(work, person, int(rest[0]))
    return None


def _change(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    consultation = consult.prepared(work, person, int(rest[0]))
    return begin(work, person, CHANGES[rest[1]], consultation.number, conversations)


def _close(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    consultation = consult.for_staff(work, person, int(rest[0]))
    return begin(work, person, "close_question", consultation.number, conversations)


def _result(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    consultation = consult_result.wanted(work, person, int(rest[0]))
    return begin(work, person, "question_result", consultation.number, conversations)


def _read(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    consultation = consult_readers.say(work, person, int(rest[0]), rest[2], is_clear=rest[1] == "clear")
    if consultation.is_clear:
        return _("Thank you. That is good to know.")
    begin(work, person, "unclear_question", consultation.number, conversations)
    return _("Thank you. What is not clear? I have asked you.")


def _pick(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return consult_answers.pick(work, person, int(rest[0]), int(rest[1]))


def _words(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    copy, message, _consultation = consult_answers.open_at(work, int(rest[0]))
    blocks.must_not_be_blocked(person)
    if not trusted_after.may_say_more(person):
        return _("Reply to the question here, in your own words. I pass it on and you hear what came of it.")
    begin(work, person, "answer_question", copy.edited_to or message.number, conversations)
    return ASK_IN_PRIVATE


def _theirs(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    copy, _consultation, _group = consult_answers.for_group(work, person, int(rest[0]))
    return begin(work, person, "group_answers", copy.number, conversations)


ACTS: Acts = {
    re.compile("cq:new"): _new,
    re.compile("cq:list:([0-9]{1,6})"): _list,
    re.compile(f"cq:{NUMBER}:(change|reader)"): _change,
    re.compile(f"cq:{NUMBER}:close"): _close,
    re.compile(f"cq:{NUMBER}:result"): _result,
    re.compile(f"cq:{NUMBER}:(clear|unclear):{HASH}"): _read,
    re.compile(f"tc:{NUMBER}:pick:([1-9])"): _pick,
    re.compile(f"tc:{NUMBER}:words"): _words,
    re.compile(f"tc:{NUMBER}:theirs"): _theirs,
}
COMMANDS: dict[str, Callable[[Work, Person, Arrived, Conversations], None]] = {
    "consult": _consult,
    "consults": _consults,
}
