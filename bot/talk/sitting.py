"""A conversation in the midst of being held: how it stands, how it moves on, what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.errors import Mistake
from bot.language import Text
from bot.talk import display, wording
from bot.talk import replay as replays
from bot.talk.conversation import Conversation
from bot.talk.flow import Flow
from bot.talk.menu import Menu, changeable
from bot.talk.question import Answered, Draft, Question
from bot.talk.replay import Run
from bot.talk.screen import Screen
from bot.talk.talk import Talk
from bot.talk.turn import Turn


class Sitting:
    """Runs the flow over the answers there are, and says how it goes on.

    `listener` is asked once, at the first question without an answer. So a turn that answers it takes one run.
    """

    def __init__(
        self,
        flow: Flow,
        conversation: Conversation,
        known: Any,
        draw_token: Callable[[], str],
        listener: Callable[[Sitting], Answered | None] | None = None,
    ) -> None:
        self.flow, self.known, self.draw_token = flow, known, draw_token
        self.conversation, self._listener = conversation, listener
        self.said_back: tuple[Text, ...] = ()
        self.run_again()

    def run_again(self) -> None:
        """Run the flow over the answers as they are now."""
        talk = Talk(self.conversation, self._hear if self._listener else None)
        self.run = replays.run(self.flow, talk, self.known)
        self.conversation = replays.settle(self.conversation, self.run)

    def _hear(self, question: Question, run: Run) -> Conversation | None:
        listener, self._listener = self._listener, None
        self.run, run.question = run, question
        answer = listener(self) if listener else None
        if answer is None:
            return None
        run.question = None
        self.said_back = (answer.said_back,) if answer.said_back else ()
        taken = replays.answered(self.conversation, self.run, question, answer.raw)
        self.conversation = taken.but(changing=False, ticks=(), page=0, key="")
        return self.conversation

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        return self.run.question

    def is_as_shown(self) -> bool:
        """Whether that question asks and offers just what the person saw."""
        return self.question is not None and self.question.fingerprint() == self.conversation.standing

    def is_on_screen(self) -> bool:
        """Whether that question asks what the person saw, even if it offers other things since, or has another key."""
        if self.question is None or self.question.key != self.conversation.key:
            return self.is_as_shown()
        return self.conversation.standing.startswith(self.question.asks())

    def menu(self) -> Menu:
        """The list of answers to change."""
        return Menu(self.run.path, self.conversation.answers)

    def draft(self) -> Draft:
        """What is ticked and which page is open."""
        return display.draft(self.conversation)

    def redraw(self, draft: Draft) -> Turn:
        """The same screen with other ticks or another page."""
        self.conversation = self.conversation.but(ticks=draft.ticks, page=draft.page)
        return self.put(replaces=True)

    def back(self) -> Turn:
        """To the question before, its answer offered."""
        if not self.run.path:
            raise Mistake(wording.FIRST_QUESTION)
        return self.reopen(next(reversed(self.run.path)))

    def reopen(self, key: str) -> Turn:
        """To an earlier question, its answer offered and all others as they are."""
        self._keep_unfinished()
        self.conversation = self.conversation.set_aside(key).but(changing=False, ticks=(), page=0, key="")
        self.run_again()
        return self.go_on()

    def open_menu(self) -> Turn:
        """To the list of answers to change."""
        if not changeable(self.run.path):
            raise Mistake(wording.NOTHING_TO_CHANGE)
        self.conversation = self.conversation.but(changing=True, page=0)
        return self.put()

    def close_menu(self) -> Turn:
        """From that list to the question that stood there."""
        self.leave_menu()
        return self.put()

    def leave_menu(self) -> None:
        """Put the list away, if it is on screen."""
        if self.conversation.changing:
            self.conversation = self.conversation.but(changing=False, page=0)

    def cancel(self) -> Turn:
        """The end, with nothing done."""
        return Turn(None, (Screen((wording.goodbye(self.flow.title),)),), ended="cancelled")

    def go_on(self) -> Turn:
        """To the next question, or to the end."""
        if self.run.refusal is not None:
            return Turn(None, (Screen((self.run.refusal,)),), ended="cancelled")
        return self._finish() if self.question is None else self.put(*self.said_back)

    def put(
        self, *lead: Text, understood: bool = True, replaces: bool = False, recall: bool = False, renew: bool = False
    ) -> Turn:
        """Show the question (with `recall`, also the lines that led up to it; with `renew`, with new buttons only)."""
        if self.question is None:
            return self.go_on()
        self._stand(self.question, renew)
        screen = self._menu_screen(lead) if self.conversation.changing else self._screen(self.question, lead, recall)
        return Turn(self.conversation, (screen,), understood=understood, replaces=replaces)

    def _menu_screen(self, lead: Sequence[Text]) -> Screen:
        return display.of_menu(self.menu(), self.conversation, lead)

    def _screen(self, question: Question, lead: Sequence[Text], recall: bool) -> Screen:
        lines = self._lines(recall)
        problem = [self.run.problem] if self.run.problem else []
        answered = len(changeable(self.run.path))
        return display.of_question(question, self.conversation, answered, (*lead, *lines, *problem))

    def _finish(self) -> Turn:
        parts = (*self.said_back, *self._lines(False))
        return Turn(None, (Screen(parts),) if parts else (), self.run.value, "done")

    def _keep_unfinished(self) -> None:
        raw = self.question.unfinished(self.draft()) if self.question else None
        if raw is not None and self.question is not None:
            earlier = {**self.conversation.earlier, self.question.key: raw}
            self.conversation = self.conversation.but(earlier=earlier)

    def _stand(self, question: Question, renew: bool) -> None:
        standing, before = question.fingerprint(), self.conversation
        if question.key == before.key and standing == before.standing and not renew:
            return
        same = question.key == before.key
        draft = question.first_draft(list(before.ticks) if same else before.earlier.get(question.key))
        self.conversation = before.but(
            key=question.key, standing=standing, token=self.draw_token(), ticks=draft.ticks, page=0
        )

    def _lines(self, recall: bool) -> list[Text]:
        if not self.run.lines:
            return []
        since = self.run.lines_before if recall else len(self.run.lines)
        shown = self.conversation.shown
        lines = [line for at, line in enumerate(self.run.lines) if at >= since or line.mark not in shown]
        marks = dict.fromkeys((*shown, *(line.mark for line in lines)))
        self.conversation = self.conversation.but(shown=tuple(marks))
        return [line.text for line in lines]
