"""A small local Telegram, to try and to train without a token."""
