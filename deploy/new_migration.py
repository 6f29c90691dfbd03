"""Write the migration that brings a database from the last one to the tables of the code: review it before it lands."""

import sys

import sqlalchemy as sa
from alembic import command
from sqlmodel import SQLModel

import bot.store  # noqa: F401  (makes every table known)
from bot.store import migrate

count = len(list((migrate.SCRIPTS / "versions").glob("0*.py")))
engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
migrate.upgrade(engine)
with engine.begin() as connection:
    config = migrate.configured()
    config.attributes["connection"] = connection
    command.revision(config, message=" ".join(sys.argv[1:]) or "change", autogenerate=True, rev_id=f"{count + 1:04d}")
print(len(SQLModel.metadata.tables), "tables")
