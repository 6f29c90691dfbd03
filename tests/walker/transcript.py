"""A walk as it is told when something went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def told_on_failure(written: Sequence[str]) -> Iterator[None]:
    """Whatever fails in here is told with the whole walk up to there."""
    try:
        yield
    except Exception as error:
        raise AssertionError(f"{type(error).__name__}: {error}\n\nThe walk:\n" + "\n".join(written)) from error
