"""One thing that a person did in a conversation, and what it means there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.errors import Mistake
from bot.language import Text
from bot.talk import controls, display, presses, wording
from bot.talk.controls import Controls
from bot.talk.heard import Located, Pressed, Said, Sent
from bot.talk.labels import Labels
from bot.talk.question import Answered, Draft, Question, Reading, Redrawn, Reply, Unfit
from bot.talk.sitting import Sitting
from bot.talk.turn import Turn

Meaning = Answered | Callable[[], Turn]
"""An answer to the question on screen, or something else to do."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Who is listened to, and with what: somebody who reads `language`, on the day `today`."""

    labels: Labels
    controls: Controls
    language: str
    today: date

    def matches(self, typed: str, label: Text) -> bool:
        """Whether somebody typed this label."""
        return self.labels.match(typed, (label,), self.language) is not None


class Exchange:
    """Finds out what something heard means in a sitting. Words are tidy by now, a press is of the screen's buttons."""

    def __init__(self, sitting: Sitting, listening: Listening) -> None:
        self.sitting, self.listening = sitting, listening

    def meaning(self, heard: Pressed | Said | Sent | Located) -> Meaning:
        """An answer, or what to do instead; where it means nothing, to ask again and say what would work."""
        try:
            return self._pressed(heard.data) if isinstance(heard, Pressed) else self._told(heard)
        except Unfit as unfit:
            return partial(self._keep_unfit, unfit)
        except Mistake as mistake:
            return partial(self.sitting.put, mistake.text, understood=False)

    def _pressed(self, data: str) -> Meaning:
        self.sitting.conversation = self.sitting.conversation.but(last_press=data)
        return self._act(presses.parse(data)[1])

    def _told(self, heard: Said | Sent | Located) -> Meaning:
        action = self._steering(heard.text) if isinstance(heard, Said) else None
        if action:
            return self._act(action)
        if not self.sitting.is_on_screen():
            return partial(self._moved, heard)
        if self.sitting.conversation.changing:
            return self._told_to_menu(heard)
        question, reading = self._question(), self._reading()
        typed = question.typed(heard.text, reading) if isinstance(heard, Said) else None
        return self._meant(typed or question.hear(heard, reading))

    def _act(self, action: str) -> Meaning:
        sitting = self.sitting
        steering: dict[str, Callable[[], Turn]] = {
            presses.CANCEL: sitting.cancel,
            presses.BACK: sitting.back,
            presses.CHANGE: sitting.open_menu,
            presses.RETURN: sitting.close_menu,
            controls.HELP: partial(sitting.put, wording.how_to(sitting.flow.title), recall=True),
        }
        if action in steering:
            return steering[action]
        if not sitting.is_on_screen():
            return partial(self._moved, None)
        if action.startswith(presses.CHANGE):
            return self._picked(sitting.menu().press(action[1:], sitting.draft()))
        return self._meant(self._press(action))

    # The question on screen

    def _question(self) -> Question:
        question = self.sitting.question
        if question is None or (question.strict and not self.sitting.is_as_shown()):
            raise Mistake(wording.CHANGED_SINCE)
        return question

    def _press(self, action: str) -> Reply:
        question, sitting = self._question(), self.sitting
        sitting.leave_menu()
        if action == presses.KEEP:
            kept = display.kept(question, sitting.conversation)
            if kept is not None:
                return Answered(kept)
        reply = question.press(action, sitting.draft())
        if reply is None:
            raise Mistake(wording.TAP_OR_TYPE if sitting.is_as_shown() else wording.LIST_CHANGED)
        return reply

    def _meant(self, reply: Reply) -> Meaning:
        return reply if isinstance(reply, Answered) else partial(self.sitting.redraw, reply.draft)

    def _reading(self) -> Reading:
        conversation, listening = self.sitting.conversation, self.listening
        draft = Draft(conversation.ticks, conversation.page)
        return Reading(listening.labels, listening.language, listening.today, draft, conversation.standing)

    def _keep_unfit(self, unfit: Unfit) -> Turn:
        """Ask again; what was written is offered in part, unless an earlier answer that fits is offered already."""
        sitting, question = self.sitting, self._question()
        earlier = sitting.conversation.earlier
        offered = earlier.get(question.key)
        if offered is not None and question.kept(offered) == offered:
            return sitting.put(unfit.text, understood=False)
        sitting.conversation = sitting.conversation.but(earlier={**earlier, question.key: unfit.raw})
        return sitting.put(unfit.text, understood=False, renew=True)

    def _moved(self, heard: Said | Sent | Located | None) -> Turn:
        """Ask what is to be asked now. Words that were meant for the question on screen are offered with it."""
        sitting, question, key = self.sitting, self.sitting.question, self.sitting.conversation.key
        if isinstance(heard, Said):
            earlier = {key: heard.text, **sitting.conversation.earlier}
            if question and question.key == key and question.kept(heard.text) is not None:
                earlier[key] = heard.text
            sitting.conversation = sitting.conversation.but(earlier=earlier)
        sitting.leave_menu()
        same = question is not None and question.key == key
        return sitting.put(wording.CHANGED_SINCE if same else wording.QUESTION_MOVED, understood=False)

    # The steering

    def _steering(self, typed: str) -> str | None:
        """What was typed to steer the conversation, unless the question on screen has a button of that name."""
        action = self._typed_keep(typed) or self.listening.controls.find(typed)
        if action is None or not self.sitting.is_on_screen():
            return action
        if self.sitting.conversation.changing:
            return presses.RETURN if action == presses.BACK else action
        named = self.sitting.question and self.sitting.question.typed(typed, self._reading())
        return None if named else action

    def _typed_keep(self, typed: str) -> str | None:
        question, conversation = self.sitting.question, self.sitting.conversation
        if question is None or conversation.changing or display.kept(question, conversation) is None:
            return None
        labels = (question.keep_label(conversation.earlier[question.key]), wording.TYPED_KEEP)
        return presses.KEEP if any(self.listening.matches(typed, label) for label in labels) else None

    def _told_to_menu(self, heard: Said | Sent | Located) -> Meaning:
        menu, text = self.sitting.menu(), heard.text if isinstance(heard, Said) else ""
        if self.listening.matches(text, wording.RETURN):
            return self.sitting.close_menu
        listening, draft = self.listening, self.sitting.draft()
        reading = Reading(listening.labels, listening.language, listening.today, draft, menu.fingerprint())
        return self._picked(menu.typed(text, reading))

    def _picked(self, reply: Reply | None) -> Meaning:
        match reply:
            case Answered(key):
                return partial(self.sitting.reopen, key)
            case Redrawn(draft):
                return partial(self.sitting.redraw, draft)
        raise Mistake(wording.TAP_WHICH)
