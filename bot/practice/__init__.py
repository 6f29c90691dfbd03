"""A small local Telegram: to try Hearback, to train people with it and to test it, without a token or internet."""
