"""Help knows where one is, and every button of it does something."""

from __future__ import annotations

import re

import pytest

from bot.courier import cut
from bot.handlers import commands
from bot.loop import community_leads, people
from bot.store.session import Work
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.telegram import plain
from tests.handlers.town import Town

JOBS = [
    ("Ask a question", "What would you like to ask"),
    ("What became of it", "There is nothing here yet"),
    ("Somebody needs help", "danger"),
    ("Report an event", "What was it?"),
    ("Propose a message", "What is your message about"),
    ("Places that help", "What kind of help is needed?"),
    ("Settings", "These are your settings."),
    ("Practise", "Practice. Nothing is kept."),
    ("Talk to a person", "What is it about?"),
    ("Another language", "Which language"),
    ("My data", "what I keep of you"),
    ("Complain", "What went wrong?"),
]


async def test_a_champion_gets_buttons_and_who_is_outside_the_team(samina: Phone) -> None:
    await samina.says("/help")
    said = samina.hears("in your own words")
    for body in ("PALS", "Healthwatch", "The ICO", "999"):
        assert body in said.text
    labels = [label for row in said.buttons for label, _data in row]
    assert labels[0] == "Urgent help" and set(labels[1:]) == {job for job, _heard in JOBS}
    assert "/invite" not in said.text


@pytest.mark.parametrize(("label", "heard"), JOBS)
async def test_each_button_does_its_job(samina: Phone, label: str, heard: str) -> None:
    await samina.says("/help")
    await samina.taps(label)
    samina.hears(heard)


async def test_in_the_middle_of_something_it_says_what_and_asks_again(samina: Phone) -> None:
    await samina.says("/complain")
    await samina.says("/help")
    assert "/cancel" in samina.hears("We are in the middle of: complaining.").text
    samina.hears("What went wrong?")
    assert "in the middle of something" in (await samina.taps("Talk to a person") or "")


async def test_a_stranger_hears_the_way_in_and_may_complain(town: Town, room: int) -> None:
    stranger = town.phone("Stranger")
    await stranger.says("/help")
    said = stranger.hears("I can only take in people who were invited")
    assert [label for row in said.buttons for label, _data in row] == ["Urgent help", "My data", "Complain"]
    await stranger.taps("Complain")
    stranger.hears("What went wrong?")


async def test_staff_get_theirs_under_plain_headings(town: Town, room: int) -> None:
    tom = await town.staff("Tom Reed")
    await tom.says("/help")
    said = plain(tom.hears("For staff:").text)
    assert len(said) < cut.TEXT_UNITS
    for part in (
        "Each day\n/today – the cards",
        "Matters and promises\n/promises",
        "People and groups\n/people",
        "Figures\n/loop",
        "Set-up, mostly for administrators\n/letter",
    ):
        assert part in said, part
    listed = re.findall(r"^/(\w+) – ", said, re.MULTILINE)
    assert len(listed) == len(set(listed)) and "invite" in listed
    tom.hears("in your own words")


async def test_every_command_stands_in_somebody_s_help(town: Town, room: int) -> None:
    samina, tom = await town.champion("Samina"), await town.staff("Tom Reed")

    def leads(work: Work) -> None:
        lead, by = (people.known(work, phone.id) for phone in (samina, tom))
        assert lead is not None and by is not None
        community_leads.choose(work, by, lead.number)

    await town.does(leads)
    listed = {"start", "urgent"}
    for phone in (samina, tom):
        await phone.says("/help")
        for line in phone.all_with(""):
            listed |= set(re.findall(r"^/(\w+) – ", plain(line.text), re.MULTILINE))
            listed |= {str(data).removeprefix("d:go:") for row in line.buttons for _label, data in row}
    assert set(commands.COMMANDS) <= listed


async def test_in_a_group_it_says_how_to_tell_and_where_the_rest_is(town: Town, room: int) -> None:
    await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    await nadia.says("/help", circle)
    said = nadia.hears("Write /tell", circle)
    assert "write /help to me in private" in said.text and said.button("Urgent help")


async def test_a_forged_job_is_answered(samina: Phone) -> None:
    await samina.says("/help")
    assert "I do not know that command" in (await samina.presses("d:go:nonsense", samina.hears("999")) or "")
