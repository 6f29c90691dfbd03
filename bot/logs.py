"""What is logged: ids, counts and types of errors, one JSON object a line. Never names or message text."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "update", "attempt", "error", "reason", "look", "count", "outbox", "telling",
        "chat", "method", "code", "retry_after", "lane", "epoch", "holder", "state", "port", "seconds", "what", "url",
    }
)  # fmt: skip


def only_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Drop every field that is not known to be harmless."""
    return {name: value for name, value in event.items() if name in ALLOWED}


def configure(level: str) -> None:
    """Log to standard error from `level` on, for this process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    for noisy in ("aiogram", "apscheduler", "uvicorn", "uvicorn.error", "uvicorn.access", "alembic", "httpx"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
