"""A language is offered to people once a named speaker has approved the texts that matter most, as they are now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bot import build, commands, errors, offered, pack, settings
from bot.clock import Clock
from bot.language import Languages, Text
from bot.store.session import Work
from bot.upkeep import set_up

T = TypeVar("T")
TOKEN = "4242:a-token-that-only-this-test-knows"
READER = "Ewa Nowak, community worker"
LOCALES = Path(__file__).parent.parent.parent / "locales"


@pytest.fixture
def real(tmp_path: Path) -> settings.Settings:
    """Settings that mean real people; nothing is called here."""
    url = f"sqlite:///{tmp_path}/here.db"
    return settings.load(token=TOKEN, trial=True, languages="en,pl,ur", database_url=url)


def now(given: settings.Settings) -> tuple[str, ...]:
    """The languages that people are offered by these settings."""
    return with_work(given, lambda work: offered.to_people(work, given).offered)


def with_work(given: settings.Settings, rule: Callable[[Work], T]) -> T:
    store = build.database(given)
    try:
        return store.write_now(lambda session: rule(Work(session, build.programme_of(session, given), Clock().now())))
    finally:
        store.close()


def test_what_nobody_approved_is_offered_in_practice_only(real: settings.Settings) -> None:
    assert now(real) == ("en",)
    assert now(real.model_copy(update={"api_base": "http://127.0.0.1:9"})) == ("en", "pl", "ur")


def test_what_a_speaker_approved_is_offered_until_they_take_it_back(real: settings.Settings) -> None:
    said = commands.approve_language(real, "pl", READER)
    assert said.startswith("Polish, number ")
    assert READER in said
    assert now(real) == ("en", "pl")
    commands.approve_language(real, "pl", READER)
    commands.withdraw_language(real, "pl")
    assert now(real) == ("en",)


def test_another_word_in_it_undoes_the_approval(real: settings.Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    commands.approve_language(real, "pl", READER)
    pattern = Languages.pattern

    def changed(languages: Languages, text: Text, language: str) -> str:
        return pattern(languages, text, language).replace("Tak, usuń", "Usuń")

    monkeypatch.setattr(Languages, "pattern", changed)
    assert now(real) == ("en",)


@pytest.mark.parametrize(("language", "reader"), [("pl", "  "), ("tlh", READER)])
def test_it_takes_a_name_and_a_catalog(real: settings.Settings, language: str, reader: str) -> None:
    with pytest.raises(errors.WrongSetting):
        commands.approve_language(real, language, reader)


def test_the_doctor_says_what_is_not_offered_and_what_to_do(real: settings.Settings) -> None:
    [unread] = with_work(real, lambda work: set_up.languages(work, real))
    assert "Polish (pl), Urdu (ur)" in unread.wrong
    assert "hearback locales approve" in unread.mend
    words = with_work(real, lambda work: set_up.reviews(work, real))
    assert not any("urgent words in ur" in str(fault) for fault in words), "first things first"


@pytest.mark.parametrize("language", sorted(path.name for path in LOCALES.iterdir() if (path / "LC_MESSAGES").is_dir()))
def test_the_page_has_sixty_texts_in_the_language(real: settings.Settings, language: str) -> None:
    page = commands.language_pack(real, language)
    assert page.count('<span class="box">') == 60
    languages = Languages(LOCALES, ("en", language))
    for reads in pack.parts(languages, language).values():
        for read in reads:
            assert read.words, read.english
            assert read.words[0] != read.english or len(read.english) < 12, "it is not in English"
    direction = "rtl" if languages.is_right_to_left(language) else "ltr"
    assert f'lang="{language}" dir="{direction}"' in page
    assert "{" not in page.partition("</style>")[2], "what is filled in is shown as such"


def test_the_page_changes_nothing_and_needs_no_token(tmp_path: Path) -> None:
    page = commands.language_pack(settings.load(database_url=f"sqlite:///{tmp_path}/none.db"), "pl")
    assert "60 texts in Polish" in page
    assert not (tmp_path / "none.db").exists()
