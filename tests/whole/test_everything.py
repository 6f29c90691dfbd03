"""What must hold for the whole: one claim to each command, every flow in every language, every setting in the docs."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel

from bot import labels
from bot.action_words import Doer, MovedWhy, OutsideReply, PlanWord
from bot.card_words import Binned, Risk, Spread, Topic
from bot.handlers import arrival, commands, intake, menus, presses
from bot.language import Text
from bot.loop import bin_words
from bot.message_words import Attached, ConsultState, MessageButton, MessageState, MessageTemplate
from bot.settings import Settings
from bot.talk import Flow
from bot.words import AnswerState, Came, Danger, Days, EventKind, HowHeard, Kind, Need, Role, Scope, Verdict
from tests.flows.screens import PLAYS
from tests.handlers.desk import answer, news, take_up
from tests.handlers.town import Town
from tests.languages import EVERY_LANGUAGE, in_turn
from tests.talk.chat import Chat

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(("name", "language"), in_turn(PLAYS))
def test_every_flow_runs_and_renders_in_every_language(name: str, language: str) -> None:
    play = PLAYS[name]
    flow = Flow(name, play.function, Text("a flow"), timedelta(days=7), timedelta(days=1))
    chat = Chat(flow, play.known, language=language, languages=EVERY_LANGUAGE)
    for typed in play.typed:
        if typed == "skip":
            chat.presses(next(button for button in chat.buttons() if button.data.endswith(":s")))
        else:
            chat.says(typed)
        assert "{" not in chat.last_said() and chat.turn.understood, chat.last_said()
    assert chat.turn.ended == "done"


def test_every_setting_is_in_the_docs_and_the_docs_name_no_other() -> None:
    said = set(re.findall(r"`(HEARBACK_[A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text()))
    assert said == {f"HEARBACK_{name.upper()}" for name in Settings.model_fields}


def test_no_two_handlers_claim_one_command() -> None:
    claimed = Counter([*commands.COMMANDS, *commands.TO_TALK])
    assert not [command for command, count in claimed.items() if count > 1]


def test_every_command_of_the_menus_is_understood() -> None:
    assert set(menus.IN_PRIVATE) <= {*commands.COMMANDS, *commands.TO_TALK}
    assert set(menus.IN_GROUPS) <= arrival.OUR_COMMANDS


def test_every_kind_of_update_is_asked_for_and_has_one_handler() -> None:
    handled = [kind for room in intake.ROOMS for kind, seen in room.router().observers.items() if seen.handlers]
    assert set(handled) == set(intake.WANTED)
    assert Counter(handled) == {"message": 2, "edited_message": 2, "callback_query": 1, "my_chat_member": 1}


def test_no_two_kinds_of_button_share_a_shape() -> None:
    data = [
        *("am:1:list:8", "card:1:whom:8", "lead:team:8", "lead:matters:8", "f:list:8"),
        *("meet:list:5", "owe:late:20", "owe:live:1:7"),
        "i:1:back",
        "i:1:saw:leaflet",
        "c:1:ask",
        "m:1:update",
        "m:1:show",
        "m:1:split",
        "meant:AbCdEf_-1234",
        "again:AbCdEf_-1234",
        "fu:AbCdEf_-1234",
        "ful:1:0",
        "looked:1:stays",
        "y:1:2",
        "h:1:out",
        "h:1:show",
        "v:1:ur",
        "s:1",
        "j:AbCdEf_-1234:no",
        "g:1:staff:allow",
        "a:1:group",
        "b:1:settings",
        "r:1:know",
        "r:1:yes",
        "r:1:whole",
        "r:1:told",
        "r:1:stand",
        "w:ur",
        "l:1:revoke",
        "set:quiet",
        "set:resume",
        "ask:1:no",
        "e:1:take",
        "e:1:not_yet",
        "n:1:story",
        "n:more:5",
        "q:try",
        "u:now",
        "u:1:unsure",
        "u:1:alert",
        "z:1:take",
        "z:add",
        "z:1:up",
        "f:1:block",
        "f:1:lift",
        "d:go:person",
        "d:copy",
        "d:letter",
        "d:erase",
        "p:1:take",
        "x:1:hand",
        "lib:page:5",
        "lib:new",
        "lib:1:see",
        "lib:1:vouch:ur:0123abcd",
        "lib:use:1",
        "ans:1:helped",
        "heard:page:0",
        "heard:new",
        "heard:1:gone",
        "place:page:0",
        "place:more:food::5",
        "place:new",
        "place:1:wrong",
        "loop:4w:1",
        "ours:1:show",
        "ours:1:5:1",
        "who:all:0",
        "who:find",
        "who:1",
        "who:1:edit",
        "who:1:resume",
        "who:1:link",
        "grp:all:0",
        "grp:find",
        "grp:1",
        "grp:1:end",
        "grp:1:resume",
        "grp:1:back",
        "grp:1:stay",
        "am:1:list",
        "act:1:see",
        "act:1:later",
        "ag:1:2:yes",
        "plan:AbCdEf_-1234:helps",
        "pr:1:answer",
        "back:1:say",
        "lead:choose",
        "lead:1:rank",
        "card:1:claim",
        "card:1:no_rumour",
        "card:1:risk:high",
        "card:1:spread:several",
        "card:1:bin:not_ours",
        "card:1:to:2",
        "card:1:open:r:more",
        "card:1:translate",
        "lead:1:on",
        "day:start",
        "day:stop",
        "day:1:later",
        "day:1:page:0",
        "day:1:on:2:0",
        "day:1:right",
        "day:1:to:1",
        "in:k-help:0",
        "in:by:community:0",
        "in:open:1",
        "owed:page:0",
        "owed:1",
        "owe:page:0",
        "told:1:telephone",
        "hs:H-1:12",
        "reach:list:8",
        "reach:1",
        "reach:add",
        "reach:1:groups",
        "event:list:0",
        "event:1:count",
        "meet:plan",
        "meet:1:change",
        "meet:1:come",
        "meet:1:cover",
        "owe:mine",
        *(f"tm:1:{act}" for act in ("whom", "list:0", "try", "pause", "resume", "stop", "stop_yes", "decide:0")),
        "tc:1:again",
        "tc:1:told",
        "owe:back",
        "owe:1:listened",
        "tm:new",
        "tm:list:draft:0",
        "tm:1:see",
        "tm:1:open:more",
        "tm:1:adopt",
        "tm:1:drop",
        "tm:1:page",
        "tm:1:page:ur",
        "tc:1:ask",
        "tm:1:read",
        "tm:1:approve:0123456789abcdef",
        "tm:1:words:ur",
        "tm:1:vouch:ur:0123456789abcdef",
        "tm:1:withdraw",
        "tm:1:correct",
        "tm:1:copies:0",
        "tm:1:copies_file",
        "tm:1:right",
        "close:1:page:0",
        "close:1:debt:2",
        "close:1:all",
        "close:1:file",
        "close:1:ask",
        "close:1:yes:0123456789abcdef",
        "close:1:no",
        "tc:1:clear:no",
        *("cq:new", "cq:list:0", "cq:1:change", "cq:1:close", "cq:1:result", "cq:1:clear:0123456789abcdef"),
        *("tc:1:pick:2", "tc:1:words", "tc:1:theirs"),
        "rip:1:tell",
        "rip:1:see",
        "rip:page:0",
        "cs:1:yes:0123abcd",
        "cs:1:back",
        "fh:1:heard:mostly",
        "fh:1:skip",
        "fr:1:say",
    ]
    for one in data:
        assert len([shape for shape in presses.ACTS if shape.fullmatch(one)]) == 1, one
    assert len(data) == len(presses.ACTS)


@pytest.mark.parametrize(
    ("codes", "read"),
    [
        (AnswerState, labels.ANSWER_STATES),
        (Kind, labels.KINDS),
        (Scope, labels.SCOPES),
        (Verdict, labels.VERDICTS),
        (Role, labels.ROLES),
        (Need, labels.NEEDS),
        (Came, labels.CAME),
        (EventKind, labels.EVENTS),
        (Danger, labels.DANGERS),
        (Days, labels.DAYS),
        (Doer, labels.DOERS),
        (MovedWhy, labels.MOVED_WHYS),
        (PlanWord, labels.PLAN_WORDS),
        (OutsideReply, labels.OUTSIDE_REPLIES),
        (Topic, labels.TOPICS),
        (Risk, labels.RISKS),
        (Spread, labels.SPREADS),
        (Binned, labels.BINNED),
        (Binned, bin_words.WHY),
        (HowHeard, labels.HEARD),
        (MessageState, labels.MESSAGE_STATES),
        (MessageTemplate, labels.MESSAGE_TEMPLATES),
        (MessageButton, labels.MESSAGE_BUTTONS),
        (Attached, labels.ATTACHED),
        (ConsultState, labels.CONSULT_STATES),
    ],
)
def test_every_code_has_a_label(codes: Any, read: dict[Any, Text]) -> None:
    assert set(read) == set(codes)


def test_every_row_of_ours_has_its_programme() -> None:
    without = [
        name
        for name, table in SQLModel.metadata.tables.items()
        if "programme_id" not in table.columns and name != "programme"
    ]
    assert without == []


async def test_all_that_is_ever_said_fits_what_telegram_takes(town_on_both: Town) -> None:
    """The loop once round on either database: the fake Telegram refuses data over 64 bytes and empty messages."""
    town = town_on_both
    room = await town.room()
    tom = await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)
    circle, nadia = await town.group("Mamy z Mare Street", "pl"), town.phone("Nadia", "pl")
    samina = await town.champion("Samina", "ur")
    await samina.says("x" * 3900)
    await take_up(tom, room, "H-1", scope="We can change it", words="y" * 1100, others={"ur": "ک" * 1100})
    await nadia.says("/tell " + "z" * 3000, circle)
    await nadia.presses("k:yes", nadia.sees("", circle))
    await tom.taps("Join to a matter", room, under="H-2")
    await tom.taps("M-1 · The clinic's phone")
    await tom.taps("Write them", room)
    await tom.says("Telefon w przychodni.")
    await tom.says("Sprawdzamy.")
    await tom.taps("Send it")
    nadia.sees("Sprawdzamy.", circle)
    await news(tom, room, "M-1", others=({"pl": "Tak.", "ur": "ہاں"}, {"pl": "Działa.", "ur": "کھلا ہے"}))
    await town.later(hours=1)
    asked = nadia.sees("Działa.", circle)
    await nadia.presses(asked.buttons[1][0][1], asked)
    await nadia.says("Nie działa.", circle, reply_to=asked)
    tom.sees("Nie działa.", room)
    await answer(tom, room, "H-1 ·", "Thank you.")
    await town.later(days=40)
    assert "set aside" not in town.said_anywhere()
