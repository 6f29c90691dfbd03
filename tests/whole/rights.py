"""Who may do what: every button and command, declared. One that is new and not declared here is a failing test.

In a button's data `N` stands for a number, `CODE` for the code of a telling. The first pattern that fits counts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from enum import StrEnum
from fnmatch import fnmatchcase
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from bot.handlers.buttons import NUMBER

CODE = "([A-Za-z0-9_-]{8,16})"


class Right(StrEnum):
    """What somebody must be for an act to change anything."""

    ANYBODY = "anybody"
    JOINED = "joined"
    TELLER = "joined, not blocked"
    OWNER = "the one it belongs to"
    HOST = "host of the group, or staff"
    READER = "reader of that language, or staff"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


BUTTONS: dict[str, Right] = {
    "act:N:*": Right.STAFF,
    "ag:N:*": Right.HOST,
    "again:CODE": Right.OWNER,
    "am:N:*": Right.STAFF,
    "ans:N:*": Right.OWNER,
    "back:N:*": Right.OWNER,
    "card:N:*": Right.STAFF,
    "day:hour": Right.ADMINISTRATOR,
    "day:*": Right.STAFF,
    "heard:*": Right.STAFF,
    "hs:*": Right.STAFF,
    "in:*": Right.STAFF,
    "lead:N:on": Right.ADMINISTRATOR,
    "lead:N:off": Right.ADMINISTRATOR,
    "lead:N:rank": Right.OWNER,
    "lead:leave": Right.OWNER,
    "lead:matters:*": Right.OWNER,
    "lead:team:*": Right.ADMINISTRATOR,
    "lead:*": Right.STAFF,
    "lib:*": Right.STAFF,
    "fu:CODE": Right.OWNER,
    "ful:N:*": Right.OWNER,
    "looked:N:*": Right.STAFF,
    "loop:*": Right.STAFF,
    "meant:CODE": Right.OWNER,
    "ours:N:*": Right.OWNER,
    "owe:*": Right.STAFF,
    "owed:*": Right.STAFF,
    "place:more:*": Right.JOINED,
    "place:N:wrong": Right.TELLER,
    "place:*": Right.STAFF,
    "plan:CODE:*": Right.OWNER,
    "pr:N:answer": Right.STAFF,
    "tc:N:ask": Right.TELLER,
    "tm:N:words:*": Right.READER,
    "tm:N:cannot:*": Right.READER,
    "tm:N:vouch:*": Right.READER,
    "tc:N:clear:*": Right.OWNER,
    "tc:N:pick:*": Right.OWNER,
    "tc:N:words": Right.OWNER,
    "tc:N:theirs": Right.OWNER,
    "cq:N:clear:*": Right.OWNER,
    "cq:N:unclear:*": Right.OWNER,
    "cq:*": Right.STAFF,
    "tm:*": Right.STAFF,
    "told:N:*": Right.STAFF,
    "tc:N:told": Right.OWNER,
    "tc:N:not": Right.OWNER,
    "tc:N:*": Right.STAFF,
    "a:N:room": Right.ADMINISTRATOR,
    "a:N:*": Right.STAFF,
    "ask:N:no": Right.OWNER,
    "b:N:settings": Right.HOST,
    "c:N:*": Right.STAFF,
    "close:N:yes:*": Right.STAFF,
    "close:N:no": Right.STAFF,
    "close:N:words": Right.STAFF,
    "close:*": Right.ADMINISTRATOR,
    "d:*": Right.ANYBODY,
    "e:N:help": Right.OWNER,
    "e:N:take": Right.STAFF,
    "e:N:hand": Right.STAFF,
    "e:N:*": Right.OWNER,
    "event:list:*": Right.ANYBODY,
    "event:N:count": Right.OWNER,
    "f:*": Right.STAFF,
    "fh:N:*": Right.OWNER,
    "fr:N:say": Right.STAFF,
    "g:N:*": Right.ADMINISTRATOR,
    "grp:*": Right.STAFF,
    "h:N:show": Right.STAFF,
    "h:N:*": Right.OWNER,
    "i:N:*": Right.OWNER,
    "j:CODE:*": Right.OWNER,
    "l:N:revoke": Right.STAFF,
    "m:N:*": Right.STAFF,
    "meet:plan": Right.STAFF,
    "meet:list:*": Right.STAFF,
    "meet:N:change": Right.STAFF,
    "meet:N:off": Right.STAFF,
    "meet:N:*": Right.OWNER,
    "n:N:*": Right.OWNER,
    "n:more:*": Right.ANYBODY,
    "p:N:*": Right.STAFF,
    "q:try": Right.JOINED,
    "r:N:know": Right.STAFF,
    "r:N:other": Right.STAFF,
    "r:N:in": Right.STAFF,
    "r:N:out": Right.STAFF,
    "r:N:*": Right.OWNER,
    "reach:add": Right.ADMINISTRATOR,
    "reach:N:*": Right.ADMINISTRATOR,
    "reach:*": Right.STAFF,
    "rip:N:tell": Right.OWNER,
    "rip:N:none": Right.OWNER,
    "rip:*": Right.STAFF,
    "cs:N:*": Right.OWNER,
    "s:N": Right.STAFF,
    "set:*": Right.JOINED,
    "u:N:alert": Right.STAFF,
    "u:N:*": Right.OWNER,
    "u:*": Right.ANYBODY,
    "v:N:*": Right.STAFF,
    "w:*": Right.ANYBODY,
    "who:N:give": Right.ADMINISTRATOR,
    "who:N:take": Right.ADMINISTRATOR,
    "who:*": Right.STAFF,
    "x:N:hand": Right.ADMINISTRATOR,
    "x:N:answer": Right.OWNER,
    "y:N:N": Right.OWNER,
    "z:N:take": Right.STAFF,
    "z:N:write": Right.OWNER,
    "z:N:answer": Right.OWNER,
    "z:list:*": Right.STAFF,
    "z:*": Right.ADMINISTRATOR,
}
COMMANDS: dict[str, Right] = {
    **dict.fromkeys(("start", "help", "language", "urgent", "mydata", "complain"), Right.ANYBODY),
    **dict.fromkeys(("stop", "settings", "letter", "mine", "try", "refer", "event", "newgroup"), Right.JOINED),
    **dict.fromkeys(("tell", "ask", "check", "person", "propose"), Right.TELLER),
    "group": Right.HOST,
    "places": Right.JOINED,
    "matters": Right.OWNER,
    **dict.fromkeys(("today", "digest", "inbox", "owed", "promises", "heard", "late", "away", "live"), Right.STAFF),
    **dict.fromkeys(
        (
            "hand_over",
            "live_hour",
            "card",
            "library",
            "loop",
            "report",
            "history",
            "leads",
            "message",
            "messages",
            "stories",
        ),
        Right.STAFF,
    ),
    **dict.fromkeys(("promise_rules", "lead", "topics", "close_programme"), Right.ADMINISTRATOR),
    **dict.fromkeys(("consult", "consults"), Right.STAFF),
    "stories": Right.STAFF,
    **dict.fromkeys(("promise_rules", "lead", "topics"), Right.ADMINISTRATOR),
    **dict.fromkeys(("invite", "rota", "blocked", "counts", "people", "groups", "reach", "catchups"), Right.STAFF),
    "lines": Right.ADMINISTRATOR,
}
IN_GROUPS: dict[str, Right] = {
    **dict.fromkeys(("start", "help", "group", "urgent", "loop"), Right.ANYBODY),
    **dict.fromkeys(("tell", "ask", "check"), Right.TELLER),
    **dict.fromkeys(("here", "host"), Right.HOST),
}


def of_button(sample: str) -> Right | None:
    """Who may press it; nothing where nobody has said so."""
    return next((right for pattern, right in BUTTONS.items() if fnmatchcase(sample, pattern)), None)


def samples(shape: re.Pattern[str]) -> list[str]:
    """Every button of a shape, each alternative by itself."""
    pattern = shape.pattern.replace(NUMBER, "N").replace(CODE, "CODE").replace("[0-9]{1,6}", "5")
    return ["".join(parts) for parts in _expanded(parser.parse(pattern))]


def _expanded(parsed: Any) -> Iterator[tuple[str, ...]]:
    return itertools.product(*(_alternatives(what, value) for what, value in parsed))


def _alternatives(what: Any, value: Any) -> list[str]:
    match str(what):
        case "LITERAL":
            return [chr(value)]
        case "SUBPATTERN":
            return ["".join(parts) for parts in _expanded(value[-1])]
        case "BRANCH":
            return ["".join(parts) for branch in value[1] for parts in _expanded(branch)]
        case "IN":
            return (
                [_one_of(value)]
                if any(str(kind) == "RANGE" for kind, _values in value)
                else [chr(one) for _kind, one in value]
            )
        case "MAX_REPEAT":
            least, _most, inside = value
            return ["".join(next(iter(_expanded(inside)))) * max(least, 1)]
    raise AssertionError(f"a shape of a new sort: {what}")


def _one_of(value: Any) -> str:
    return next(chr(what[0]) if str(kind) == "RANGE" else chr(what) for kind, what in value).lower()
