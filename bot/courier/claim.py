"""Taking rows of the outbox in hand: they are `sending` from before their call until its result is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session

from bot.courier import alerts, copies, render, tellings, topics
from bot.courier.copies import PAUSED, Checked, HeldUp, Over
from bot.courier.render import Made, NoVersion, Renderer, Target, Where
from bot.courier.saying import Saying
from bot.language import SOURCE, Languages, Text
from bot.loop.quiet import FOR_NOW, Hours
from bot.store.chats import Chat, Group
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.preferences import Preferences
from bot.store.updates import Recording, Version
from bot.words import Lane, OutboxState

EDIT_WAITS_SECONDS = 2
SOUNDLESS = frozenset({"leave", "edit", "delete"})
MakeFile = Callable[[Session, Mapping[str, Any], str, datetime], Made]

_OUTBOX = Outbox.__table__  # type: ignore[attr-defined]
_CHAT = Chat.__table__  # type: ignore[attr-defined]
_GROUP = Group.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]
_PREFERENCES = Preferences.__table__  # type: ignore[attr-defined]
_VERSION = Version.__table__  # type: ignore[attr-defined]
_RECORDING = Recording.__table__  # type: ignore[attr-defined]

# Built once: building statements would cost more than running them.
_ROWS = (
    sa.select(
        *(
            _OUTBOX.c[name]
            for name in (
                *("id", "programme_id", "chat_id", "lane", "what", "is_repeat", "telling_id", "attempts"),
                "followup_id",
                *("trusted_id", "copy_id"),
            )
        ),
        _CHAT.c.telegram_id,
        _CHAT.c.thread_id,
        _CHAT.c.unreachable_at,
        *(_CHAT.c[name] for name in Hours._fields),
        _GROUP.c.language.label("group_language"),
        _GROUP.c.time_zone.label("group_zone"),
        _GROUP.c.also_reads.label("group_also"),
        _PERSON.c.id.label("person_id"),
        _PERSON.c.language.label("person_language"),
        _PREFERENCES.c.also_reads,
        _PREFERENCES.c.easy_read,
        _PREFERENCES.c.voice,
    )
    .join(_CHAT, _CHAT.c.id == _OUTBOX.c.chat_id)
    .outerjoin(_GROUP, _GROUP.c.chat_id == _CHAT.c.id)
    .outerjoin(_PERSON, _PERSON.c.chat_id == _CHAT.c.id)
    .outerjoin(_PREFERENCES, _PREFERENCES.c.person_id == _PERSON.c.id)
    .where(_OUTBOX.c.id.in_(sa.bindparam("ids", expanding=True)), _OUTBOX.c.state == OutboxState.WAITING)
    .order_by(_OUTBOX.c.id)
    .with_for_update(of=_OUTBOX)
)
_TAKEN = (
    sa.update(_OUTBOX)
    .where(_OUTBOX.c.id.in_(sa.bindparam("ids", expanding=True)))
    .values(
        state=OutboxState.SENDING,
        epoch=sa.bindparam("by"),
        attempts=_OUTBOX.c.attempts + 1,
        state_at=sa.bindparam("now", type_=_OUTBOX.c.state_at.type),
    )
)


class NotNow(Exception):
    """What is to be edited has not been said yet."""


class Pointless(Exception):
    """It cannot be said, and never will be; the message says why, without anybody's words."""


@dataclass(slots=True)
class Claim:
    """One claiming of some rows: `claim.take(ids)` returns what may be called once the transaction is committed.

    `make_file` makes the file that a row asks for, in the receiver's language.
    """

    session: Session
    languages: Languages
    epoch: int
    now: datetime
    make_file: MakeFile | None = None
    _topics: dict[tuple[int, str], int] = field(default_factory=dict, init=False)
    _copies: Checked = field(default=copies.NOTHING, init=False)

    def take(self, ids: Sequence[int]) -> list[Saying]:
        """The rows that are still to be said, rendered and marked `sending`; the others marked as what they are."""
        rows = self.session.execute(_ROWS, {"ids": ids}).all()
        self._copies = copies.checked(self.session, rows, self.now)
        renderer = Renderer(self.languages, self._versions(rows), self._recordings(rows))
        if self._copies is not copies.NOTHING:  # words that were changed between the two would have passed
            self._copies = copies.checked(self.session, rows, self.now)
        bases = self._bases(rows)
        self._topics = topics.threads(self.session, rows)
        once = {row.id: row for row in rows}.values()
        sayings = [saying for row in once if (saying := self._ready(row, renderer, bases))]
        if sayings:
            taken = {"ids": [saying.id for saying in sayings], "by": self.epoch, "now": self.now}
            self.session.execute(_TAKEN, taken)
        return sayings

    def _ready(self, row: Any, renderer: Renderer, bases: dict[int, Any]) -> Saying | None:
        if self._can_wait(row) and (opens := self._opens(row)) > self.now:
            self._set([row.id], due_at=opens)
            return None
        try:
            row = self._as_read_now(row, renderer)
            return self._saying(row, self._rendered(row, renderer, bases))
        except HeldUp:
            self._set([row.id], due_at=FOR_NOW, why=PAUSED)
        except Over as reason:
            self._set([row.id], state=OutboxState.DROPPED, why=str(reason))
        except NotNow:
            self._set([row.id], due_at=self.now + timedelta(seconds=EDIT_WAITS_SECONDS))
        except NoVersion as missing:
            state = OutboxState.DROPPED if row.copy_id is None else OutboxState.FAILED
            self._set([row.id], state=state, why=str(missing))
            tellings.wait_for(self.session, row, missing.language, self.now)
        except Pointless as reason:
            self._fail(row, str(reason))
        except Exception as error:
            self._fail(row, f"cannot be put into words ({type(error).__name__})")
            alerts.refused(self.session, row.programme_id, row.chat_id, type(error).__name__, self.now)
        return None

    def _as_read_now(self, row: Any, renderer: Renderer) -> Any:
        """A copy whose chat reads another language than when it was frozen says what it would have said in that."""
        if row.copy_id is None or row.unreachable_at is not None:
            return row
        what = self._copies.what(row, (self._language(row), *self._also(row)), renderer.versions)
        if what is row.what:
            return row
        self._set([row.id], what=what)
        return SimpleNamespace(**{**row._asdict(), "what": what})

    def _can_wait(self, row: Any) -> bool:
        return bool(row.lane >= Lane.ANSWER) if row.copy_id is None else not self._copies.passes_quiet_hours(row)

    def _opens(self, row: Any) -> datetime:
        """When its chat is neither quiet nor paused; what makes no sound there, or leaves it, is done at once."""
        if row.what["do"] in SOUNDLESS:
            return self.now
        zone = ZoneInfo(row.group_zone) if row.group_zone else self.languages.zone
        return Hours(*(getattr(row, name) for name in Hours._fields)).open_at(self.now, zone)

    def _rendered(self, row: Any, renderer: Renderer, bases: dict[int, Any]) -> render.Rendered:
        what = row.what
        if what["do"] == "leave":
            return render.leave(row.telegram_id)
        if row.unreachable_at is not None:
            raise Pointless("unreachable")
        if what["do"] == "topic":
            name = self.languages.read(Text.from_json(what["name"]), self._language(row))
            return render.make_topic(row.telegram_id, name)
        if what["do"] == "edit":
            target = _target(bases.get(what["outbox"]))
            return renderer.edit(what, target, self._language(row), is_easy=self._is_easy(row))
        if what["do"] == "delete":
            return render.delete(_target(bases.get(what["outbox"])))
        thread = self._topics.get((row.chat_id, what.get("topic", "")), row.thread_id)
        where = Where(row.telegram_id, self._language(row), thread, self._also(row), self._is_easy(row))
        where = replace(where, is_read_out=self._is_read_out(row), now=self.now)
        if (above := topics.above(row, bases.get(what.get("under", 0)), self._topics)) is not None:
            what = {**what, "reply_to": above}
        return renderer.say(what, where, is_repeat=row.is_repeat, made=self._made(what, where.language))

    def _made(self, what: Mapping[str, Any], language: str) -> Made | None:
        if "file" not in what:
            return None
        if self.make_file is None:
            raise Pointless("nobody here makes files")
        return self.make_file(self.session, what["file"], language, self.now)

    def _saying(self, row: Any, rendered: render.Rendered) -> Saying:
        said = row.what.get("said")
        piece = len(said["ids"]) if said and said["digest"] == rendered.digest else 0
        return Saying(
            id=row.id,
            chat_id=row.chat_id,
            lane=Lane(row.lane),
            telling_id=row.telling_id,
            followup_id=row.followup_id,
            epoch=self.epoch,
            attempts=row.attempts + 1,
            what=row.what,
            call=rendered.calls[piece],
            piece=piece,
            pieces=len(rendered.calls),
            digest=rendered.digest,
        )

    def _fail(self, row: Any, why: str) -> None:
        self._set([row.id], state=OutboxState.FAILED, why=why)
        tellings.failed(self.session, [row], self.now)

    def _set(self, ids: Sequence[int], **values: Any) -> None:
        if ids:
            self.session.execute(sa.update(_OUTBOX).where(_OUTBOX.c.id.in_(ids)).values(state_at=self.now, **values))

    def _language(self, row: Any) -> str:
        if row.group_language:
            return str(row.group_language)
        if row.person_id is None:
            return SOURCE
        return str(row.person_language or SOURCE)

    def _also(self, row: Any) -> tuple[str, ...]:
        return tuple((row.group_also if row.group_language else row.also_reads) or ())

    def _is_easy(self, row: Any) -> bool:
        """Whether its reader asked for easy words."""
        return not row.group_language and bool(row.easy_read)

    def _is_read_out(self, row: Any) -> bool:
        """Whether what was recorded goes along: to a group, to who passes words on to one, to who asked for that."""
        return bool(row.group_language or row.voice or "language" in row.what)

    def _recordings(self, rows: Iterable[Any]) -> dict[tuple[int, str], str]:
        wanted = {number for row in rows for number in render.recordings_wanted(row.what)}
        if not wanted:
            return {}
        columns = (_RECORDING.c.update_id, _RECORDING.c.language, _RECORDING.c.file_id)
        found = self.session.execute(sa.select(*columns).where(_RECORDING.c.update_id.in_(wanted)))
        return {(row.update_id, row.language): row.file_id for row in found}

    def _versions(self, rows: Iterable[Any]) -> dict[render.VersionKey, str]:
        wanted = {
            key for row in rows for key in render.versions_wanted(row.what, (self._language(row), *self._also(row)))
        }
        if not wanted:
            return {}
        columns = (_VERSION.c.of, _VERSION.c.of_id, _VERSION.c.language)
        found = sa.select(*columns, _VERSION.c.text).where(
            *(column.in_({key[at] for key in wanted}) for at, column in enumerate(columns))
        )
        keys = {(row.of, row.of_id, row.language): row.text for row in self.session.execute(found)}
        return {key: text for key, text in keys.items() if self._copies.is_bound(*key)}

    def _bases(self, rows: Iterable[Any]) -> dict[int, Any]:
        edited = [row.what["outbox"] for row in rows if row.what["do"] in ("edit", "delete")]
        edited += [row.what["under"] for row in rows if "under" in row.what]
        if not edited:
            return {}
        names = ("id", "lane", "state", "what", "telegram_chat", "message_id", "copy_id")
        found = sa.select(*(_OUTBOX.c[name] for name in names)).where(_OUTBOX.c.id.in_(edited))
        return {row.id: row for row in self.session.execute(found)}


def _target(base: Any) -> Target:
    """Raises `NotNow` while the message to edit may still come, `Pointless` where it will not."""
    if base is None:
        raise Pointless("what it edits is gone")
    if base.message_id is not None:
        has_caption = not {"media", "file"}.isdisjoint(base.what) and "said" not in base.what
        others = [one for one in base.what.get("said", {}).get("ids", ()) if one != base.message_id]
        return Target(base.telegram_chat, base.message_id, has_caption, tuple(others))
    will_be_said = {OutboxState.WAITING, OutboxState.SENDING}
    if base.lane <= Lane.ALERT and base.copy_id is None:
        will_be_said.add(OutboxState.UNCERTAIN)
    if base.state in will_be_said:
        raise NotNow
    raise Pointless("what it edits was never said")
