"""Buttons of those who tell and judge: under what they told, under what they are told, and their languages."""

from __future__ import annotations

import re

from bot.handlers import people_errands
from bot.handlers.buttons import NUMBER, Acts, begin, gone
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import description, in_a_row, insights, judgements, seen_in, us_too, withdrawal
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind, SeenIn, Verdict


def _of_teller(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act = int(rest[0]), rest[1]
    insight = insights.of_teller(work, person, number)
    if act == "back":
        withdrawal.take_back(work, person, number)
        return None
    if act in CALLED:
        description.call_it(work, person, number, CALLED[act])
        return _("Thank you. That is noted.")
    if act == "split":
        in_a_row.separate(work, person, number)
        return None
    flow = {"change": "change", "add": "add", "more": "details"}[act]
    return begin(work, person, flow, insight.number, conversations)


def _saw(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    insight = seen_in.note(work, person, int(rest[0]), SeenIn(rest[1]))
    if insight.seen_in == SeenIn.ELSEWHERE:
        return begin(work, person, "seen_elsewhere", insight.number, conversations)
    return _("Thank you. That is noted.")


def _us_too(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    us_too.join(work, person, int(rest[0]), int(rest[1]))
    return _("Thank you. You hear of it from now on.")


def _judged(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    judged = judgements.judge(work, person, rest[0], Verdict(rest[1]))
    if not judged.ask_why or judged.judgement is None:
        return judged.toast
    if person.chat_id is not None and conversations.open(work, person) is None:
        conversations.start(work, person, "why", judged.judgement.number)
        return judged.toast
    return _(
        "Thank you for saying so. It is open again. What is still wrong? Hold the message, choose Reply and write it."
    )


def _of_language(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    if not conversations.knows(f"translate_{rest[0]}"):
        return gone()
    people_errands.chosen(work, person, None, rest[0])
    talking = conversations.open(work, person)
    if talking is not None:
        conversations.ask_again(work, person, talking)
    return None


CALLED = {"question": Kind.QUESTION, "rumour": Kind.RUMOUR, "plain": None}
ACTS: Acts = {
    re.compile(f"i:{NUMBER}:(change|add|more|back|split|{'|'.join(CALLED)})"): _of_teller,
    re.compile(f"i:{NUMBER}:saw:({'|'.join(SeenIn)})"): _saw,
    re.compile(f"y:{NUMBER}:{NUMBER}"): _us_too,
    re.compile(f"j:([A-Za-z0-9_-]{{8,16}}):({'|'.join(Verdict)})"): _judged,
    re.compile("w:([A-Za-z_]{2,35})"): _of_language,
}
