"""The audit log is for ever: the database itself refuses to change or remove a row of it.

One change is let through: once a person is erased, the details of what they did lose their words. This is no
migration but is looked at after every one of them: a table that SQLite copies to change it loses its triggers.
"""

from __future__ import annotations

import sqlalchemy as sa

REFUSED = "the audit log is for ever"
_KEPT = ("id", "programme_id", "person_id", "act", "about", "about_id", "at")
_SQLITE = (
    f"""
    CREATE TRIGGER IF NOT EXISTS audit_is_not_changed BEFORE UPDATE ON audit
    WHEN NOT ({" AND ".join(f"NEW.{name} IS OLD.{name}" for name in _KEPT)}
              AND EXISTS (SELECT 1 FROM erasure WHERE erasure.person_id = OLD.person_id))
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    f"""
    CREATE TRIGGER IF NOT EXISTS audit_is_not_removed BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    f"""
    CREATE TRIGGER IF NOT EXISTS audit_is_not_replaced BEFORE INSERT ON audit
    WHEN EXISTS (SELECT 1 FROM audit WHERE audit.id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
)
_POSTGRESQL = (
    f"""
    CREATE OR REPLACE FUNCTION audit_is_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF {" AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _KEPT)}
           AND EXISTS (SELECT 1 FROM erasure WHERE erasure.person_id = OLD.person_id) THEN
          RETURN NEW;
        END IF;
      END IF;
      RAISE EXCEPTION '{REFUSED}';
    END $$
    """,
    """
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_for_ever()
    """,
    """
    CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_for_ever()
    """,
)


def guard(connection: sa.Connection) -> None:
    """Let the database refuse from now on; where it does already, or has no tables yet, nothing happens."""
    if not sa.inspect(connection).has_table("audit"):
        return
    if connection.dialect.name == "sqlite":
        for statement in _SQLITE:
            connection.exec_driver_sql(statement)
        return
    there = sa.text("SELECT 1 FROM pg_trigger WHERE tgname = 'audit_is_not_emptied' AND tgrelid = 'audit'::regclass")
    if connection.execute(there).first() is None:
        for statement in _POSTGRESQL:
            connection.exec_driver_sql(statement)
