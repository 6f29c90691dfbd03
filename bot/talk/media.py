"""Questions answered by sending something."""

from __future__ import annotations

from typing import NamedTuple

from bot.errors import Mistake
from bot.language import Text
from bot.talk import wording, writing
from bot.talk.conversation import Raw
from bot.talk.heard import Located, Said, Sent
from bot.talk.question import Answered, Offer, Question, Reading, Reply


class Media(NamedTuple):
    """Something that was sent: its kind, where the channel keeps it, and what it said about it (size in bytes).

    `unique_id`: the same for the same file, whoever sends it.
    """

    kind: str
    file_id: str
    caption: str = ""
    seconds: int | None = None
    size: int | None = None
    unique_id: str = ""


def as_raw(sent: Sent) -> dict[str, Raw]:
    """What is stored of something sent."""
    row = Media(sent.kind, sent.file_id, writing.tidy(sent.caption), sent.seconds, sent.size, sent.unique_id)._asdict()
    return {name: value for name, value in row.items() if value not in (None, "")}


def from_raw(raw: dict[str, Raw]) -> Media:
    """What `as_raw` stored."""
    caption, unique_id = raw.get("caption", ""), raw.get("unique_id", "")
    return Media(raw["kind"], raw.get("file_id", ""), caption, raw.get("seconds"), raw.get("size"), unique_id)


class SendMedia(Question):
    """A voice note, a photo or the like."""

    __slots__ = ("kinds",)
    kind = "media"

    def __init__(
        self, key: str, prompt: Text, kinds: tuple[str, ...], name: Text | None = None, skip: Text | None = None
    ) -> None:
        super().__init__(key, prompt, name, skip)
        self.kinds = kinds

    def offer(self) -> Offer:
        """The kinds of things that may be sent."""
        return (), self.kinds

    def hear(self, heard: Said | Sent | Located, reading: Reading) -> Reply:
        """What was sent, if it is of a kind that fits."""
        if isinstance(heard, Sent) and heard.kind in self.kinds:
            return Answered(as_raw(heard))
        raise Mistake(wording.please_send(self.kinds, False))

    def read(self, raw: Raw) -> Media:
        """A `Media`."""
        if not isinstance(raw, dict) or raw.get("kind") not in self.kinds:
            raise Mistake(wording.please_send(self.kinds, False))
        return from_raw(raw)

    def say(self, raw: Raw) -> Text:
        """What sort of thing it is."""
        return wording.media_kind(raw["kind"])
