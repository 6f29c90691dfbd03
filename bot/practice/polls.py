"""Simple polls."""

from __future__ import annotations

from typing import Any

import telegram

from bot.practice import history, wire
from bot.practice.messages import Message
from bot.practice.people import Bot, Person
from bot.practice.refusals import NotPossible
from bot.practice.world import World

JSON = dict[str, Any]

QUESTION_UNITS = 300
OPTION_UNITS = 100
MOST_OPTIONS = 12


def new(number: int, question: str, options: list[str], anonymous: bool, multiple: bool) -> telegram.Poll:
    """A poll that nobody has voted in yet."""
    written = [telegram.PollOption(text, 0, persistent_id=str(place)) for place, text in enumerate(options)]
    return telegram.Poll(
        f"{5_000_000_000 + number}",
        question,
        written,
        total_voter_count=0,
        is_closed=False,
        is_anonymous=anonymous,
        type="regular",
        allows_multiple_answers=multiple,
        allows_revoting=True,
        members_only=False,
    )


def vote(world: World, person: Person, message: Message, options: list[int]) -> None:
    """A person votes, votes otherwise, or (without options) takes the vote back."""
    poll = message.body.get("poll")
    if poll is None or poll["is_closed"]:
        raise NotPossible("This is not an open poll.", status=409)
    if any(not 0 <= one < len(poll["options"]) for one in options):
        raise NotPossible("There is no such option in this poll.")
    if len(options) > 1 and not poll["allows_multiple_answers"]:
        raise NotPossible("This poll takes one answer.", status=409)
    message.votes.pop(person.id, None)
    if options:
        message.votes[person.id] = options
    _count(message)
    history.edit(world, message, told=False)
    _tell(world, person, message, options)


def close(world: World, message: Message) -> JSON:
    """Ends a poll; answers with its last state."""
    message.body = {**message.body, "poll": {**message.body["poll"], "is_closed": True}}
    history.edit(world, message, told=False)
    poll: JSON = message.body["poll"]
    return poll


def _count(message: Message) -> None:
    poll = message.body["poll"]
    counts = [sum(place in chosen for chosen in message.votes.values()) for place in range(len(poll["options"]))]
    options = [{**one, "voter_count": count} for one, count in zip(poll["options"], counts, strict=True)]
    message.body = {**message.body, "poll": {**poll, "options": options, "total_voter_count": len(message.votes)}}


def _tell(world: World, person: Person, message: Message, options: list[int]) -> None:
    if not isinstance(message.sender, Bot):
        return
    poll = message.body["poll"]
    world.tell(message.sender, "poll", poll, message.chat, lane=f"poll {poll['id']}")
    if not poll["is_anonymous"]:
        ids = [str(one) for one in options]
        answer = telegram.PollAnswer(poll["id"], options, user=wire.user(person), option_persistent_ids=ids)
        payload = wire.written(answer, "option_ids", "option_persistent_ids")
        world.tell(message.sender, "poll_answer", payload, message.chat, lane=f"person {person.id}")
