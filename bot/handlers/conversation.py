"""Running conversations: one person's half-finished talk, kept in the same transaction as what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from sqlmodel import col, select

from bot import errors
from bot.flows.language import WHICH, abreast
from bot.language import Languages, Text, _, own_words
from bot.loop import due, own_screens, quiet, saying, sittings, urgent
from bot.store.chats import Chat
from bot.store.conversations import Talking
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import Button as TalkButton
from bot.talk import Conversation, Engine, Flow, Located, Said, Screen, Sent, Turn
from bot.talk import Pressed as PressedInTalk

log = structlog.get_logger()
LANGUAGE_KEY = "language"
_OPEN = select(Talking).where(col(Talking.person_id) == sa.bindparam("person"))
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
BROKEN_LOOKED_AT_AGAIN = A_DAY
Known = Callable[[Work, Person, int | None], Any]
Take = Callable[[Conversation, Any], Turn | None]
Finish = Callable[[Work, Person, int | None, Any], None]
Chosen = Callable[[Work, Mapping[str, Any]], None]
_QUIET = due.rows(Talking, col(Talking.due_at) <= due.NOW)


@dataclass(frozen=True, slots=True)
class Errand:
    """A flow, what it may know, and what happens with its value. `sets_language`: its answer is spoken at once.

    `shows_own_words`: its screens say people's words back, and nothing of them is kept once it is over; `shows_urgent`:
    each has the way to urgent help; `farewell`: said where nothing came of it. One with a `heading` is practice: that
    stands on every screen, and it starts anew until nothing comes of it. `of_insight`: what it is about is an insight,
    whose words it may show; they go from its screens when they go. `leaves_it_waiting`: it is not the word owed.
    `chosen` raises `errors.NoLongerThere` where an answer cannot be acted on any more, which ends it.
    """

    flow: Flow
    known: Known
    finish: Finish
    sets_language: bool = False
    shows_own_words: bool = False
    shows_urgent: bool = False
    heading: Text | None = None
    farewell: Text | None = None
    of_insight: bool = False
    leaves_it_waiting: bool = False
    chosen: Chosen | None = None

    def known_now(self, work: Work, person: Person, about_id: int | None, answers: Mapping[str, Any]) -> Any:
        """What it may know; what became of something chosen says more than that it is not offered."""
        try:
            known = self.known(work, person, about_id)
        except errors.NoLongerThere:
            self._look_at(work, answers)
            raise
        self._look_at(work, answers)
        return known

    def _look_at(self, work: Work, answers: Mapping[str, Any]) -> None:
        if self.chosen is not None:
            self.chosen(work, answers)

    def shown(self, turn: Turn) -> list[Screen]:
        """The screens of a turn as people see them."""
        screens = list(turn.screens)
        if self.farewell is not None and turn.ended and not turn.value:
            parts = screens.pop().parts if screens else ()
            screens.append(Screen((*parts, self.farewell)))
        lead = (self.heading,) if self.heading is not None else ()
        more = ((TalkButton(urgent.BUTTON.label, urgent.BUTTON.data),),) if self.shows_urgent else ()
        return [Screen((*lead, *one.parts), (*one.buttons, *more) if one.buttons else ()) for one in screens]


def errand(name: str, flow: object, title: Text, known: object, finish: object, **more: Any) -> Errand:
    """An errand with the usual patience: a reminder after a day of silence, over after a week."""
    made = Flow(name, flow, title, expires_after=A_WEEK, remind_after=A_DAY)  # type: ignore[arg-type]
    return Errand(made, known, finish, **more)  # type: ignore[arg-type]


class Conversations:
    """Starts, continues and ends people's conversations."""

    def __init__(self, errands: Mapping[str, Errand], languages: Languages) -> None:
        self._errands = errands
        self._engine = Engine([errand.flow for errand in errands.values()], languages)
        self.languages = languages
        self.offered = [(code, languages.name(code)) for code in languages.offered]

    def knows(self, name: str) -> bool:
        """Whether there is a conversation of this name."""
        return name in self._errands

    def is_practice(self, talking: Talking) -> bool:
        """Whether nothing of it is kept."""
        errand = self._errands.get(talking.state["flow"])
        return errand is not None and errand.heading is not None

    def title(self, talking: Talking) -> Text | None:
        """What a conversation is about, in a few words."""
        errand = self._errands.get(talking.state["flow"])
        return errand.flow.title if errand else None

    def open(self, work: Work, person: Person) -> Talking | None:
        """The conversation that a person has open."""
        return work.session.execute(_OPEN, {"person": person.id}).scalars().first()

    def start(
        self,
        work: Work,
        person: Person,
        name: str,
        about_id: int | None = None,
        *,
        prefilled: dict[str, Any] | None = None,
    ) -> None:
        """Open a conversation with its first question. One that is still open is to be ended first.

        Raises `errors.Mistake` where another is open, after which nothing of it is lost.
        """
        if self.open(work, person) is not None:
            raise errors.Mistake(
                _("You are in the middle of something. Finish it, or write /cancel to drop it; then press again.")
            )
        known = self._errands[name].known(work, person, about_id)
        turn = self._engine.start(name, known, work.now, person.number, prefilled)
        talking = Talking(programme_id=work.programme_id, person_id=person.number, about_id=about_id, state={})
        self._follow(work, person, talking, name, turn)

    def show(self, work: Work, person: Person, name: str) -> None:
        """Say what a conversation without questions says, whatever the person is in the middle of."""
        known = self._errands[name].known(work, person, None)
        _say(work, person, self._engine.start(name, known, work.now, person.number))

    def drop(self, work: Work, person: Person) -> None:
        """End the conversation that a person has open, whatever it is."""
        talking = self.open(work, person)
        if talking is not None:
            work.session.delete(talking)
            work.session.flush()

    def hear(
        self, work: Work, person: Person, talking: Talking, heard: Said | Sent | Located | PressedInTalk
    ) -> Text | None:
        """Something that the person did in their open conversation; returns what a button press is answered with."""

        def hear(conversation: Conversation, known: Any) -> Turn:
            return self._engine.hear(conversation, heard, known, work.now, person.language or "en", person.number)

        turn = self._go_on(work, person, talking, hear)
        return turn.toast if turn else None

    def ask_again(self, work: Work, person: Person, talking: Talking) -> None:
        """Put the question on screen once more."""
        self._go_on(
            work, person, talking, lambda conversation, known: self._engine.again(conversation, known, work.now)
        )

    def offer_languages(self, work: Work, person: Person) -> None:
        """Let somebody choose another language: in a conversation, or beside the one that they are in the middle of."""
        if self.open(work, person) is None:
            self.start(work, person, "language")
            return
        buttons = [Button(own_words(name), f"w:{code}") for code, name in self.offered]
        step = abreast(len(buttons))
        rows = [buttons[start : start + step] for start in range(0, len(buttons), step)]
        saying.to_person(work, person, [WHICH], rows)

    def look_for_quiet_ones(self, work: Work) -> int:
        """Conversations that were quiet for long: the question again, once; later they end, and say so."""

        def look(conversation: Conversation, known: Any) -> Turn | None:
            return self._engine.expire(conversation, work.now) or self._engine.remind(conversation, known, work.now)

        waiting = due.claimed(work, _QUIET)
        for number, talking in [(talking.id, talking) for talking in waiting]:
            person = work.session.get_one(Person, talking.person_id)
            chat = work.session.get(Chat, person.chat_id) if person.chat_id else None
            if chat is not None and (opens := quiet.opens_at(work, chat)) > work.now:
                talking.due_at = min(opens, work.now + A_DAY)
                continue
            try:
                with work.session.begin_nested():
                    self._go_on(work, person, talking, look)
            except Exception as error:
                log.error("conversation cannot go on", conversation=number, error=type(error).__name__)
                later = sa.update(Talking).where(col(Talking.id) == number)
                work.session.execute(later.values(due_at=work.now + BROKEN_LOOKED_AT_AGAIN))
        return len(waiting)

    def _go_on(self, work: Work, person: Person, talking: Talking, take: Take) -> Turn | None:
        """Take one turn. Where what the conversation is about is gone, it is over, and says so."""
        conversation = Conversation.from_json(talking.state)
        errand = self._errands.get(conversation.flow)
        try:
            known = errand.known_now(work, person, talking.about_id, conversation.answers) if errand else None
        except (errors.NoLongerThere, errors.NotAllowed) as gone:
            work.session.delete(talking)
            work.session.flush()
            saying.to_person(work, person, [gone.text])
            return None
        turn = take(conversation, known)
        if turn is not None:
            self._follow(work, person, talking, conversation.flow, turn)
        return turn

    def _follow(self, work: Work, person: Person, talking: Talking, name: str, turn: Turn) -> None:
        errand = self._errands.get(name)
        if turn.conversation is not None:
            talking.state = turn.conversation.to_json()
            talking.due_at = self._engine.due(turn.conversation)
            work.session.add(talking)
            if errand is not None and errand.sets_language and LANGUAGE_KEY in turn.conversation.answers:
                person.language = turn.conversation.answers[LANGUAGE_KEY]
        elif talking.id is not None:
            work.session.delete(talking)
            work.session.flush()
        insight_id = talking.about_id if errand is not None and errand.of_insight else None
        for screen in errand.shown(turn) if errand else turn.screens:
            rows = [[Button(button.label, button.data) for button in row] for row in screen.buttons]
            key = own_screens.key(person.number) if errand and errand.shows_own_words else None
            saying.to_person(work, person, screen.parts, rows, key=key, insight_id=insight_id)
        if turn.ended == "done" and errand is not None:
            self._finish(work, person, talking, errand, turn.value)
        if turn.ended and errand is not None and errand.shows_own_words:
            own_screens.empty(work, person.number)
        if turn.value and errand is not None and errand.heading is not None:
            self.start(work, person, name)
        if turn.ended in ("done", "cancelled") and errand is not None and errand.of_insight:
            came = turn.ended == "done" and bool(turn.value)
            sittings.go_on(work, person, talking.about_id, passes=came and errand.leaves_it_waiting)

    def _finish(self, work: Work, person: Person, talking: Talking, errand: Errand, value: Any) -> None:
        """What comes of it. Where that cannot be any more, the conversation is over all the same, and says so."""
        try:
            with work.session.begin_nested():
                errand.finish(work, person, talking.about_id, value)
        except (errors.NoLongerThere, errors.NotAllowed) as gone:
            saying.to_person(work, person, [gone.text])


def _say(work: Work, person: Person, turn: Turn) -> None:
    for screen in turn.screens:
        rows = [[Button(button.label, button.data) for button in row] for row in screen.buttons]
        saying.to_person(work, person, screen.parts, rows)
