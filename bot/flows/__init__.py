"""Conversations, one file each. A flow is a function of its answers."""
