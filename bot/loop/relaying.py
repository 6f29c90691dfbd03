"""Bringing somebody's words, voice notes or pictures to somebody else, with a heading that says whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot import errors
from bot.language import Text, _, own_words
from bot.loop import saying
from bot.store.session import Work

Media = Sequence[dict[str, str]]


def must_be_something(words: str, media: Media) -> None:
    """Raises `errors.Mistake` where there is nothing that can be brought."""
    if not words and not media:
        raise errors.Mistake(_("I can take words, voice notes and pictures. Please tell me in one of these."))


def bring(
    work: Work, chat_id: int | None, heading: Text, words: str, media: Media, rows: saying.Buttons = (), **more: Any
) -> None:
    """Bring it to a private chat or a group; the buttons stand under the last of it. `more` is what `saying` takes."""
    must_be_something(words, media)
    if chat_id is None:
        return
    parts = [heading, own_words(words)] if words else [heading]
    for medium in media[:-1]:
        saying.to_chat(work, chat_id, [heading], media=medium, **more)
    saying.to_chat(work, chat_id, parts, rows, media=media[-1] if media else None, **more)
