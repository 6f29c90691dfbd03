"""The words of the staff room and its cards as codes: what is stored and sent in buttons."""

from enum import StrEnum


class Topic(StrEnum):
    """The standing topics of the staff room."""

    NEW = "new"
    URGENT = "urgent"
    OWED = "owed"
    SENT = "sent"


class Risk(StrEnum):
    """How much harm a rumour may do."""

    LOW = "low"
    SOME = "some"
    HIGH = "high"


class Spread(StrEnum):
    """How far a rumour has gone."""

    ONE_PERSON = "one_person"
    ONE_GROUP = "one_group"
    SEVERAL = "several"


class Binned(StrEnum):
    """Why something is put into the bin, as its teller hears it."""

    CANNOT_USE = "cannot_use"
    NOT_CLEAR = "not_clear"
    NOT_OURS = "not_ours"
    HAD_BEFORE = "had_before"


class MadeBy(StrEnum):
    """Who put words into another language."""

    PERSON = "person"
    MACHINE = "machine"
