"""`/loop` and `/report` as staff see them: the loop at a glance, in place; the figures of a period as two files."""

from __future__ import annotations

import csv
import io
import threading
from typing import Any

import pytest
import sqlalchemy as sa

from bot.loop import figures
from bot.store.audit import Audit
from bot.store.people import Grant
from bot.store.session import Work
from bot.words import Role
from tests.handlers.desk import news, outbox_rows, take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import plain
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


async def files(tom: Phone, *typed: str) -> dict[str, str]:
    """The files of a report that was asked for by a button, and two days where they are asked."""
    await tom.says("/report")
    await tom.taps(typed[0])
    for day in typed[1:]:
        await tom.says(day)
    lines = [line for line in tom.town.telegram.said_in(tom.id) if line.file]
    return {line.file[0]: line.file[1].decode("utf-8-sig") for line in lines if line.file}


async def test_the_loop_once_round_at_a_glance(town_on_both: Town) -> None:
    town = town_on_both
    room = await town.room()
    tom = await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)
    champions = [await town.champion(name) for name in ("Samina", "Ania", "Grace", "Ines", "Noor")]
    for champion in champions:
        await champion.says("The clinic's phone is not answered.")
    await town.later(hours=3, step=town.between)
    await take_up(tom, room, "H-1")
    for number in (2, 3, 4, 5):
        await tom.taps("Join to a matter", room, under=f"H-{number} ")
        await tom.taps("M-1 · The clinic's phone")
    await champions[4].taps("Take it back")
    await news(tom, room, "M-1")
    await champions[0].taps("Yes, it is better")
    await tom.says("/loop")
    shown = plain(tom.sees("The loop from").text)
    assert "The loop from Mon 2 Mar to Mon 2 Mar." in shown
    assert "Heard: 4\nHad a first word: 4\nTold back: 4\nHeard what changed: 4" in shown
    assert "Taken back, and in no other figure: 1" in shown
    assert "Better: yes 1, a bit 0, no 0\nAsked, and not judged: 3\nOpened again: 0\nClosed, and not judged: 0" in shown
    assert "No community named: heard not shown" in shown


async def test_other_days_are_shown_in_the_same_message(town: Town, tom: Phone, samina: Phone) -> None:
    await samina.says("The clinic is shut.")
    await tom.says("/loop")
    there = len(tom.all_with("The loop from"))
    assert await tom.taps("90 days") is None
    assert len(tom.all_with("The loop from")) == there
    assert "The loop from Wed 3 Dec to Mon 2 Mar." in plain(tom.sees("The loop from").text)
    await tom.taps("4 weeks")
    assert "The loop from Tue 3 Feb to Mon 2 Mar." in plain(tom.sees("The loop from").text)


async def test_waits_of_five_are_shown_with_the_longest_of_them(town: Town, room: int, tom: Phone) -> None:
    champions = [await town.champion(f"Champion {number}") for number in range(5)]
    for champion in champions:
        await champion.says("The lift is broken.")
    await take_up(tom, room, "H-1")
    for number in range(2, 6):
        await town.later(hours=1)
        await tom.taps("Join to a matter", room, under=f"H-{number} ")
        await tom.taps("M-1 · The clinic's phone")
    await tom.says("/loop")
    shown = plain(tom.sees("The loop from").text)
    assert "Half had a first word within: 2 hours; nine in ten: 4 hours. The longest: 4 hours (H-5)." in shown


async def test_a_report_comes_as_two_files_and_is_written_down(town: Town, room: int, tom: Phone) -> None:
    group = await town.group("=Mums, and others", "en")
    nadia = town.phone("Nadia")
    await nadia.says("/tell The lift is broken.", group)
    await nadia.presses("k:yes", nadia.sees("", group))
    await take_up(tom, room, "H-1", title="A lift | that stops")
    made = await files(tom, "Two dates", "1.3.2026", "2.3.2026")
    assert list(made) == [f"hearback-report-2026-03-01-to-2026-03-02.{form}" for form in ("md", "csv")]
    page, sheet = made.values()
    assert "1 March 2026 to 2 March 2026, both days with it, midnight to midnight in Europe/London" in page
    assert "| M-1 | A lift \\| that stops | It cannot be changed | It belongs to the landlord. | fewer than 5 |" in page
    rows = list(csv.reader(io.StringIO(sheet, newline="")))
    assert ["Total", "All", "Heard", "fewer than 5", "things heard"] in rows
    assert {row[1] for row in rows if row[0] == "By group"} >= {"'=Mums, and others"}
    assert "The lift is broken" not in page + sheet and "Nadia" not in page + sheet
    acts = [(row.act, row.detail) for row in await town.all(Audit) if row.act == "report"]
    assert acts == [("report", {"first": "2026-03-01", "last": "2026-03-02"})]


async def test_the_months_quarters_and_years_are_those_that_are_over(town: Town, tom: Phone) -> None:
    for label, days in (
        ("Last month", "2026-02-01-to-2026-02-28"),
        ("Last quarter", "2025-10-01-to-2025-12-31"),
        ("Last year", "2025-01-01-to-2025-12-31"),
    ):
        assert f"hearback-report-{days}.md" in await files(tom, label)


async def test_nothing_of_a_report_waits_in_the_outbox(town: Town, tom: Phone, samina: Phone) -> None:
    await samina.says("The clinic is shut.")
    await files(tom, "Last year")
    asked = [row.what["file"] for row in await outbox_rows(town) if "file" in row.what]
    assert [sorted(one) for one in asked] == [["first", "form", "last", "made", "person"]] * 2


@pytest.mark.parametrize("command", ["/loop", "/report"])
async def test_they_are_for_staff_alone(town: Town, tom: Phone, samina: Phone, command: str) -> None:
    await samina.says(command)
    samina.hears("Only staff of the programme can do this.")
    await tom.says("/loop")
    line = tom.sees("The loop from")
    number = line.buttons[0][0][1].rpartition(":")[2]
    assert await samina.presses(f"loop:90d:{number}", line) == "Only staff of the programme can do this."
    assert await tom.presses("loop:90d:1", line) == "This button is no longer in use."


async def test_figures_are_reckoned_where_nothing_is_written(
    town_on_both: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = town_on_both
    await town.room()
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    samina = await town.champion("Samina")
    threads = []
    reckoned = figures.of

    def noted(*about: Any) -> figures.Figures:
        threads.append(threading.current_thread().name.partition("_")[0])
        return reckoned(*about)

    monkeypatch.setattr(figures, "of", noted)
    await tom.says("/loop")
    tom.sees("The loop from")
    await tom.taps("90 days")
    await files(tom, "Last year")
    assert threads == ["reader"] * 4
    assert len([row for row in await town.all(Audit) if row.act == "report"]) == 1
    await samina.says("/loop")
    samina.hears("Only staff of the programme can do this.")
    assert len(threads) == 4, "nothing is reckoned for somebody who may not see it"


async def test_who_is_no_staff_any_more_when_it_is_reckoned_sees_nothing(
    town: Town, tom: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckoned = figures.of

    def revoked_meanwhile(work: Work, *about: Any) -> figures.Figures:
        town.store.write_now(lambda session: session.execute(sa.update(Grant).values(revoked_at=town.clock.at)))
        return reckoned(work, *about)

    monkeypatch.setattr(figures, "of", revoked_meanwhile)
    await tom.says("/loop")
    tom.hears("Only staff of the programme can do this.")
    assert not tom.all_with("The loop from")
