"""The letter that newcomers read: nobody comes in as a champion before an administrator confirmed that it is true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlmodel import col, select

from bot import errors
from bot.language import _
from bot.loop import closed, people, promises, record
from bot.store import versions
from bot.store.letter import Letter
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Version
from bot.words import DESK, LetterPart, Role

SOURCE = "en"
Words = Mapping[LetterPart, Mapping[str, str]]


def newest(work: Work) -> Letter | None:
    """The letter as it was confirmed last."""
    found = select(Letter).where(Letter.programme_id == work.programme_id).order_by(col(Letter.id).desc())
    return work.session.exec(found).first()


def words(work: Work, letter: Letter) -> dict[LetterPart, dict[str, str]]:
    """The written texts of a letter: part, language, text."""
    found = select(Version).where(col(Version.of).in_(list(LetterPart)), Version.of_id == letter.id)
    read: dict[LetterPart, dict[str, str]] = {}
    for version in work.session.exec(found).all():
        read.setdefault(LetterPart(version.of), {})[version.language] = version.text
    return read


def confirm(work: Work, by: Person, *, name: str, title: str, funded_until: date, words: Words) -> Letter:
    """An administrator says that the letter is true as it stands; it is the one that newcomers read from now on."""
    people.must_be_administrator(work, by)
    letter = write(work, by, name=name, title=title, funded_until=funded_until, words=words)
    record.act(work, by, "confirm_letter", "letter", letter.number, funded_until=funded_until.isoformat())
    return letter


def write(work: Work, by: Person | None, *, name: str, title: str, funded_until: date, words: Words) -> Letter:
    """Put a letter in force; `by` nobody in a made-up programme."""
    letter = Letter(
        programme_id=work.programme_id,
        name=name,
        title=title,
        funded_until=funded_until,
        confirmed_by=by.id if by else None,
        confirmed_at=work.now,
    )
    work.session.add(letter)
    work.session.flush()
    for part, texts in words.items():
        for language, text in texts.items():
            versions.write(
                work.session,
                programme_id=work.programme_id,
                of=part,
                of_id=letter.number,
                language=language,
                text=text,
                by_id=letter.confirmed_by,
                source_hash=versions.fingerprint(texts[SOURCE]),
                now=work.now,
            )
    return letter


def is_ready(work: Work) -> bool:
    """Whether there is a letter that is still true: confirmed, and the team is funded for today."""
    letter = newest(work)
    return letter is not None and letter.funded_until >= promises.today(work)


def must_be_ready_to_invite(work: Work, role: Role) -> None:
    """Raises `errors.NotAllowed` with what is to be done first, for links to those who read the letter."""
    if role not in DESK:
        closed.must_not_be_ending(work)
    if role not in DESK and not is_ready(work):
        raise errors.NotAllowed(
            _(
                "Nobody can be invited yet. First an administrator writes the letter for newcomers, and confirms that "
                "it is true. Write /letter to me here. A letter does not count once its day has passed."
            )
        )


def must_be_ready_to_join(work: Work, role: Role) -> None:
    """Raises `errors.NotAllowed` for somebody whose link came too early."""
    if role not in DESK:
        closed.must_not_be_ending(work)
    if role not in DESK and not is_ready(work):
        raise errors.NotAllowed(
            _(
                "{team} is not ready for you yet. Nothing is wrong with your link. "
                "Please try it again in a few days, or ask the person who gave it to you.",
                team=work.programme.name,
            )
        )
