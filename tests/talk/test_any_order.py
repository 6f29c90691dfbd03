"""However somebody gets there, the flow comes to what their final answers come to; nothing unseen is confirmed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot import pseudo
from bot.language import Text
from bot.talk import Button, Conversation, Heard, Pressed, Said, Sent, presses, wording
from tests.talk import flows
from tests.talk.chat import Chat

FLOWS = {"tell": flows.tell, "outing": flows.outing, "visit": flows.visit}
WORDS = ("The clinic is shut", "on the bus", "Zażółć gęślą", "what are you / the fees?")
NUMBERS = ("1", "about 12", "٢٠")
DAYS = ("30/11", "1.12.2026", "24 December")
GARBAGE = ("??", "999", "-", "\u202e", "2 or 3 of them, or so")
READ_BACK = wording.read_back(wording.SKIPPED).message
CONTROLS = ("back", "change", "/change", "/help", "/BACK")


class AnyOrder(RuleBasedStateMachine):
    """A person who taps and types what comes to their mind, and a note of what they meant last by each question."""

    def __init__(self) -> None:
        super().__init__()
        self.meant: dict[str, Callable[[Chat], Any]] = {}
        self.confirmed: dict[str, tuple[Text, ...]] = {}
        self.all_buttons: list[Button] = []
        self.last: Heard | None = None

    @initialize(name=st.sampled_from(sorted(FLOWS)))
    def start(self, name: str) -> None:
        self.known = flows.known()
        self.chat = Chat(flows.flow(FLOWS[name], name), self.known)
        self.note()

    def restart(self) -> None:
        self.meant, self.confirmed = {}, {}
        self.chat._take(self.chat.engine.start(self.chat.flow.name, self.known, self.chat.now, self.chat.name))
        self.note()

    def note(self) -> None:
        self.all_buttons += self.chat.buttons()
        assert all(len(button.data.encode()) <= 64 for button in self.chat.buttons())
        assert len(json.dumps(self.conversation.to_json())) < 20_000

    @property
    def conversation(self) -> Conversation:
        assert self.chat.conversation is not None
        return self.chat.conversation

    def does(self, heard: Heard, meaning: Callable[[Chat], Any] | None) -> None:
        """Do something; `meaning` does the same in another chat, where it answers the question on screen."""
        before, shown, self.last = self.conversation, self.chat.screen, heard
        turn = self.chat._does(str(heard), heard)
        if turn.toast:
            assert turn.conversation == before
            return
        moved = turn.conversation is None or turn.conversation.token != before.token
        if meaning and turn.understood and moved:
            self.meant[before.key] = meaning
            if shown is not None:
                self.confirmed[before.key] = shown.parts
        if turn.ended == "done":
            self.compare(turn.value)
        if turn.ended:
            self.restart()
        else:
            self.note()

    def compare(self, value: Any) -> None:
        straight = Chat(self.chat.flow, self.known)
        for _ in range(100):
            if straight.conversation is None:
                break
            key = straight.conversation.key
            if key in ("send", "agree"):
                unseen = set(straight.screen.parts if straight.screen else ()).difference(self.confirmed[key])
                assert {text.message for text in unseen} <= {READ_BACK}, "confirmed what was not on screen"
            self.meant[key](straight)
        assert straight.value == value

    @rule(data=st.data())
    def tap(self, data: st.DataObject) -> None:
        self.press(data.draw(st.sampled_from(self.chat.buttons())))

    @rule(data=st.data())
    def tap_an_answer(self, data: st.DataObject) -> None:
        steering = (presses.BACK, presses.CANCEL, presses.CHANGE)
        buttons = [button for button in self.chat.buttons() if presses.parse(button.data)[1] not in steering]
        if buttons:
            self.press(data.draw(st.sampled_from(buttons)))

    @rule(data=st.data())
    def tap_something_older(self, data: st.DataObject) -> None:
        self.press(data.draw(st.sampled_from(self.all_buttons)))

    def press(self, button: Button) -> None:
        action = presses.parse(button.data)[1]
        self.does(Pressed(button.data), self.meaning_of(action, button.label))

    def meaning_of(self, action: str, label: Text) -> Callable[[Chat], Any] | None:
        if action == presses.DONE:
            ticks = self.conversation.ticks
            return lambda chat: chat.ticks(flows.TAGS[flows.Tag(tick)] for tick in ticks)
        if action[:1] in (presses.OPTION, presses.SKIP, presses.YES, presses.NO):
            return lambda chat: chat.presses(Button(label, presses.data(chat.token, action)))
        return None

    @rule(data=st.data())
    def answer_in_words(self, data: st.DataObject) -> None:
        key = self.conversation.key
        offered: tuple[str, ...] = WORDS
        if self.conversation.changing:
            return
        if key.startswith("n_"):
            offered = NUMBERS
        elif key.startswith("d_"):
            offered = DAYS
        elif not (key.startswith("w") or key in ("source", "place")):
            return
        text = data.draw(st.sampled_from(offered))
        self.does(Said(text), lambda chat: chat.says(text))

    @rule(number=st.integers(1, 4))
    def type_a_number(self, number: int) -> None:
        if self.conversation.changing:
            return self.does(Said(str(number)), None)
        if self.conversation.key == "tags":
            return self.does(Said(str(number)), None)
        return self.does(Said(str(number)), lambda chat: chat.says(str(number)))

    @rule(text=st.sampled_from(GARBAGE))
    def type_something_odd(self, text: str) -> None:
        self.does(Said(text), None if self.conversation.changing else lambda chat: chat.says(text))

    @rule(text=st.sampled_from(CONTROLS))
    def steer(self, text: str) -> None:
        self.does(Said(text), None)

    @rule()
    def send_a_voice_note(self) -> None:
        self.does(Sent("voice", "v1", "", 3), lambda chat: chat.sends("voice", "v1", seconds=3))

    @precondition(lambda self: isinstance(self.last, Pressed))
    @rule()
    def tap_twice(self) -> None:
        assert isinstance(self.last, Pressed)
        action = presses.parse(self.last.data)[1]
        label = next(button.label for button in self.all_buttons if button.data == self.last.data)
        self.does(self.last, self.meaning_of(action, label))

    @rule(language=st.sampled_from(("en", pseudo.ACCENTED, pseudo.MIRRORED)))
    def switch(self, language: str) -> None:
        before = self.conversation
        turn = self.chat.switches(language)
        if turn.ended == "done":
            self.compare(turn.value)
            self.restart()
        else:
            assert self.conversation.answers == before.answers
            self.note()

    @rule(office=st.sampled_from(("Town Hall", "Library")), more=st.booleans())
    def something_changes_elsewhere(self, office: str, more: bool) -> None:
        self.known.office = office
        self.known.groups = {"12": "Women's circle", "15": "Fathers' group", **({"18": "Choir"} if more else {})}

    @rule()
    def a_day_passes(self) -> None:
        turn = self.chat.waits(timedelta(days=1))
        if turn is not None and turn.ended:
            self.restart()
        elif turn is not None:
            self.note()


AnyOrder.TestCase.settings = settings(
    max_examples=60, stateful_step_count=50, derandomize=True, deadline=None, database=None
)
TestAnyOrder = AnyOrder.TestCase
