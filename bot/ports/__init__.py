"""What may be plugged in. Each port has a default that needs nothing; `build.py` chooses."""
