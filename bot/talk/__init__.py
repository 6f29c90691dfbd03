"""The conversation engine: questions, answers, back, change, cancel, language, expiry.

A flow is a plain function of its answers. It is run from the top at every turn and stops at the first question
without one; it returns a value and does nothing else.
"""

from bot.talk.choices import Option
from bot.talk.conversation import Conversation
from bot.talk.engine import Engine
from bot.talk.flow import BrokenFlow, Flow
from bot.talk.heard import Heard, Located, Pressed, Said, Sent
from bot.talk.media import Media
from bot.talk.presses import PREFIX
from bot.talk.screen import Button, Screen
from bot.talk.talk import Talk
from bot.talk.turn import Turn
from bot.talk.words import Place

__all__ = [
    "PREFIX",
    "BrokenFlow",
    "Button",
    "Conversation",
    "Engine",
    "Flow",
    "Heard",
    "Located",
    "Media",
    "Option",
    "Place",
    "Pressed",
    "Said",
    "Screen",
    "Sent",
    "Talk",
    "Turn",
]
