"""The words of the design as codes: what is stored, compared and sent in buttons. Labels are texts, elsewhere."""

from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a person is in a programme; one person may be several."""

    CHAMPION = "champion"
    READER = "reader"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


DESK = frozenset({Role.STAFF, Role.ADMINISTRATOR})


class Kind(StrEnum):
    """What sort of thing somebody heard or lived."""

    PROBLEM = "problem"
    QUESTION = "question"
    RUMOUR = "rumour"
    IDEA = "idea"
    PRAISE = "praise"
    HELP = "help"


class HowSaid(StrEnum):
    """How a piece of what somebody told came to read as it does."""

    TOLD = "told"
    ADDED = "added"
    CHANGED = "changed"
    EDITED = "edited"


class IssueState(StrEnum):
    """Where an issue stands."""

    OPEN = "open"
    CLOSED_JUDGED = "closed_judged"
    CLOSED_NOT_JUDGED = "closed_not_judged"


CLOSED = frozenset({IssueState.CLOSED_JUDGED, IssueState.CLOSED_NOT_JUDGED})


class Scope(StrEnum):
    """The honest answer to "can this be changed?"."""

    OURS = "ours"
    NOT_OURS = "not_ours"
    CANNOT = "cannot"
    NOT_KNOWN_YET = "not_known_yet"


class UpdateKind(StrEnum):
    """What sort of word on an issue this is."""

    TAKEN_UP = "taken_up"
    ANSWER = "answer"
    PROGRESS = "progress"
    NOTHING_YET = "nothing_yet"
    CHANGED = "changed"
    REOPENED = "reopened"
    CLOSED = "closed"


class TellingState(StrEnum):
    """How far one owed telling has come."""

    OWED = "owed"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SETTLED = "settled"


OWED = frozenset({TellingState.OWED, TellingState.QUEUED, TellingState.FAILED, TellingState.UNCERTAIN})
HEARD = frozenset({TellingState.SENT, TellingState.SETTLED})


class Verdict(StrEnum):
    """A raiser's word on "is it better now?"."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"
    NOT_NEEDED = "not_needed"


UNSATISFIED = frozenset({Verdict.A_BIT, Verdict.NO})


class PromiseKind(StrEnum):
    """What staff owe by a date."""

    FIRST_WORD = "first_word"
    NEXT_NEWS = "next_news"
    ACTION = "action"
    TRANSLATION = "translation"


class Lane(IntEnum):
    """How urgently something is said: the smaller goes first."""

    REPLY = 0
    ALERT = 1
    ANSWER = 2
    TELLING = 3
    TRUSTED = 4


class OutboxState(StrEnum):
    """How far one thing to be said has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"


DONE = frozenset({OutboxState.SENT, OutboxState.FAILED, OutboxState.DROPPED})
