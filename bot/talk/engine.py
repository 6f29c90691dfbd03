"""The conversation engine: starts flows, hears what people say to them, and asks again where that is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.errors import Mistake
from bot.language import Languages
from bot.talk import presses, wording, writing
from bot.talk.controls import Controls
from bot.talk.conversation import Conversation, Raw
from bot.talk.exchange import Exchange, Listening, Meaning
from bot.talk.flow import BrokenFlow, Flow
from bot.talk.heard import Heard, Pressed, Said
from bot.talk.labels import Labels
from bot.talk.question import Answered
from bot.talk.screen import Screen
from bot.talk.sitting import Sitting
from bot.talk.turn import Turn


class Engine:
    """Holds conversations: every method takes one as it was stored, and returns what to store and say.

    Nothing here keeps anything, so a conversation may be answered by one process today and by another tomorrow.
    """

    def __init__(
        self, flows: Iterable[Flow], languages: Languages, draw_token: Callable[[], str] = presses.new_token
    ) -> None:
        self.flows: dict[str, Flow] = {}
        for flow in flows:
            if flow.name in self.flows:
                raise BrokenFlow(f"two flows are called {flow.name!r}")
            self.flows[flow.name] = flow
        self._languages = languages
        self._labels, self._controls = Labels(languages), Controls(languages)
        self._draw_token = draw_token

    def start(
        self,
        flow_name: str,
        known: Any,
        now: datetime,
        person: str | int,
        prefilled: Mapping[str, Raw] | None = None,
    ) -> Turn:
        """Begin a flow. `prefilled` are raw answers known already; they may be changed like any other."""
        answers = {key: writing.tidy(raw) if isinstance(raw, str) else raw for key, raw in (prefilled or {}).items()}
        conversation = Conversation(flow_name, person, started=now, touched=now, answers=answers)
        return self._sitting(self.flows[flow_name], conversation, known).go_on()

    def hear(
        self,
        conversation: Conversation,
        heard: Heard,
        known: Any,
        now: datetime,
        language: str,
        person: str | int | None = None,
    ) -> Turn:
        """What comes of something that a person did. `person` is who did it, where others can reach the buttons too."""
        if person is not None and person != conversation.person:
            return Turn(conversation, toast=wording.NOT_YOURS)
        flow = self.flows.get(conversation.flow)
        if flow is None:
            return _retired()
        if isinstance(heard, Pressed) and presses.parse(heard.data)[0] != conversation.token:
            again = heard.data == conversation.last_press
            return Turn(conversation, toast=wording.HAVE_IT if again else wording.STALE)
        if isinstance(heard, Said):
            heard = Said(writing.tidy(heard.text))
        today = now.astimezone(self._languages.zone).date()
        listening = Listening(self._labels, self._controls, language, today)
        return self._answer(flow, conversation.but(touched=now, reminded=None), heard, known, listening)

    def _answer(self, flow: Flow, conversation: Conversation, heard: Heard, known: Any, listening: Listening) -> Turn:
        meant: list[Meaning] = []

        def listen(sitting: Sitting) -> Answered | None:
            meant.append(Exchange(sitting, listening).meaning(heard))
            return meant[0] if isinstance(meant[0], Answered) else None

        sitting = Sitting(flow, conversation, known, self._draw_token, listen)
        if sitting.run.refusal is not None:
            return sitting.go_on()
        if not meant:
            meant.append(Exchange(sitting, listening).meaning(heard))
        elif isinstance(meant[0], Answered):
            return sitting.go_on()
        return _done(meant[0], sitting)

    def again(self, conversation: Conversation, known: Any, now: datetime) -> Turn:
        """Ask the question on screen again: after a change of language, a restart, a call for help."""
        flow = self.flows.get(conversation.flow)
        if flow is None:
            return _retired()
        return self._sitting(flow, conversation.but(touched=now, reminded=None), known).put(recall=True)

    def due(self, conversation: Conversation) -> datetime:
        """When `remind` or `expire` will next have something to do, if the person stays quiet until then."""
        flow = self.flows.get(conversation.flow)
        if flow is None:
            return conversation.touched
        end = conversation.touched + flow.expires_after
        if flow.remind_after is None or conversation.reminded is not None:
            return end
        return min(end, conversation.touched + flow.remind_after)

    def expire(self, conversation: Conversation, now: datetime) -> Turn | None:
        """The end of a conversation that was quiet too long; nothing while it is not."""
        flow = self.flows.get(conversation.flow)
        if flow is None:
            return _retired()
        if now < conversation.touched + flow.expires_after:
            return None
        return Turn(None, (Screen((wording.expired(flow.title),)),), ended="expired")

    def remind(self, conversation: Conversation, known: Any, now: datetime) -> Turn | None:
        """The question again, once, after it was quiet for a while; nothing while that is not due."""
        flow = self.flows.get(conversation.flow)
        if flow is None or flow.remind_after is None or conversation.reminded is not None:
            return None
        quiet = now - conversation.touched
        if not flow.remind_after <= quiet < flow.expires_after:
            return None
        sitting = self._sitting(flow, conversation.but(reminded=now), known)
        if sitting.question is None:
            return Turn(conversation.but(reminded=now))
        return sitting.put(wording.reminder(flow.title), recall=True)

    def _sitting(self, flow: Flow, conversation: Conversation, known: Any) -> Sitting:
        return Sitting(flow, conversation, known, self._draw_token)


def _done(meaning: Meaning, sitting: Sitting) -> Turn:
    if isinstance(meaning, Answered):
        return sitting.put(understood=False)
    try:
        return meaning()
    except Mistake as mistake:
        return sitting.put(mistake.text, understood=False)


def _retired() -> Turn:
    return Turn(None, (Screen((wording.RETIRED,)),), ended="expired")
