"""The present state of every matter and of all that was told, derived from the audit log alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlmodel import col, select

from bot.loop import meaning
from bot.store.audit import Audit
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.session import Work


@dataclass
class Matter:
    """What is known of one matter: by the log, or by its row."""

    state: str = "open"
    owner: int | None = None
    scope: str | None = None
    meant: str | None = ""
    merged_into: int | None = None
    insights: set[int] = field(default_factory=set)


def by_the_log(work: Work) -> dict[int, Matter]:
    """Every matter, as the acts that were written down make it."""
    matters: dict[int, Matter] = {}
    acts = select(Audit).where(Audit.programme_id == work.programme_id, Audit.about == "issue").order_by(col(Audit.id))
    for audit in work.session.exec(acts).all():
        _replay(matters, audit)
    return matters


def by_the_rows(work: Work) -> dict[int, Matter]:
    """Every matter, as it stands."""
    found = work.session.exec(select(Issue).where(Issue.programme_id == work.programme_id)).all()
    told = work.session.exec(select(Insight).where(col(Insight.issue_id).is_not(None))).all()
    return {
        issue.number: Matter(
            str(issue.state),
            issue.owner_id,
            issue.scope,
            meaning.in_words(issue.title, issue.summary or ""),
            issue.merged_into,
            {insight.number for insight in told if insight.issue_id == issue.id},
        )
        for issue in found
    }


def must_agree(work: Work) -> None:
    """The log explains every state; only the words of somebody who was erased are not in it any more."""
    log, rows = by_the_log(work), by_the_rows(work)
    for number, matter in log.items():
        if matter.meant is None:
            rows[number].meant = None
    assert log == rows
    assert taken_back_by_the_log(work) == taken_back_by_the_rows(work)


def taken_back_by_the_log(work: Work) -> set[int]:
    """What was told and is not there any more: taken back, or told by somebody who was erased."""
    acts = work.session.exec(select(Audit).where(Audit.programme_id == work.programme_id)).all()
    erased = {audit.about_id for audit in acts if audit.act == "erase"}
    of_erased = work.session.exec(select(Insight.id).where(col(Insight.person_id).in_(erased))).all()
    return {audit.about_id for audit in acts if audit.act == "take_back"} | {one for one in of_erased if one}


def taken_back_by_the_rows(work: Work) -> set[int]:
    """The same, as it stands."""
    gone = select(Insight.id).where(col(Insight.taken_back_at).is_not(None))
    return {number for number in work.session.exec(gone).all() if number}


def _replay(matters: dict[int, Matter], audit: Audit) -> None:
    matter, said = matters.setdefault(audit.about_id, Matter()), audit.detail
    match audit.act:
        case "take_up" | "split_off":
            matter.owner, matter.meant = said["owner"], said.get("meant")
            matter.insights |= set(said["insights"])
        case "join" | "take_in":
            matter.insights |= set(said["insights"])
        case "split" | "not_meant":
            matter.insights -= set(said["insights"])
        case "merge":
            assert matter.insights == set(said["insights"]) and matter.state == said["before"]
            matter.state, matter.merged_into, matter.insights = said["after"], said["into"], set()
        case "scope":
            assert matter.scope == said["before"]
            matter.scope = said["after"]
        case "hand_on":
            assert matter.owner == said["before"]
            matter.owner = said["after"]
        case "understand":
            assert matter.meant is None or "before" not in said or matter.meant == said["before"]
            matter.meant = said.get("after")
        case "open_again" | "close":
            assert matter.state == said["before"]
            matter.state = said["after"]
