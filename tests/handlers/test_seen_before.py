"""Every text that staff type for people is shown before it goes as those people will see it, word for word."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple

import pytest

from bot.handlers import errands
from bot.words import Role
from tests.handlers.desk import LATER, take_up
from tests.handlers.phone import Phone
from tests.handlers.previews import seen_before
from tests.handlers.town import LANGUAGES, Town

OURS = "ہم اسے آج دیکھتے ہیں۔"
NAME, ROLE = "Tom Reed", "Engagement worker"
ON_SCREEN = {
    "answer": "answering, from a card or by a reply to it",
    "answer_all": "several at once",
    "ask_back": "asking back",
    "take_up": "taking up",
    "news": "news",
    "translate_ur": "another language",
    "right_today": "right today",
    "hand_on": "handing on",
    "let_know": "the sentence for a group, in the words that its teller is asked about",
    "answer_complaint": "the answer to a complaint",
    "letter": "the letter",
    "heard": "what was heard elsewhere is quoted to the group",
    "write_back": "the next word in a talk",
    "scope": "whether it can be changed",
    "decide_anew": "the same, after it was looked at again",
    "their_answer": "what others answered",
    "uphold": "why it stays",
    "understood": "a new title and summary",
    "plan_action": "a plan",
    "change_action": "a plan, said anew",
    "answer_missing": "the answer to what a plan lacks",
    "use_answer": "an answer of the library, in one's own name",
    "split": "what becomes a matter of its own",
    "hand_action": "a plan that nobody was told of yet, or the question to a group",
    "meet_plan": "the invitation",
    "meet_change": "another time or place",
    "meet_off": "that it does not take place",
    "live_hour": "the announcement",
    "new_answer": "the question and the answer, as both will be offered",
    "keep_answer": "the same, from what was sent",
    "another_question": "the question, as it will be offered",
    "new_words": "the new words as they will be offered, and what those hear who got the old ones",
    "withdraw_answer": "what those hear who got it",
    "write_place": "the place as it is found, and what those hear who said that it is wrong",
    "place_gone": "what those hear who said that it is wrong",
    "lines": "urgent help, in each language that there are words in",
    "promise_rules": "somebody senior, as those who wait read of them",
    "write_message": "in its frame, in every language; the code is drawn once it is kept, another person approves it",
    "change_message": "words in their frame; another person approves it",
    "withdraw_message": "the reason in its frame, in the language of each copy",
    "correct_message": "in its frame, in every language; the code is drawn once it is kept, another person approves it",
    "decline_message": "why a proposal is not sent, as whoever proposed it reads it",
    "message_words": "a trusted message in another language",
    "close_programme": "in English, as everybody reads it once a second person has confirmed it",
    "close_debt": "the line that those who wait read",
    "close_all": "the same",
    "close_words": "the words in the language, as they stand in what everybody reads",
    "close_off": "nothing is typed; what everybody hears",
    "consult": "in its frame with its answers; a champion reads it and another person approves it",
    "change_question": "the same",
    "question_result": "in its frame; another person approves it",
    "close_question": "why, as people read it with the result",
    "feeling_word": "what the team does about it, with the result, in each language of those who were asked",
    "write_story": "the story, as the one who told it is asked about the very words",
}
NOT_FOR_PEOPLE = {
    "settle": "a reason for the record",
    "drop_message": "a reason for the record",
    "block": "a reason for the record; the one who is blocked hears our own words",
    "join": "one's own name and role: they stand in every preview of what one writes",
    "rota_turn": "between staff",
    "join_matter": "nothing is typed",
    "join_all": "nothing is typed",
    "stand_in": "nothing is typed",
    "digest_hour": "nothing is typed",
    "choose_audience": "nothing is typed but a part of a group's name",
    "choose_when": "nothing is typed",
    "question_reader": "nothing is typed",
    "hand_over": "nothing is typed",
    "grp_stand": "nothing is typed",
    "note_action": "for the team",
    "block_action": "for the team",
    "record_reply": "for the team: what somebody outside replied",
    "move_action": "a day and one of our own reasons: nothing is typed",
    "hand_complaint": "nothing is typed",
    "merge": "nothing is typed",
    "hand_matter_on": "nothing is typed",
    "choose_lead": "nothing is typed",
    "review_answer": "nothing is typed",
    "check_place": "nothing is typed",
    "write_heard": "for the team",
    "heard_gone": "nothing is typed",
    "message_back": "between staff",
    "message_urgent": "a reason for the record, which staff read",
    "away": "nothing is typed",
    "reach_add": "the team's own list",
    "reach_groups": "nothing is typed",
    "reach_drop": "nothing is typed",
    "report": "nothing is typed",
    "who_find": "a search",
    "who_edit": "a colleague's name and title: they stand in every preview of what that one writes",
    "translate_told": "for the team: it stands on the card",
    "who_groups": "nothing is typed",
    "who_pause": "nothing is typed",
    "who_induction": "the team's own list",
    "who_give": "nothing is typed",
    "who_take": "nothing is typed",
    "who_leave": "nothing is typed",
    "grp_find": "a search",
    "grp_pause": "nothing is typed",
    "grp_zone": "the name of a city",
    "grp_end": "whom the group hears from: a name, which stands on the screen before it ends",
}
LIVE = {
    "write_on_alert": "a live talk with somebody in danger: what is written goes at once",
    "write_person": "a talk between two people, whichever of them writes: it goes at once, as in any chat",
}
OF_PEOPLE = {
    *("language", "set_language", "leave", "set_about", "erase", "details", "new_group", "try"),
    *(
        "change",
        "add",
        "why",
        "ask",
        "check",
        "seen_elsewhere",
        "answer_alert",
        "complain",
        "needs_help",
        "could_not",
        "meet_cover",
    ),
    *("ask_person", "find_place", "wrong_place", "look_again", "not_meant", "plan_missing"),
    *("rank_matters", "set_reads", "set_easy", "set_voice", "set_often", "set_asks", "set_quiet", "set_groups"),
    *("set_name", "set_pause", "event", "event_count", "group", "read_letter"),
    *("propose_message", "ask_about_message", "unclear_message"),
    *("unclear_question", "answer_question", "group_answers"),
    *("propose_message", "ask_about_message", "unclear_message", "ripple"),
}


class Flow(NamedTuple):
    """How a text is written up to where it is shown, and the button that sends it."""

    write: Callable[[Phone, int], Awaitable[None]]
    send: str


async def _answer(by: Phone, room: int) -> None:
    await by.taps("Answer", room, under="H-1 ·")
    await _both(by)


async def _reply(by: Phone, room: int) -> None:
    await by.says("We look at it today.", room, reply_to=by.sees("H-1 ·", room))
    by.hears("I show it to you in our private chat", room)
    await by.says(OURS)


async def _take_up(by: Phone, room: int) -> None:
    await by.taps("Take up", room, under="H-1 ·")
    await by.says("The lift")
    await by.says("It does not go.")
    await by.says("لفٹ – یہ نہیں چلتی۔")
    await by.taps("It is somebody else's")
    await by.says("The landlord")
    await by.taps("Nobody in particular")
    await by.says("It is the landlord's.")
    await by.taps_first("Who answers for it?")
    await _both(by)
    await by.taps_first("When will they hear more")
    await by.taps("No, keep it here")


async def _news(by: Phone, room: int) -> None:
    await take_up(by, room, "H-1 ·", others={"ur": "الف"})
    await by.taps("Say what is new", room, under="M-1")
    await by.taps("It is done: what changed")
    await by.says("We called them.")
    await by.says("ہم نے فون کیا۔")
    await _both(by)
    await by.taps("Done")


async def _translate(by: Phone, room: int) -> None:
    await by.taps("Answer", room, under="H-1 ·")
    await by.says("We look at it today.")
    await by.taps(LATER)
    await by.taps("Send it")
    await by.taps("Write them", room)
    await by.says(OURS)


async def _right_today(by: Phone, room: int) -> None:
    await by.town.ticks()
    await by.taps("Start", room)
    await by.taps("Right today")
    await _both(by)


async def _ask_back(by: Phone, room: int) -> None:
    await by.taps("Ask back", room, under="H-1 ·")
    await _both(by)


async def _scope(by: Phone, room: int) -> None:
    await take_up(by, room, "H-1 ·", others={"ur": "الف"})
    await by.taps("Can it be changed?", room, under="M-1")
    await by.taps("It is somebody else's")
    await by.says("The landlord")
    await by.says("Mr Hall")
    await _both(by)
    await by.taps_first("When will they hear more")


async def _both(by: Phone) -> None:
    await by.says("We look at it today.")
    await by.says(OURS)


FLOWS = {
    "answer": Flow(_answer, "Send it"),
    "reply": Flow(_reply, "Send it"),
    "take up": Flow(_take_up, "Tell them"),
    "news": Flow(_news, "Tell them"),
    "translate": Flow(_translate, "Send it"),
    "right today": Flow(_right_today, "It is done: tell them"),
    "can it be changed": Flow(_scope, "Tell them"),
    "ask back": Flow(_ask_back, "Ask it"),
}


@pytest.mark.usefixtures("with_digest")
@pytest.mark.parametrize("name", FLOWS)
async def test_what_arrives_was_shown_line_by_line(town: Town, name: str) -> None:
    """In Urdu, from right to left, with heading, name and role: nothing arrives that was not on the screen before."""
    room = await town.room()
    tom = await town.staff("Tom Reed", "Engagement worker", Role.ADMINISTRATOR)
    samina = await town.champion("Samina", "ur")
    await samina.says("لفٹ خراب ہے۔")
    flow = FLOWS[name]
    await flow.write(tom, room)
    shown = next(line for line in reversed(town.telegram.said_in(tom.id)) if line.button(flow.send))
    assert "As they will read it, in Urdu" in shown.text
    assert not samina.all_with(OURS), "not sent yet"
    await tom.taps(flow.send)
    told = samina.sees(OURS)
    assert NAME in told.text and ROLE in told.text
    own = ("M-1", "لفٹ خراب ہے۔") if name in ("news", "can it be changed") else ("M-1",)
    seen_before(told, shown.text, but=own)


async def test_somebody_who_thinks_better_of_a_reply_sends_nothing(town: Town) -> None:
    room, tom = await town.room(), await town.staff("Tom Reed")
    samina = await town.champion("Samina")
    await samina.says("The lift is broken.")
    await tom.says("Oh no.", room, reply_to=tom.sees("H-1 ·", room))
    await tom.taps("Do not send it")
    tom.hears("Nothing was sent.")
    assert not samina.all_with("Oh no.")


@pytest.mark.usefixtures("with_digest")
async def test_a_reply_to_the_open_card_in_private_is_an_answer_too(town: Town) -> None:
    room, tom = await town.room(), await town.staff("Tom Reed")
    samina = await town.champion("Samina")
    await samina.says("The lift is broken.")
    await town.ticks()
    await tom.taps("Start", room)
    await tom.says("It is mended.", reply_to=tom.sees("The lift is broken."))
    await tom.taps("Send it")
    samina.sees("It is mended.")
    tom.sees("Nothing else waits.")


def test_every_conversation_of_staff_is_shown_or_says_why_not() -> None:
    """A new conversation stands in one of the lists, whoever has it: none of staff is missed for being new."""
    into = {f"translate_{code}" for code in LANGUAGES.offered} - {"translate_ur"}
    lists = (ON_SCREEN, NOT_FOR_PEOPLE, LIVE, OF_PEOPLE)
    assert set(errands.all_of(LANGUAGES, True)) - into == {name for one in lists for name in one}
    assert sum(map(len, lists)) == len({name for one in lists for name in one}), "each in one of them"
