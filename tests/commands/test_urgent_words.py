"""Signing lists of urgent words on the command line, and what the doctor says while nobody has."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot import build, commands, errors, settings
from bot.clock import Clock
from bot.loop import urgent_words
from bot.store.session import Work
from bot.store.signatures import Signature
from bot.upkeep import doctor

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def here(tmp_path: Path) -> settings.Settings:
    """A database of one's own, and a Telegram that does not answer."""
    made = settings.load(
        token="4242:a-token-that-only-this-test-knows",
        api_base=NOWHERE,
        database_url=f"sqlite:///{tmp_path}/hearback.db",
        languages="en,ur,ar_XB",
    )
    commands.migrate(made)
    return made


def about_words(here: settings.Settings) -> list[str]:
    return [str(fault) for fault in doctor.look(here).findings if "urgent words" in str(fault)]


def test_the_doctor_warns_of_each_language_until_it_is_signed(here: settings.Settings) -> None:
    assert [fault.split(":")[0] for fault in about_words(here)] == [
        "The list of urgent words in en is a draft that nobody has reviewed",
        "The list of urgent words in ur is a draft that nobody has reviewed",
        "There is no list of urgent words in ar_XB",
    ]
    assert "signed by Dr Amal Khan" in commands.sign_words(here, "ur", " Dr Amal Khan ")
    assert len(about_words(here)) == 2
    commands.unsign_words(here, "ur")
    assert len(about_words(here)) == 3


def test_a_list_that_changed_is_unsigned_again(here: settings.Settings) -> None:
    commands.sign_words(here, "en", "Dr Amal Khan")
    store = build.database(here)

    def change(session: Session) -> tuple[bool, bool]:
        work = Work(session, build.programme_of(session, here), Clock().now())
        before = urgent_words.are_in(work, "I want to die")
        for signature in session.exec(select(Signature)).all():
            signature.fingerprint = "of an earlier list"
        session.flush()
        return before, urgent_words.are_in(work, "I want to die")

    assert store.write_now(change) == (True, False)
    store.close()
    assert any("in en" in fault for fault in about_words(here))


@pytest.mark.parametrize(("language", "reviewer"), [("xx", "Dr Amal Khan"), ("en", "  ")])
def test_nothing_is_signed_without_a_list_and_a_name(here: settings.Settings, language: str, reviewer: str) -> None:
    with pytest.raises(errors.WrongSetting):
        commands.sign_words(here, language, reviewer)
