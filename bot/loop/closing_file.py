"""What is still owed when the programme ends, as a file for those who take it over: nothing told in private."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlmodel import col, select

from bot.language import Text, _
from bot.loop import closing_debts, finding, people, promises, record, report, saying
from bot.store.chats import Chat, Group
from bot.store.closing import Closing, ClosingDebt
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work

MADE = "closing"


class Form(StrEnum):
    """For a spreadsheet, or for a computer."""

    CSV = "csv"
    JSON = "json"


CAPTIONS: dict[Form, Text] = {
    Form.CSV: _("What is still owed, and who takes it over: for a spreadsheet."),
    Form.JSON: _("The same for computers. Nothing that was told in private stands in it."),
}
COUNTED = ("people_in_private", "cannot_be_reached")
HEADS = ("reference", "what", "summary", "since", "groups", *COUNTED, "taken_over_by", "reach", "hear_by")


def send(work: Work, by: Person, closing: Closing) -> None:
    """Send both files to an administrator. That is written down."""
    people.must_be_administrator(work, by)
    record.act(work, by, "list_closing", MADE, closing.number)
    for form, caption in CAPTIONS.items():
        file = {"made": MADE, "person": by.number, "closing": closing.number, "form": form.value}
        key = f"closing:{closing.number}:file:{form}:{by.number}:{work.now:%Y%m%d%H%M}"
        saying.to_person(work, by, [caption], file=file, key=key)


def make(work: Work, by: Person, asked: Mapping[str, Any]) -> tuple[str, bytes]:
    """The name and the content. Raises `errors.NotAllowed` for somebody who is no administrator any more."""
    people.must_be_administrator(work, by)
    closing, form = finding.one(work, Closing, asked["closing"]), Form(asked["form"])
    rows = work.session.exec(
        select(ClosingDebt)
        .where(ClosingDebt.closing_id == closing.id, ClosingDebt.about != closing_debts.ALL)
        .order_by(col(ClosingDebt.id))
    ).all()
    lines = [_line(work, row) for row in rows]
    name = f"hearback-still-owed-{promises.today(work)}.{form}"
    if form is Form.JSON:
        return name, json.dumps(lines, ensure_ascii=False, indent=1).encode()
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADS)
    for line in lines:
        writer.writerow([report.defused(str(line[head])) for head in HEADS])
    return name, out.getvalue().encode("utf-8-sig")


def _line(work: Work, row: ClosingDebt) -> dict[str, Any]:
    """One debt: staff's words for a matter, the groups that raised it, and how many raised it in private."""
    heir = {"taken_over_by": row.to_name or "", "reach": row.reach or "", "hear_by": str(row.hear_by or "")}
    about = {
        "what": row.about,
        "summary": "",
        "since": "",
        "groups": "",
        "people_in_private": 0,
        "cannot_be_reached": 0,
    }
    if row.about == closing_debts.ISSUE:
        about |= _of_matter(work, row.about_id)
    elif row.about == closing_debts.INSIGHT and not closing_debts.is_sensitive(work, row):
        about |= _of_insight(work, row.about_id)
    return {"reference": str(closing_debts.reference(work, row)), **about, **heir}


def _of_matter(work: Work, number: int) -> dict[str, Any]:
    issue = work.session.get_one(Issue, number)
    raised = select(Raiser).where(Raiser.issue_id == number)
    raisers = work.session.exec(raised).all()
    names = [work.session.get_one(Group, one.group_id).name for one in raisers if one.group_id is not None]
    return {
        "what": issue.title,
        "summary": issue.summary or "",
        "since": str(promises.day_of(work, issue.opened_at)),
        "groups": "; ".join(names),
        "people_in_private": len(raisers) - len(names),
        "cannot_be_reached": sum(_is_lost(work, one) for one in raisers),
    }


def _of_insight(work: Work, number: int) -> dict[str, Any]:
    """A thing that nobody has answered: where it was told; not its words, which are the teller's."""
    insight = work.session.get_one(Insight, number)
    group = work.session.get(Group, insight.group_id) if insight.group_id and not insight.in_private else None
    where = {"groups": group.name, "people_in_private": 0} if group else {"people_in_private": 1}
    return {"what": str(insight.kind or "told"), "since": str(promises.day_of(work, insight.told_at)), **where}


def _is_lost(work: Work, raiser: Raiser) -> bool:
    """Whether the bot could not tell a raiser to whom it went: whoever takes it over has to find them."""
    chat = work.session.get(Chat, raiser.chat_id) if raiser.chat_id else None
    return chat is None or chat.unreachable_at is not None
