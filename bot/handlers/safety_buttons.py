"""Buttons of safety: urgent help, the question after urgent words, alerts, the rota, blocks."""

from __future__ import annotations

import re

from bot.handlers import safety_commands
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import alerts, blocks, danger, finding, handling, help_lines, people, rota, urgent
from bot.store.people import Person
from bot.store.session import Work
from bot.words import AlertCause, Danger


def _urgent(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    if not urgent.can_write_to(work, person):
        return help_lines.IN_SHORT
    if rest[0] == "now":
        urgent.show(work, person)
    elif rest[0] == "tell":
        alerts.ask_for_a_person(work, person, AlertCause.ASKED)
    else:
        urgent.safe(work, person)
    return None


def _in_danger(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    danger.answer(work, person, int(rest[0]), Danger(rest[1]))
    return None


def _alert_on_card(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    alerts.raise_by_staff(work, person, handling.to_act_on(work, person, int(rest[0])))
    return _("The alert is on its way along the rota.")


def _of_alert(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act = int(rest[0]), rest[1]
    if act == "take":
        alerts.take(work, person, number)
        if conversations.open(work, person) is None:
            conversations.start(work, person, "write_on_alert", number)
        return _("Thank you. It is yours.")
    if act == "write":
        return begin(work, person, "write_on_alert", alerts.taken_by(work, person, number).number, conversations)
    alert = alerts.of_the_one_in_need(work, person, number)
    return begin(work, person, "answer_alert", alert.number, conversations)


def _of_rota(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_administrator(work, person)
    return begin(work, person, "rota_turn", None, conversations)


def _of_turn(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    change = {"up": rota.move_up, "out": rota.take_out}[rest[1]]
    change(work, person, int(rest[0]))
    safety_commands.rota_to(work, person)
    return None


def _block(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return begin(work, person, "block", handling.to_act_on(work, person, int(rest[0])).number, conversations)


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    show = {"z": safety_commands.rota_to, "f": safety_commands.blocked_to}[rest[0]]
    show(work, person, int(rest[1]))
    return None


def _lift(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    blocks.lift(work, person, finding.one(work, Person, int(rest[0])))
    return _("They can tell again.")


ACTS: Acts = {
    re.compile("u:(now|tell|safe)"): _urgent,
    re.compile(f"u:{NUMBER}:({'|'.join(Danger)})"): _in_danger,
    re.compile(f"u:{NUMBER}:alert"): _alert_on_card,
    re.compile(f"z:{NUMBER}:(take|write|answer)"): _of_alert,
    re.compile("z:add"): _of_rota,
    re.compile(f"z:{NUMBER}:(up|out)"): _of_turn,
    re.compile(f"f:{NUMBER}:block"): _block,
    re.compile(f"f:{NUMBER}:lift"): _lift,
    re.compile("(z|f):list:([0-9]{1,6})"): _list,
}
