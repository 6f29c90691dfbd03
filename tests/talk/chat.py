"""A chat with one flow, for tests: what a person does and what the bot says, written down as it goes.

    chat = Chat(flow, known)
    chat.hears("What did you hear?")
    chat.says("The clinic is closed on Fridays.")
    chat.taps("Problem")
    assert chat.value == ...
    chat.matches("problem_at_the_clinic")

Every turn goes through JSON, as it does between two messages of a real person.
"""

from __future__ import annotations

import difflib
import itertools
import json
import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import pseudo
from bot.language import Languages, Text
from bot.talk import Button, Conversation, Engine, Flow, Heard, Located, Pressed, Said, Screen, Sent, Turn, wording

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LANGUAGES = Languages(Path("locales"), ("en", pseudo.ACCENTED, pseudo.MIRRORED))
TRANSCRIPTS = Path(__file__).parent / "transcripts"
WRITE = "HEARBACK_WRITE_TRANSCRIPTS"

_ISOLATES = re.compile("[\u2066-\u2069]")


def counted_tokens():
    """Tokens that are the same in every run of a test."""
    numbers = itertools.count(1)
    return lambda: f"T{next(numbers)}"


class Chat:
    """One person and one flow. After each step `turn` is what the engine returned and `screen` what stands there."""

    def __init__(
        self,
        flow: Flow,
        known: Any = None,
        *,
        language: str = "en",
        languages: Languages = LANGUAGES,
        now: datetime = START,
        prefilled: dict[str, Any] | None = None,
        name: str = "Asha",
    ) -> None:
        self.flow, self.known, self.language, self.languages, self.now = flow, known, language, languages, now
        self.name = name
        self.engine = Engine([flow], languages, counted_tokens())
        self.conversation: Conversation | None = None
        self.screen: Screen | None = None
        self.lines: list[str] = []
        self.turn: Turn
        self._take(self.engine.start(flow.name, known, now, name, prefilled))

    # What the person does

    def says(self, text: str) -> Turn:
        """Type something."""
        return self._does(text, Said(text))

    def taps(self, label: str) -> Turn:
        """Press the button of the newest screen on which `label` stands."""
        return self.presses(self.button(label))

    def ticks(self, labels: Iterable[Text]) -> Turn:
        """Tick some options, then tap Done."""
        for label in labels:
            self.taps(self.reads(label))
        return self.taps(self.reads(wording.DONE))

    def presses(self, button: Button) -> Turn:
        """Press a button, of whichever screen."""
        return self._does(f"[{self.reads(button.label)}]", Pressed(button.data))

    def sends(self, kind: str, file_id: str = "file", caption: str = "", seconds: int | None = None) -> Turn:
        """Send a voice note, a photo or the like."""
        return self._does(f"<{kind}>{caption and ' ' + caption}", Sent(kind, file_id, caption, seconds))

    def points(self, latitude: float, longitude: float) -> Turn:
        """Share a location."""
        return self._does(f"<location {latitude}, {longitude}>", Located(latitude, longitude))

    def switches(self, language: str) -> Turn:
        """Choose another language in the middle."""
        self.language = language
        self._write(f"({self.name} reads {language} now)")
        return self._take(self.engine.again(self.standing(), self.known, self.now))

    def waits(self, wait: timedelta) -> Turn | None:
        """Let time pass, and the schedule look once for what is due."""
        self.now += wait
        self._write(f"({wait} later)")
        conversation = self.standing()
        turn = self.engine.expire(conversation, self.now) or self.engine.remind(conversation, self.known, self.now)
        return self._take(turn) if turn else None

    def meets(self, flow: Flow) -> None:
        """Have the flow replaced by a newer release of it, in the middle."""
        self.flow = flow
        self.engine = Engine([flow], self.languages, self.engine._draw_token)
        self._write("(a new release)")

    # What the bot says

    def hears(self, *fragments: str) -> None:
        """Check that the newest thing said (or the toast) contains each of these."""
        said = self.last_said()
        for fragment in fragments:
            assert fragment in said, f"{fragment!r} is not in:\n{said}"

    def does_not_hear(self, *fragments: str) -> None:
        """Check that the newest thing said contains none of these."""
        said = self.last_said()
        for fragment in fragments:
            assert fragment not in said, f"{fragment!r} is in:\n{said}"

    def last_said(self) -> str:
        """The newest thing said, with its buttons."""
        screens = [line for screen in self.turn.screens for line in self._drawn(screen)]
        return "\n".join([*([self.reads(self.turn.toast)] if self.turn.toast else []), *screens])

    def button(self, label: str) -> Button:
        """The button of the newest screen on which this stands."""
        buttons = {self.reads(button.label): button for button in self.buttons()}
        assert label in buttons, f"no button {label!r} among {list(buttons)}"
        return buttons[label]

    def buttons(self) -> list[Button]:
        """All buttons of the newest screen."""
        return [button for row in self.screen.buttons for button in row] if self.screen else []

    def reads(self, text: Text) -> str:
        """A text as the person sees it."""
        return _ISOLATES.sub("", self.languages.read(text, self.language))

    @property
    def token(self) -> str:
        """The token of the question on screen."""
        return self.standing().token

    @property
    def value(self) -> Any:
        """What the flow returned; the conversation must be over."""
        assert self.turn.ended == "done", f"not done; the bot last said:\n{self.last_said()}"
        return self.turn.value

    # The transcript

    def matches(self, name: str, directory: Path = TRANSCRIPTS) -> None:
        """Check the whole chat against the transcript of this name, or write it (HEARBACK_WRITE_TRANSCRIPTS=1)."""
        path, now = directory / f"{name}.txt", "\n".join(self.lines) + "\n"
        if os.environ.get(WRITE):
            path.write_text(now, encoding="utf-8")
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        changes = difflib.unified_diff(kept.splitlines(), now.splitlines(), str(path.name), "this run", lineterm="")
        assert now == kept, "\n".join([f"The chat differs from its transcript ({WRITE}=1 writes it anew):", *changes])

    def _does(self, written: str, heard: Heard) -> Turn:
        self._write(f"{self.name}: {written}")
        return self._take(
            self.engine.hear(self.standing(), heard, self.known, self.now, self.language, person=self.name)
        )

    def standing(self) -> Conversation:
        """The conversation as it comes back from where it is kept."""
        assert self.conversation is not None, "the conversation is over"
        return Conversation.from_json(json.loads(json.dumps(self.conversation.to_json())))

    def _take(self, turn: Turn) -> Turn:
        self.turn, self.conversation = turn, turn.conversation
        if turn.toast:
            self._write(f"  (toast) {self.reads(turn.toast)}")
        for screen in turn.screens:
            self.screen = screen
            self._write("Bot:", *(f"  {line}" for line in self._drawn(screen)))
        if turn.ended:
            self._write(f"= {turn.ended}: {turn.value}")
        return turn

    def _drawn(self, screen: Screen) -> list[str]:
        said = [line for part in screen.parts for line in self.reads(part).splitlines()]
        return said + [" ".join(f"[{self.reads(button.label)}]" for button in row) for row in screen.buttons]

    def _write(self, *lines: str) -> None:
        self.lines += lines
