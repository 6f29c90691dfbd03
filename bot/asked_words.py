"""What people are asked about themselves, and some time after: codes that are stored; labels stand elsewhere."""

from enum import StrEnum


class Later(StrEnum):
    """What is asked some time after a matter was closed."""

    STILL_SO = "still_so"
    RIPPLE = "ripple"


class Feeling(StrEnum):
    """What somebody says to "do you feel heard?", and to "do you hear what became of it?"."""

    YES = "yes"
    MOSTLY = "mostly"
    A_BIT = "a_bit"
    NO = "no"


class AgeBand(StrEnum):
    """How old somebody is, about."""

    UNDER_25 = "under_25"
    UNDER_45 = "25_to_44"
    UNDER_65 = "45_to_64"
    OLDER = "65_or_older"
    NOT_SAID = "not_said"


class Disability(StrEnum):
    """Whether somebody lives with a disability or a long-term condition."""

    YES = "yes"
    NO = "no"
    NOT_SAID = "not_said"


class Ethnicity(StrEnum):
    """The broad groups of the census for England and Wales."""

    ASIAN = "asian"
    BLACK = "black"
    MIXED = "mixed"
    WHITE = "white"
    OTHER = "other"
    NOT_SAID = "not_said"
