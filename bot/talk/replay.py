"""Running a flow from the top over the answers there are, up to the first question without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from bot.errors import Mistake
from bot.language import Text
from bot.talk import fingerprint, wording
from bot.talk.conversation import Conversation, Raw
from bot.talk.flow import BrokenFlow, Flow
from bot.talk.question import Question

if TYPE_CHECKING:
    from bot.talk.talk import Talk

MOST_QUESTIONS = 100
"""The cap of every loop: a flow that asks more in one run is broken."""


class Stop(BaseException):
    """A flow has come to a question without an answer. No flow catches it."""


class Line(NamedTuple):
    """Something to read between two questions; `mark` tells it from the others."""

    mark: str
    text: Text


@dataclass(slots=True)
class Run:
    """How one run went: the questions passed, and the one it stopped at, or the value it came to."""

    path: dict[str, Question] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    lines_before: int = 0
    """How many of the lines stand before the last question that was passed."""
    question: Question | None = None
    problem: Text | None = None
    """Why the stored answer to `question` does not count."""
    refusal: Text | None = None
    """Why the flow itself said that it cannot go on."""
    value: Any = None


Listener = Callable[[Question, Run], Conversation | None]
"""Asked at the first question without an answer: the conversation with one, or nothing where there is none."""


class Replay:
    """What stands behind a `Talk`: hands out stored answers, and stops the flow where there is none."""

    __slots__ = ("_answers", "_conversation", "_counts", "_listener", "prefix", "run")

    def __init__(self, conversation: Conversation, listener: Listener | None = None) -> None:
        self._conversation, self._answers, self._listener = conversation, conversation.answers, listener
        self._counts: dict[str, int] = {}
        self.prefix = ""
        self.run = Run()

    def ask(self, question: Question) -> Any:
        """The answer to `question`, stored or just heard, as the flow gets it."""
        run, key = self.run, question.key
        if self.prefix and key:
            key = question.key = self.prefix + key
        if run.question is not None or key in run.path or not key or len(run.path) >= MOST_QUESTIONS:
            self._complain(key)
        if key not in self._answers and not self._hears(question):
            self._stop(question, None)
        try:
            value = question.value(self._answers[key])
        except Mistake as mistake:
            self._stop(question, mistake.text)
        if key in self._conversation.doubted and self._has_changed(question):
            self._stop(question, wording.ASK_ANEW)
        run.path[key] = question
        run.lines_before = len(run.lines)
        return value

    def _has_changed(self, question: Question) -> bool:
        mark = self._conversation.marks.get(question.key)
        return mark is not None and mark != question.fingerprint()

    def _hears(self, question: Question) -> bool:
        """Whether what was heard answers this question; then the run goes on with it."""
        listener, self._listener = self._listener, None
        conversation = listener(question, self.run) if listener else None
        if conversation is None:
            return False
        self._conversation, self._answers = conversation, conversation.answers
        return True

    def say(self, text: Text) -> None:
        """Something to read, before the next question."""
        digest = fingerprint.of_texts("line", (text,))
        count = self._counts[digest] = self._counts.get(digest, 0) + 1
        self.run.lines.append(Line(f"{digest}.{count}", text))

    def _complain(self, key: str) -> NoReturn:
        if self.run.question is not None:
            raise BrokenFlow(f"a flow went on after it was stopped at {self.run.question.key!r}")
        if key in self.run.path:
            raise BrokenFlow(f"the key {key!r} is asked twice in one run")
        raise BrokenFlow(f"no key, or more than {MOST_QUESTIONS} questions, at {key!r}")

    def _stop(self, question: Question, problem: Text | None) -> NoReturn:
        self.run.question, self.run.problem = question, problem
        raise Stop


def run(flow: Flow, talk: Talk, known: Any) -> Run:
    """Run a flow from the top. A `Mistake` that it raises itself ends it, with that sentence.

    Raises:
        BrokenFlow: when it is not written as flows must be.

    """
    try:
        value = flow.function(talk, known)
    except Stop:
        return talk.run
    except Mistake as mistake:
        talk.run.refusal = mistake.text
        return talk.run
    if talk.run.question is not None:
        raise BrokenFlow(f"{flow.name} swallowed its stop at {talk.run.question.key!r}")
    talk.run.value = value
    return talk.run


def settle(conversation: Conversation, run: Run) -> Conversation:
    """The conversation after a run: what was passed is in order and certain, what does not count is offered."""
    if run.question is not None and run.question.key in conversation.answers:
        conversation = conversation.set_aside(run.question.key)
    marks = conversation.marks
    unmarked = {key: question.fingerprint() for key, question in run.path.items() if key not in marks}
    in_order = {key: conversation.answers[key] for key in run.path}
    return conversation.but(
        answers={**in_order, **conversation.answers},
        marks={**marks, **unmarked} if unmarked else marks,
        doubted=conversation.doubted - run.path.keys(),
    )


def answered(conversation: Conversation, run: Run, question: Question, raw: Raw) -> Conversation:
    """The conversation with an answer to the question that `run` stopped at.

    Where an answer that stood there before is changed by it, those that come later are doubted: each counts again once
    its question is met unchanged. One that was doubted already was not on the path in between, and is asked again.
    """
    key = question.key
    later = [name for name in conversation.answers if name not in run.path]
    kept = key in conversation.earlier and conversation.earlier[key] == raw
    if key in conversation.earlier and not kept:
        for name in conversation.doubted.intersection(later):
            conversation = conversation.set_aside(name)
    doubted = conversation.doubted.union(name for name in later if name in conversation.answers)
    return conversation.but(
        answers={**conversation.answers, key: raw},
        earlier={name: earlier for name, earlier in conversation.earlier.items() if name != key},
        marks={**conversation.marks, key: question.fingerprint()},
        doubted=conversation.doubted if kept else doubted,
    )
