"""What can be watched of a running Hearback from outside: no number and no name says anything of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.schedule import LATE_AFTER_SECONDS

if TYPE_CHECKING:
    from bot.build import Hearback


def standing(made: Hearback) -> dict[str, Any]:
    """What the health page says beside its colour."""
    courier = made.courier.standing
    ages = made.schedule.ages()
    slowest = max(ages, key=lambda name: ages[name])
    return {
        "clock": {
            "looks": len(ages),
            "longest_ago": slowest,
            "seconds_ago": round(ages[slowest], 1),
            "late": sorted(name for name, age in ages.items() if age >= LATE_AFTER_SECONDS),
        },
        "courier": {
            "holds_lease": courier.holds_lease,
            "waiting": courier.waiting,
            "in_flight": courier.calls_out,
            "failures_in_a_row": courier.failures_in_a_row,
        },
    }


def metrics(made: Hearback) -> dict[str, float]:
    """The same as numbers to be watched, by the names they are known by; none says anything of a person."""
    courier, ages = made.courier.standing, made.schedule.ages()
    numbers = {f'hearback_look_age_seconds{{look="{name}"}}': age for name, age in ages.items()}
    return numbers | {
        "hearback_clock_is_late": float(any(age >= LATE_AFTER_SECONDS for age in ages.values())),
        "hearback_outbox_waiting": courier.waiting,
        "hearback_courier_failures_in_a_row": courier.failures_in_a_row,
    }
