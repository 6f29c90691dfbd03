"""The outbox and the sending: lanes, pacing, retries, what Telegram answered."""
