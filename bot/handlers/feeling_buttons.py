"""Buttons of "do you feel heard?": the answers, and what the team does about them."""

from __future__ import annotations

import re

from bot.asked_words import Feeling
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text
from bot.loop import feeling_heard, feeling_rounds
from bot.loop.feeling_heard import QUESTIONS
from bot.store.people import Person
from bot.store.session import Work


def _said(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return feeling_heard.say(work, person, int(rest[0]), rest[1], Feeling(rest[2]))


def _skipped(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return feeling_heard.skip(work, person, int(rest[0]))


def _say(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    one, _found = feeling_rounds.unsaid(work, person, int(rest[0]))
    return begin(work, person, "feeling_word", one.number, conversations)


ACTS: Acts = {
    re.compile(f"fh:{NUMBER}:({'|'.join(QUESTIONS)}):({'|'.join(Feeling)})"): _said,
    re.compile(f"fh:{NUMBER}:skip"): _skipped,
    re.compile(f"fr:{NUMBER}:say"): _say,
}
