"""Bringing a database up to date."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.store import for_ever

SCRIPTS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 4_857_432  # any number: whoever migrates holds this advisory lock on PostgreSQL


def upgrade(engine: sa.Engine, to: str = "head") -> None:
    """Bring the tables to `to`. Several processes may do so at once: one does it, the others find it done."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})
        config = configured()
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        for_ever.guard(connection)


def is_current(engine: sa.Engine) -> bool:
    """Whether the tables are as this version needs them."""
    with engine.connect() as connection:
        return is_at_head(connection)


def is_at_head(connection: sa.Connection) -> bool:
    """`is_current`, as one connection sees it."""
    return MigrationContext.configure(connection).get_current_revision() == head()


def head() -> str | None:
    """The revision of the tables that this version needs."""
    return ScriptDirectory.from_config(configured()).get_current_head()


def configured() -> Config:
    """Alembic's settings: where the migrations are."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config
