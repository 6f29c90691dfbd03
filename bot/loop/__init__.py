"""The rules: what people raise, what staff do about it, and who is owed word of it."""
