"""The borough to live a year in."""

from tests.handlers.fixtures import without_pauses as without_pauses
