"""Flows need nothing: answers in, texts out."""
