"""The `hearback` command as whoever runs it sees it: what it prints, how it ends."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import httpx
import pytest

from bot import commands, errors, settings
from bot.upkeep import asking, doctor
from tests.wire.processes import Nursery, free_port

TOKEN = "4242:a-token-that-only-this-test-knows"
NOWHERE = "http://127.0.0.1:9"


def hearback(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("HEARBACK_")}
    env |= {f"HEARBACK_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "bot", *words]
    root = str(Path(__file__).parent.parent.parent)
    return subprocess.run(
        command, cwd=folder, env={**env, "PYTHONPATH": root}, capture_output=True, text=True, timeout=90, check=False
    )


def test_an_administrators_link_is_good_once_and_kept_hashed(tmp_path: Path) -> None:
    """The machine has no line to Telegram here, so the words to write to the bot are printed instead of a link."""
    done = hearback(tmp_path, "invite", "administrator", "--uses", "5", token=TOKEN, api_base=NOWHERE)
    assert done.returncode == 0, done.stderr
    secret = done.stdout.split()[-1]
    with sqlite3.connect(tmp_path / ".data" / "hearback.db") as database:
        row = database.execute("SELECT role, uses_left, secret_hash FROM invitation").fetchone()
    assert row[:2] == ("administrator", 1)
    assert secret not in str(row[2])


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"port": "eighty"}, "HEARBACK_PORT"),
        ({"time_zone": "Mare Street"}, "HEARBACK_TIME_ZONE"),
        ({"token": TOKEN}, "HEARBACK_TRIAL=1"),
        ({"token": TOKEN, "trial": "1", "public_url": "https://bot.example"}, "HEARBACK_WEBHOOK_SECRET"),
        ({"token": TOKEN, "trial": "1", "clock_file": "clock"}, "HEARBACK_CLOCK_FILE"),
        ({"token": TOKEN, "trial": "1", "pace": "20"}, "HEARBACK_PACE"),
        ({"token": "no token", "api_base": NOWHERE}, "HEARBACK_TOKEN"),
        ({"languages": " , "}, "HEARBACK_LANGUAGES"),
        ({"languages": "en,xx"}, "HEARBACK_LANGUAGES"),
        ({"database_url": "a database"}, "HEARBACK_DATABASE_URL"),
        ({"database_url": "mysql://somebody:secret@host/name"}, "HEARBACK_DATABASE_URL"),
        ({"database_url": "postgresql://host:many/name"}, "HEARBACK_DATABASE_URL"),
        ({"database_url": "sqlite://"}, "HEARBACK_DATABASE_URL"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(
    tmp_path: Path, nursery: Nursery, given: dict[str, str], says: str
) -> None:
    env = {f"HEARBACK_{name.upper()}": value for name, value in given.items()}
    process = nursery.start("run", env, tmp_path / "out")
    assert process.ended_with() == 2
    told = process.printed().strip()
    assert says in told
    assert "\n" not in told
    assert "secret@" not in told


@pytest.mark.parametrize("begins", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_database_may_be_named_as_hosts_name_it(begins: str) -> None:
    read = settings.load(database_url=f"{begins}://somebody:p%40ss@host:5433/name?sslmode=require")
    assert read.database_url == "postgresql+psycopg://somebody:p%40ss@host:5433/name?sslmode=require"


@pytest.fixture
def away() -> settings.Settings:
    """Settings that name a database that is not there."""
    database_url = f"postgres://somebody:secret@127.0.0.1:{free_port()}/name"
    return settings.load(token=TOKEN, api_base=NOWHERE, database_url=database_url)


def test_a_start_without_the_database_ends_with_one_sentence(
    tmp_path: Path, nursery: Nursery, away: settings.Settings
) -> None:
    env = {"HEARBACK_TOKEN": TOKEN, "HEARBACK_API_BASE": NOWHERE, "HEARBACK_PORT": "0"}
    process = nursery.start("run", {**env, "HEARBACK_DATABASE_URL": away.database_url}, tmp_path / "out")
    assert process.ended_with() == 1
    told = process.printed().strip()
    assert told.startswith("HEARBACK_DATABASE_URL cannot be reached")
    assert "\n" not in told
    assert "secret" not in told


def test_commands_without_the_database_end_with_one_sentence(away: settings.Settings) -> None:
    for command in (commands.migrate, partial(commands.invite, role="staff", uses=1, group_id=None)):
        with pytest.raises(errors.Temporary, match=r"^HEARBACK_DATABASE_URL cannot be reached"):
            command(away)
    assert any("HEARBACK_DATABASE_URL cannot be reached" in str(fault) for fault in doctor.look(away).findings)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Samina, " * 100)
    with pytest.raises(errors.WrongSetting, match=r"^HEARBACK_DATABASE_URL names a database that cannot be used"):
        commands.migrate(settings.load(database_url=f"sqlite:///{tmp_path}/letter.db"))


def test_a_port_that_is_taken_is_said(tmp_path: Path, nursery: Nursery) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = nursery.start("run", {"HEARBACK_PORT": str(taken.getsockname()[1])}, tmp_path / "out")
        assert process.ended_with() == 2
    assert "HEARBACK_PORT" in process.printed()


def test_it_says_ready_is_healthy_and_stops_cleanly(tmp_path: Path, nursery: Nursery) -> None:
    process = nursery.start("run", {"HEARBACK_PORT": str(free_port())}, tmp_path / "out")
    address = process.ready_now()
    health = httpx.get(f"{address}/health/ready")
    assert (health.status_code, health.json()["status"]) == (200, "ready")
    assert httpx.get(f"{address}/health/live").status_code == 200
    here = settings.load(port=int(address.rpartition(":")[2]))
    assert asking.ready(here)["status"] == "ready"
    assert process.stop_now() == 0
    assert asking.ready(here) == {"status": "away"}


def test_it_is_not_ready_while_telegram_is_away(tmp_path: Path, nursery: Nursery) -> None:
    port = free_port()
    env = {"HEARBACK_TOKEN": TOKEN, "HEARBACK_API_BASE": NOWHERE, "HEARBACK_PORT": str(port)}
    process = nursery.start("run", env, tmp_path / "out")
    transport = httpx.HTTPTransport(retries=100)
    with httpx.Client(transport=transport) as client:
        assert client.get(f"http://127.0.0.1:{port}/health/ready").status_code == 503
    assert process.stop_now() == 0


def test_the_doctor_finds_faults(tmp_path: Path) -> None:
    done = hearback(tmp_path, "doctor", token=TOKEN, api_base=NOWHERE)
    assert done.returncode == 3, done.stderr
    assert "no database yet" in done.stdout
    assert "does not answer" in done.stdout


def test_wrong_use_is_told_apart_from_failure(tmp_path: Path) -> None:
    assert hearback(tmp_path, "dance").returncode == 2
