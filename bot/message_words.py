"""The words of trusted messages as codes: what is stored and sent in buttons."""

from enum import StrEnum


class MessageTemplate(StrEnum):
    """What sort of trusted message it is; words to start from come with it."""

    EMPTY = "empty"
    CLINIC = "clinic"
    RUMOUR = "rumour"
    ALERT = "alert"
    LISTENING = "listening"
    RESULT = "result"
    CLOSING = "closing"
    HOLDING = "holding"


class MessageButton(StrEnum):
    """What stands under a trusted message for its readers."""

    MORE = "more"
    ASK = "ask"
    BOOK = "book"


class Attached(StrEnum):
    """What can go with a trusted message."""

    PICTURE = "picture"
    RECORDING = "recording"
    DOCUMENT = "document"


class MessageState(StrEnum):
    """How far a trusted message has come."""

    PROPOSED = "proposed"
    DRAFT = "draft"
    ASKED = "asked"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


class ConsultState(StrEnum):
    """How far a question to groups has come."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    TOLD = "told"
    ENDED = "ended"


class LanguageState(StrEnum):
    """How far the words of a trusted message are in one language of those whom it is for."""

    SOURCE = "source"
    MISSING = "missing"
    STALE = "stale"
    DIFFERS = "differs"
    UNREAD = "unread"
    BY_ONE = "by_one"
    READ = "read"
    LEFT_OUT = "left_out"


DECIDED = frozenset({LanguageState.SOURCE, LanguageState.BY_ONE, LanguageState.READ, LanguageState.LEFT_OUT})
UNAPPROVED = frozenset({MessageState.PROPOSED, MessageState.DRAFT, MessageState.ASKED})
GONE_OUT = frozenset(
    {MessageState.SENDING, MessageState.PAUSED, MessageState.STOPPED, MessageState.SENT, MessageState.WITHDRAWN}
)
