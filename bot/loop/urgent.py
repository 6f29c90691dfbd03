"""Urgent help: the way to it stands in every menu."""

from bot.language import p_
from bot.store.outbox import Button

BUTTON = Button(p_("button", "Urgent help"), "u:now")
