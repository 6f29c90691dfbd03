"""The buttons of a card beyond answering and taking up: who works on it, hand on, rumour, sensitive, bin; and leads."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.card_words import Binned, Risk, Spread
from bot.handlers import card_commands
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text
from bot.loop import binning, handling, leads, sensitive
from bot.store.people import Person
from bot.store.session import Work

Do = Callable[[Work, Person, int], Text]
DO: dict[str, Do] = {
    "claim": handling.claim,
    "let_go": handling.let_go,
    "hand": handling.offer_colleagues,
    "words": handling.show_words,
    "sensitive": sensitive.close,
    "open_to_all": sensitive.open_again,
    "restore": binning.take_out,
}


def _do(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return DO[rest[1]](work, person, int(rest[0]))


def _rumour(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return handling.call_rumour(work, person, int(rest[0]), is_rumour=rest[1] == "rumour")


def _risk(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return handling.grade(work, person, int(rest[0]), risk=Risk(rest[1]))


def _spread(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return handling.grade(work, person, int(rest[0]), spread=Spread(rest[1]))


def _bin(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return binning.put_away(work, person, int(rest[0]), Binned(rest[1]))


def _hand_on(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return handling.hand_on(work, person, int(rest[0]), int(rest[1]))


def _unfold(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    handling.unfold(work, person, int(rest[0]), rest[1], rest[2])
    return None


def _translate(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    insight = handling.to_act_on(work, person, int(rest[0]))
    return begin(work, person, "translate_told", insight.number, conversations)


def _lead(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number = int(rest[0])
    said = (leads.appoint if rest[1] == "on" else leads.dismiss)(work, person, number)
    sensitive.see_who_may(work)
    card_commands.leads_to(work, person)
    return said


def _team(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    card_commands.leads_to(work, person, int(rest[0]))
    return None


def _colleagues(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return handling.offer_colleagues(work, person, int(rest[0]), int(rest[1]))


ACTS: Acts = {
    re.compile(f"card:{NUMBER}:({'|'.join(DO)})"): _do,
    re.compile(f"card:{NUMBER}:(rumour|no_rumour)"): _rumour,
    re.compile(f"card:{NUMBER}:risk:({'|'.join(Risk)})"): _risk,
    re.compile(f"card:{NUMBER}:spread:({'|'.join(Spread)})"): _spread,
    re.compile(f"card:{NUMBER}:bin:({'|'.join(Binned)})"): _bin,
    re.compile(f"card:{NUMBER}:to:{NUMBER}"): _hand_on,
    re.compile(f"card:{NUMBER}:open:([rp]):(more|less|bin|rumour)"): _unfold,
    re.compile(f"card:{NUMBER}:translate"): _translate,
    re.compile(f"card:{NUMBER}:whom:([0-9]{{1,6}})"): _colleagues,
    re.compile("lead:team:([0-9]{1,6})"): _team,
    re.compile(f"lead:{NUMBER}:(on|off)"): _lead,
}
