"""A copy of everything kept, for people and for machines; a letter of thanks; both made only when they are sent."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from sqlmodel import select

from bot.loop import people
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.words import Role
from tests.handlers.desk import answer, news, outbox_rows, take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import plain
from tests.handlers.town import Town

KEYS = {
    "format", "made_at", "programme", "profile", "roles", "groups", "told", "judged", "talks", "complaints", "acts",
    "messages", "tables",
}  # fmt: skip
MARKUP = '<script>alert("x")</script><b onclick=y>&amp;'


class Reader(HTMLParser):
    """What a browser makes of a page: its tags with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data + "\n"


async def files(phone: Phone, label: str) -> dict[str, str]:
    """The files that a button of "my data" brings."""
    await phone.says("/mydata")
    await phone.taps(label)
    lines = [line for line in phone.town.telegram.said_in(phone.id) if line.file]
    return {line.file[0].rpartition(".")[2]: line.file[1].decode() for line in lines if line.file}


async def test_a_copy_holds_everything_kept_for_people_and_for_machines(town_on_both: Town) -> None:
    town = town_on_both
    room = await town.room()
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    samina = await town.champion("Samina")
    await samina.says("The lift is broken.")
    await answer(tom, room, "H-1", "We call them today.")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")
    await samina.taps("A bit")
    await samina.says("It stops again.")
    made = await files(samina, "Give me a copy")
    kept = json.loads(made["json"])
    assert set(kept) == KEYS
    [told] = kept["told"]
    assert (told["reference"], told["words"], told["state"]) == ("H-1", "The lift is broken.", "taken_up")
    assert "We call them today." in [one["words"] for one in told["answers"]]
    assert [(one["verdict"], one["why"]) for one in kept["judged"]] == [("a_bit", "It stops again.")]
    assert kept["profile"]["telegram_number"] == samina.id
    assert any("They answer now." in one["words"] for one in kept["messages"])
    assert kept["tables"]["insight"][0]["words"] == "The lift is broken."
    page = Reader(made["html"]).words
    for said in ("The lift is broken.", "We call them today.", "It stops again.", "Taken up by the team", "H-1"):
        assert said in page
    assert not any(attrs.get("src") or attrs.get("href") for _tag, attrs in Reader(made["html"]).tags), (
        "it opens offline"
    )


async def test_nothing_of_it_waits_in_the_outbox(town: Town) -> None:
    samina = await town.champion("Samina")
    await files(samina, "Give me a copy")
    asked = [row.what["file"] for row in await outbox_rows(town) if "file" in row.what]
    person = await town.does(lambda work: people.known(work, samina.id))
    assert person is not None
    assert asked == [{"made": "page", "person": person.id}, {"made": "data", "person": person.id}]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ur", "rtl"), ("ar_XB", "rtl")])
async def test_the_page_is_in_ones_language_and_direction_and_every_value_is_escaped(
    town: Town, language: str, direction: str
) -> None:
    samina = await town.champion("Samina", language)
    await samina.says(MARKUP)
    await samina.says("/mydata")
    menu = town.telegram.said_in(samina.id)[-1]
    await samina.presses("d:copy", menu)
    page = next(line.file[1].decode() for line in town.telegram.said_in(samina.id) if line.file)
    read = Reader(page)
    assert MARKUP in read.words
    tags = [tag for tag, _attrs in read.tags]
    assert "script" not in tags and not any("onclick" in attrs for _tag, attrs in read.tags)
    whole = next(attrs for tag, attrs in read.tags if tag == "html")
    assert (whole["dir"], whole["lang"]) == (direction, language.replace("_", "-"))


async def test_a_copy_holds_nothing_that_somebody_else_told(town: Town, tom: Phone, room: int) -> None:
    samina, grace = await town.champion("Samina"), await town.staff("Grace Obi")
    await samina.says("/complain")
    await samina.says("She shouted at me.")
    await samina.taps("Grace Obi, Health officer")
    await samina.taps("Leave it out")
    await samina.taps("Send it")
    tom.sees("She shouted at me.")
    for phone in (grace, tom):
        made = await files(phone, "Give me a copy")
        assert "shouted" not in "".join(made.values())


async def test_settings_places_and_earlier_wordings_are_in_both(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("The lift is brokn.")
    await samina.taps("Change it")
    await samina.says("The lift is broken.")
    await samina.taps("Say more about it", under="changed")
    await samina.taps("Leave it out")
    await samina.taps("Leave it out")
    await samina.says("Mare Street library")
    for _question in range(2):
        await samina.taps("Leave it out")
    await samina.says("/settings")
    await samina.taps("Easy read: no")
    await samina.taps("Yes")
    made = await files(samina, "Give me a copy")
    for kept in (made["json"], plain(Reader(made["html"]).words)):
        assert all(words in kept for words in ("brokn", "Mare Street library", "easy_read"))


async def test_a_letter_of_thanks_says_what_one_gave(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("/mydata")
    assert "You have told nothing yet" in (await samina.taps("A letter of thanks") or "")
    await samina.says("The lift is broken.")
    await samina.says("/ask When does the clinic open?")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")
    made = await files(samina, "A letter of thanks")
    said = samina.sees("A letter of thanks from Mare Street health team").text
    page = plain(Reader(made["html"]).words)
    for words in ("since 03/2026", "told us 2 things", "1 of them was a question", "1 thing that has changed"):
        assert words in said and words in page


async def test_pressing_again_and_again_brings_the_files_once_a_minute(town: Town) -> None:
    samina = await town.champion("Samina")
    await samina.says("/mydata")
    for _again in range(4):
        await samina.taps("Give me a copy")
    assert len([line for line in town.telegram.said_in(samina.id) if line.file]) == 2
    await town.later(minutes=2)
    await samina.taps("Give me a copy")
    assert len([line for line in town.telegram.said_in(samina.id) if line.file]) == 4


async def test_a_stranger_may_ask_too(town: Town) -> None:
    stranger = town.phone("Stranger")
    await stranger.says("Hello")
    kept = json.loads((await files(stranger, "Give me a copy"))["json"])
    assert kept["told"] == [] and kept["profile"]["telegram_number"] == stranger.id


async def test_a_file_that_nobody_can_make_is_not_sent(town: Town) -> None:
    """A row that names somebody who is not there fails; nothing else waits for it."""
    samina = await town.champion("Samina")
    await samina.says("/mydata")
    await samina.taps("Give me a copy")

    def spoil(work: Work) -> None:
        for row in work.session.exec(select(Outbox)):
            if "file" in row.what:
                row.what, row.state = {**row.what, "file": {"made": "page", "person": 999}}, "waiting"

    await town.does(spoil)
    before = len(town.telegram.said_in(samina.id))
    for _each in range(3):
        await town.ticks()
    assert len(town.telegram.said_in(samina.id)) == before
    await samina.says("The lift is broken.")
    samina.hears("H-1")
