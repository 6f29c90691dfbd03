"""What goes with a trusted message: a picture for everybody; recordings and documents for readers of their language."""

from __future__ import annotations

from collections.abc import Iterable

from bot.message_words import Attached
from bot.store.trusted import Attachment

ANY_LANGUAGE = ""
_CALLED = {Attached.PICTURE: "photo", Attached.RECORDING: "voice", Attached.DOCUMENT: "document"}
"""As the outbox names them, in the order in which they come."""


def medium(one: Attachment) -> dict[str, str]:
    """As a row of the outbox holds it."""
    return {"kind": _CALLED[Attached(one.kind)], "file_id": one.file_id}


def with_copy(files: Iterable[Attachment], language: str) -> list[dict[str, str]]:
    """What comes with a copy in a language, in its order."""
    mine = [one for one in files if one.kind == Attached.PICTURE or one.language in (language, ANY_LANGUAGE)]
    order = list(_CALLED)
    return [medium(one) for one in sorted(mine, key=lambda one: (order.index(Attached(one.kind)), one.number))]
