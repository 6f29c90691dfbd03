"""One unit of work: one hop to a thread, one session, one transaction. The only place that commits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from bot import errors
from bot.ports.matching import Matching
from bot.ports.pieces import Pieces
from bot.store.outbox import SAID
from bot.store.programme import Programme

T = TypeVar("T")
NOTIFY_CHANNEL = "hearback_outbox"
MATCHING, BESIDE = "matching", "beside"
BUSY_SECONDS = 10
CLOSE_SECONDS = 1.5
POSTGRESQL = {
    "connect_timeout": 5,  # seconds
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
}
STATEMENT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Work:
    """What a rule is handed: the session of its transaction, the programme it is for, and the time."""

    session: Session
    programme: Programme
    now: datetime

    @property
    def programme_id(self) -> int:
        """The number that every row carries."""
        return self.programme.id or 0

    @property
    def matching(self) -> Matching:
        """By which questions are found that ask the same."""
        found = self.session.info.get(MATCHING)
        return found if isinstance(found, Matching) else Matching(Pieces())


class ReadBeside(Exception):
    """A unit of work is undone for now: what it must know is read beside whatever is written, and it is done again."""

    def __init__(self, what: str, read: Callable[[Work], Any]) -> None:
        super().__init__(what)
        self.what, self.read = what, read


def beside(work: Work, what: str, read: Callable[[Work], T]) -> T:
    """What `read` finds, on the reading connection where this unit of work can wait for that.

    Raises `ReadBeside` where it has not been read yet.
    """
    found = work.session.info.get(BESIDE)
    if found is None:
        return read(work)
    if what not in found:
        raise ReadBeside(what, read)
    return cast(T, found[what])


class Store:
    """The database. `write` runs a unit of work in one transaction, `read` on a connection that cannot write.

    SQLite has one writer thread; PostgreSQL a pool of `writers`. With `durable` off, SQLite may lose the last
    transactions at a power cut (never at a crash of the process).
    """

    def __init__(self, url: str, *, durable: bool = True, writers: int = 8) -> None:
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = self._engine(durable, read_only=False, size=1 if self.is_sqlite else writers)
        self._reading = self._engine(durable, read_only=True, size=4)
        self._writers = ThreadPoolExecutor(1 if self.is_sqlite else writers, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(4, thread_name_prefix="reader")
        self.on_said: Callable[[], None] = lambda: None
        self.notify_others = not self.is_sqlite
        self.matching = Matching(Pieces())

    async def write(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction; what it did is committed when this returns, or undone when it raises.

        Raises `errors.Temporary` where the database was busy or away: nothing happened, try again.
        """
        result, said = await asyncio.get_running_loop().run_in_executor(self._writers, self._transaction, work)
        if said:
            self.on_said()
        return result

    async def read(self, work: Callable[[Session], T]) -> T:
        """Run `work` on a connection of its own that cannot write, beside whatever is being written."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._glance, work)

    def read_beside(self, work: Callable[[Session], T]) -> Future[T]:
        """`read`, for a thread that does not wait for it; it is begun at once."""
        return self._readers.submit(self._glance, work)

    def write_now(self, work: Callable[[Session], T]) -> T:
        """`write` for a command line, where nothing runs beside it."""
        return self._transaction(work)[0]

    async def scrub(self) -> bool:
        """Let the files hold no old words any more; false where somebody was reading just then: try again.

        PostgreSQL does so in its own time (autovacuum).
        """
        if not self.is_sqlite:
            return True
        return await asyncio.get_running_loop().run_in_executor(self._writers, self._truncate_log)

    def close(self) -> bool:
        """Let the threads end and the connections go; returns whether they did, soon enough.

        A thread that waits for a database that was cut off is left behind, and keeps the process from ending by itself.
        """
        pools = (self.engine.pool, self._reading.pool)
        ending = threading.Thread(target=self._end_threads, args=pools, daemon=True)
        ending.start()
        ending.join(CLOSE_SECONDS)
        for threads in (self._writers, self._readers):
            threads.shutdown(wait=False, cancel_futures=True)
        self.engine.dispose()
        self._reading.dispose()
        return not ending.is_alive()

    def _end_threads(self, *pools: sa.Pool) -> None:
        """What a thread still held when the engines let go comes back to the pool of then: it is closed as well."""
        self._writers.shutdown()
        self._readers.shutdown()
        for pool in pools:
            pool.dispose()

    def _transaction(self, work: Callable[[Session], T]) -> tuple[T, bool]:
        try:
            with Session(self.engine, expire_on_commit=False, info={MATCHING: self.matching}) as session:
                result = work(session)
                session.flush()
                said = bool(session.info.pop(SAID, False))
                if said and self.notify_others:
                    session.execute(sa.text(f"NOTIFY {NOTIFY_CHANNEL}"))
                session.commit()
                return result, said
        except DBAPIError as error:
            raise _in_our_terms(error) from error

    def _glance(self, work: Callable[[Session], T]) -> T:
        try:
            with Session(self._reading, expire_on_commit=False, info={MATCHING: self.matching}) as session:
                return work(session)
        except DBAPIError as error:
            raise _in_our_terms(error) from error

    def _truncate_log(self) -> bool:
        connection = self.engine.raw_connection()
        try:
            busy, *_pages = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
        finally:
            connection.close()

    def _engine(self, durable: bool, *, read_only: bool, size: int) -> sa.Engine:
        if not self.is_sqlite:
            options = f"-c statement_timeout={STATEMENT_SECONDS}s"
            if read_only:
                options += " -c default_transaction_read_only=on"
            given = {name: value for name, value in POSTGRESQL.items() if name not in self.url.query}
            return sa.create_engine(
                self.url,
                pool_size=size,
                max_overflow=0,
                hide_parameters=True,
                pool_pre_ping=True,
                connect_args={**given, "options": options},
            )
        engine = sa.create_engine(
            self.url,
            pool_size=size,
            max_overflow=0,
            hide_parameters=True,
            connect_args={"timeout": BUSY_SECONDS},
        )
        _prepare_sqlite(engine, durable, read_only)
        return engine


def _prepare_sqlite(engine: sa.Engine, durable: bool, read_only: bool) -> None:
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        pragmas = ["journal_mode=WAL", f"synchronous={'FULL' if durable else 'NORMAL'}", "foreign_keys=ON"]
        pragmas += ["secure_delete=ON", "query_only=ON" if read_only else "temp_store=MEMORY"]
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)


def _in_our_terms(error: DBAPIError) -> Exception:
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return errors.Temporary(f"the database is busy or away ({type(error.orig).__name__})")
    return error
