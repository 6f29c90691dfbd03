"""Updates as Telegram brings them: raw JSON. Knows no library, so that a small process can bring them too."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

UPDATES = count(1_000)
DATE, APART = 1_790_000_000, 300  # seconds: what is told within two minutes would be one thing told
HEARD = "Nobody answers the telephone at the clinic on Mare Street before ten, and then it is engaged ({number})."


def tells(person: int) -> bytes:
    """The update by which somebody tells what they heard."""
    number = next(UPDATES)
    return _update(number, person, {"text": HEARD.format(number=number)})


def sends_a_contact(person: int) -> bytes:
    """The update by which somebody sends what Hearback has no use for: it answers that in one line."""
    return _update(next(UPDATES), person, {"contact": {"phone_number": "+440", "first_name": "A"}})


def _update(number: int, person: int, holds: dict[str, Any]) -> bytes:
    user = {"id": person, "is_bot": False, "first_name": "Samina", "last_name": "Khan", "language_code": "en"}
    chat = {"id": person, "first_name": "Samina", "last_name": "Khan", "type": "private"}
    message = {"message_id": number, "from": user, "chat": chat, "date": DATE + number * APART, **holds}
    return json.dumps({"update_id": number, "message": message}).encode()
