"""The files that somebody can have about themselves, and reports: made when they are sent, nothing of them waits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from bot.language import Languages
from bot.loop import closing_file, copies_ledger, finding, holdings, own_page, report_files, thanks, trusted_page
from bot.store.people import Person
from bot.store.programme import Programme
from bot.store.session import Work


class Made(StrEnum):
    """Which file."""

    PAGE = "page"
    DATA = "data"
    LETTER = "letter"
    REPORT = report_files.MADE
    NOTICE = trusted_page.MADE
    COPIES = copies_ledger.MADE
    CLOSING = closing_file.MADE


def asked(kind: Made, person: Person) -> dict[str, Any]:
    """What stands in the outbox for a file."""
    return {"made": kind.value, "person": person.number}


def make(
    programme: Programme, languages: Languages, session: Session, asked: Mapping[str, Any], language: str, now: datetime
) -> tuple[str, bytes]:
    """The name and the content of a file. Raises `errors.NoLongerThere` where the person is not there."""
    work = Work(session, programme, now)
    person = finding.one(work, Person, asked["person"])
    match Made(asked["made"]):
        case Made.PAGE:
            everything = holdings.of(work, person, languages, language)
            return "what-is-kept-about-you.html", own_page.everything(everything, languages, language)
        case Made.DATA:
            everything = holdings.of(work, person, languages, language)
            text = json.dumps(everything, default=holdings.plain, ensure_ascii=False, indent=1)
            return "what-is-kept-about-you.json", text.encode()
        case Made.REPORT:
            return report_files.make(work, person, asked)
        case Made.NOTICE:
            return trusted_page.make(work, person, asked, languages)
        case Made.COPIES:
            return copies_ledger.make(work, person, asked)
        case Made.CLOSING:
            return closing_file.make(work, person, asked)
    given = thanks.given(work, person)
    paragraphs = thanks.letter(work, person, given) if given else []
    return "letter-of-thanks.html", own_page.letter(paragraphs, languages, language)
