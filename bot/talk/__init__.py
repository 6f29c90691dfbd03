"""The conversation engine: questions, answers, back, change, cancel, language, expiry."""
