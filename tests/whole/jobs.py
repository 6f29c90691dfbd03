"""All jobs, in the order of the table in docs/taps.md."""

from __future__ import annotations

from tests.whole import (
    jobs_of_champions,
    jobs_of_groups,
    jobs_of_mornings,
    jobs_of_oneself,
    jobs_of_raising,
    jobs_of_staff,
)

JOBS = [
    *jobs_of_champions.JOBS,
    *jobs_of_raising.JOBS,
    *jobs_of_groups.JOBS,
    *jobs_of_oneself.JOBS,
    *jobs_of_staff.JOBS,
    *jobs_of_mornings.JOBS,
]
