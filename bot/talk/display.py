"""How a question, or the list of earlier answers, stands on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from bot.language import Text
from bot.talk import presses, wording
from bot.talk.conversation import Conversation, Raw
from bot.talk.menu import Menu
from bot.talk.question import Choice, Draft, Question, Rows
from bot.talk.screen import Button, Screen

ANSWERS_BEFORE_CHANGE = 2
"""With only one answer, "back" is all that is needed."""


def draft(conversation: Conversation) -> Draft:
    """What is ticked and which page is open."""
    return Draft(conversation.ticks, conversation.page)


def kept(question: Question, conversation: Conversation) -> Raw:
    """The earlier answer that may be kept, as it would be stored; `None` where there is none."""
    raw = conversation.earlier.get(question.key)
    return None if raw is None else question.kept(raw)


def of_question(question: Question, conversation: Conversation, answered: int, lead: Iterable[Text]) -> Screen:
    """A question with its buttons and those that steer; `answered` counts the answers that may be changed."""
    standing = draft(conversation)
    rows = question.rows(standing)
    parts = [*lead, *question.parts(standing)]
    if kept(question, conversation) is not None:
        earlier = conversation.earlier[question.key]
        parts += question.reminder_of(earlier)
        rows = [(Choice(question.keep_label(earlier), presses.KEEP),), *rows]
    return Screen(tuple(parts), _buttons([*rows, *_steering(conversation, answered)], conversation.token))


def of_menu(menu: Menu, conversation: Conversation, lead: Iterable[Text]) -> Screen:
    """The list of earlier answers."""
    standing = draft(conversation)
    rows = [*menu.rows(standing), (Choice(wording.CANCEL, presses.CANCEL),)]
    return Screen((*lead, *menu.parts(standing)), _buttons(rows, conversation.token))


def _steering(conversation: Conversation, answered: int) -> Rows:
    """The ways back and out; what would be cut among three in a row has a row of its own."""
    back = (Choice(wording.BACK, presses.BACK),) if conversation.answers else ()
    change = (Choice(wording.CHANGE, presses.CHANGE),) if answered >= ANSWERS_BEFORE_CHANGE else ()
    return [change, (*back, Choice(wording.CANCEL, presses.CANCEL))]


def _buttons(rows: Rows, token: str) -> tuple[tuple[Button, ...], ...]:
    start = presses.data(token, "")
    return tuple([tuple([Button(label, start + action) for label, action in row]) for row in rows if row])
