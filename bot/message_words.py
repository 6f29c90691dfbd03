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
