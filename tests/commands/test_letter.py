"""On the command line, too, nobody is invited as a champion before there is a letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from bot import build, commands, errors, settings
from bot.clock import Clock
from bot.loop import letter
from bot.store.session import Work
from bot.upkeep import doctor
from bot.words import LetterPart

TOKEN = "4242:a-token-that-only-this-test-knows"


@pytest.fixture
def here(tmp_path: Path) -> settings.Settings:
    """Settings with a database of their own, and no line to Telegram."""
    made = settings.load(token=TOKEN, api_base="http://127.0.0.1:9", database_url=f"sqlite:///{tmp_path}/here.db")
    commands.migrate(made)
    return made


def writes_letter(here: settings.Settings, until: date) -> None:
    def write(session: Session) -> None:
        work = Work(session, build.programme_of(session, here), Clock().now())
        words = {part: {"en": "Words."} for part in LetterPart}
        letter.write(work, None, name="Priya", title="Officer", funded_until=until, words=words)

    store = build.database(here)
    store.write_now(write)
    store.close()


def test_an_invitation_says_what_is_missing(here: settings.Settings) -> None:
    with pytest.raises(errors.Permanent, match="an administrator writes the letter"):
        commands.invite(here, "champion", uses=1, group_id=None)
    assert "/start " in commands.invite(here, "staff", uses=1, group_id=None)
    writes_letter(here, date(date.today().year + 1, 1, 1))
    assert "/start " in commands.invite(here, "champion", uses=1, group_id=None)


def test_the_doctor_says_that_there_is_none_or_that_its_day_is_past(here: settings.Settings) -> None:
    assert any("no letter to newcomers" in str(fault) for fault in doctor.look(here).findings)
    writes_letter(here, date(2020, 1, 1))
    assert any("names a day that is past" in str(fault) for fault in doctor.look(here).findings)
    writes_letter(here, date(date.today().year + 1, 1, 1))
    assert not any("letter" in str(fault) for fault in doctor.look(here).findings)
