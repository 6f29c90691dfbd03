"""Telegram in: what arrived, who from, and hand it on."""
