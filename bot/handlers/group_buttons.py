"""Buttons about groups: taking one in, its settings, what it may hear, and words to pass on to it."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import arriving, circles, finding, hosts, leads, letting_know, passed_on, people
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling

Answer = Callable[[Work, Person, int], Text]


def _what_it_is(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, is_what = int(rest[0]), rest[1]
    if is_what == "group":
        return _("I work in “{group}” now.", group=arriving.accept(work, person, number).name)
    if is_what == "room":
        arriving.is_staff_room(work, person, number)
        return _("It is the staff room now.")
    arriving.refuse(work, person, number)
    return _("I am leaving that chat.")


def _settings(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    group = hosts.hosted(work, person, int(rest[0]))
    return begin(work, person, "group", group.number, conversations)


def _let_know(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    insight, _group, _teller = letting_know.about(work, int(rest[0]))
    leads.must_be_let_see(work, person, insight)
    return begin(work, person, "let_know", insight.number, conversations)


def _of_word(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    answer: Answer = letting_know.allow if rest[1] == "yes" else letting_know.refuse
    return answer(work, person, int(rest[0]))


def _whole(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return letting_know.whole(work, person, int(rest[0]))


def _of_telling(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number = int(rest[0])
    if rest[1] == "told":
        return passed_on.told(work, person, number)
    if rest[1] == "not":
        return begin(work, person, "could_not", passed_on.in_hand(work, person, number).number, conversations)
    people.must_be_staff(work, person)
    telling = finding.one(work, Telling, number)
    return begin(work, person, "stand_in", telling.number, conversations)


def _of_circle(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, said = int(rest[0]), rest[1]
    if said == "in":
        return _("“{group}” is in now.", group=circles.take_in(work, person, number).name)
    if said == "out":
        circles.leave_out(work, person, number)
        return _("Thank you. That is noted.")
    return circles.stand(work, person, number, will=said == "stand")


ACTS: Acts = {
    re.compile(f"a:{NUMBER}:(group|room|leave)"): _what_it_is,
    re.compile(f"b:{NUMBER}:settings"): _settings,
    re.compile(f"r:{NUMBER}:know"): _let_know,
    re.compile(f"r:{NUMBER}:(yes|no)"): _of_word,
    re.compile(f"r:{NUMBER}:whole"): _whole,
    re.compile(f"r:{NUMBER}:(told|not|other)"): _of_telling,
    re.compile(f"r:{NUMBER}:(in|out|stand|rather)"): _of_circle,
}
