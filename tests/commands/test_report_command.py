"""`hearback report` and `hearback audit`: what they print, beside a Hearback that writes, and how they end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from bot import build, commands, desk_reading, errors, settings
from bot.clock import Clock
from bot.loop import insights, people
from bot.loop.insights import Told
from bot.store.people import Person
from bot.store.session import Store, Work
from tests.commands.test_the_command import hearback

TOKEN = "4242:a-token-that-only-this-test-knows"
NOWHERE = "http://127.0.0.1:9"
FIRST, LAST = date(2026, 1, 1), date(2036, 12, 31)


@pytest.fixture
def here(tmp_path: Path) -> settings.Settings:
    """A database of one's own, in which one thing was heard."""
    made = settings.load(token=TOKEN, api_base=NOWHERE, database_url=f"sqlite:///{tmp_path}/here.db")
    commands.migrate(made)
    store = build.database(made)
    store.write_now(lambda session: _tell(session, made))
    store.close()
    return made


def _tell(session: Session, here: settings.Settings) -> Person:
    work = Work(session, build.programme_of(session, here), Clock().now())
    person = people.meet_in_private(work, people.Sender(7, "Samina", "en"))
    person.consented_at = work.now
    insights.tell(work, person, Told("The clinic is shut."))
    return person


def test_a_report_is_read_while_somebody_writes(here: settings.Settings) -> None:
    """Whoever holds the writer's lock does not hold up a report, and a report writes nothing."""
    store = Store(here.database_url)
    with store.engine.connect() as writing:
        writing.execute(sa.text("UPDATE programme SET name = 'being written'"))
        page = desk_reading.report(here, FIRST, LAST, "md").decode()
        sheet = desk_reading.report(here, FIRST, LAST, "csv")
        writing.rollback()
    store.close()
    assert page.startswith("# What was heard, and what came of it")
    assert "fewer than 5 things were heard" in page
    assert sheet.startswith(b'\xef\xbb\xbf"Part"')
    assert "Samina" not in page and "clinic" not in page


@pytest.mark.parametrize(
    ("given", "days", "says"),
    [
        ({"token": TOKEN}, (LAST, FIRST), "cannot end"),
        ({"token": TOKEN}, (date(2999, 1, 1), date(2999, 1, 2)), "still to come"),
        ({"token": None}, (FIRST, LAST), "HEARBACK_TOKEN is not set"),
        ({"token": "4243:another-bot"}, (FIRST, LAST), "has no programme"),
        ({"token": TOKEN, "database_url": "sqlite:////nowhere/at/all.db"}, (FIRST, LAST), "no database yet"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    here: settings.Settings, given: dict[str, str], days: tuple[date, date], says: str
) -> None:
    with pytest.raises(errors.HearbackError, match=says):
        desk_reading.report(here.model_copy(update=settings_of(given)), *days, "md")


def settings_of(given: dict[str, str]) -> dict[str, object]:
    return settings.load(api_base=NOWHERE, **given).model_dump(include=set(given))


def test_the_command_writes_a_file_and_prints(tmp_path: Path, here: settings.Settings) -> None:
    given = {"token": TOKEN, "api_base": NOWHERE, "database_url": here.database_url}
    days = ("report", "--from", "2026-01-01", "--to", "2036-12-31")
    done = hearback(tmp_path, *days, "--format", "csv", "--out", "report.csv", **given)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / "report.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_was_done_is_printed_without_anybodys_words(here: settings.Settings) -> None:
    (told,) = desk_reading.history(here, "H-1")
    assert told.endswith("somebody: told in private")
    with pytest.raises(errors.WrongSetting, match="for instance H-12"):
        desk_reading.history(here, "the clinic")
    with pytest.raises(errors.WrongSetting, match="no H-77"):
        desk_reading.history(here, "H-77")
