"""The words of the design as codes: what is stored, compared and sent in buttons. Labels are texts, elsewhere."""

from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a person is in a programme; one person may be several."""

    CHAMPION = "champion"
    READER = "reader"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"
    LEAD = "lead"


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
    MERGED = "merged"


CLOSED = frozenset({IssueState.CLOSED_JUDGED, IssueState.CLOSED_NOT_JUDGED, IssueState.MERGED})


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
    UNDERSTOOD = "understood"
    SPLIT = "split"
    MERGED = "merged"
    SCOPE = "scope"
    THEIR_ANSWER = "their_answer"
    LOOKED_AGAIN = "looked_again"
    PLAN = "plan"
    ASKED = "asked"
    BINNED = "binned"
    STILL_SO = "still_so"


class Further(StrEnum):
    """What an update may say beside what was done and what is new: the names of its texts."""

    MEASURE = "measure"
    BEFORE = "before"
    NOW = "now"
    NO_FIGURE = "no_figure"
    UNCHANGED = "unchanged"
    NEXT = "next"
    EASY = "easy_update"


class TellingState(StrEnum):
    """How far one owed telling has come."""

    OWED = "owed"
    QUEUED = "queued"
    SENT = "sent"
    WITH_CHAMPION = "with_champion"
    PASSED_ON = "passed_on"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SETTLED = "settled"


OWED = frozenset(
    {
        TellingState.OWED,
        TellingState.QUEUED,
        TellingState.WITH_CHAMPION,
        TellingState.FAILED,
        TellingState.UNCERTAIN,
    }
)
HEARD = frozenset({TellingState.SENT, TellingState.PASSED_ON, TellingState.SETTLED})


class Verdict(StrEnum):
    """A raiser's word on "is it better now?"."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"
    NOT_NEEDED = "not_needed"


UNSATISFIED = frozenset({Verdict.A_BIT, Verdict.NO})


class Need(StrEnum):
    """What sort of help somebody needs."""

    HOUSING = "housing"
    MONEY = "money"
    FOOD = "food"
    HEALTH = "health"
    SAFETY = "safety"
    OTHER = "other"


class ReferralState(StrEnum):
    """How far the help for somebody has come."""

    WAITING = "waiting"
    HELD = "held"
    GOT = "got"
    NOT_NEEDED = "not_needed"
    TELLER_LEFT = "teller_left"
    TAKEN_BACK = "taken_back"


class Came(StrEnum):
    """What the one who told it says to "did they get help?"."""

    GOT = "got"
    NOT_YET = "not_yet"
    NOT_NEEDED = "not_needed"


class EventKind(StrEnum):
    """What sort of event a champion reports on."""

    COFFEE_MORNING = "coffee_morning"
    STALL = "stall"
    MEETING = "meeting"
    PHONE_ROUND = "phone_round"
    OTHER = "other"


class PromiseKind(StrEnum):
    """What staff owe by a date."""

    FIRST_WORD = "first_word"
    NEXT_NEWS = "next_news"
    ACTION = "action"
    TRANSLATION = "translation"
    HOLDER = "holder"
    HELP = "help"
    CONTACT = "contact"
    SCOPE = "scope"
    LISTENING = "listening"
    THEIR_ANSWER = "their_answer"
    LOOK_AGAIN = "look_again"
    TELL = "tell"
    REVIEW = "review"
    PLACE = "place"
    PLAN_ANSWER = "plan_answer"
    UPDATE = "update"
    PROPOSAL = "proposal"
    RESULT = "result"
    MESSAGE_WORDS = "message_words"
    SENIOR_WORD = "senior_word"
    FAREWELL = "farewell"
    FEELING = "feeling"


class HowHeard(StrEnum):
    """How staff were told something that was not told to the bot."""

    TELEPHONE = "telephone"
    EMAIL = "email"
    MEETING = "meeting"
    LETTER = "letter"


class AnswerState(StrEnum):
    """Where an answer of the library stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Helped(StrEnum):
    """What somebody says to an answer that others got to something near."""

    HELPED = "helped"
    DID_NOT = "did_not"
    NOT_IT = "not_it"


class AlertCause(StrEnum):
    """Why somebody is thought to be in danger."""

    ASKED = "asked"
    SAID_YES = "said_yes"
    STAFF = "staff"


class Danger(StrEnum):
    """The answer to "is someone in danger now?"."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


class Days(StrEnum):
    """The usual sets of weekdays."""

    WORKING_DAYS = "working_days"
    EVERY_DAY = "every_day"
    WEEKEND = "weekend"


WEEKDAYS = {
    Days.WORKING_DAYS: (0, 1, 2, 3, 4),
    Days.EVERY_DAY: (0, 1, 2, 3, 4, 5, 6),
    Days.WEEKEND: (5, 6),
}


class SeenIn(StrEnum):
    """Where something that goes round was seen or heard."""

    WHATSAPP = "whatsapp"
    FACEBOOK = "facebook"
    TIKTOK = "tiktok"
    LEAFLET = "leaflet"
    SOMEBODY = "somebody"
    ELSEWHERE = "elsewhere"


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


class LetterPart(StrEnum):
    """The texts of the letter to newcomers that an administrator writes."""

    WRONG = "letter_wrong"
    CAN = "letter_can"
    CANNOT = "letter_cannot"
    CLAIMS = "letter_claims"
    COMPLAIN = "letter_complain"
