"""The words that steer a conversation, typed: back, change, cancel, help."""

from __future__ import annotations

from bot.language import SOURCE, Languages
from bot.talk import presses, wording, writing

HELP = "help"

_TYPED = {
    wording.BACK: presses.BACK,
    wording.TYPED_BACK: presses.BACK,
    wording.CANCEL: presses.CANCEL,
    wording.TYPED_CANCEL: presses.CANCEL,
    wording.CHANGE: presses.CHANGE,
    wording.TYPED_CHANGE: presses.CHANGE,
}
_COMMANDS = {
    "/back": presses.BACK,
    "/cancel": presses.CANCEL,
    "/change": presses.CHANGE,
    "/help": HELP,
    "/skip": presses.SKIP,
    "/done": presses.DONE,
    "/keep": presses.KEEP,
}
_LONGEST = 40


class Controls:
    """Knows those words in every offered language; the commands are the same in all."""

    def __init__(self, languages: Languages) -> None:
        spoken = (SOURCE, *languages.offered)
        self._actions = {
            writing.fold(languages.read(text, language), marks=False): action
            for language in spoken
            for text, action in _TYPED.items()
        }

    def find(self, typed: str) -> str | None:
        """The action that was typed, if it was one and nothing else."""
        if len(typed) > _LONGEST:
            return None
        if typed.startswith("/"):
            return _COMMANDS.get(typed.split("@")[0].lower())
        return self._actions.get(writing.fold(typed, marks=False))
