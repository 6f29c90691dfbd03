"""What may happen in a group besides what is said: service messages, other senders, other rights of the bot."""

from __future__ import annotations

from tests.handlers.phone import Phone
from tests.handlers.telegram import chat_of

FORWARDED = 4
ELSEWHERE = -(10**12) - 500


async def happens(phone: Phone, group: int, pick: int, words: str) -> None:
    """Renamed, somebody leaves, a topic, by nobody in particular, more or fewer rights, or added to another chat."""
    match pick % 8:
        case 0:
            await phone.says("", group, new_chat_title="Another name")
        case 1:
            await phone.says("", group, left_chat_member=phone.user)
        case 2:
            await phone.says(f"/here {words}", group, message_thread_id=7, is_topic_message=True)
        case 3:
            await phone.says(f"/tell {words}", group, sender_chat={**chat_of(group), "title": "Circle"})
        case 5:
            await phone.adds_bot(group, before="member", after="read only")
        case 6:
            await phone.adds_bot(group, before="member", after="administrator")
        case _:
            await phone.adds_bot(ELSEWHERE - pick % 3)
