"""Fresh processes: how soon the first update is handled, and how much memory a bot with much in its database takes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import make_url

from tests.bench.figures import Figure, interleaved, median
from tests.bench.places import TOKEN, Engines
from tests.bench.processes import line, python

ROUNDS, WAIT_SECONDS, SETTLED_SECONDS = 2, 60.0, 6.0
GROUPS, INSIGHTS = 10_000, 200_000
LIBRARIES = (
    "aiogram, alembic, apscheduler.schedulers.asyncio, babel, fastapi, psycopg, pydantic_settings, sqlmodel, "
    "structlog, typer, uvicorn"
)
RESIDENT = "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmRSS')][0])"
FILLED = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {groups})
INSERT INTO chat (programme_id, telegram_id, purpose, title, seen_at)
SELECT :programme, -1000000000000 - i, 'group', 'Circle ' || i, :now FROM n;
INSERT INTO community_group (programme_id, chat_id, name, language, area, communities, rhythm_days)
SELECT programme_id, id, title, 'en', '', '[]', 14 FROM chat WHERE purpose = 'group';
INSERT INTO person (programme_id, telegram_id, name, language, consented_at)
SELECT :programme, 1000000 + id, 'Champion', 'en', :now FROM community_group;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {insights})
INSERT INTO insight (programme_id, person_id, group_id, in_private, language, words, media, told_at, first_word_by)
SELECT :programme, 1 + i % {groups}, 1 + i % {groups}, 1, 'en', 'Nobody answers the telephone at the clinic, ' || i,
       '[]', :now, :later FROM n;
INSERT INTO promise (programme_id, kind, about, about_id, due_at, kept_at)
SELECT programme_id, 'first_word', 'insight', id, :later, CASE WHEN id % 100 THEN :now END FROM insight;
"""


def start_and_memory(engines: Engines) -> Iterator[Figure]:
    """The real command against the practice Telegram."""
    with _practice() as practice, engines.sqlite() as url:
        start, alone = _start(url, practice)
        yield start
        yield _memory(url, practice, alone)


def _start(url: str, practice: httpx.Client) -> tuple[Figure, float]:
    def ours() -> float:
        _says(practice, "Hello")
        before, started = _taken(url), time.monotonic()
        with _bot(url, practice):
            _wait_for(lambda: _taken(url) > before)
            return time.monotonic() - started

    def aiogram_alone() -> float:
        started = time.monotonic()
        with python("-c", f"import aiogram; {RESIDENT}") as process:
            alone.append(int(line(process)) / 1024)
            return time.monotonic() - started

    alone: list[float] = []
    found, floor = interleaved(ROUNDS, ours, aiogram_alone)
    on = "SQLite, polling"
    return Figure("start to first update handled", median(found), median(floor), "s", on, {}, "≤ 1.5"), alone[0]


def _memory(url: str, practice: httpx.Client, aiogram_alone: float) -> Figure:
    _fill(url)
    before = _taken(url)
    with _bot(url, practice) as process:
        assert line(process).startswith("ready")
        for number in range(20):
            _says(practice, f"Thing {number}")
        _wait_for(lambda: _taken(url) >= before + 20)
        time.sleep(SETTLED_SECONDS)
        ours = _resident(process.pid)
    with python("-c", f"import {LIBRARIES}; {RESIDENT}") as process:
        floor = int(line(process)) / 1024
    peers = {"aiogram alone": aiogram_alone}
    on = f"SQLite, {GROUPS:,} groups, {INSIGHTS:,} insights"
    return Figure("memory of a running bot", ours, floor, "MB", on, peers, "≤ 1.2")


@contextmanager
def _practice() -> Iterator[httpx.Client]:
    env = {"HEARBACK_PORT": "0", "HEARBACK_API_BASE": "http://127.0.0.1:1"}
    with (
        python("-m", "bot", "practice", env=env) as process,
        httpx.Client(base_url=line(process).removeprefix("ready "), timeout=30) as practice,
    ):
        _ask(practice, "bots", token=TOKEN, first_name="Hearback", username="hearback_bot")
        _ask(practice, "people", id=77, first_name="Samina")
        yield practice


def _bot(url: str, practice: httpx.Client) -> Any:
    env = {"HEARBACK_TOKEN": TOKEN, "HEARBACK_API_BASE": str(practice.base_url).rstrip("/"), "HEARBACK_PORT": "0"}
    clean = {name: "" for name in os.environ if name.startswith("HEARBACK_")}
    return python("-m", "bot", "run", env={**clean, **env, "HEARBACK_DATABASE_URL": url, "HEARBACK_LOG_LEVEL": "error"})


def _says(practice: httpx.Client, text: str) -> None:
    _ask(practice, "people/77/say", text=text)


def _ask(practice: httpx.Client, path: str, **body: Any) -> None:
    practice.post(f"/practice/{path}", json=body).raise_for_status()


def _taken(url: str) -> int:
    with sqlite3.connect(make_url(url).database or "") as connection:
        return int(connection.execute("SELECT count(*) FROM taken").fetchone()[0])


def _wait_for(is_so: Any) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError("the update was never handled")
        time.sleep(0.01)


def _fill(url: str) -> None:
    values = {"programme": 1, "now": "2026-03-02 09:30:00.000000", "later": "2036-03-04 17:00:00.000000"}
    with sqlite3.connect(make_url(url).database or "") as connection:
        for statement in FILLED.format(groups=GROUPS, insights=INSIGHTS).split(";\n"):
            if statement.strip():
                connection.execute(statement, {name: values[name] for name in values if f":{name}" in statement})


def _resident(pid: int) -> float:
    """Megabytes of memory that a process holds."""
    for said in Path(f"/proc/{pid}/status").read_text().splitlines():
        if said.startswith("VmRSS"):
            return int(said.split()[1]) / 1024
    raise subprocess.SubprocessError("no such process")
