"""What Alembic runs: the migrations over the connection that it was handed."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import SQLModel

import bot.store  # noqa: F401  (makes every table known)

RENDERED = {"Moment": "sa.DateTime(timezone=True)", "AutoString": "sa.Text()", "BigInteger": "BIG"}


def rendered(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """Migrations name no type of the code, which may change under them."""
    return RENDERED.get(type(thing).__name__, False) if kind == "type" else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=False,
    render_item=rendered,
)
context.run_migrations()
