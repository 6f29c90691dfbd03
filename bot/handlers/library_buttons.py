"""Buttons of the library: its pages, under answers and places, and under what is offered to who asks the like."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers import library_commands, library_errands
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _, n_
from bot.loop import (
    corrections,
    door,
    finding,
    heard,
    insights,
    library,
    library_card,
    likely_answers,
    offered_answers,
    people,
)
from bot.loop import places as rules
from bot.store.library import Answer
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Helped, Need


def _page(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    library_commands.library_page(work, person, int(rest[0]))
    return None


def _new(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "new_answer", None, conversations)


def _of_answer(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    number, act = int(rest[0]), rest[1]
    if act == "see":
        library_card.show(work, person, finding.one(work, Answer, number))
        return None
    flow = {"words": "new_words", "form": "another_question", "review": "review_answer", "withdraw": "withdraw_answer"}[
        act
    ]
    return begin(work, person, flow, library.for_staff(work, person, number).number, conversations)


def _vouch(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    told = corrections.vouch(work, person, int(rest[0]), rest[1], rest[2])
    if not told:
        return _("Thank you. You stand for these words.")
    return n_(
        "Thank you. {n} chat that got the old words is told.",
        "Thank you. {n} chats that got the old words are told.",
        told,
    )


def _of_insight(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    insight = insights.still_told(work, int(rest[1]))
    if rest[0] == "keep":
        if likely_answers.newest_answer(work, insight) is None:
            raise errors.NoLongerThere(_("Nobody has answered that yet."))
        return begin(work, person, "keep_answer", insight.number, conversations)
    library_errands.must_have_one(work, insight)
    return begin(work, person, "use_answer", insight.number, conversations)


def _offered(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    if rest[1] == "show":
        offered_answers.show(work, person, int(rest[0]))
    else:
        offered_answers.say(work, person, int(rest[0]), Helped(rest[1]))
    return None


def _heard_page(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    heard.show(work, person, int(rest[0]))
    return None


def _heard_new(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "write_heard", None, conversations)


def _heard_gone(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "heard_gone", heard.still_there(work, int(rest[0])).number, conversations)


def _places_page(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    library_commands.staff_places(work, person, int(rest[0]))
    return None


def _more_places(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    door.must_have_joined(work, person)
    library_commands.show_places(work, person, Need(rest[0]), rest[1] or None, int(rest[2]))
    return None


def _new_place(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "write_place", None, conversations)


def _of_place(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act = int(rest[0]), rest[1]
    if act == "wrong":
        door.must_have_joined(work, person)
        return begin(work, person, "wrong_place", rules.open_one(work, number).number, conversations)
    flow = {"mend": "write_place", "right": "check_place", "gone": "place_gone"}[act]
    return begin(work, person, flow, rules.for_staff(work, person, number).number, conversations)


ACTS: Acts = {
    re.compile("lib:page:([0-9]{1,6})"): _page,
    re.compile("lib:new"): _new,
    re.compile(f"lib:{NUMBER}:(see|words|form|review|withdraw)"): _of_answer,
    re.compile(f"lib:{NUMBER}:vouch:([A-Za-z_]{{2,35}}):([0-9a-f]{{8}})"): _vouch,
    re.compile(f"lib:(keep|use):{NUMBER}"): _of_insight,
    re.compile(f"ans:{NUMBER}:(show|{'|'.join(Helped)})"): _offered,
    re.compile("heard:page:([0-9]{1,6})"): _heard_page,
    re.compile("heard:new"): _heard_new,
    re.compile(f"heard:{NUMBER}:gone"): _heard_gone,
    re.compile("place:page:([0-9]{1,6})"): _places_page,
    re.compile(f"place:more:({'|'.join(Need)}):([A-Za-z_]{{0,35}}):([0-9]{{1,6}})"): _more_places,
    re.compile("place:new"): _new_place,
    re.compile(f"place:{NUMBER}:(wrong|gone|mend|right)"): _of_place,
}
