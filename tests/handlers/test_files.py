"""Files: what is taken is brought to the staff room as what it is, what is not taken is refused with what works."""

from __future__ import annotations

from typing import Any

import pytest

from bot.store.insights import Insight
from tests.handlers.phone import Phone
from tests.handlers.town import Town

Medium = dict[str, Any]
ID = {"file_id": "the-file", "file_unique_id": "u"}
PDF: Medium = {"document": {**ID, "mime_type": "application/pdf", "file_size": 1_000_000}}
PICTURE: Medium = {"document": {**ID, "mime_type": "image/jpeg", "file_size": 1_000_000}}
PROGRAM: Medium = {"document": {**ID, "mime_type": "application/x-msdownload", "file_size": 1_000}}
HUGE = {"document": {**ID, "mime_type": "application/pdf", "file_size": 20_000_001}}
SOUND = {"audio": {**ID, "duration": 60, "mime_type": "audio/mpeg"}}
VIDEO: Medium = {"video": {**ID, "width": 1, "height": 1, "duration": 60}}
LONG = {"video": {**ID, "width": 1, "height": 1, "duration": 181}}
NOTE = {"video_note": {**ID, "length": 1, "duration": 20}}
GIF = {"animation": {**ID, "width": 1, "height": 1, "duration": 1}, "document": ID}


@pytest.mark.parametrize(
    ("medium", "said", "shown"),
    [
        (PDF, "You sent a file", "PDF file"),
        (SOUND, "You sent a sound file", "Sound file"),
        (VIDEO, "You sent a video", "Video"),
        (NOTE, "You sent a video message", "Video message"),
    ],
)
async def test_it_is_kept_and_brought_to_the_staff_room(
    town: Town, samina: Phone, room: int, medium: dict[str, Any], said: str, shown: str
) -> None:
    tom = await town.staff("Tom Reed")
    await samina.says("", **medium)
    assert said in samina.hears("H-1").text
    assert f"{shown}: see below" in tom.sees("told in private", room).text
    brought = [line for line in town.telegram.said_in(room) if line.medium]
    assert [list(line.medium) for line in brought] == [list(medium)]
    tom.sees(f"{shown} with H-1", room)
    await samina.taps("Take it back")
    assert (await town.all(Insight))[0].media == []


@pytest.mark.parametrize(
    ("medium", "said"),
    [
        (PICTURE, "Please send this picture as a photo, not as a file."),
        (PROGRAM, "I cannot take this sort of file."),
        (HUGE, "That is too big for me."),
        (LONG, "That is too big for me."),
        (GIF, "I cannot take this sort of file."),
    ],
)
async def test_it_is_refused_with_what_works(
    town: Town, samina: Phone, room: int, medium: dict[str, Any], said: str
) -> None:
    await samina.says("", **medium)
    samina.hears(said)
    assert await town.all(Insight) == []


async def test_words_with_a_file_that_is_refused_are_kept(town: Town, samina: Phone, room: int) -> None:
    """A picture sent as a file may hold the place where it was taken: it goes nowhere."""
    await samina.says("", caption="The step at the door", **PICTURE)
    samina.hears("“The step at the door”")
    samina.hears("Please send this picture as a photo")
    [insight] = await town.all(Insight)
    assert insight.words == "The step at the door" and insight.media == []
    assert not [line for line in town.telegram.said_in(room) if line.medium]


async def test_a_refused_file_in_a_conversation_leaves_the_question_open(samina: Phone) -> None:
    await samina.says("/ask")
    await samina.says("", **PROGRAM)
    samina.hears("I cannot take this sort of file."), samina.hears("What would you like to ask")


async def test_a_very_long_caption_stands_below_what_was_sent(town: Town, samina: Phone, room: int) -> None:
    await samina.says("", caption="x" * 1024, **VIDEO)
    samina.hears("H-1")
    assert len([line for line in town.telegram.said_in(room) if line.medium]) == 1


async def test_words_that_answer_a_question_count_though_their_file_is_refused(samina: Phone) -> None:
    await samina.says("/ask")
    await samina.says("", caption="Is the clinic closing?", **PROGRAM)
    samina.hears("I cannot take this sort of file."), samina.hears("“Is the clinic closing?”")
