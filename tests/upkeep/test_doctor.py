"""The doctor on the practice Telegram: what is wrong is named with the way to mend it, and nothing else is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import select
from typer.testing import CliRunner

from bot.__main__ import app
from bot.practice import groups
from bot.practice.chats import Chat as ChatOf
from bot.practice.world import World
from bot.settings import Settings
from bot.store.chats import Chat, Group, Purpose
from bot.store.looks import LookRun
from bot.store.promises import Promise
from bot.store.rooms import RoomTopic
from bot.store.session import Work
from bot.upkeep import doctor, machine
from bot.upkeep.finding import About, Report
from tests.practice.serving import Telegram, serving
from tests.upkeep.conftest import NOWHERE, TOKEN, in_database


def wrong_about(settings: Settings, about: About) -> list[str]:
    return wrong(doctor.look(settings), about)


def test_it_looks_at_everything_and_writes_nothing(chosen: Settings) -> None:
    in_database(chosen, lambda work: None)
    named = chosen.model_copy(update={"programme": "Another name than is stored"})
    report = doctor.look(named)
    assert {*report.looked, *report.not_looked} == set(About)
    assert set(report.not_looked) == {About.WEBHOOK, About.GROUPS}, "Telegram is away"
    assert in_database(chosen, lambda work: work.programme.name) == chosen.programme
    assert json.loads(json.dumps(report.to_json()))["found"][0].keys() == {"about", "wrong", "mend", "is_urgent"}
    assert all(one.wrong.endswith((".", "?")) and one.mend for one in report.findings)


def test_it_sees_a_clock_that_stands_and_debts(on_sqlite: Settings) -> None:
    now = datetime.now(UTC)

    def stands(work: Work) -> None:
        before = now - timedelta(hours=1)
        work.session.add(LookRun(programme_id=work.programme_id, look="", ran_at=before, since=before))
        promise = Promise(kind="answer", about="insight", about_id=1, due_at=now - timedelta(days=1), programme_id=1)
        work.session.add(promise)

    in_database(on_sqlite, stands)
    assert wrong_about(on_sqlite, About.SCHEDULE)[0].startswith("The clock has stood still since")
    assert wrong_about(on_sqlite, About.DEBTS) == ["1 promises are past their day."]
    in_database(on_sqlite, lambda work: _beats(work, now))
    assert wrong_about(on_sqlite, About.SCHEDULE) == ["These looks of the clock do not go well: digest.send."]


def _beats(work: Work, now: datetime) -> None:
    work.session.exec(select(LookRun)).one().ran_at = now
    long_ago = now - timedelta(hours=3)
    work.session.add(LookRun(programme_id=work.programme_id, look="digest.send", ran_at=long_ago, since=long_ago))


def test_it_sees_a_full_disk_and_a_file_that_everybody_may_read(
    on_sqlite: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_database(on_sqlite, lambda work: None)
    (tmp_path / "hearback.db").chmod(0o644)
    monkeypatch.setattr(machine, "LEAST_FREE_BYTES", 1 << 60)
    told = wrong_about(on_sqlite, About.DISK)
    assert any("little room left" in one for one in told) and any("may read" in one for one in told)
    (tmp_path / "hearback.db").chmod(0o600)
    monkeypatch.setattr(machine, "LEAST_FREE_BYTES", 0)
    assert wrong_about(on_sqlite, About.DISK) == []


def test_a_clock_that_is_off_is_said(monkeypatch: pytest.MonkeyPatch, on_sqlite: Settings) -> None:
    monkeypatch.setattr(machine, "_their_time", lambda _address: datetime.now(UTC) - timedelta(minutes=10))
    [found] = machine.clock(on_sqlite)
    assert "seconds ahead of Telegram's" in found.wrong and "set-ntp" in found.mend


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[Telegram]:
    """A practice Telegram with a person and two groups, in which the bot is."""
    world = World(offset_file=tmp_path / "offset")
    bot, priya = world.bot(TOKEN, first_name="Hearback", username="hearback_bot"), world.person("Priya", id=1001)
    for title in ("The team", "Mothers of Mare Street"):
        groups.join(world, world.group(title, members=[priya]), bot, by=priya)
    async with serving(world) as served:
        yield served


def settle(telegram: Telegram, chosen: Settings) -> list[ChatOf]:
    """The bot's database knows the first group as the staff room, with topics, the other one as a community's."""
    places = list(telegram.world.groups.values())

    def know(work: Work) -> None:
        now, purposes = datetime.now(UTC), (Purpose.STAFF_ROOM, Purpose.GROUP)
        for place, purpose in zip(places, purposes, strict=True):
            work.session.add(Chat(programme_id=1, telegram_id=place.id, purpose=purpose, seen_at=now))
        work.session.flush()
        work.session.add(Group(programme_id=1, chat_id=2, name="Mothers", language="en", communities=[]))
        work.session.add(RoomTopic(programme_id=1, chat_id=1, topic="new", thread_id=5, asked_at=now))

    in_database(chosen, know)
    return places


async def looked(settings: Settings) -> Report:
    return await asyncio.to_thread(doctor.look, settings)


def wrong(report: Report, about: About) -> list[str]:
    return [one.wrong for one in report.findings if one.about is about]


async def test_it_asks_telegram_for_rights_webhook_and_token(telegram: Telegram, on_sqlite: Settings) -> None:
    here = on_sqlite.model_copy(update={"api_base": telegram.base})
    room, mothers = settle(telegram, here)
    world, bot = telegram.world, telegram.world.the_bot()
    priya = world.the_person(1001)
    report = await looked(here)
    assert not report.not_looked
    assert wrong(report, About.TOKEN) == wrong(report, About.WEBHOOK) == wrong(report, About.CLOCK) == []
    assert wrong(report, About.GROUPS) == ["The bot may not make topics in the staff room."]
    groups.promote(world, room, bot, priya, rights=["can_manage_topics"])
    groups.leave(world, mothers, bot, by=priya)
    bot.privacy = False
    await telegram.client(TOKEN).set_webhook(f"{telegram.base}/elsewhere")
    report = await looked(here)
    assert wrong(report, About.GROUPS) == ["The bot is not in group 1."]
    assert "to another place" in wrong(report, About.WEBHOOK)[0]
    assert "gets to read everything" in wrong(report, About.TOKEN)[0]
    assert "Mothers" not in json.dumps(report.to_json()), "no group is named in what a log may keep"
    report = await looked(here.model_copy(update={"token": SecretStr("4242:another-token")}))
    assert wrong(report, About.TOKEN)[0].startswith("Telegram refuses the token")
    assert report.not_looked.keys() == {About.WEBHOOK, About.GROUPS}


def test_for_a_script_it_is_one_json_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["doctor", "--json"], env={"HEARBACK_API_BASE": NOWHERE})
    assert done.exit_code == 3, done.output
    told = json.loads(done.stdout)
    assert {one["about"] for one in told["found"]} >= {"database", "token", "backups"}
