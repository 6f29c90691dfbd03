"""Every number that can be watched from outside, by the name that a monitor knows it by; none is of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Sample = tuple["Gauge", Mapping[str, str], float]


class Kind(StrEnum):
    """Whether a number only grows."""

    GAUGE = "gauge"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Gauge:
    """One number, or one for each of a few values of a `label`, which are words of ours and never ids."""

    name: str
    about: str
    label: str | None = None
    kind: Kind = Kind.GAUGE


def _counter(name: str, about: str, label: str | None = None) -> Gauge:
    return Gauge(name, about, label, Kind.COUNTER)


READY = Gauge("hearback_ready", "1: updates are taken in, and what waits is said")
VERSION = Gauge("hearback_version", "Always 1; the label is the version that runs", "version")
STARTED = Gauge("hearback_start_time_seconds", "When this process started (Unix time)")
MEMORY = Gauge("hearback_memory_bytes", "Memory that this process holds")
UPDATES = _counter("hearback_updates_total", "Updates brought by Telegram, by what became of them", "outcome")
CALLS = _counter("hearback_telegram_calls_total", "Calls of the Bot API, by how they ended", "outcome")
TOO_MANY = _counter("hearback_telegram_too_many_total", "Calls that Telegram refused as too many (429)")
ANSWERED = Gauge("hearback_telegram_answered_seconds_ago", "How long ago Telegram last answered a call")
WAITING = Gauge("hearback_outbox_waiting", "Rows of the outbox that wait, also for a later day")
DUE = Gauge("hearback_outbox_due", "Rows of the outbox that are due and wait", "lane")
OLDEST = Gauge("hearback_outbox_oldest_seconds", "For how long the oldest of those has been due", "lane")
UNCERTAIN = Gauge("hearback_outbox_uncertain", "Rows of which nobody knows whether they were said", "lane")
FAILURES = Gauge("hearback_courier_failures_in_a_row", "Calls of the courier that failed one after the other")
HOLDS_LEASE = Gauge("hearback_courier_holds_lease", "1: this process speaks for the bot")
SPEAKS = Gauge("hearback_courier_speaks", "1: some process speaks for the bot")
SILENCE = Gauge("hearback_courier_silent_seconds", "What is left of a pause that Telegram asked for")
OWED = Gauge("hearback_tellings_owed", "Pieces of news owed to somebody who has not heard")
OWED_OLDEST = Gauge("hearback_tellings_owed_oldest_seconds", "For how long the oldest of those has been owed")
UNDELIVERED = Gauge("hearback_tellings_failed", "Pieces of news that could not be delivered and wait for a person")
LATE = Gauge("hearback_promises_late", "Promises past their day and not kept")
ASIDE = Gauge("hearback_updates_set_aside", "Updates of the last day that could not be handled")
UNREACHED = Gauge("hearback_groups_unreachable", "Groups in which the bot cannot speak")
LOOK_AGE = Gauge("hearback_look_age_seconds", "How long ago each look of the clock last went well", "look")
CLOCK_LATE = Gauge("hearback_clock_is_late", "1: some look of the clock has not gone well for 15 minutes")
DATABASE_UP = Gauge("hearback_database_up", "1: the database answers")
DATABASE_BYTES = Gauge("hearback_database_bytes", "How large the database is")
DISK_FREE = Gauge("hearback_disk_free_bytes", "Room left where the database's file or the backups lie", "place")
BACKUP_AGE = Gauge("hearback_backup_age_seconds", "How old the newest backup is")

ALL = (
    *(READY, VERSION, STARTED, MEMORY, UPDATES, CALLS, TOO_MANY, ANSWERED, WAITING, DUE, OLDEST, UNCERTAIN, FAILURES),
    *(HOLDS_LEASE, SPEAKS, SILENCE, OWED, OWED_OLDEST, UNDELIVERED, LATE, ASIDE, UNREACHED, LOOK_AGE, CLOCK_LATE),
    *(DATABASE_UP, DATABASE_BYTES, DISK_FREE, BACKUP_AGE),
)


def one(gauge: Gauge, value: float) -> Sample:
    """The value of a number without a label."""
    return gauge, {}, value


def by(gauge: Gauge, values: Mapping[str, float]) -> list[Sample]:
    """A value for each of its label's."""
    return [(gauge, {gauge.label or "": label}, value) for label, value in values.items()]


def page(samples: Iterable[Sample]) -> str:
    """All of them in the text form that Prometheus reads."""
    lines: dict[str, list[str]] = {gauge.name: [] for gauge in ALL}
    for gauge, labels, value in samples:
        shown = ",".join(f'{name}="{_escaped(words)}"' for name, words in labels.items())
        lines[gauge.name].append(f"{gauge.name}{{{shown}}} {value:.15g}" if shown else f"{gauge.name} {value:.15g}")
    heads = {gauge.name: [f"# HELP {gauge.name} {gauge.about}", f"# TYPE {gauge.name} {gauge.kind}"] for gauge in ALL}
    return "".join(f"{line}\n" for name, found in lines.items() if found for line in (*heads[name], *found))


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
