"""After a backup was put back, those who were erased since are erased again, before Hearback starts."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from bot import build, commands, errors, settings
from bot.loop import erasing, people
from bot.store.people import Person
from bot.store.session import Work

TOKEN = "4242:a-token-that-only-this-test-knows"
SAMINA = 987654321


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> settings.Settings:
    monkeypatch.chdir(tmp_path)
    return settings.Settings(token=TOKEN, api_base="http://127.0.0.1:9", database_url=f"sqlite:///{tmp_path}/now.db")


def in_database(chosen: settings.Settings, rule: object) -> object:
    store = build.database(chosen)
    try:
        return store.write_now(
            lambda session: rule(Work(session, build.programme_of(session, chosen), datetime.now(UTC)))  # type: ignore[operator]
        )
    finally:
        store.close()


def numbers(work: Work) -> list[int]:
    return list(work.session.exec(select(Person.telegram_id)).all())


def test_the_lines_of_one_database_clean_its_older_copy(chosen: settings.Settings, tmp_path: Path) -> None:
    in_database(chosen, lambda work: people.meet(work, people.Sender(SAMINA, "Samina")).number)
    shutil.copy(tmp_path / "now.db", tmp_path / "backup.db")
    in_database(chosen, lambda work: erasing.erase(work, people.meet(work, people.Sender(SAMINA, "Samina"))).number)
    lines = commands.erased(chosen)
    assert len(lines) == 1 and str(SAMINA) not in lines[0]
    shutil.copy(tmp_path / "backup.db", tmp_path / "now.db")
    assert in_database(chosen, numbers) == [SAMINA]
    assert "Erased again: 1." in commands.erase_again(chosen, lines)
    assert SAMINA not in in_database(chosen, numbers)  # type: ignore[operator]
    assert "Erased again: 0." in commands.erase_again(chosen, lines)


def test_a_wrong_file_changes_nothing_and_says_so(chosen: settings.Settings) -> None:
    with pytest.raises(errors.WrongSetting, match="hearback erased"):
        commands.erase_again(chosen, ["not a line of ours at all"])
