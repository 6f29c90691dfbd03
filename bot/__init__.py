"""Hearback: nobody who speaks up is left without an answer."""
