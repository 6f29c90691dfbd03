"""What the doctor found: what is wrong, and how to mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class About(StrEnum):
    """What is looked at."""

    TOKEN = "token"
    WEBHOOK = "webhook"
    GROUPS = "groups"
    DATABASE = "database"
    MIGRATIONS = "migrations"
    SET_UP = "set-up"
    LANGUAGES = "languages"
    REVIEWS = "reviews"
    CLOCK = "clock"
    DISK = "disk"
    BACKUPS = "backups"
    SCHEDULE = "schedule"
    OUTBOX = "outbox"
    DEBTS = "debts"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `is_urgent`: people are not served as they should be, now; else it is missing before they are."""

    about: About
    wrong: str
    mend: str
    is_urgent: bool = False

    def __str__(self) -> str:
        return f"{self.wrong} {self.mend}"


@dataclass(slots=True)
class Report:
    """All that was found, and what was looked at. `not_looked`: what could not be, and why."""

    findings: list[Finding] = field(default_factory=list)
    looked: list[About] = field(default_factory=list)
    not_looked: dict[About, str] = field(default_factory=dict)

    def add(self, about: About, findings: list[Finding]) -> None:
        """It was looked at, and this is what was found."""
        self.looked.append(about)
        self.findings += findings

    def cannot(self, why: str, *abouts: About) -> None:
        """These could not be looked at."""
        self.not_looked |= dict.fromkeys(abouts, why)

    def to_json(self) -> dict[str, Any]:
        """For a script."""
        return {
            "found": [asdict(one) for one in self.findings],
            "looked_at": list(self.looked),
            "not_looked_at": dict(self.not_looked),
        }

    def lines(self) -> list[str]:
        """For a person: what is urgent first."""
        found = sorted(self.findings, key=lambda one: not one.is_urgent)
        shown = [f"- {'NOW: ' if one.is_urgent else ''}{one}" for one in found]
        shown += [f"Not looked at: {about}, since {why}." for about, why in self.not_looked.items()]
        fine = [about for about in self.looked if all(one.about != about for one in found)]
        shown += [f"Fine: {', '.join(fine)}."] if fine else []
        return [*shown, f"{len(found)} found." if found else "Nothing wrong was found."]
